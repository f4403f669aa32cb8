"""The page of possible duplicates: found on the worker, compared side by side, merged, kept apart, taken apart."""

import pytest
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.duplicates_page import DuplicatesPage
from gui.customers.merge_dialog import MergeDialog
from gui.widgets.confirm import Question
from model.customers.records import Contact, Customer
from model.store.base import RowId
from model.store.undo import undo
from tests.builders import add_contact, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen


@pytest.fixture
def ids(context: Context) -> tuple[RowId, RowId]:
    keep = add_customer(context.database, "G001", "示例机械有限公司", grid="G01")
    other = add_customer(context.database, "G002", "示例机械公司", grid="G02", remarks="要发票")
    add_contact(context.database, keep)
    add_contact(context.database, other)
    return keep, other


@pytest.fixture
def page(qtbot: QtBot, context: Context, ids: tuple[RowId, RowId]) -> DuplicatesPage:
    made = on_screen(qtbot, DuplicatesPage(context), 1024, 640)
    qtbot.waitUntil(lambda: bool(made.found))
    made.table.view.selectRow(0)
    return made


def dialog_of(page: DuplicatesPage) -> MergeDialog:
    page.compare()
    return page.findChildren(MergeDialog)[-1]


def customer_of(context: Context, id: RowId) -> Customer:
    with context.read() as session:
        return session.get_one(Customer, id)


def test_a_pair_is_compared_and_merged_with_what_was_chosen(
    qtbot: QtBot, context: Context, page: DuplicatesPage, ids: tuple[RowId, RowId]
) -> None:
    dialog = dialog_of(page)
    if dialog.preview.keep.id != ids[0]:
        dialog.swap()
    assert "联系人 1" in dialog.summary.text()
    assert unnamed_controls(dialog) == []
    dialog.groups["address"].button(1).click()
    assert dialog.from_other() == {"address", "remarks"}
    (same,) = dialog.people.values()
    assert same.isChecked()
    assert "王经理（示例）" in same.accessibleName()
    dialog.merge()
    qtbot.waitUntil(lambda: not page.found)
    kept = customer_of(context, ids[0])
    assert (kept.grid, kept.remarks, kept.former_names) == ("G02", "要发票", "示例机械公司")
    assert customer_of(context, ids[1]).merged_into == ids[0]
    with context.read() as session:
        people = session.query(Contact).order_by(Contact.merged_into.is_not(None)).all()
        assert {person.customer_id for person in people} == {ids[0]}
        assert [person.merged_into for person in people] == [None, people[0].id]
    assert len(page.merged.model.rows) == 1
    undo(context.database)
    qtbot.waitUntil(lambda: len(page.found) == 1)
    assert customer_of(context, ids[1]).merged_into is None


def test_a_merge_is_undone_from_the_list_of_merged_customers(
    qtbot: QtBot, context: Context, page: DuplicatesPage, ids: tuple[RowId, RowId], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = dialog_of(page)
    other = dialog.preview.other.id
    dialog.merge()
    qtbot.waitUntil(lambda: len(page.merged.model.rows) == 1)
    monkeypatch.setattr(Question, "exec", lambda question: Question.DialogCode.Accepted)
    page.merged.acted.emit(other, "part")
    qtbot.waitUntil(lambda: not page.merged.model.rows)
    assert customer_of(context, other).merged_into is None


def test_what_is_kept_separate_leaves_the_list_and_comes_back_with_undo(
    qtbot: QtBot, context: Context, page: DuplicatesPage
) -> None:
    page.separate()
    qtbot.waitUntil(lambda: not page.found)
    undo(context.database)
    qtbot.waitUntil(lambda: len(page.found) == 1)


def test_every_control_of_the_page_has_a_name(page: DuplicatesPage) -> None:
    assert unnamed_controls(page) == []
