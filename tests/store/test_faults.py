"""Killed, full, or interrupted: all or nothing, and the check is clean afterwards."""

import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from model.customers.records import Customer
from model.errors import UserError
from model.store import migrations
from model.store.checking import check_store
from model.store.database import Database
from model.store.opening import open_store
from tests.builders import PASSPHRASE, add_customer, make_from_nothing, make_store, reopen, still_clock
from tests.store.mounts import small_disk

WRITER = """
import sys
from pathlib import Path
from model.store.opening import open_store
from tests.builders import PASSPHRASE, still_clock
folder = Path(sys.argv[1])
database = open_store(folder / "store.db", PASSPHRASE, still_clock(), folder / "device")
print("open", flush=True)
turn = 0
while True:
    turn += 1
    with database.write("Write", bulk=turn % 2 == 0) as session:
        connection = session.connection()
        rows = [(f"{turn}-{number}", "d", f"{turn}", "示例" * 50) for number in range(200)]
        connection.exec_driver_sql("INSERT INTO customer (id, dossier_id, grid, name) VALUES (?, ?, ?, ?)", rows)
        connection.exec_driver_sql("UPDATE customer SET remarks = 'x' WHERE grid = ?", (str(turn - 1),))
    print(turn, flush=True)
"""

MAKER = """
import sys
from pathlib import Path
from tests.builders import make_from_nothing
print("making", flush=True)
make_from_nothing(Path(sys.argv[1]) / "store.db")
print("made", flush=True)
"""


def run(script: str, folder: Path) -> subprocess.Popen[str]:
    """The script in a process of its own, on a folder."""
    return subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True)


def counts(database: Database) -> dict[str, int]:
    """Rows by grid."""
    with database.read() as session:
        found = session.connection().exec_driver_sql("SELECT grid, count(*) FROM customer GROUP BY 1")
        return {str(code): int(count) for code, count in found}


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.11, 0.17, 0.3])
def test_killed_while_writing_every_event_is_whole_or_absent(tmp_path: Path, wait: float) -> None:
    make_store(tmp_path).close()
    with run(WRITER, tmp_path) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() not in {"2", ""}:
            pass
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        said = [line.strip() for line in process.stdout]
    with closing(open_store(tmp_path / "store.db", PASSPHRASE, still_clock(), tmp_path / "device")) as database:
        found = counts(database)
        assert set(found.values()) == {200}
        assert len(found) >= max([2, *(int(line) for line in said if line.isdigit())])
        assert check_store(database) == []


@pytest.mark.parametrize("wait", [0.0, 0.1, 0.2, 0.4])
def test_killed_while_a_store_is_made_it_can_be_made_again(tmp_path: Path, wait: float) -> None:
    with run(MAKER, tmp_path) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
    if (tmp_path / "store.db").exists():
        database = open_store(tmp_path / "store.db", PASSPHRASE, still_clock(), tmp_path / "device")
    else:
        database = make_from_nothing(tmp_path / "store.db")
    assert check_store(database) == []
    database.close()


def test_a_disk_that_fills_up_while_writing_changes_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=8) as disk:
        database = make_store(disk.folder)
        add_customer(database, grid="G001")
        database = reopen(database)
        before = counts(database)
        disk.fill(leave=300_000)
        with pytest.raises(UserError, match="磁盘已满"):
            write_much(database)
        disk.free()
        assert counts(database) == before
        assert check_store(database) == []
        add_customer(database, "G002")
        database.close()


@pytest.mark.parametrize("megabytes", [1, 2, 3])
def test_a_store_that_does_not_fit_on_the_disk_is_not_made(tmp_path: Path, megabytes: int) -> None:
    with small_disk(tmp_path / "disk", megabytes) as disk:
        disk.fill(leave=200_000)
        with pytest.raises(UserError, match="磁盘"):
            make_from_nothing(disk.folder / "store.db")
        assert not (disk.folder / "store.db").exists()
        disk.free()


def write_much(database: Database) -> None:
    """One event of some megabytes."""
    with database.write("Write much", bulk=True) as session:
        for number in range(3000):
            session.add(Customer(id=f"{number:036}", dossier_id="d", group_code=str(number), remarks="备注" * 500))


def test_an_older_store_is_copied_then_migrated_and_a_failed_migration_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = make_store(tmp_path)
    add_customer(database, grid="G001")
    database.close()
    later = migrations.LATEST + 1
    steps = (*migrations.MIGRATIONS, (later, lambda connection: connection.execute(text("CREATE TABLE later (a)"))))
    broken = (*migrations.MIGRATIONS, (later, lambda connection: connection.execute(text("DROP TABLE not_there"))))
    monkeypatch.setattr("model.store.opening.LATEST", later)
    monkeypatch.setattr("model.store.migrating.LATEST", later)
    monkeypatch.setattr("model.store.migrating.MIGRATIONS", broken)
    with pytest.raises(Exception, match="not_there"):
        reopen(database)
    monkeypatch.setattr("model.store.migrating.MIGRATIONS", steps)
    migrated = reopen(database)
    assert counts(migrated) == {"G001": 1}
    assert (tmp_path / f"store.db.before-{later}").exists()
    with migrated.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA user_version").scalar_one() == later
        assert session.connection().exec_driver_sql("SELECT count(*) FROM later").scalar_one() == 0
    add_customer(migrated, "G002")
    migrated.close()


def test_a_store_with_dangling_references_and_double_codes_is_told_so(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    add_customer(database, grid="G001")
    with database.write("Add") as session:
        session.add(Customer(id="x" * 36, dossier_id="x" * 36, group_code="G001"))
        session.connection().exec_driver_sql(
            "INSERT INTO contact (id, dossier_id, customer_id) VALUES ('c', 'd', 'nobody')"
        )
        session.connection().exec_driver_sql("INSERT INTO billing_month (customer_id, month) VALUES ('x', 202601)")
    said = {(finding.kind, finding.entity): finding.sentence for finding in check_store(database)}
    database.close()
    assert said == {
        ("dangling", "contact"): "“联系人”中有 1 条记录的“集团客户”在本库中找不到。",
        ("duplicate", "customer"): "1 个集团编码重复出现，可能是重复客户。",
        ("slice", "billing_month"): "“月度账单”有 1 个月与收到时的记录不符。",
    }


def test_two_threads_write_in_turn(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    database = make_store(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add_customer(database, f"G{number}", grid=f"{number}"), range(40)))
    assert len(counts(database)) == 40
    database.close()


def test_the_write_ahead_log_is_folded_in_when_the_store_is_closed(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    add_customer(database, grid="G001")
    database.close()
    log = database.path.with_name("store.db-wal")
    assert not log.exists() or log.stat().st_size == 0
