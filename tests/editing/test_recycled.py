"""The recycle bin: what was deleted stands in it with what hung on it, until it is back."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.recycle_bin.page import RecycleBinPage
from model.editing.recycled import list_deleted, restore_with_links
from model.needs.actions import NeedDraft, add_need, delete_need, link_needs
from model.needs.queries import list_needs
from model.store.database import Database
from model.store.dump import dump_lines
from model.store.undo import undo
from model.visits.actions import VisitDraft, add_visit, delete_visit
from model.visits.queries import list_met
from tests.builders import TODAY, add_contact, add_customer


def state(store: Database) -> list[str]:
    with store.read() as session:
        return list(dump_lines(session))


def test_a_deleted_visit_comes_back_with_the_people_met(store: Database) -> None:
    customer = add_customer(store, "G001", "甲（示例）")
    person = add_contact(store, customer)
    with store.write("Add") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY, purpose="谈续约", met=(person,)))
    before = state(store)
    with store.write("Delete the visit to {customer}", customer="甲") as session:
        delete_visit(session, visit)
    with store.read() as session:
        (row,) = list_deleted(session)
    assert (row.entity, row.title, row.customer_name, row.event) == ("visit", "谈续约", "甲（示例）", "删除拜访：甲")
    with store.write("Bring back") as session:
        assert restore_with_links(session, "visit", visit) == 2
    assert state(store) == before
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
    page = RecycleBinPage(context)
    qtbot.addWidget(page)
    page.show()
    assert len(page.table.shown_ids()) == 3
    page.table.model.check(set(page.table.shown_ids()[:2]))
    page.restore_chosen()
    page.table.model.check(set())
    page.refresh()
    assert len(page.table.shown_ids()) == 1
    page.table.acted.emit(page.table.shown_ids()[0], "restore")
    page.refresh()
    assert page.table.empty.isVisible()
