"""An import goes back whole; what a later edit stands in the way of is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.customers.actions import set_fields
from model.customers.records import Customer
from model.errors import UserError
from model.intake.batches import list_batches, undo_import
from model.store.checking import check_store
from model.store.database import Database
from model.store.ids import natural_id
from model.store.undo import redo, undo
from tests.builders import TODAY, dump, make_store
from tests.intake.books import BILLS, CONTACTS, CUSTOMERS, bring_in, counts, make_book, values

WHOLE = {"集团客户": CUSTOMERS, "联系人": CONTACTS, "月度收入": BILLS}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh store."""
    store = make_store(tmp_path)
    yield store
    store.close()


def changed_month(path: Path) -> Path:
    """The same workbook with a new value in every sheet and a new customer."""
    customers = [list(row) for row in CUSTOMERS]
    customers[1][1] = "示例机械集团"
    contacts = [list(row) for row in CONTACTS]
    contacts[1][2] = "总监"
    bills = [list(row) for row in BILLS]
    bills[1][2] = 7
    customers.append(["G003", "示例物流", "物流", "271001", "示例经理甲", "C", 10])
    bills.append(["G003", 202610, 1, 2, 3, 4, 5, 6])
    return make_book(path, {"集团客户": customers, "联系人": contacts, "月度收入": bills})


def test_an_import_goes_back_whole(tmp_path: Path, database: Database) -> None:
    report = bring_in(database, make_book(tmp_path / "1.xlsx", WHOLE))
    result = undo_import(database, report.batch)
    assert result.left == ()
    assert dump(database) == []
    assert check_store(database) == []


def test_changed_values_and_slices_go_back_too(tmp_path: Path, database: Database) -> None:
    bring_in(database, make_book(tmp_path / "1.xlsx", WHOLE))
    before = dump(database)
    second = bring_in(database, changed_month(tmp_path / "2.xlsx"))
    assert dump(database) != before
    undo_import(database, second.batch)
    assert dump(database) == before


def test_a_later_edit_stands_in_the_way_and_is_named(tmp_path: Path, database: Database) -> None:
    report = bring_in(database, make_book(tmp_path / "1.xlsx", WHOLE))
    customer = natural_id("customer", "G001")
    with database.write("edit") as session:
        set_fields(session, Customer, [customer], {"remarks": "示例"}, TODAY)
    result = undo_import(database, report.batch)
    assert ("customer", customer) in [(entity, row_id) for entity, row_id, _group in result.left]
    assert values(database, "SELECT remarks FROM customer") == [("示例",)]


def test_an_import_is_taken_back_once_and_only_where_it_did_something(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "1.xlsx", WHOLE)
    first = bring_in(database, book)
    again = bring_in(database, book)
    with pytest.raises(UserError):
        undo_import(database, again.batch)
    undo_import(database, first.batch)
    with pytest.raises(UserError):
        undo_import(database, first.batch)
    with pytest.raises(UserError):
        undo_import(database, "no such batch")
    with database.read() as session:
        assert [row.undone for row in list_batches(session)] == [False, True]


def test_after_an_undo_the_file_comes_in_anew(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "1.xlsx", WHOLE)
    undo_import(database, bring_in(database, book).batch)
    report = bring_in(database, book)
    for entity in ("customer", "contact", "billing_month"):
        assert counts(report, entity) == (2, 2, 0, 0, 0)


def test_undo_and_redo_of_the_window_count_as_well(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "1.xlsx", WHOLE)
    bring_in(database, book)
    before = dump(database)
    undo(database)
    redo(database)
    assert dump(database) == before
    assert counts(bring_in(database, book), "customer") == (2, 0, 0, 2, 0)
    undo(database)
    assert counts(bring_in(database, book), "customer") == (2, 2, 0, 0, 0)
