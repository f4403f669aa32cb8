"""A store of the first version with thousands of rows, brought up to date: killed, or out of room, all or nothing."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from model.errors import UserError
from model.store.checking import check_store
from model.store.database import connect
from model.store.ids import natural_id
from model.store.keys import unwrap_key
from model.store.migrations import LATEST
from model.store.opening import open_store
from tests.builders import PASSPHRASE, add_customer, still_clock
from tests.store.killed_migration import COMMIT
from tests.store.mounts import small_disk

KEPT = Path(__file__).with_name("kept")
ROWS = 4_000
ONLY_WITH_KILL = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")


def old_store(folder: Path) -> Path:
    """The kept store of version 1 in this folder, with many customers more."""
    path = folder / "store.db"
    for ending in (".db", ".db.key"):
        shutil.copy(KEPT / f"v1{ending}", folder / f"store{ending}")
    connection = connect(path, unwrap_key(path, PASSPHRASE))
    ids = [natural_id("customer", f"K{number:05}") for number in range(ROWS)]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO customer (id, dossier_id, group_code, name, remarks) VALUES (?, ?, ?, ?, ?)",
        [(id_, id_, f"K{number:05}", f"示例{number}", "备注" * 100) for number, id_ in enumerate(ids)],
    )
    connection.execute("COMMIT")
    connection.close()
    return path


def state_of(path: Path) -> tuple[int, int, int]:
    """Version, tables and customers as the file has them."""
    connection = connect(path, unwrap_key(path, PASSPHRASE))
    version, tables, customers = (
        connection.execute(query).fetchone()[0]
        for query in (
            "PRAGMA user_version",
            "SELECT count(*) FROM sqlite_master WHERE type = 'table'",
            "SELECT count(*) FROM customer",
        )
    )
    connection.close()
    return version, tables, customers


def opens_whole(path: Path, customers: int) -> None:
    """The next opening brings it up to date, with every row and nothing amiss, and it can be written."""
    database = open_store(path, PASSPHRASE, still_clock(), path.parent / "device")
    assert check_store(database) == []
    add_customer(database, "G099")
    database.close()
    version, _tables, now = state_of(path)
    assert (version, now) == (LATEST, customers + 1)


@ONLY_WITH_KILL
@pytest.mark.parametrize(
    ("step", "nth"),
    [
        ("DROP TRIGGER", 1),
        ("CREATE TABLE", 1),
        ("ALTER TABLE", 3),
        ("CREATE INDEX", 2),
        ("CREATE TRIGGER", 300),
        (f"PRAGMA user_version = {LATEST}", 1),
        (COMMIT, 1),
    ],
)
def test_killed_at_any_step_of_a_migration_the_store_is_as_before_and_the_next_opening_brings_it_up_to_date(
    tmp_path: Path, step: str, nth: int
) -> None:
    path = old_store(tmp_path)
    before = state_of(path)
    assert before[0] == 1
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.killed_migration", str(path), step, str(nth)], check=False
    )
    assert done.returncode == -signal.SIGKILL, step
    assert state_of(path) == before
    opens_whole(path, before[2])


@ONLY_WITH_KILL
def test_killed_while_the_copy_before_a_migration_is_made_nothing_is_lost(tmp_path: Path) -> None:
    path = old_store(tmp_path)
    before = state_of(path)
    copy = tmp_path / f"store.db.before-{LATEST}"
    with subprocess.Popen([sys.executable, "-m", "tests.store.killed_migration", str(path), "never", "1"]) as process:
        while not copy.exists():
            assert process.poll() is None
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
    now = state_of(path)
    assert now == before or (now[0], now[2]) == (LATEST, before[2])
    opens_whole(path, before[2])


@pytest.mark.parametrize("room", [0.5, 1.02])
def test_a_disk_too_small_for_a_migration_leaves_the_store_as_it_was(tmp_path: Path, room: float) -> None:
    with small_disk(tmp_path / "disk", megabytes=40) as disk:
        path = old_store(disk.folder)
        before = state_of(path)
        disk.fill(leave=int(path.stat().st_size * room))
        with pytest.raises(UserError, match="磁盘"):
            open_store(path, PASSPHRASE, still_clock(), tmp_path / "device")
        disk.free()
        assert state_of(path) == before
        opens_whole(path, before[2])
