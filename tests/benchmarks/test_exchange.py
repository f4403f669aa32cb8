"""What an exchange costs: a manager's whole file against bare libraries, a day's changes, and an office's night."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import pytest
import zstandard

from model.exchange.books import held_dossiers, knowledge, note_own_writes, note_said
from model.exchange.forms import fact_forms, forms
from model.exchange.journal import list_peers
from model.exchange.sending import export
from model.store.database import Database, connect
from model.store.freeze import schema_text
from model.store.ids import person_id
from model.store.opening import open_store
from tests.benchmarks.exchange_store import cells_beside_members, fill
from tests.builders import PASSPHRASE
from tests.exchange.sites import Site, give, join, make_site

pytestmark = pytest.mark.benchmark


def seconds(job: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of a job, so that a busy machine does not count, and its result."""
    start = time.process_time()
    result = job()
    return time.process_time() - start, result


def rows_of(database: Database) -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Every travelling row, as plain tuples."""
    found = {}
    with database.read() as session:
        tables = {name: form.table for name, form in forms().items()}
        tables |= {name: form.table for name, form in fact_forms().items()}
        for name, table in tables.items():
            columns = [str(column.name) for column in table.columns]
            rows = session.connection().exec_driver_sql(f"SELECT {', '.join(columns)} FROM {name}").all()
            found[name] = (columns, [tuple(row) for row in rows])
    return found


def bare(rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]], path: Path) -> None:
    """The same rows through JSON, zstd, age and `executemany` into the same tables, without anything of ours."""
    identity = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(zstandard.compress(msgspec.json.encode(rows)), [identity.to_public()])
    decoded = msgspec.json.decode(zstandard.decompress(pyrage.decrypt(sealed, [identity])))
    connection = connect(path, bytes(32))
    for statement in schema_text().split(";\n"):
        connection.execute(statement)
    connection.execute("BEGIN")
    for name, (columns, content) in decoded.items():
        if content:
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", content)
    connection.execute("COMMIT")
    connection.close()


def test_a_managers_whole_file(tmp_path: Path) -> None:
    office, laptop = make_site(tmp_path, "office", "O1", "office"), make_site(tmp_path, "A1", "MA")
    join(office, laptop)
    fill(laptop.database)
    with laptop.database.read() as session:
        cells = sum(cells_beside_members(session.connection()))
    rows = rows_of(laptop.database)
    floor, _nothing = seconds(lambda: bare(rows, tmp_path / "bare.db"))
    packed, files = seconds(lambda: laptop.send("office"))
    applied, report = seconds(lambda: office.take(*files))
    assert report.is_well
    size = sum(path.stat().st_size for path in files)
    office.sql("DELETE FROM exchange_file")
    again, report = seconds(lambda: office.take(*files))
    assert report.is_well
    laptop.take(*office.send("A1"))
    a_day(laptop)
    day = sum(path.stat().st_size for path in laptop.send("office"))
    print(f"\ncells beside members {cells}; members 20,000; slices 11,520")
    print(
        f"floor {floor:.2f} s; pack {packed:.2f} s + unpack and apply {applied:.2f} s"
        f" = {(packed + applied) / floor:.2f} ×"
    )
    print(f"file {size / 1e6:.2f} MB in {len(files)} parts; second import {again / applied:.3f} × the first")
    print(f"a day's changes {day / 1e3:.1f} kB")
    office.database.close()
    laptop.database.close()


def test_the_cells_beside_members(tmp_path: Path) -> None:
    office, laptop = make_site(tmp_path, "office", "O1", "office"), make_site(tmp_path, "A1", "MA")
    join(office, laptop)
    fill(laptop.database, members=0)
    size = sum(path.stat().st_size for path in laptop.send("office"))
    print(f"\ncells without members, bills included: {size / 1e6:.2f} MB")
    office.database.close()
    laptop.database.close()


def a_day(laptop: Site) -> None:
    """Six visits with a note and a next step, ten edits elsewhere."""
    customers = [row[0] for row in laptop.ask("SELECT id FROM customer LIMIT 10")]
    for customer in customers[:6]:
        visit = laptop.add_visit(customer, "设备采购计划下周会议确认，价格服务响应时限，技术方案测试。" * 4)
        laptop.sql("UPDATE visit SET next_step = '电话确认演示', next_date = '2026-12-01' WHERE id = ?", visit)
    for customer in customers:
        laptop.sql("UPDATE customer SET remarks = '年底预算审批' WHERE id = ?", customer)
        laptop.sql("UPDATE need SET importance = 5 WHERE customer_id = ?", customer)


def days_of(laptop: Site, folder: Path, days: int) -> list[list[Path]]:
    """The files of that many days, each made as if the office had acknowledged the one before."""
    packages = []
    for _day in range(days):
        a_day(laptop)
        written = export(laptop.database, folder, "office")
        packages.append([path for one in written for path in one.files])
        with laptop.database.write() as session:
            connection = session.connection()
            note_own_writes(connection)
            (office,) = [peer.replica for peer in list_peers(connection) if peer.role == "office"]
            note_said(connection, office, knowledge(connection, held_dossiers(connection)))
    return packages


def build_office(folder: Path, customers: int) -> None:
    """The office's store, filled in a process of its own, so that its memory does not count."""
    office = make_site(folder, "office", "O1", "office")
    fill(office.database, customers=customers, members=customers * 3)
    person = person_id("M0")
    office.sql("INSERT INTO dossier (id, owner, former, released) SELECT id, ?, '[]', 0 FROM customer", person)
    office.database.close()


@pytest.mark.parametrize("customers", [3_600, 12_000, 36_000])
def test_a_night_of_300_files(tmp_path: Path, customers: int) -> None:
    """The office's store grows; what 300 laptops' days cost it must not."""
    builder = multiprocessing.get_context("spawn").Process(target=build_office, args=(tmp_path, customers))
    builder.start()
    builder.join()
    office = Site("office", tmp_path / "office", None)  # type: ignore[arg-type]
    office.database = open_store(office.folder / "store.db", PASSPHRASE, office.clock(), office.device)
    laptop = make_site(tmp_path, "A1", "MA")
    codes = [row[0] for row in office.ask("SELECT group_code FROM customer ORDER BY id LIMIT 240")]
    join(office, laptop)
    give(office, codes, "MA")
    laptop.take(*office.send("A1"))
    office.take(*laptop.send("office"))
    packages = days_of(laptop, tmp_path / "up", 300)
    start = time.perf_counter()
    marks = []
    for number, files in enumerate(packages, start=1):
        used, report = seconds(lambda: office.take(*files))  # noqa: B023
        assert report.is_well, report.outcomes
        assert not report.outcomes[0].applied.incomplete
        marks.append(used)
        if number % 100 == 0:
            print(f"{customers} customers: {sum(marks):.1f} s for {number} files", flush=True)
    wall = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{customers} customers: 300 files {sum(marks):.0f} s of processor, {wall:.0f} s on the clock,"
          f" {sum(marks) / 300:.3f} s a file; peak {peak:.0f} MB")  # fmt: skip
    office.database.close()
    laptop.database.close()
