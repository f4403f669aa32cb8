"""The pay page: what is counted in a row, checked, opened, reconciled, frozen, priced, and reached without a mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.pay.behind_dialog import BehindDialog
from gui.pay.dialogs import open_scheme
from gui.pay.offer import offer_piece
from gui.pay.page import PayPage
from gui.pay.piece_dialog import ProofField
from gui.pay.piece_paste_dialog import PiecePasteDialog
from model.pay.actions import add_deduction, set_mark
from model.pay.queries import find_statement, list_entries, list_rate_rows
from model.proposals.records import Quote
from model.staff.records import Staff
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, person_id
from model.store.undo import undo
from model.visits.actions import VisitDraft, add_visit
from tests.builders import TODAY
from tests.pay.world import MONTH, count, pay_sheet
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen


@pytest.fixture
def page(qtbot: QtBot, context: Context, customer: str) -> PayPage:
    return on_screen(qtbot, PayPage(context), 1000, 700)


def entries(store: Database) -> list[tuple[str, int, str, str]]:
    with store.read() as session:
        return [(row.item_code, row.quantity, row.group_code, row.evidence) for row in list_entries(session, MONTH)]


def test_the_identity_stands_over_its_lines(page: PayPage, store: Database, customer: str) -> None:
    count(store, quantity=2, customer_id=customer)
    with store.write("More") as session:
        set_mark(session, MONTH, "result", 100, "示例")
        add_deduction(session, MONTH, "deduction", 5_000, "迟交（示例）", TODAY)
    page.refresh()
    shown = {part: term.amount.text() for part, term in page.estimate.identity.terms.items()}
    assert shown == {
        "base": "3,800.00",
        "performance": "2,400.00",
        "piecework": "360.00",
        "retention": "0.00",
        "deduction": "50.00",
    }
    assert page.estimate.identity.total.text() == "6,510.00"
    page.estimate.show_part("piecework")
    assert [row[2] for row in page.estimate.table.model.rows] == ["专线新装"]
    page.estimate.show_part("")
    assert len(page.estimate.table.model.rows) == 8


def test_pieces_are_counted_in_a_row_by_the_keyboard(qtbot: QtBot, page: PayPage, store: Database) -> None:
    page.tabs.show_sheet("pieces")
    quick = page.pieces.quick
    quick.item.setFocus()
    qtbot.keyClicks(quick.item.line, "zxxz")
    qtbot.keyClick(quick.item.line, Qt.Key.Key_Return)
    qtbot.keyClick(quick.item.line, Qt.Key.Key_Return)
    quick.quantity.set_value(2)
    qtbot.keyClick(quick.quantity.line, Qt.Key.Key_Return)
    qtbot.keyClicks(quick.customer.line, "G001")
    qtbot.keyClick(quick.customer.line, Qt.Key.Key_Return)
    qtbot.keyClick(quick.customer.line, Qt.Key.Key_Return)
    qtbot.keyClicks(quick.evidence.line, "GD-7")
    qtbot.keyClick(quick.evidence.line, Qt.Key.Key_Return)
    assert entries(store) == [("JJ02", 2, "G001", "GD-7")]
    assert (quick.item.value(), quick.quantity.value()) == (None, 1)
    quick.add()
    assert quick.error.isVisibleTo(page)
    assert len(entries(store)) == 1
    undo(store)
    assert entries(store) == []


def test_what_has_no_evidence_is_shown_alone_and_mended(page: PayPage, store: Database, customer: str) -> None:
    with store.write("Visit") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY, purpose="谈专线"), "示例")
    bare = count(store, customer_id=customer)
    count(store, customer_id=customer, evidence="单")
    page.refresh()
    assert "1" in page.pieces.faults_button.text()
    page.pieces.show_faults()
    assert page.pieces.table.shown_ids() == (bare,)
    page.pieces.table.opened.emit(bare)
    dialog = form_of(page)
    proof = dialog.form.field("proof")
    assert isinstance(proof, ProofField)
    proof.set_value(("visit", visit))
    dialog.submit()
    page.refresh()
    assert not page.pieces.faults_button.isVisibleTo(page)


def test_a_piece_that_seems_counted_twice_says_when(page: PayPage, store: Database, customer: str) -> None:
    for _time in range(2):
        count(store, customer_id=customer, evidence="单 5")
    page.refresh()
    rows = page.pieces.table.model.rows
    assert [row[5] for row in rows] == [None, "double"]
    assert "2026-11-22" in rows[1][9]


def test_rows_from_excel_are_shown_before_they_are_counted(page: PayPage, store: Database) -> None:
    QGuiApplication.clipboard().setText("2026-11-03\tJJ02\t1\tG001\t单 1\n2026-11-03\t没有\t1\tG001\t单 2\n")
    page.pieces.paste_button.click()
    dialog = page.findChildren(PiecePasteDialog)[-1]
    assert [bool(row[1]) for row in dialog.table.model.rows] == [False, True]
    dialog.apply()
    assert entries(store) == [("JJ02", 1, "G001", "单 1")]
    QGuiApplication.clipboard().setText("")
    page.pieces.paste_button.click()
    assert len(page.findChildren(PiecePasteDialog)) == 1


def test_the_sheet_beside_ours_leads_to_the_pieces(qtbot: QtBot, page: PayPage, store: Database, customer: str) -> None:
    count(store, customer_id=customer, evidence="a", quantity=3)
    pay_sheet(store, MONTH, ("JJ02", 2, 36_000), ("JJ12", 1, 400))
    page.refresh()
    page.tabs.show_sheet("reconcile")
    page.reconcile.show_faults()
    assert page.reconcile.table.shown_ids() == ("JJ02", "JJ12")
    assert page.reconcile.difference.value.text() == "-176.00"
    page.reconcile.table.opened.emit("JJ02")
    assert page.tabs.current() == "pieces"
    assert len(page.pieces.table.shown_ids()) == 1
    page.month.step(-1)
    page.refresh()
    assert page.reconcile.newest_button.isVisibleTo(page.reconcile)
    page.reconcile.newest_button.click()
    assert page.month.month() == MONTH


def test_every_line_opens_what_stands_behind_it(page: PayPage, context: Context, store: Database) -> None:
    opened: list[str] = []
    context.page_wanted.connect(lambda name, _target, _within: opened.append(name))
    with store.write("Off") as session:
        add_deduction(session, MONTH, "deduction", 5_000, "迟交（示例）", TODAY)
    page.refresh()
    for part, key in (("base", "base"), ("performance", "mark"), ("performance", "score")):
        page.estimate.opened.emit(part, key, "process")
        form_of(page).done(0)
    for key in ("key_person", "process"):
        page.estimate.opened.emit("retention", key, "")
        assert page.findChildren(BehindDialog)[-1].table.shown_ids() == ()
    page.estimate.opened.emit("retention", "snapshot_member", "")
    page.estimate.opened.emit("performance", "threshold", "t")
    assert opened == ["snapshots", "targets"]


def test_points_and_deductions_are_noted_with_their_reason(page: PayPage, store: Database) -> None:
    page.estimate.opened.emit("performance", "mark", "process")
    dialog = form_of(page)
    dialog.form.field("points").set_value(80.0)
    dialog.submit()
    assert dialog.isVisible()
    dialog.form.field("reason").set_value("区县评分（示例）")
    dialog.submit()
    page.estimate.deduction_button.click()
    dialog = form_of(page)
    dialog.form.field("kind").set_value("zero_tolerance")
    dialog.form.field("reason").set_value("虚报业务（示例）")
    dialog.submit()
    page.refresh()
    assert "虚报业务" in page.estimate.note.text()
    with store.read() as session:
        assert find_statement(session, MONTH, TODAY).sum_of("performance") == 0


def test_whoever_says_when_he_joined_has_his_first_three_months(
    qtbot: QtBot, page: PayPage, context: Context, store: Database
) -> None:
    with store.write("Points") as session:
        set_mark(session, MONTH, "result", 100, "示例")
    qtbot.mouseClick(page.estimate.scheme_button, Qt.MouseButton.LeftButton)
    dialog = form_of(page)
    joined = dialog.form.field("joined").editor
    qtbot.keyClicks(joined, "2026-12-01")
    dialog.submit()
    assert "还没到" in dialog.error.text()
    dialog.form.field("joined").set_value(None)
    qtbot.keyClicks(joined, "2026-10-20")
    qtbot.keyClick(joined, Qt.Key.Key_Return)
    amount = page.estimate.identity.terms["performance"].amount
    qtbot.waitUntil(lambda: amount.text() == "0.00")
    qtbot.waitUntil(lambda: any("入职前三个月" in row[4] for row in page.estimate.table.model.rows))
    undo(store)
    with store.write("Staff") as session:
        session.add(Staff(id=person_id("S001"), dossier_id=OFFICE_DOSSIER, employee_no="S001", joined=TODAY))
    said = open_scheme(page, context, MONTH)
    assert "joined" not in said.form.values()
    assert any("2026-11-22" in label.text() for label in said.findChildren(QLabel))
    with store.read() as session:
        assert find_statement(session, MONTH, TODAY).newcomer


def test_a_frozen_month_says_what_changed_since(page: PayPage, store: Database, customer: str) -> None:
    page.freeze_button.click()
    page.refresh()
    assert page.state_tag.isVisibleTo(page)
    count(store, customer_id=customer)
    page.refresh()
    assert page.estimate.identity.total.text() == "3,800.00"
    assert "3,980.00" in page.estimate.note.text()


def test_a_new_price_is_typed_and_a_past_month_refused_beside_it(page: PayPage, store: Database) -> None:
    page.tabs.show_sheet("rates")
    page.rates.table.opened.emit(page.rates.table.shown_ids()[0])
    dialog = form_of(page)
    dialog.form.field("valid_from").set_value(202610)
    dialog.submit()
    assert "过去的月份" in dialog.error.text()
    dialog.form.field("valid_from").set_value(202612)
    dialog.form.field("unit_price_fen").set_value(20_000)
    dialog.submit()
    with store.read() as session:
        prices = [row.rate.unit_price_fen for row in list_rate_rows(session, 202612) if row.in_force]
    assert prices == [20_000, 400]


def test_an_accepted_proposal_offers_to_be_counted_with_itself_as_the_proof(
    page: PayPage, context: Context, store: Database, customer: str
) -> None:
    with store.write("Quote") as session:
        session.add(
            Quote(id="q1", dossier_id=customer, customer_id=customer, number="MB-1", title="专线方案", state="accepted")
        )
    offered: list[tuple[str, str]] = []

    def take(text: str, words: str, act: Callable[[], object]) -> None:
        offered.append((text, words))
        act()

    context.offer_wanted.connect(take)
    context.page_wanted.connect(lambda _name, target, within: page.show_target(target, within))
    offer_piece(context, customer, "q1")
    assert offered == [("这项业务计件吗？", "记一件")]
    dialog = form_of(page)
    dialog.form.field("item_code").set_value("JJ02")
    dialog.submit()
    with store.read() as session:
        row = list_entries(session, MONTH)[0]
    assert (row.source_entity, row.source_id, row.group_code, row.proved) == ("quote", "q1", "G001", True)
    context.presented = customer
    offer_piece(context, customer, "q1")
    assert len(offered) == 1


def test_the_page_comes_back_as_it_was_left(page: PayPage) -> None:
    page.month.step(-1)
    page.tabs.show_sheet("rates")
    kept = page.state()
    page.month.step(3)
    page.tabs.show_sheet("estimate")
    page.restore(kept)
    assert (page.month.month(), page.tabs.current()) == (202610, "rates")


def test_everything_has_a_name_and_the_page_explains_itself(page: PayPage) -> None:
    for sheet in ("estimate", "pieces", "reconcile", "rates"):
        page.tabs.show_sheet(sheet)
        assert unnamed_controls(page) == []
    page.new_here()
    dialog = page.findChildren(QDialog)[-1]
    assert unnamed_controls(dialog) == []
    assert "税前" in page.help_text()
