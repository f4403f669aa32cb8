"""Whatever happens in the middle of an import, it is in the store whole or not at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.errors import UserError
from model.store.checking import check_store
from model.store.database import Database
from tests.builders import PASSPHRASE, dump, make_store, still_clock
from tests.intake.books import BILLS, CONTACTS, CUSTOMERS, bring_in, counts, make_book, values
from tests.store.mounts import small_disk

WHOLE = {"集团客户": CUSTOMERS, "联系人": CONTACTS, "月度收入": BILLS}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
@pytest.mark.parametrize(("sheet", "rows"), [("集团客户", 0), ("联系人", 0), ("月度收入", 0), ("commit", 2)])
def test_a_killed_import_is_all_or_nothing_and_the_next_one_heals(tmp_path: Path, sheet: str, rows: int) -> None:
    from model.store.opening import open_store

    database = make_store(tmp_path)
    database.close()
    book = make_book(tmp_path / "month.xlsx", WHOLE)
    command = [sys.executable, "-m", "tests.intake.killed", str(database.path), str(book), sheet]
    assert subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": "."}).returncode == -signal.SIGKILL
    database = open_store(database.path, PASSPHRASE, still_clock(), tmp_path / "device")
    assert check_store(database) == []
    assert values(database, "SELECT count(*) FROM customer") == [(rows,)]
    report = bring_in(database, book)
    assert counts(report, "customer") == (2, 2 - rows, 0, rows, 0)
    database.close()


def test_a_full_disk_is_told_in_a_sentence_and_leaves_no_trace(tmp_path: Path) -> None:
    rows = [("集团编码", "集团名称", "地址"), *((f"G{n:06d}", f"示例公司{n}", "示例路" * 20) for n in range(9000))]
    book = make_book(tmp_path / "big.xlsx", {"集团客户": rows})
    with small_disk(tmp_path / "small", megabytes=10) as disk:  # a new store and little more
        database = make_store(disk.folder)
        with pytest.raises(UserError):
            bring_in(database, book)
        assert dump(database) == []
        assert check_store(database) == []
        database.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh store."""
    store = make_store(tmp_path)
    yield store
    store.close()


def test_a_hostile_sheet_is_read_without_harm(tmp_path: Path, database: Database) -> None:
    rows = [
        ("集团编码", "集团名称", "员工数", "建网日期", "备注"),
        ("'; DROP TABLE customer; --", "=cmd|' /C calc'!A0", "1e308", "9999-99-99", "x"),
        ("G1", "字" * 5000, 5, None, None),
        ("G2", "示例\x0b公司\u202e", 5, "2020-01-02", "9" * 4000),
        ("G3", "+SUM(1+1)", "-1", None, None),
        ("G4" * 40, "示例", 1, None, None),
    ]
    safe = [[str(cell).replace("\x0b", "") if isinstance(cell, str) else cell for cell in row] for row in rows]
    report = bring_in(database, make_book(tmp_path / "hostile.xlsx", {"集团客户": safe}))
    assert counts(report, "customer") == (5, 1, 0, 0, 4)
    assert values(database, "SELECT group_code, name FROM customer") == [("G2", "示例公司")]
    assert all(len(remark.value) <= 200 for remark in report.rejects)


def test_a_list_of_repeated_headings_and_no_rows_changes_nothing(tmp_path: Path, database: Database) -> None:
    report = bring_in(database, make_book(tmp_path / "empty.xlsx", {"集团客户": [CUSTOMERS[0]]}))
    assert counts(report, "customer") == (0, 0, 0, 0, 0)
    assert dump(database) == []
