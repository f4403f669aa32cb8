"""Undo: whatever was done, taken back in turn, gives the first state; what others changed since stays and is named."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement
from model.customers.actions import add_contact, add_site, delete_row, set_fields
from model.customers.merging import merge_customers, part_customers
from model.customers.records import Contact, Customer
from model.errors import UserError
from model.intake.apply import run_import
from model.intake.job import Options
from model.needs.actions import NeedDraft, add_need, delete_need, link_needs, place_need
from model.needs.promise_actions import PromiseDraft, add_promise, close_promise
from model.retention.actions import TaskDraft, add_task, finish_tasks
from model.store.base import natural_id, new_id
from model.store.database import Database
from model.store.facts import known_hashes, replace_slices
from model.store.undo import UndoResult, list_events, redo, undo, undo_event
from model.visits.actions import VisitDraft, add_visit, cancel_visit, change_visit
from model.work_log.actions import EntryDraft, add_entry, change_entry, delete_entry
from reports.workbook import open_workbook
from tests.builders import TODAY, add_customer, dump, make_store

CODES = ("G1", "G2", "G3")
IDS = tuple(natural_id("customer", code) for code in CODES)


def first_of(database: Database, entity: str, at: int) -> str | None:
    """The id of one of the rows of an entity, by a number that may be any."""
    with database.read() as session:
        ids = session.connection().exec_driver_sql(f"SELECT id FROM {entity} ORDER BY rowid").scalars().all()
    return ids[at % len(ids)] if ids else None


def _edit(database: Database, at: int, text: str) -> None:
    with database.write("Edit") as session:
        set_fields(
            session, Customer, [IDS[at % 3]], {"remarks": text, "region": text, "company_grade": text[:1]}, TODAY
        )


def _bulk(database: Database, at: int, text: str) -> None:
    with database.write("Bulk edit") as session:
        set_fields(session, Customer, list(IDS), {"grid": text}, TODAY)


def _person(database: Database, at: int, text: str) -> None:
    with database.write("Add contact") as session:
        add_contact(session, IDS[at % 3], text.strip() or "示例")


def _person_gone(database: Database, at: int, text: str) -> None:
    found = first_of(database, "contact", at)
    if found:
        with database.write("Delete contact") as session:
            session.get_one(Contact, found).title = text
            session.flush()
            delete_row(session, Contact, found)


def _visit(database: Database, at: int, text: str) -> None:
    with database.write("Add visit") as session:
        contact = first_of(database, "contact", at)
        add_visit(session, VisitDraft(IDS[at % 3], TODAY, note=text, met=(contact,) if contact else ()))


def _visit_changed(database: Database, at: int, text: str) -> None:
    found = first_of(database, "visit", at)
    if found:
        with database.write("Change visit") as session:
            change_visit(session, found, VisitDraft(IDS[0], date(2026, 1, 1), note=text, outcome=text))
            cancel_visit(session, found)


def _need(database: Database, at: int, text: str) -> None:
    with database.write("Add need") as session:
        one = add_need(session, NeedDraft(IDS[at % 3], f"问题{text}", importance=1 + at % 5))
        two = add_need(session, NeedDraft(IDS[at % 3], "又一个问题"))
        link_needs(session, one, two)
        place_need(session, two, None, one, [one, two])


def _need_gone(database: Database, at: int, text: str) -> None:
    found = first_of(database, "need", at)
    if found:
        with database.write("Delete need") as session:
            delete_need(session, found)


def _promise(database: Database, at: int, text: str) -> None:
    with database.write("Add promise") as session:
        made = add_promise(session, PromiseDraft(IDS[at % 3], f"承诺{text}", TODAY), TODAY)
        close_promise(session, made, "kept", TODAY)


def _bills(database: Database, at: int, text: str) -> None:
    with database.write("Import", bulk=True) as session:
        connection = session.connection()
        table = BillingMonth.__table__
        rows = {(IDS[at % 3], 202601 + at % 12): [(len(text), at, 0, 0, None, None, None, None, None, None)]}
        replace_slices(connection, table, rows, known_hashes(connection, "billing_month"))
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO site (id, dossier_id, customer_id, name) VALUES (?, ?, ?, ?)",
            (natural_id("site", str(at)), IDS[0], IDS[0], text),
        )


def _log(database: Database, at: int, text: str) -> None:
    draft = EntryDraft(TODAY, 30 + at, f"外勤{text}", customer_id=IDS[at % 3])
    found = first_of(database, "work_log_entry", at)
    with database.write("Work log") as session:
        if found is None or at % 3 == 0:
            add_entry(session, draft)
        elif at % 3 == 1:
            change_entry(session, found, draft)
        else:
            delete_entry(session, found)


def _site_and_agreement(database: Database, at: int, text: str) -> None:
    with database.write("Add site and agreement") as session:
        add_site(session, IDS[at % 3], f"分部{text}")
        session.add(
            Agreement(id=new_id(), dossier_id=IDS[at % 3], customer_id=IDS[at % 3], number=f"N{at}", items=text)
        )


def _task(database: Database, at: int, text: str) -> None:
    with database.write("Add task") as session:
        made = add_task(session, TaskDraft("visit_due", IDS[at % 3], f"回访{text}", TODAY))
        if at % 2:
            finish_tasks(session, [made], TODAY, text, at)


def _merge(database: Database, at: int, text: str) -> None:
    with contextlib.suppress(UserError), database.write("Merge") as session:
        merge_customers(session, IDS[at % 3], IDS[(at + 1) % 3], TODAY)


def _part(database: Database, at: int, text: str) -> None:
    with contextlib.suppress(UserError), database.write("Undo merge") as session:
        part_customers(session, IDS[at % 3])


def _there_and_back(database: Database, at: int, text: str) -> None:
    """One field is changed and put back within an event, another may stay changed."""
    with database.write("There and back") as session:
        customer = session.get_one(Customer, IDS[at % 3])
        before = customer.remarks
        set_fields(session, Customer, [customer.id], {"remarks": f"{before}…", "grid": text}, TODAY)
        set_fields(session, Customer, [customer.id], {"remarks": before}, TODAY)


def _made_again(database: Database, at: int, text: str) -> None:
    """A row is deleted and made again within an event."""
    found = first_of(database, "contact", at)
    if found:
        with database.write("Make again") as session:
            held = session.get_one(Contact, found)
            dossier, customer, name, title = held.dossier_id, held.customer_id, held.name, held.title
            session.delete(held)
            session.flush()
            again = Contact(id=found, dossier_id=dossier, customer_id=customer, name=name, title=text or title)
            session.add(again)


def _import(database: Database, at: int, text: str) -> None:
    file = database.path.with_name("month.csv")
    rows = (("集团编码", "集团名称", "网格"), (CODES[at % 3], f"示例{text}", f"G{at}"), (f"N{at}", f"新{text}", ""))
    file.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    with open_workbook(file) as source:
        run_import(database, [source], Options(), TODAY)


Step = tuple[Callable[[Database, int, str], None], int, str]
STEPS = (
    _edit, _bulk, _person, _person_gone, _visit, _visit_changed, _need, _need_gone, _promise, _bills,
    _log, _site_and_agreement, _task, _merge, _part, _import,
    _there_and_back, _made_again,
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A store with three customers."""
    made = make_store(tmp_path)
    for code in CODES:
        add_customer(made, code)
    yield made
    made.close()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30), st.text("梅瓣abc ", max_size=4)), max_size=10),
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=4),
)
def test_undoing_and_redoing_whatever_was_done_walks_through_the_same_states(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], walks: list[tuple[int, int]]
) -> None:
    with closing(make_store(tmp_path_factory.mktemp("undo"))) as database:
        walk(database, steps, walks)


def walk(database: Database, steps: list[Step], walks: list[tuple[int, int]]) -> None:
    """Do the steps, then go back and forth, and at last back to the first state."""
    for code in CODES:
        add_customer(database, code)
    states = [dump(database)]
    for step, at, text in steps:
        step(database, at, text)
        now = dump(database)
        if now != states[-1]:
            states.append(now)
    here = len(states) - 1
    for back, forth in [*walks, (len(states), 0)]:
        for _step in range(min(back, here)):
            here -= 1
            check_walk(undo(database), database, states[here])
        for _step in range(min(forth, len(states) - 1 - here)):
            here += 1
            check_walk(redo(database), database, states[here])
    assert here == 0


def check_walk(result: UndoResult | None, database: Database, expected: list[str]) -> None:
    """One step back or forth put everything where it was."""
    assert result is not None
    assert result.left == ()
    assert dump(database) == expected


def test_redo_ends_where_something_new_was_done(database: Database) -> None:
    _edit(database, 0, "one")
    undo(database)
    _edit(database, 0, "two")
    assert redo(database) is None


def test_an_event_in_the_middle_is_taken_back_and_a_later_edit_stays_and_is_named(database: Database) -> None:
    with database.write("Edit both") as session:
        set_fields(session, Customer, [IDS[0]], {"remarks": "first", "grid": "G1"}, TODAY)
    with database.read() as session:
        event = list_events(session)[0]
    with database.write("Edit one") as session:
        set_fields(session, Customer, [IDS[0]], {"remarks": "second"}, TODAY)
    result = undo_event(database, event.id)
    with database.read() as session:
        customer = session.get_one(Customer, IDS[0])
        assert (customer.remarks, customer.grid) == ("second", "")
    assert result.left == (("customer", IDS[0], "remarks"),)
    assert result.restored == 1


def test_what_was_undone_cannot_be_undone_twice(database: Database) -> None:
    _edit(database, 0, "one")
    with database.read() as session:
        event = list_events(session)[0]
    undo_event(database, event.id)
    with pytest.raises(UserError):
        undo_event(database, event.id)


def test_a_write_that_failed_leaves_nothing_to_undo(database: Database) -> None:
    before = dump(database)
    with database.read() as session:
        events = list_events(session)

    def fail() -> None:
        with database.write("Fail") as session:
            set_fields(session, Customer, [IDS[0]], {"remarks": "lost"}, TODAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert dump(database) == before
    with database.read() as session:
        assert list_events(session) == events


def test_an_event_that_changed_nothing_is_no_event(database: Database) -> None:
    with database.read() as session:
        events = list_events(session)
    with database.write("Nothing") as session:
        set_fields(session, Customer, [IDS[0]], {"remarks": ""}, TODAY)
    with database.read() as session:
        assert list_events(session) == events


def test_an_event_that_put_everything_back_is_no_event_and_hinders_no_undo(database: Database) -> None:
    first = dump(database)
    _edit(database, 0, "one")
    with database.read() as session:
        events = list_events(session)
    with database.write("There and back") as session:
        set_fields(session, Customer, [IDS[0]], {"remarks": "two"}, TODAY)
        set_fields(session, Customer, [IDS[0]], {"remarks": "one"}, TODAY)
        made = add_contact(session, IDS[0], "示例")
        session.flush()
        delete_row(session, Contact, made)
    with database.read() as session:
        assert list_events(session) == events
    result = undo(database)
    assert result is not None
    assert (result.left, dump(database)) == ((), first)


def test_an_event_that_put_one_field_back_and_changed_another_is_undone_and_so_is_the_one_before(
    database: Database,
) -> None:
    _edit(database, 0, "one")
    between = dump(database)
    _there_and_back(database, 0, "two")
    check_walk(undo(database), database, between)
    result = undo(database)
    assert result is not None
    assert result.left == ()
    check_walk(redo(database), database, between)


def test_a_row_deleted_and_made_again_in_one_event_comes_back_as_it_was(database: Database) -> None:
    first = dump(database)
    _person(database, 0, "示例")
    between = dump(database)
    _made_again(database, 0, "经理")
    after = dump(database)
    check_walk(undo(database), database, between)
    check_walk(redo(database), database, after)
    check_walk(undo(database), database, between)
    check_walk(undo(database), database, first)
