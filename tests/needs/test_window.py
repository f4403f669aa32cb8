"""Needs and promises in the window: put in order by hand with undo, probed, linked without loops, kept and broken."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.needs.need_dialog import open_need
from gui.needs.need_table import NeedTable
from gui.needs.page import LATE, NeedsPage
from gui.needs.promise_dialog import edit_promise, open_promise
from gui.needs.promise_table import PromiseTable
from model.needs.actions import NeedDraft, add_need, link_needs
from model.needs.promise_actions import PromiseDraft, add_promise
from model.needs.promise_queries import PromiseRow, list_promises
from model.needs.queries import NeedRow, list_needs
from model.store.database import Database
from model.store.undo import redo, undo
from tests.builders import TODAY, add_contact, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen

STATEMENTS = ("账单分开", "带宽不足", "夜班断网", "合同没有退出条款")


@pytest.fixture
def customer(store: Database) -> str:
    row = add_customer(store, "G001", "临江示例机械有限公司")
    with store.write("Add") as session:
        for place, statement in enumerate(STATEMENTS):
            add_need(session, NeedDraft(row, statement, importance=5 - place, urgency=5))
    return row


def needs_of(store: Database, customer: str) -> list[NeedRow]:
    with store.read() as session:
        return list_needs(session, customer_id=customer)


def order_of(store: Database, customer: str) -> list[str]:
    return [need.statement for need in needs_of(store, customer)]


def promises_of(store: Database) -> list[PromiseRow]:
    with store.read() as session:
        return list_promises(session, TODAY)


def load(table: NeedTable | PromiseTable, store: Database) -> None:
    with store.read() as session:
        table.load(session)


@pytest.fixture
def table(qtbot: QtBot, context: Context, store: Database, customer: str) -> NeedTable:
    made = on_screen(qtbot, NeedTable(context, customer), 900, 400)
    load(made, store)
    return made


def _send(view: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    released = kind is QEvent.Type.MouseButtonRelease
    pressed = none if released else left
    button = none if kind is QEvent.Type.MouseMove else left
    place = view.mapToGlobal(at)
    QApplication.sendEvent(view, QMouseEvent(kind, at, place, button, pressed, Qt.KeyboardModifier.NoModifier))


def test_dragging_a_row_puts_it_in_order_and_undo_puts_it_back(
    table: NeedTable, store: Database, customer: str
) -> None:
    view = table.table.view.viewport()
    height = table.table.view.rowHeight(0)
    start, end = QPointF(200, height / 2), QPointF(200, height * 3 - 4)
    _send(view, QEvent.Type.MouseButtonPress, start)
    _send(view, QEvent.Type.MouseMove, end)
    assert table.drag.line.isVisible()
    _send(view, QEvent.Type.MouseButtonRelease, end)
    assert not table.drag.line.isVisible()
    assert order_of(store, customer) == ["带宽不足", "夜班断网", "账单分开", "合同没有退出条款"]
    undo(store)
    assert order_of(store, customer) == list(STATEMENTS)
    redo(store)
    assert order_of(store, customer)[2] == "账单分开"


def test_alt_and_arrows_move_the_chosen_need(table: NeedTable, store: Database, customer: str) -> None:
    table.table.select(needs_of(store, customer)[3].id)
    table.shift(-1)
    load(table, store)
    table.shift(-1)
    assert order_of(store, customer) == ["账单分开", "合同没有退出条款", "带宽不足", "夜班断网"]
    load(table, store)
    table.table.select(needs_of(store, customer)[0].id)
    table.shift(-1)
    assert order_of(store, customer)[0] == "账单分开"


def test_a_price_complaint_is_not_saved_without_the_problem_behind_it(
    qtbot: QtBot, context: Context, store: Database
) -> None:
    customer = add_customer(store)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = open_need(parent, context, customer)
    dialog.form.set_values({"statement": None})
    dialog.form.field("statement").set_value("你们太贵了")
    assert "背后" in dialog.form.error_words()["behind"]
    dialog.submit()
    assert needs_of(store, customer) == []
    assert dialog.isVisible()
    dialog.form.field("behind").set_value("两厂区账单对不上")
    assert "behind" not in dialog.form.error_words()
    dialog.submit()
    found = {need.statement: need for need in needs_of(store, customer)}
    assert found["两厂区账单对不上"].derived_from == found["你们太贵了"].id


def test_a_loop_of_unlocks_is_refused_in_the_form_with_its_path(
    qtbot: QtBot, context: Context, store: Database, customer: str
) -> None:
    first, second, third, _last = needs_of(store, customer)
    with store.write("Link") as session:
        link_needs(session, first.id, second.id)
        link_needs(session, second.id, third.id)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = open_need(parent, context, None, third.id)
    dialog.form.field("unlocks_ids").set_value((first.id,))
    dialog.submit()
    assert "夜班断网 → 账单分开 → 带宽不足 → 夜班断网" in dialog.error.text()
    assert needs_of(store, customer)[2].unlocks == ()
    dialog.form.field("unlocks_ids").set_value(())
    dialog.submit()
    assert not dialog.isVisible()


def test_editing_a_need_changes_only_what_was_changed(
    qtbot: QtBot, context: Context, store: Database, customer: str
) -> None:
    person = add_contact(store, customer, "离职的人（示例）", status="left")
    with store.write("Add") as session:
        need = add_need(session, NeedDraft(customer, "电话录音", raised_by_id=person, our_answer="方案甲"))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = open_need(parent, context, None, need)
    dialog.form.field("owner").set_value("示例经理")
    dialog.submit()
    row = next(row for row in needs_of(store, customer) if row.id == need)
    assert (row.raised_by_id, row.our_answer, row.owner) == (person, "方案甲", "示例经理")


def test_needs_are_deleted_marked_and_brought_back(table: NeedTable, store: Database, customer: str) -> None:
    ids = [need.id for need in needs_of(store, customer)]
    table.table.model.check(set(ids[:2]))
    table.status.set_value("solved")
    assert [need.status for need in needs_of(store, customer)] == ["solved", "solved", "open", "open"]
    load(table, store)
    table.table.model.check(set(ids[:3]))
    table.delete()
    assert order_of(store, customer) == ["合同没有退出条款"]
    undo(store)
    undo(store)
    assert order_of(store, customer) == list(STATEMENTS)
    assert {need.status for need in needs_of(store, customer)} == {"open"}


def promise(store: Database, customer: str, text: str, days: int) -> str:
    with store.write("Add") as session:
        return add_promise(session, PromiseDraft(customer, text, TODAY + timedelta(days=days)), TODAY)


def test_promises_are_kept_broken_with_a_reason_and_substituted(
    qtbot: QtBot, context: Context, store: Database
) -> None:
    customer = add_customer(store)
    ids = [promise(store, customer, f"事项{n}", n - 1) for n in range(3)]
    page = on_screen(qtbot, NeedsPage(context))
    page.show_target(LATE)
    table = page.promises
    assert table.table.shown_ids() == (ids[0],)
    table.table.clear()
    table.table.select(ids[0])
    table.keep()
    table.table.select(ids[1])
    table.end("broken")
    asked = form_of(page)
    asked.submit()
    assert asked.isVisible()
    asked.form.field("reason").set_value("物资没到")
    asked.submit()
    table.table.select(ids[2])
    table.end("substituted")
    asked = form_of(page)
    asked.form.field("substitute").set_value("先上临时线路")
    asked.submit()
    ended = {one.id: (one.state, one.reason, one.substitute) for one in promises_of(store)}
    assert ended == {
        ids[0]: ("kept", "", ""),
        ids[1]: ("broken", "物资没到", ""),
        ids[2]: ("substituted", "", "先上临时线路"),
    }
    assert unnamed_controls(page) == []


def test_a_promise_for_a_day_that_has_passed_is_questioned(qtbot: QtBot, context: Context, store: Database) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = open_promise(parent, context, add_customer(store), "书面方案")
    dialog.form.field("due_on").set_value(TODAY - timedelta(days=1))
    dialog.submit()
    assert "due_on" in dialog.form.error_words()
    dialog.form.field("due_on").set_value(TODAY)
    dialog.submit()
    assert [one.text for one in promises_of(store)] == ["书面方案"]


def test_a_late_promise_can_be_edited_without_moving_its_day(qtbot: QtBot, context: Context, store: Database) -> None:
    row = promise(store, add_customer(store), "旧事", -5)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = edit_promise(parent, context, row)
    assert dialog is not None
    dialog.form.field("owner").set_value("示例经理")
    dialog.submit()
    (found,) = promises_of(store)
    assert (found.owner, found.state) == ("示例经理", "late")


def test_lists_without_rows_and_names_of_two_hundred_characters_stand(
    qtbot: QtBot, context: Context, store: Database
) -> None:
    page = on_screen(qtbot, NeedsPage(context))
    assert page.needs.table.empty.isVisible()
    customer = add_customer(store, "G9", "示" * 200)
    with store.write("Add") as session:
        add_need(session, NeedDraft(customer, "问" * 200))
    promise(store, customer, "答" * 200, 1)
    page.refresh()
    page.grab()
    assert len(page.needs.table.shown_ids()) == 1
