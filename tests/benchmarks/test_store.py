"""What encryption and stamps cost: the same table in a plain file, encrypted, and encrypted with its triggers."""

import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from model.billing.records import BillingMonth
from model.schema import SCHEMA
from model.store.bulk import insert_rows
from model.store.database import connect
from model.store.facts import replace_slices
from model.store.ids import natural_id
from tests.builders import add_customer, make_store

ROWS = 100_000
ROUNDS = 5
INSERT = "INSERT INTO agreement (id, dossier_id, customer_id, number, agreement_type) VALUES (?, ?, ?, ?, ?)"
NAMES = ("id", "dossier_id", "customer_id", "number", "agreement_type")
TABLE = """CREATE TABLE agreement (id VARCHAR(36) NOT NULL PRIMARY KEY, dossier_id VARCHAR(36) NOT NULL,
    customer_id TEXT DEFAULT '' NOT NULL, number TEXT DEFAULT '' NOT NULL, agreement_type TEXT DEFAULT '' NOT NULL)"""


def agreements(count: int) -> list[tuple[str, str, str, str, str]]:
    """Rows of an office's file, by number."""
    return [
        (natural_id("agreement", n), natural_id("customer", n // 3), natural_id("customer", n // 3), f"HT{n}", "专线")
        for n in range(count)
    ]


def timed(work: Callable[[], object]) -> float:
    """Seconds of work: what else the machine does meanwhile is not counted."""
    start = time.process_time()
    work()
    return time.process_time() - start


def bare(path: Path, key: bytes | None) -> sqlcipher.Connection:
    """A file with the one table, encrypted where there is a key; otherwise opened alike."""
    if key is not None:
        connection = connect(path, key)
    else:
        connection = sqlcipher.connect(str(path), isolation_level=None)
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    connection.execute(TABLE)
    return connection


def insert(connection: sqlcipher.Connection, rows: list[tuple[str, str, str, str, str]]) -> float:
    """One transaction with all rows."""

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT, rows)
        connection.execute("COMMIT")

    return timed(work)


def look_up(connection: sqlcipher.Connection, keys: list[str]) -> float:
    """Rows by their key, all pages warm."""

    def work() -> None:
        for key in keys:
            connection.execute("SELECT number, agreement_type FROM agreement WHERE id = ?", (key,)).fetchone()

    work()
    return timed(work)


@pytest.mark.benchmark
def test_encrypted_against_plain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = agreements(ROWS)
    keys = [row[0] for row in random.Random(1).sample(rows, 20_000)]
    inserts, look_ups = [], []
    for turn in range(ROUNDS):
        plain, cipher = bare(tmp_path / f"plain{turn}", None), bare(tmp_path / f"cipher{turn}", b"k" * 32)
        inserts.append(insert(cipher, rows) / insert(plain, rows))
        look_ups.append(look_up(cipher, keys) / look_up(plain, keys))
        plain.close()
        cipher.close()
    with capsys.disabled():
        print(f"\nencrypted / plain, {ROWS:,} rows inserted: {spread(inserts)} (target 1.5)")
        print(f"encrypted / plain, 20,000 warm look-ups: {spread(look_ups)} (target 1.2)")


@pytest.mark.benchmark
def test_stamped_against_unstamped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, table = agreements(ROWS), SCHEMA.tables["agreement"]
    bulk, single = [], []
    for turn in range(ROUNDS):
        times = {}
        for way in ("bulk", "single", "bare"):
            database = make_store(tmp_path / f"{turn}{way}")
            with database.write("Fill", bulk=True) as session:
                run = session.connection().exec_driver_sql
                if way == "bare":
                    for name in run("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'agreement'"):
                        run(f"DROP TRIGGER {name[0]}")
                work = partial(insert_rows, session.connection(), table, NAMES, rows)
                times[way] = timed(work if way == "bulk" else partial(run, INSERT, rows))
            database.close()
        bulk.append(times["bulk"] / times["bare"])
        single.append(times["single"] / times["bare"])
    with capsys.disabled():
        print(f"\nstamped as an import does / unstamped, {ROWS:,} rows inserted: {spread(bulk)} (target 2)")
        print(f"stamped row by row by the triggers / unstamped: {spread(single)}")


@pytest.mark.benchmark
def test_measured_rows_against_a_bare_insert(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = SCHEMA.tables[BillingMonth.__tablename__]
    ids = [natural_id("customer", n) for n in range(ROWS // 12)]
    content = (120_000, 30_000, 25_000, 1_000, 90_000, 4_000, 40, 38, 36, 0)
    slices = {(customer, month): [content] for customer in ids for month in range(202601, 202613)}
    rows = [(*key, *content) for key in slices]
    ratios = []
    for turn in range(ROUNDS):
        database = make_store(tmp_path / str(turn))
        add_customer(database)
        statement = f"INSERT INTO billing_month VALUES ({', '.join('?' * len(rows[0]))})"
        with database.write() as session:
            run = session.connection().exec_driver_sql
            floor = timed(partial(run, statement, rows))
            run("DELETE FROM billing_month")
        with database.write("Fill", bulk=True) as session:
            connection = session.connection()
            ours = timed(partial(replace_slices, connection, table, slices, {}))
        database.close()
        ratios.append(ours / floor)
    with capsys.disabled():
        print(f"\nslices with stamp and hash / bare insert, {len(rows):,} bills: {spread(ratios)}")


def spread(ratios: list[float]) -> str:
    """Median, lowest and highest."""
    return f"{statistics.median(ratios):.2f}× ({min(ratios):.2f}–{max(ratios):.2f})"
