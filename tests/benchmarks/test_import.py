"""Importing the office's big workbook against the bare libraries reading it and keeping the same rows.

The same rows are all that the file's own columns fill: those of its four sheets, and the roles, reporting lines,
managers and company grades that stand in columns of these sheets and are kept as rows with a day of their own.
What the program keeps for itself (stamps of slices, what was imported, the search index) is no part of the floor.
"""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2 as sqlcipher

from model.intake.apply import run_import
from model.intake.job import Options
from model.schema import SCHEMA
from model.store.database import Database
from reports.workbook import open_workbook
from tests.benchmarks.make_office import cached_office
from tests.builders import TODAY, make_store

SHEETS = ("customer", "contact", "installed_product", "billing_month")
DATED = ("assignment", "company_grade", "buying_role", "reporting_line")
ENTITIES = SHEETS + DATED
KEY = "ab" * 32


def bare_store(folder: Path) -> sqlcipher.Connection:
    """An encrypted file with the eight tables, their keys and indexes, and no triggers."""
    connection = sqlcipher.connect(folder / "floor.db", isolation_level=None)
    for statement in (f"key = \"x'{KEY}'\"", "cache_size = -114688", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {statement}")
    dialect = sqlite.dialect()
    for name in ENTITIES:
        table = SCHEMA.tables[name]
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
    return connection


def read_with_calamine(workbook: Path) -> int:
    """Every cell of the workbook, as calamine gives them; returns the number of rows."""
    book = CalamineWorkbook.from_path(workbook)
    return sum(1 for name in book.sheet_names for _row in book.get_sheet_by_name(name).iter_rows())


def kept_rows(database: Database) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """The rows that the import kept from the file, in the order in which they were put in."""
    for name in ENTITIES:
        with database.read() as session:
            rows = session.connection().exec_driver_sql(f"SELECT * FROM {name}").all()
        yield name, [tuple(row) for row in rows]


@dataclass
class Spent:
    """Seconds by the clock, and seconds of this process's own work, which a busy machine lengthens less."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextmanager
    def more(self) -> Iterator[None]:
        """Adds what the block takes."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu

    def over(self, floor: "Spent") -> str:
        """How many times the floor this is, by both measures."""
        by_clock, in_work = self.wall / floor.wall, self.cpu / floor.cpu
        return f"{self.wall:.1f} s = {by_clock:.2f} × floor by the clock, {in_work:.2f} × in work"


def floor_of(workbook: Path, database: Database, folder: Path) -> Spent:
    """What calamine takes to read the file, and `executemany` to keep the very rows that the import kept."""
    spent = Spent()
    with spent.more():
        read_with_calamine(workbook)
    connection = bare_store(folder)
    for name, rows in kept_rows(database):
        marks = ", ".join("?" * len(rows[0]))
        with spent.more():
            connection.execute("BEGIN")
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
            connection.execute("COMMIT")
    connection.close()
    return spent


@pytest.mark.benchmark
def test_an_import_of_630_000_rows_against_the_bare_libraries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = cached_office()
    database = make_store(tmp_path)
    turns = [Spent(), Spent()]
    for spent in turns:
        with spent.more():
            report = run_import(database, [open_workbook(workbook)], Options(), TODAY)
    rows = sum(counts.read for counts in report.sheets.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    floor = floor_of(workbook, database, tmp_path)
    database.close()
    with capsys.disabled():
        print(f"\nimport of {rows} rows; floor {floor.wall:.1f} s: calamine reads the file, executemany keeps the rows")
        print(f"  first {turns[0].over(floor)} (at most 3)")
        print(f"  again, unchanged {turns[1].over(floor)} (at most 2)")
        print(f"  peak memory {peak:.0f} MB (at most 1024)")
    assert rows == 630_000
    assert report.sheets["customer"].unchanged == 36_000
