"""Stamps, tombstones, marks and what a schema must declare."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Column, MetaData, String, Table, inspect
from sqlalchemy.exc import IntegrityError

from model.customers.actions import delete_row
from model.customers.records import Customer
from model.schema import SCHEMA
from model.store.base import STAMP_COLUMNS, content_columns, is_fact, is_travelling
from model.store.bulk import insert_rows
from model.store.database import Database
from model.store.facts import replace_slices, slice_hash
from model.store.freeze import migrated_store
from model.store.ids import natural_id, new_id
from model.store.stamps import trigger_statements
from model.store.undo import redo, undo
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


def test_every_delete_leaves_a_tombstone_for_a_copy_of_the_file_may_hold_the_row(database: Database) -> None:
    row_id = add_customer(database)
    with database.write("Delete") as session:
        delete_row(session, Customer, row_id)
    assert rows(database, "SELECT row_id FROM tombstone") == rows(database, "SELECT row_id FROM grave") == [(row_id,)]


def made(database: Database, code: str, bulk: bool) -> str:
    """One customer, made by one event."""
    row_id = natural_id("customer", code)
    with database.write("Import", bulk=bulk) as session:
        values = [(row_id, row_id, code, "示例")]
        insert_rows(session.connection(), SCHEMA.tables["customer"], ["id", "dossier_id", "group_code", "name"], values)
    return row_id


@pytest.mark.parametrize("bulk", [False, True])
def test_a_creation_taken_back_leaves_a_tombstone_for_a_copy_of_the_file_may_hold_the_row(
    database: Database, bulk: bool
) -> None:
    row_id = made(database, "G1", bulk)
    undo(database)
    assert rows(database, "SELECT row_id FROM tombstone") == rows(database, "SELECT row_id FROM grave") == [(row_id,)]
    redo(database)
    assert rows(database, "SELECT id, stamp_rev FROM customer") == [(row_id, 3)]
    undo(database)
    assert rows(database, "SELECT row_id, rev FROM tombstone") == [(row_id, 4)]


def test_a_slice_taken_back_is_an_empty_slice_from_then_on(database: Database) -> None:
    customer = made(database, "G1", bulk=False)
    with database.write("Import", bulk=True) as session:
        table = SCHEMA.tables["billing_month"]
        bill = (100, 0, 0, 0, None, None, None, None, None, None)
        replace_slices(session.connection(), table, {(customer, 202610): [bill]}, {})
    undo(database)
    assert rows(database, "SELECT month FROM billing_month") == []
    assert rows(database, "SELECT rev, sha256 FROM fact_slice") == [(2, slice_hash([]))]


def test_a_row_that_comes_back_in_bulk_goes_on_from_its_deletes_revision(database: Database) -> None:
    first = add_customer(database, "G1")
    with database.write("Delete") as session:
        delete_row(session, Customer, first)
    with database.write("Import", bulk=True) as session:
        names = ["id", "dossier_id", "group_code", "name"]
        insert_rows(session.connection(), SCHEMA.tables["customer"], names, [
            (first, first, "G1", "again"), (other := new_id(), other, "G2", "new"),
        ])  # fmt: skip
    assert rows(database, "SELECT id, stamp_rev FROM customer ORDER BY group_code") == [(first, 3), (other, 1)]


def test_the_triggers_hold_a_column_of_any_name() -> None:
    """Made for every word of the language of statements, since the next record may need one."""
    words = ["order", "group", "values", "from"]
    table = Table("desk", MetaData(), Column("id", String, primary_key=True), Column("dossier_id", String),
                  *(Column(word, String) for word in words), *(Column(name, BigInteger) for name in STAMP_COLUMNS),
                  info={"travels": True})  # fmt: skip
    for name in STAMP_COLUMNS:
        table.c[name].info["stamp"] = True
    engine = migrated_store()
    with engine.begin() as connection:
        table.create(connection)
        for statement in trigger_statements(table):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO replica (no, id) VALUES (1, 'here')")
        connection.exec_driver_sql("INSERT INTO replica_state VALUES (1, 1, 0, 0, 0, NULL, 0)")
        connection.exec_driver_sql("INSERT INTO desk (id, dossier_id) VALUES ('1', '1')")
        connection.exec_driver_sql("""UPDATE desk SET "order" = 'x', "from" = 'y'""")
        groups = connection.exec_driver_sql("SELECT field_group FROM cell_stamp ORDER BY 1").scalars().all()
        connection.exec_driver_sql("DELETE FROM desk")
        (held,) = connection.exec_driver_sql("SELECT held FROM grave").scalars()
    assert groups == ["from", "order"]
    assert json.loads(held)["order"] == "x"


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
