"""Importing the office's big workbook against the bare libraries: calamine reading it, SQLCipher taking the same rows."""

import resource
import time
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2 as sqlcipher

from model.intake.apply import run_import
from model.intake.job import Options
from reports.workbook import open_workbook
from tests.benchmarks.make_office import cached_office
from tests.builders import TODAY, make_store


def bare_floor(workbook: Path, folder: Path) -> float:
    """Seconds for calamine to read every cell and for `executemany` to put the same rows into an encrypted file."""
    begin = time.perf_counter()
    book = CalamineWorkbook.from_path(workbook)
    connection = sqlcipher.connect(folder / "floor.db", isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN")
    for name in book.sheet_names:
        rows = iter(book.get_sheet_by_name(name).iter_rows())
        headings = next(rows)
        columns = ", ".join(f'"{heading}"' for heading in headings)
        connection.execute(f'CREATE TABLE "{name}" ({columns})')
        marks = ", ".join("?" * len(headings))
        connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', ([_bare(c) for c in row] for row in rows))
    connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - begin


def _bare(cell: object) -> object:
    return cell if isinstance(cell, (str, int, float)) else str(cell)


@pytest.mark.benchmark
def test_an_import_of_630_000_rows_against_the_bare_libraries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = cached_office()
    floor = bare_floor(workbook, tmp_path)
    database = make_store(tmp_path)
    seconds = []
    for _turn in range(2):
        begin = time.perf_counter()
        report = run_import(database, [open_workbook(workbook)], Options(), TODAY)
        seconds.append(time.perf_counter() - begin)
        rows = sum(counts.read for counts in report.sheets.values())
    database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with capsys.disabled():
        print(f"\nimport of {rows} rows: floor {floor:.1f} s")
        print(f"  first {seconds[0]:.1f} s = {seconds[0] / floor:.2f} × floor (at most 3)")
        print(f"  again, unchanged {seconds[1]:.1f} s = {seconds[1] / floor:.2f} × floor (at most 2)")
        print(f"  peak memory of the process {peak:.0f} MB (at most 1024)")
    assert rows == 630_000
    assert report.sheets["customer"].unchanged == 36_000
