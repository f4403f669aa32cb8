"""Fault 9: a restored backup, a copy of the file, a cloned disk, two machines under one name."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from model.store.backup import backup, restore
from model.store.opening import open_store
from model.store.undo import undo
from resources.i18n import set_language
from tests.builders import PASSPHRASE
from tests.exchange.forging import replica_of
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, meet, pass_on

G1 = CUSTOMERS["G1"]


def snapshot_of(site: Site, folder: Path) -> Path:
    """The store's files as they lie on the disk while it is in use."""
    copy = folder / "copy"
    copy.mkdir()
    for path in site.files:
        shutil.copy(path, copy)
    return copy


def copy_of(site: Site, folder: Path) -> Path:
    """The same of a store that is closed for a moment."""
    site.database.close()
    copy = snapshot_of(site, folder)
    site.database = open_store(site.database.path, PASSPHRASE, site.clock(), site.device)
    return copy


def put_back(copy: Path, site: Site) -> None:
    """The copy in place of the store, which is then opened again."""
    site.database.close()
    for path in site.files:
        path.unlink()
    for path in copy.iterdir():
        shutil.copy(path, site.folder)
    site.reopen()


def test_fault_9_a_restored_backup_writes_under_a_new_name_and_gets_its_own_work_back(
    office: Site, laptop: Site, visit: str, tmp_path: Path
) -> None:
    saved = copy_of(laptop, tmp_path)
    before = replica_of(laptop)
    laptop.sql("UPDATE visit SET note = 'after the backup' WHERE id = ?", visit)
    pass_on(laptop, office, "office")
    put_back(saved, laptop)
    assert replica_of(laptop) != before
    laptop.sql("UPDATE visit SET place = 'after the restore' WHERE id = ?", visit)
    meet(office, laptop)
    assert laptop.ask("SELECT note, place FROM visit") == [("after the backup", "after the restore")]
    assert office.dump_of([G1]) == laptop.dump_of([G1])


@pytest.mark.parametrize(("here", "there"), [(3, 1), (2, 2), (1, 3)])
def test_fault_9_a_cloned_disk_is_told_by_a_peer_and_loses_nothing(
    office: Site, laptop: Site, visit: str, tmp_path: Path, here: int, there: int
) -> None:
    """Whichever of the two wrote more, and also where both wrote equally often."""
    clone = a_clone(laptop, tmp_path)
    assert replica_of(clone) == replica_of(laptop)
    mine, theirs = [f"laptop {n}" for n in range(here)], [f"clone {n}" for n in range(there)]
    for site, notes in ((laptop, mine), (clone, theirs)):
        for note in notes:
            site.add_visit(G1, note)
    for _turn in range(2):
        meet(office, laptop)
        meet(office, clone)
    meet(office, laptop)
    assert replica_of(clone) != replica_of(laptop)
    notes = [note for (note,) in office.ask("SELECT note FROM visit ORDER BY note")]
    assert notes == sorted(["first", *mine, *theirs])
    assert office.dump_of([G1]) == laptop.dump_of([G1]) == clone.dump_of([G1])
    clone.database.close()


def a_clone(laptop: Site, tmp_path: Path) -> Site:
    """A computer whose disk was copied from the laptop's, with what the machine remembers."""
    laptop.database.close()
    shutil.copytree(laptop.folder, tmp_path / "clone")
    clone = Site("A1", tmp_path / "clone", laptop.database)
    clone.ticks[0] = 50_000
    clone.database = open_store(clone.folder / "store.db", PASSPHRASE, clone.clock(), clone.device)
    laptop.reopen()
    return clone


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_CN", ("是否复制过磁盘", "数据没有丢失", "重新登记")),
        ("en", ("was the disk copied", "nothing is lost", "Enrol")),
    ],
)
def test_fault_9_whoever_finds_the_name_doubled_is_told_once_what_to_do(
    office: Site, laptop: Site, visit: str, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    clone = a_clone(laptop, tmp_path)
    laptop.add_visit(G1, "laptop")
    clone.add_visit(G1, "clone")
    assert {outcome.doubled for outcome in pass_on(laptop, office, "office").outcomes} == {""}
    set_language(language)
    (told,) = pass_on(office, clone).outcomes
    assert told.is_well
    assert all(part in told.doubled for part in words), told.doubled
    (told,) = pass_on(office, clone).outcomes
    assert told.doubled == ""
    clone.database.close()


@pytest.mark.parametrize("taken_back", [False, True])
def test_fault_9_a_backup_does_not_bring_back_what_was_deleted_or_taken_back_after_it(
    office: Site, laptop: Site, taken_back: bool
) -> None:
    """Shrunk from schedule 10494: a row made, backed up, deleted before any export, and the backup restored."""
    row = laptop.add_visit(G1, "made and deleted")
    kept = laptop.folder / "kept.mbb"
    backup(laptop.database, kept)
    take_away(laptop, row, taken_back)
    pass_on(laptop, office, "office")
    laptop.database.close()
    restore(kept, laptop.database.path)
    laptop.reopen()
    assert laptop.ask("SELECT note FROM visit") == [("made and deleted",)]
    meet(office, laptop)
    assert laptop.ask("SELECT note FROM visit") == office.ask("SELECT note FROM visit") == []


def take_away(site: Site, row: str, taken_back: bool) -> None:
    """The visit goes: its creation, the last event, is undone, or it is deleted."""
    if taken_back:
        undo(site.database)
    else:
        site.sql("DELETE FROM visit WHERE id = ?", row)


COPIES: dict[str, Callable[[Site, Path], Path]] = {"closed": copy_of, "running": snapshot_of}


@pytest.mark.parametrize("taken_back", [False, True])
@pytest.mark.parametrize("copied", COPIES)
def test_fault_9_a_raw_copy_of_the_file_does_not_bring_back_what_was_deleted_or_taken_back_after_it(
    office: Site, laptop: Site, tmp_path: Path, copied: str, taken_back: bool
) -> None:
    """A person copies the closed file, or a snapshot the running machine: the store hears nothing of it."""
    row = laptop.add_visit(G1, "made and deleted")
    saved = COPIES[copied](laptop, tmp_path)
    take_away(laptop, row, taken_back)
    pass_on(laptop, office, "office")
    put_back(saved, laptop)
    assert laptop.ask("SELECT note FROM visit") == [("made and deleted",)]
    meet(office, laptop)
    assert laptop.ask("SELECT note FROM visit") == office.ask("SELECT note FROM visit") == []
    assert office.dump_of([G1]) == laptop.dump_of([G1])


@pytest.mark.parametrize("copied", COPIES)
def test_fault_9_what_a_raw_copy_brought_back_and_somebody_edited_there_comes_back_whole_with_a_conflict(
    office: Site, laptop: Site, tmp_path: Path, copied: str
) -> None:
    row = laptop.add_visit(G1, "made and taken back")
    saved = COPIES[copied](laptop, tmp_path)
    undo(laptop.database)
    pass_on(laptop, office, "office")
    put_back(saved, laptop)
    laptop.sql("UPDATE visit SET place = 'edited in the copy' WHERE id = ?", row)
    meet(office, laptop)
    whole = [("made and taken back", "edited in the copy")]
    assert office.ask("SELECT note, place FROM visit") == laptop.ask("SELECT note, place FROM visit") == whole
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    assert [conflict[1] for conflict in office.conflicts()] == [conflict[1] for conflict in laptop.conflicts()] == [row]
