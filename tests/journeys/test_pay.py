"""The story of a month's end, by keyboard alone: pieces checked, one mended, the sheet beside them, printed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.papers.preview import PreviewDialog
from gui.pay.page import PayPage
from model.pay.actions import PieceDraft, RateDraft, add_piece, set_rate
from model.pay.queries import list_entries
from model.pay.records import OfficialPay
from model.store.database import Database
from model.store.ids import new_id, person_id
from tests.builders import OWNER, TODAY, add_customer
from tests.journeys.test_day import Hands, at_the_keyboard

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
MONTH = 202611
LONG = 60_000


@pytest.fixture
def hands(qtbot: QtBot, context: Context, store: Database) -> Iterator[Hands]:
    customer = add_customer(store, "G001", "临江示例机械有限公司", status="existing")
    with store.write("Month") as session:
        set_rate(session, RateDraft("JJ02", "专线新装", "basic_group", 18_000, 202601), TODAY)
        add_piece(session, PieceDraft(TODAY, "JJ02", 1, customer, "单 1"))
        add_piece(session, PieceDraft(TODAY, "JJ02", 1, customer))
        session.add(
            OfficialPay(
                id=new_id(), dossier_id=person_id(OWNER.employee_no), employee_no=OWNER.employee_no, month=MONTH,
                item_code="JJ02", quantity=1, amount_fen=18_000,
            )
        )  # fmt: skip
    yield from at_the_keyboard(qtbot, context)


def test_a_months_end_goes_by_without_the_mouse(qtbot: QtBot, hands: Hands, store: Database) -> None:
    window = hands.window
    hands.go_to("pay")
    qtbot.waitUntil(lambda: isinstance(window.page(), PayPage))
    page = window.page()
    assert isinstance(page, PayPage)

    hands.tab_to("测算")
    hands.press(Key.Key_Right)
    assert page.tabs.current() == "pieces"
    assert hands.focus().accessibleName() == "计件（1 件待查）"
    hands.tab_to("1 件缺凭证")
    hands.press(Key.Key_Space)
    assert len(page.pieces.table.shown_ids()) == 1
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.dialog()
    hands.tab_to("依据")
    hands.write("order 8")
    hands.press(Key.Key_Return)
    hands.back_in(window)
    with store.read() as session:
        assert {row.evidence for row in list_entries(session, MONTH)} == {"单 1", "order 8"}

    qtbot.waitUntil(lambda: not page.pieces.faults_button.isVisible())
    hands.tab_to("计件")
    hands.press(Key.Key_Right)
    assert page.tabs.current() == "reconcile"
    assert page.reconcile.difference.value.text() == "-180.00"
    hands.tab_to("只看差异")
    hands.press(Key.Key_Space)
    assert page.reconcile.table.shown_ids() == ("JJ02",)

    hands.press(Key.Key_P, Control)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PreviewDialog), timeout=LONG)
    hands.press(Key.Key_Escape)
    hands.back_in(window)
