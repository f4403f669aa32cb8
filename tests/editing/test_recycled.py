"""The recycle bin: what was deleted stands in it with what hung on it, until it is back."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.recycle_bin.page import RecycleBinPage
from model.editing.actions import restore_row, set_texts
from model.editing.recycled import list_deleted, restore_with_links
from model.errors import UserError
from model.needs.actions import NeedDraft, add_need, delete_need, link_needs
from model.needs.queries import list_needs
from model.store.database import Database
from model.store.undo import undo
from model.visits.actions import VisitDraft, add_visit, delete_visit
from model.visits.queries import list_met
from tests.builders import TODAY, add_contact, add_customer, dump
from tests.windows import on_screen


def test_a_deleted_visit_comes_back_with_the_people_met(store: Database) -> None:
    customer = add_customer(store, "G001", "甲（示例）")
    person = add_contact(store, customer)
    with store.write("Add") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY, purpose="谈续约", met=(person,)))
    before = dump(store, full=False)
    with store.write("Delete the visit to {customer}", customer="甲") as session:
        delete_visit(session, visit)
    with store.read() as session:
        (row,) = list_deleted(session)
    assert (row.entity, row.title, row.customer_name, row.event) == ("visit", "谈续约", "甲（示例）", "删除拜访：甲")
    with store.write("Bring back") as session:
        assert restore_with_links(session, "visit", visit) == 2
    assert dump(store, full=False) == before
    with store.read() as session:
        assert [met.contact_id for met in list_met(session, visit)] == [person]
        assert list_deleted(session) == []


def test_a_need_comes_back_with_its_links(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        first, second = (add_need(session, NeedDraft(customer, words)) for words in ("甲", "乙"))
        link_needs(session, first, second)
    with store.write("Delete") as session:
        delete_need(session, second)
    with store.write("Bring back") as session:
        restore_with_links(session, "need", second)
    with store.read() as session:
        assert list_needs(session, customer_id=customer)[0].unlocks_ids == (second,)


def test_a_link_that_would_close_a_loop_by_now_comes_back_by_no_way(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        first, second = (add_need(session, NeedDraft(customer, words)) for words in ("甲", "乙"))
        link = link_needs(session, first, second)
    with store.write("Delete") as session:
        delete_need(session, second)
    with store.write("Bring back") as session:
        restore_row(session, "need", second)
        back = link_needs(session, second, first)
    with pytest.raises(UserError, match="甲 → 乙 → 甲"), store.write("Bring back") as session:
        restore_row(session, "need_link", link)
    with store.write("Add") as session:
        third = add_need(session, NeedDraft(customer, "丙"))
        onward = link_needs(session, first, third)
    with pytest.raises(UserError, match="甲 → 乙 → 甲"), store.write("Set") as session:
        set_texts(session, "need_link", onward, {"unlocks_id": second}, TODAY)
    with pytest.raises(UserError, match="已经"), store.write("Set") as session:
        set_texts(session, "need_link", onward, {"need_id": second, "unlocks_id": first}, TODAY)
    with store.write("Set") as session:
        set_texts(session, "need_link", back, {"unlocks_id": third}, TODAY)


def test_a_need_comes_back_without_the_link_that_would_close_a_loop_by_now(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        needs = [add_need(session, NeedDraft(customer, words)) for words in ("甲", "乙", "丙")]
        link_needs(session, needs[0], needs[1])
        link_needs(session, needs[1], needs[2])
    with store.write("Delete") as session:
        delete_need(session, needs[1])
    with store.write("Link") as session:
        link_needs(session, needs[2], needs[0])
    with store.write("Bring back") as session:
        assert restore_with_links(session, "need", needs[1]) == 2
    with store.read() as session:
        assert len({need.unlocks_ids for need in list_needs(session, customer_id=customer) if need.unlocks_ids}) == 2


def test_what_undo_takes_back_is_no_deletion(store: Database) -> None:
    add_customer(store)
    undo(store)
    with store.read() as session:
        assert list_deleted(session) == []


def test_the_page_brings_rows_back_and_says_when_it_is_empty(
    qtbot: QtBot, context: Context, store: Database, tmp_path: Path
) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        visits = [add_visit(session, VisitDraft(customer, TODAY, purpose=f"{n}")) for n in range(3)]
    with store.write("Delete") as session:
        for visit in visits:
            delete_visit(session, visit)
    page = on_screen(qtbot, RecycleBinPage(context))
    assert len(page.table.shown_ids()) == 3
    page.table.model.check(set(page.table.shown_ids()[:2]))
    page.restore_chosen()
    page.table.model.check(set())
    page.refresh()
    assert len(page.table.shown_ids()) == 1
    page.table.acted.emit(page.table.shown_ids()[0], "restore")
    page.refresh()
    assert page.table.empty.isVisible()
