"""The schema by its migrations: what the records declare, and kept stores of older versions brought up to it."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateColumn

from model.schema import SCHEMA
from model.store.base import LARGEST
from model.store.checking import check_store
from model.store.dump import dump_lines
from model.store.freeze import migrated_store, missing_text
from model.store.migrations import LATEST, MIGRATIONS
from model.store.opening import open_store
from tests.builders import PASSPHRASE, add_customer, make_store, still_clock

KEPT = Path(__file__).with_name("kept")
OLD = sorted(path.stem for path in KEPT.glob("v*.db"))


def test_the_migrations_make_just_what_the_records_declare() -> None:
    assert missing_text(migrated_store()) == "", "run: python -m model.store.freeze NAME"


def test_every_column_comes_out_of_the_migrations_as_its_record_declares_it() -> None:
    fresh = create_engine("sqlite://")
    SCHEMA.create_all(fresh)
    declared, migrated = inspect(fresh), inspect(migrated_store())
    assert set(declared.get_table_names()) == set(migrated.get_table_names())
    for name in SCHEMA.tables:
        wanted = {column["name"]: (str(column["type"]), column["nullable"], column["default"])
                  for column in declared.get_columns(name)}  # fmt: skip
        made = {column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in migrated.get_columns(name)}  # fmt: skip
        assert made == wanted, name
        assert {str(index["name"]) for index in migrated.get_indexes(name)} == {
            str(index["name"]) for index in declared.get_indexes(name)
        }


def test_migrations_are_numbered_upwards_once_each() -> None:
    numbers = [number for number, _upgrade in MIGRATIONS]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == LATEST


def test_a_column_or_table_that_no_migration_makes_is_found() -> None:
    engine = migrated_store()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE need")
        connection.exec_driver_sql("ALTER TABLE visit DROP COLUMN purpose")
    missing = missing_text(engine)
    assert "CREATE TABLE need" in missing
    column = SCHEMA.tables["visit"].c.purpose
    assert f"ALTER TABLE visit ADD COLUMN {CreateColumn(column).compile(dialect=sqlite.dialect())}" in missing


@pytest.mark.parametrize("version", OLD)
def test_a_kept_store_of_an_older_version_opens_with_all_its_content(version: str, tmp_path: Path) -> None:
    for ending in (".db", ".db.key"):
        shutil.copy(KEPT / f"{version}{ending}", tmp_path / f"{version}{ending}")
    database = open_store(tmp_path / f"{version}.db", PASSPHRASE, still_clock(), tmp_path / "device")
    with database.read() as session:
        now = {(line["table"], line["id"]): line for line in map(json.loads, dump_lines(session, full=True))}
        assert session.connection().exec_driver_sql("PRAGMA user_version").scalar_one() == LATEST
    then = [json.loads(line) for line in (KEPT / f"{version}.dump").read_text("utf-8").splitlines()]
    assert len(then) == len(now) > 10
    for line in then:
        assert line.items() <= now[line["table"], line["id"]].items()
    assert check_store(database) == []
    add_customer(database, "G099")
    database.close()


def test_a_revision_no_reader_would_take_is_brought_back_by_the_update(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    add_customer(database)
    with database.write("Edit") as session:
        session.connection().exec_driver_sql("UPDATE customer SET remarks = 'x'")
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE cell_stamp SET rev = ?", (LARGEST + 1,))
        dict(MIGRATIONS)[43](session.connection())
    with database.read() as session:
        assert session.connection().exec_driver_sql("SELECT rev FROM cell_stamp").scalars().all() == [LARGEST]
    database.close()
