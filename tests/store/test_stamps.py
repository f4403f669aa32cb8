"""Stamps, tombstones, marks and what a schema must declare."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from model.customers.actions import delete_row
from model.customers.records import Customer
from model.schema import SCHEMA
from model.store.base import content_columns, is_fact, is_travelling
from model.store.database import Database
from model.store.ids import new_id
from tests.builders import TODAY, add_customer, make_store, still_clock


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty store."""
    made = make_store(tmp_path)
    yield made
    made.close()


def rows(database: Database, statement: str) -> list[tuple[object, ...]]:
    """What a statement finds."""
    with database.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(statement)]


def test_a_new_row_carries_one_stamp_and_each_changed_group_its_own(database: Database) -> None:
    row_id = add_customer(database)
    with database.write("Edit") as session:
        customer = session.get_one(Customer, row_id)
        customer.region, customer.address = "高新区", "示例路1号"
        customer.remarks = "x"
    assert rows(database, "SELECT stamp_rev, stamp_seq FROM customer") == [(1, 1)]
    assert rows(database, "SELECT field_group, rev FROM cell_stamp ORDER BY 1") == [("address", 2), ("remarks", 2)]


def test_writes_by_raw_sql_are_stamped_too(database: Database) -> None:
    row_id = add_customer(database)
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE customer SET remarks = 'raw'")
    assert rows(database, "SELECT row_id, field_group FROM cell_stamp") == [(row_id, "remarks")]


def test_every_write_has_a_seq_of_its_own(database: Database) -> None:
    for number in range(5):
        add_customer(database, f"G{number}")
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE customer SET remarks = 'a', grid = 'b'")
    found = rows(database, "SELECT stamp_seq FROM customer UNION ALL SELECT seq FROM cell_stamp")
    assert len(set(found)) == len(found) == 15


def test_the_stamps_clock_never_runs_backwards(tmp_path: Path) -> None:
    later, earlier = datetime(2027, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    database = make_store(tmp_path, clock=still_clock(later))
    add_customer(database, "G1")
    database.clock = still_clock(earlier)
    add_customer(database, "G2")
    times = [row[0] for row in rows(database, "SELECT stamp_t FROM customer ORDER BY stamp_seq")]
    database.close()
    assert times[1] > times[0]  # type: ignore[operator]


def test_a_row_never_sent_away_vanishes_and_one_that_was_leaves_a_tombstone(database: Database) -> None:
    here, sent = add_customer(database, "G1"), add_customer(database, "G2")
    with database.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE replica_state SET exported_seq = (SELECT stamp_seq FROM customer WHERE id = ?)", (sent,)
        )
        session.connection().exec_driver_sql("UPDATE customer SET stamp_seq = 99 WHERE id = ?", (here,))
    with database.write("Delete") as session:
        delete_row(session, Customer, here)
        delete_row(session, Customer, sent)
    assert rows(database, "SELECT row_id FROM tombstone") == [(sent,)]


def test_a_dossier_never_changes(database: Database) -> None:
    add_customer(database)
    with pytest.raises(IntegrityError), database.write() as session:
        session.connection().exec_driver_sql("UPDATE customer SET dossier_id = ?", (new_id(),))


def test_a_commit_says_which_entities_it_touched_even_by_raw_sql(database: Database) -> None:
    heard: list[frozenset[str]] = []
    database.changed.append(heard.append)
    add_customer(database)
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE customer SET remarks = 'x'")
    with database.write() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO billing_month (customer_id, month) SELECT id, 202610 FROM customer"
        )
    assert heard == [frozenset({"customer"}), frozenset({"customer"}), frozenset({"billing_month"})]
    assert rows(database, "SELECT * FROM touched") == []


def test_a_reading_session_cannot_write(database: Database) -> None:
    from model.errors import UserError

    with pytest.raises(UserError), database.read() as session:
        session.connection().exec_driver_sql("DELETE FROM customer")


def test_a_fresh_store_has_just_the_columns_of_the_metadata(database: Database) -> None:
    inspector = inspect(database.engine)
    for name, table in SCHEMA.tables.items():
        assert {column["name"] for column in inspector.get_columns(name)} == {column.name for column in table.columns}


@pytest.mark.parametrize("name", sorted(SCHEMA.tables))
def test_a_travelling_table_has_defaults_and_no_rule_that_two_stores_could_break(name: str) -> None:
    table = SCHEMA.tables[name]
    if not is_travelling(table):
        return
    for column in content_columns(table):
        assert column.nullable or column.server_default is not None, column.name
        assert "fit" in column.info, f"{column.name} is not declared with kept()"
        assert not column.unique
    assert not [index for index in table.indexes if index.unique]
    assert not table.foreign_keys


@pytest.mark.parametrize("name", sorted(SCHEMA.tables))
def test_money_is_whole_fen(name: str) -> None:
    for column in SCHEMA.tables[name].columns:
        if column.name.endswith("_fen"):
            assert column.type.python_type is int


def test_facts_are_keyed_by_customer_and_month_first() -> None:
    for table in SCHEMA.tables.values():
        if is_fact(table):
            assert [column.name for column in table.primary_key.columns][:2] == ["customer_id", "month"]


def test_the_moment_of_an_event_is_kept_in_utc(database: Database) -> None:
    database.clock = still_clock(datetime(2026, 11, 22, 8, 0, tzinfo=UTC) + timedelta(hours=1), TODAY)
    add_customer(database)
    assert rows(database, "SELECT made_at FROM undo_transaction") == [("2026-11-22 09:00:00",)]
