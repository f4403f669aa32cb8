"""Undo reaches back 90 days: what is older is dropped, and which imports stand stays known."""

from datetime import timedelta
from pathlib import Path

import pytest

from model.customers.actions import delete_row
from model.customers.records import Customer
from model.editing.forgetting import forget_history
from model.editing.recycled import list_deleted
from model.errors import UserError
from model.intake.batches import list_batches, undo_import
from model.store.checking import check_store
from model.store.database import Database
from model.store.undo import list_events, redo, undo
from tests.builders import NOW, add_customer, still_clock
from tests.intake.books import BILLS, CONTACTS, CUSTOMERS, bring_in, counts, make_book, values

WHOLE = {"集团客户": CUSTOMERS, "联系人": CONTACTS, "月度收入": BILLS}


def after(store: Database, days: int) -> None:
    """So many days later the store keeps house."""
    store.clock = still_clock(NOW + timedelta(days=days))
    forget_history(store)


def test_old_values_go_after_90_days_and_not_before(store: Database) -> None:
    customer = add_customer(store, "G001", "示例机械有限公司")
    with store.write("delete") as session:
        delete_row(session, Customer, customer)
    after(store, 90)
    last = add_customer(store, "G002", "示例物流有限公司")
    with store.read() as session:
        assert len(list_events(session)) == 3
        assert [row.row_id for row in list_deleted(session)] == [customer]
    after(store, 91)
    with store.read() as session:
        assert len(list_events(session)) == 1
        assert list_deleted(session) == []
    assert values(store, "SELECT DISTINCT row_id FROM undo_cell") == [(last,)]
    assert check_store(store) == []
    undo(store)
    assert values(store, "SELECT count(*) FROM customer") == [(0,)]


def test_an_import_taken_back_by_undo_stays_taken_back_when_its_event_is_forgotten(
    tmp_path: Path, store: Database
) -> None:
    book = make_book(tmp_path / "1.xlsx", WHOLE)
    first = bring_in(store, book)
    undo(store)
    add_customer(store, "G009")
    after(store, 91)
    assert values(store, "SELECT count(*) FROM undo_transaction") == [(1,)]
    with store.read() as session:
        assert [batch.undone for batch in list_batches(session)] == [True]
    with pytest.raises(UserError, match="已经"):
        undo_import(store, first.batch)
    assert counts(bring_in(store, book), "customer") == (2, 2, 0, 0, 0)


def test_an_import_put_forth_again_stays_put_forth_when_its_event_is_forgotten(tmp_path: Path, store: Database) -> None:
    book = make_book(tmp_path / "1.xlsx", WHOLE)
    first = bring_in(store, book)
    undo_import(store, first.batch)
    after(store, 1)
    with store.read() as session:
        assert [batch.undone for batch in list_batches(session)] == [True]
    redo(store)
    with store.read() as session:
        assert [batch.undone for batch in list_batches(session)] == [False]
    add_customer(store, "G009")
    after(store, 92)
    assert values(store, "SELECT count(*) FROM undo_transaction") == [(1,)]
    with store.read() as session:
        assert [batch.undone for batch in list_batches(session)] == [False]
    with pytest.raises(UserError, match="已无法撤销"):
        undo_import(store, first.batch)
    assert counts(bring_in(store, book), "customer") == (2, 0, 0, 2, 0)
