"""The story of a day, by keyboard alone: Today, a visit with a promise, a need, undo, the evening."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.customer_page import CustomerPage
from gui.main_window import MainWindow
from gui.needs.page import NeedsPage
from gui.pages import PAGES
from gui.today.evening_dialog import EveningDialog
from gui.today.page import TodayPage
from gui.visits.form import VisitForm
from gui.widgets.form import FormDialog
from model.needs.promise_queries import list_promises
from model.needs.queries import list_needs
from model.store.database import Database
from model.visits.actions import VisitDraft, add_visit
from model.visits.queries import list_visits
from tests.builders import TODAY, add_contact, add_customer

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Alt = Qt.KeyboardModifier.AltModifier


class Hands:
    """Two hands on a keyboard and no mouse: keys go to whatever has the focus."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def focus(self) -> QWidget:
        """What has the focus now; the window itself where nothing in it has."""
        if QApplication.activeWindow() is None:
            self.back_in(self.window)
        found = QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        self.qtbot.keyClick(self.focus(), key, modifier)

    def write(self, words: str) -> None:
        """Latin words, letter by letter."""
        self.qtbot.keyClicks(self.focus(), words)

    def tab_to(self, name: str) -> None:
        """Tab until the control of this name has the focus."""
        passed = []
        for _step in range(60):
            passed.append(self.focus().accessibleName())
            if passed[-1] == name:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}, only {passed}")

    def dialog(self) -> FormDialog:
        """The form that is open, once it has the focus."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), FormDialog))
        found = QApplication.activeWindow()
        assert isinstance(found, FormDialog)
        return found

    def back_in(self, window: QWidget) -> None:
        """Wait until this window has the keys again; no window manager gives them back offscreen."""
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def go_to(self, words: str) -> None:
        """Ctrl+K, a page's name, Enter."""
        self.press(Key.Key_K, Control)
        self.write(words)
        self.press(Key.Key_Return)
        self.back_in(self.window)


@pytest.fixture
def customer(store: Database) -> str:
    row = add_customer(store, "G001", "临江示例机械有限公司", region="高新区", grid="G12")
    add_contact(store, row, "周总监（示例）")
    with store.write("Add") as session:
        add_visit(session, VisitDraft(row, TODAY, "planned", purpose="谈割接"))
    return row


@pytest.fixture
def hands(qtbot: QtBot, context: Context, customer: str) -> Iterator[Hands]:
    window = MainWindow(context, PAGES, "示例经理")
    qtbot.addWidget(window)
    window.show()
    window.start()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Hands(qtbot, window)
    qtbot.waitUntil(lambda: not context.tasks.busy)


def test_a_day_goes_by_without_the_mouse(
    qtbot: QtBot, hands: Hands, context: Context, store: Database, customer: str
) -> None:
    window = hands.window
    assert isinstance(window.page(), TodayPage)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page(), CustomerPage))

    hands.press(Key.Key_F3)
    visit = hands.dialog()
    assert isinstance(visit.form, VisitForm)
    hands.tab_to("见了谁")
    hands.press(Key.Key_Space)
    hands.tab_to("记录")
    hands.write("plan by Friday")
    hands.press(Key.Key_Home, Shift)
    hands.press(Key.Key_F4)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is not visit)
    promise = hands.dialog()
    assert promise.form.values()["text"] == "plan by Friday"
    hands.tab_to("期限")
    hands.write("11-27")
    hands.press(Key.Key_Return)
    assert not promise.isVisible()
    hands.back_in(visit)
    hands.tab_to("下一步")
    hands.write("bring the plan")
    hands.press(Key.Key_Return, Control)
    hands.back_in(window)
    with store.read() as session:
        (noted,) = (one for one in list_visits(session) if one.note)
        assert (noted.customer_id, noted.met, noted.next_step) == (customer, "周总监（示例）", "bring the plan")
        (kept,) = list_promises(session, TODAY)
        assert (kept.visit_id, kept.due_on) == (noted.id, date(2026, 11, 27))

    hands.go_to("needs")
    qtbot.waitUntil(lambda: isinstance(window.page(), NeedsPage))
    hands.press(Key.Key_N, Control)
    hands.dialog()
    hands.tab_to("集团客户")
    hands.write("ljsl")
    hands.press(Key.Key_Return)
    hands.tab_to("关键问题")
    hands.write("bills are late")
    hands.press(Key.Key_Return)
    hands.back_in(window)
    with store.read() as session:
        assert [need.statement for need in list_needs(session)] == ["bills are late"]

    hands.press(Key.Key_Z, Control)
    qtbot.waitUntil(lambda: any("已撤销" in text for text in window.toasts.texts()))
    with store.read() as session:
        assert list_needs(session) == []
    hands.press(Key.Key_Y, Control)
    qtbot.waitUntil(lambda: any("已重做" in text or "bills" in text for text in window.toasts.texts()[1:]))
    qtbot.waitUntil(lambda: not context.tasks.busy)
    with store.read() as session:
        assert len(list_needs(session)) == 1

    hands.back_in(window)
    hands.press(Key.Key_Left, Alt)
    qtbot.waitUntil(lambda: isinstance(window.page(), CustomerPage))
    hands.go_to("today")
    qtbot.waitUntil(lambda: isinstance(window.page(), TodayPage))
    hands.tab_to("晚间整理")
    hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), EveningDialog))
    hands.tab_to("安排拜访")
    hands.press(Key.Key_Space)
    planned = hands.dialog()
    assert planned.form.values()["visit_date"] == TODAY + timedelta(days=1)
    hands.write("ljsl")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, Control)
    with store.read() as session:
        statuses = [(one.visit_date, one.status) for one in list_visits(session)]
    assert (TODAY + timedelta(days=1), "planned") in statuses
