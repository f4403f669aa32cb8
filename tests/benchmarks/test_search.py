"""Searching as one types over 36,000 customers and 72,000 contacts, against a bare FTS5 prefix query."""

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from model.search.index import rebuild
from model.search.queries import find
from model.store.database import Database
from model.store.ids import natural_id
from tests.benchmarks.office_words import code, company, person
from tests.builders import make_store

CUSTOMERS = 36_000
CONTACTS = 72_000
TYPED = (
    "临江明帆精密机械",
    "梅岭",
    "青石启峰",
    "有限公司",
    "电气",
    "公司",
    "张",
    "赵明远",
    "lijmf",
    "mlqhjx",
    "yxgs",
    "zhaoming",
    "linjiangming",
    "meiling wang",
    "zgyd",
    "2710012345",
    "13900012345",
    "8001234",
    "临江 张",
    "梅岭 zm",
    "白沙明川 lid",
    "示例",
)


def fill(database: Database) -> None:
    """Customers and contacts by number, all marked as samples."""
    ids = [natural_id("customer", code(n)) for n in range(CUSTOMERS)]
    with database.write("Fill", bulk=True) as session:
        run = session.connection().exec_driver_sql
        run(
            "INSERT INTO customer (id, dossier_id, group_code, name, short_name) VALUES (?, ?, ?, ?, ?)",
            [(id, id, code(n), *company(n)) for n, id in enumerate(ids)],
        )
        run(
            "INSERT INTO contact (id, dossier_id, customer_id, name, title, mobile) VALUES (?, ?, ?, ?, '经理', ?)",
            [
                (natural_id("contact", n), ids[n // 2], ids[n // 2], person(n), f"139{n * 7919 % 100_000_000:08}")
                for n in range(CONTACTS)
            ],
        )


def bare_index(connection: Connection) -> None:
    """The same names in a plain FTS5 table, as the module comes."""
    connection.exec_driver_sql("CREATE VIRTUAL TABLE bare USING fts5(name)")
    connection.exec_driver_sql("INSERT INTO bare (rowid, name) SELECT rowid, name FROM customer")
    connection.exec_driver_sql("INSERT INTO bare (rowid, name) SELECT 1000000 + rowid, name FROM contact")


def prefixes() -> Iterator[str]:
    """What stands in the box after each key."""
    for text in TYPED:
        yield from (text[:length] for length in range(1, len(text) + 1))


def milliseconds(ask: Callable[[str], object], clock: Callable[[], float]) -> list[float]:
    """How long each of the typed prefixes takes, sorted; each asked three times, the middle one counts.

    `clock` is the wall's, or the processor's where other programs are at work.
    """
    taken = []
    for typed in prefixes():
        runs = []
        for _run in range(3):
            start = clock()
            ask(typed)
            runs.append(clock() - start)
        taken.append(statistics.median(runs) * 1000)
    return sorted(taken)


@pytest.mark.benchmark
def test_search_as_one_types(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = make_store(tmp_path)
    fill(database)
    with database.write() as session:
        start = time.perf_counter()
        bare_index(session.connection())
        bare_seconds = time.perf_counter() - start
        start = time.perf_counter()
        rebuild(session.connection())
        index_seconds = time.perf_counter() - start
    with database.read() as session:
        run = session.connection().exec_driver_sql

        def bare(typed: str) -> object:
            return run("SELECT rowid FROM bare WHERE bare MATCH ? LIMIT 20", (f'"{typed}"*',)).all()

        floor, floor_work = milliseconds(bare, time.perf_counter), milliseconds(bare, time.process_time)
        ours = milliseconds(lambda typed: find(session, typed), time.perf_counter)
        work = milliseconds(lambda typed: find(session, typed), time.process_time)
        assert find(session, company(500)[0])[0].title == company(500)[0]
    database.close()
    with capsys.disabled():
        print(f"\nindexing: {index_seconds:.1f} s, bare FTS5 {bare_seconds:.1f} s: {index_seconds / bare_seconds:.1f}×")
        for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
            place = min(int(len(ours) * share), len(ours) - 1)
            print(
                f"search {name}: {ours[place]:.1f} ms, bare FTS5 prefix {floor[place]:.1f} ms:"
                f" {ours[place] / floor[place]:.1f}×; of work {work[place]:.1f} ms, bare {floor_work[place]:.1f} ms:"
                f" {work[place] / floor_work[place]:.1f}× (p95 at most 16 ms)"
            )
