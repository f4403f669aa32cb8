"""What an exchange costs: a manager's whole file against bare libraries, a day's changes, and an office's night."""

import multiprocessing
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import pytest
import zstandard

from model.exchange.forms import fact_forms, forms
from model.store.database import Database, connect
from model.store.freeze import schema_text
from model.store.ids import person_id
from model.store.opening import open_store
from tests.benchmarks.exchange_store import cells_beside_members, fill
from tests.builders import PASSPHRASE
from tests.exchange.sites import Site, join, make_site

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
    print(f"\ncells beside members {cells}, of 57,600 asked for; members 20,000; slices 11,520")
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


def build_night(folder: Path, customers: int, laptops: int, each: int) -> None:
    """An office and its laptops, enrolled and up to date, and a file of each with its day; in a process of its own.

    Each laptop is a store with keys, a person and a replica of its own, and is thrown away when its file is written.
    """
    office = make_site(folder, "office", "O1", "office")
    fill(office.database, customers=customers, members=customers * 3)
    for number in range(laptops):
        office.sql(
            "INSERT INTO dossier (id, owner, former, released) SELECT id, ?, '[]', 0 FROM customer"
            " WHERE CAST(substr(group_code, 2) AS INTEGER) / ? = ?",
            person_id(f"M{number}"), each, number,
        )  # fmt: skip
    (folder / "up").mkdir()
    for number in range(laptops):
        laptop = make_site(folder, f"L{number:03}", f"M{number}")
        join(office, laptop)
        office.take(*laptop.send("office"))
        a_day(laptop)
        for path in laptop.send("office"):
            path.rename(folder / "up" / path.name)
        laptop.database.close()
        shutil.rmtree(laptop.folder)
    office.database.close()


def test_a_night_of_300_files(tmp_path: Path) -> None:
    """The office's store grows; what the day of each of 300 laptops costs it must not."""
    night(tmp_path, 3_600, 300, 12)


@pytest.mark.large
@pytest.mark.parametrize("customers", [12_000, 36_000])
def test_a_night_of_300_files_in_a_larger_office(tmp_path: Path, customers: int) -> None:
    """On demand: making the laptops takes longer than the night."""
    night(tmp_path, customers, 300, customers // 300)


def night(folder: Path, customers: int, laptops: int, each: int) -> None:
    """Take a night's files in at an office of so many customers, `each` of them a laptop's; print time and memory."""
    builder = multiprocessing.get_context("spawn").Process(target=build_night, args=(folder, customers, laptops, each))
    builder.start()
    builder.join()
    assert builder.exitcode == 0
    office = Site("office", folder / "office", None)  # type: ignore[arg-type]
    office.database = open_store(office.folder / "store.db", PASSPHRASE, office.clock(), office.device)
    files = sorted((folder / "up").iterdir())
    sizes = sum(path.stat().st_size for path in files)
    start, marks = time.perf_counter(), [0.0]
    for number, path in enumerate(files, start=1):
        used, report = seconds(lambda: office.take(path))  # noqa: B023
        assert report.is_well, report.outcomes
        assert not report.outcomes[0].applied.incomplete
        assert report.outcomes[0].applied.created["visit"] == 6
        marks.append(marks[-1] + used)
        if number % 100 == 0:
            print(f"{customers} customers: {marks[-1]:.1f} s for {number} files", flush=True)
    wall = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{customers} customers, {len(files)} laptops of {each}: {marks[-1]:.0f} s of processor,"
        f" {wall:.0f} s on the clock, {marks[-1] / len(files):.3f} s a file of {sizes / len(files) / 1e3:.1f} kB;"
        f" peak {peak:.0f} MB"
    )
    office.database.close()
