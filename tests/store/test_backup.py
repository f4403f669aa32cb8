"""Backup and restore: whole or not at all, thinned out day by day."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from model.clock import instant_of
from model.errors import UserError
from model.exchange.records import Erasure
from model.store.backup import backup, daily_backup, kept_days, restore
from model.store.checking import check_store
from model.store.database import Database
from model.store.ids import new_id
from model.store.opening import open_store
from tests.builders import PASSPHRASE, TODAY, add_customer, dump, make_store, still_clock
from tests.store.mounts import small_disk


def filled(folder: Path, customers: int = 30) -> Database:
    """A store with some customers."""
    database = make_store(folder)
    for number in range(customers):
        add_customer(database, f"G{number:03}", f"示例{number}有限公司", remarks="备注" * 2000)
    return database


def opened(path: Path) -> Database:
    """A store by its passphrase, on this device."""
    return open_store(path, PASSPHRASE, still_clock(), path.parent / "device")


def test_a_backup_restored_elsewhere_is_the_same_store_under_a_new_replica(tmp_path: Path) -> None:
    database = filled(tmp_path)
    before = dump(database)
    backup(database, tmp_path / "safe.mbb")
    database.close()
    other = tmp_path / "other" / "store.db"
    restore(tmp_path / "safe.mbb", other)
    again = opened(other)
    assert dump(again) == before
    assert check_store(again) == []
    again.close()


def test_restoring_sets_the_present_store_aside(tmp_path: Path) -> None:
    database = filled(tmp_path, 2)
    backup(database, tmp_path / "safe.mbb")
    add_customer(database, "LATER")
    database.close()
    restore(tmp_path / "safe.mbb", database.path)
    assert (tmp_path / "store.db.replaced").exists()
    again = opened(database.path)
    assert not any("LATER" in line for line in dump(again))
    again.close()


def test_after_a_restore_the_store_writes_under_a_new_replica_id(tmp_path: Path) -> None:
    database = filled(tmp_path, 2)
    backup(database, tmp_path / "safe.mbb")
    add_customer(database, "LATER")
    database.close()
    restore(tmp_path / "safe.mbb", database.path)
    again = opened(database.path)
    with again.read() as session:
        replicas = session.connection().exec_driver_sql("SELECT replica_no FROM replica_state").scalar_one()
    again.close()
    assert replicas == 3  # the first was made with the store, the second by the first opening on this machine


def test_no_byte_of_a_backup_can_be_read_without_the_passphrase(tmp_path: Path) -> None:
    database = filled(tmp_path, 3)
    backup(database, tmp_path / "safe.mbb")
    database.close()
    assert "示例".encode() not in (tmp_path / "safe.mbb").read_bytes()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"text" * 100])
def test_what_is_no_backup_is_refused_and_the_store_stands(tmp_path: Path, content: bytes) -> None:
    database = filled(tmp_path, 2)
    before = dump(database)
    database.close()
    (tmp_path / "bad.mbb").write_bytes(content)
    with pytest.raises(UserError, match="bad"):
        restore(tmp_path / "bad.mbb", database.path)
    again = opened(database.path)
    assert dump(again) == before
    again.close()


def test_a_backup_cut_short_is_refused_and_the_store_stands(tmp_path: Path) -> None:
    database = filled(tmp_path, 5)
    before = dump(database)
    backup(database, tmp_path / "safe.mbb")
    database.close()
    whole = (tmp_path / "safe.mbb").read_bytes()
    for part in (0.1, 0.5, 0.9, 0.999):
        (tmp_path / "cut.mbb").write_bytes(whole[: int(len(whole) * part)])
        with pytest.raises(UserError):
            restore(tmp_path / "cut.mbb", database.path)
    again = opened(database.path)
    assert dump(again) == before
    again.close()


def test_a_full_disk_keeps_the_last_good_backup_and_leaves_no_rubbish(tmp_path: Path) -> None:
    database = filled(tmp_path)
    with small_disk(tmp_path / "stick", megabytes=8) as disk:
        target = disk.folder / "safe.mbb"
        backup(database, target)
        before = target.read_bytes()
        disk.fill(leave=100_000)
        with pytest.raises(UserError, match="磁盘"):
            backup(database, target)
        assert target.read_bytes() == before
        assert sorted(path.name for path in disk.folder.iterdir()) == ["filler", "safe.mbb"]
    database.close()


def test_one_backup_a_day_and_old_ones_thinned_out(tmp_path: Path) -> None:
    database = filled(tmp_path, 1)
    folder = tmp_path / "backups"
    for day in range(40):
        daily_backup(database, folder, TODAY - timedelta(days=39 - day))
    assert daily_backup(database, folder, TODAY) is None
    database.close()
    days = sorted(path.name for path in folder.iterdir())
    assert f"meiban-{TODAY}.mbb" in days
    assert len(days) < 16


@given(st.sets(st.integers(0, 800), min_size=1).map(lambda ages: [TODAY - timedelta(days=age) for age in ages]))
def test_what_is_kept_covers_the_week_and_every_month_of_a_year(days: list[date]) -> None:
    kept = kept_days(days, TODAY)
    assert {day for day in days if day > TODAY - timedelta(days=7)} <= kept
    months = sorted({(day.year, day.month) for day in days})[-12:]
    assert set(months) <= {(day.year, day.month) for day in kept}
    assert len(kept) <= 7 + 5 + 12


def test_backups_that_hold_an_erased_person_go_within_thirty_days(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 200, 30):
        (folder / f"meiban-{(TODAY - timedelta(days=day)).isoformat()}.mbb").write_bytes(b"old")
    daily_backup(database, folder, TODAY)
    kept = len(list(folder.glob("*.mbb")))
    with database.write() as session:
        session.add(Erasure(id=new_id(), dossier_id=new_id(), entity="contact", row_id=new_id(), reason="示例"))
    later = TODAY + timedelta(days=31)
    aside = [
        tmp_path / f"{database.path.name}{end}" for end in (".before-3", ".before-4", ".replaced", ".key.replaced")
    ]
    for path in aside:
        path.write_bytes(b"old")
    with database.read() as session:
        erased = instant_of(session.scalars(select(Erasure.__table__.c.stamp_t)).one()).timestamp()
    for path, days in zip(aside, (-40, 1, -40, -80), strict=True):
        os.utime(path, (erased + days * 86400,) * 2)
    daily_backup(database, folder, later)
    assert [path.name for path in folder.glob("*.mbb")] == [f"meiban-{later.isoformat()}.mbb"]
    assert kept > 3
    assert [path.exists() for path in aside] == [False, True, False, False]
    database.close()
