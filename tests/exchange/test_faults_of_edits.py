"""Faults 6 to 9: two people on one record, deletes against edits, wrong clocks, restored and doubled stores."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.exchange.resolving import Keep
from model.store.backup import backup, restore
from model.store.ids import link_id
from model.store.opening import open_store
from model.store.undo import undo
from resources.i18n import set_language
from tests.builders import PASSPHRASE
from tests.exchange.forging import replica_of
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, meet, pass_on, resolve

G1 = CUSTOMERS["G1"]
TODAY = date(2026, 11, 22)


@pytest.fixture
def visit(office: Site, laptop: Site, second: Site) -> str:
    """One visit that all three stores have."""
    row = laptop.add_visit(G1, "first")
    meet(office, laptop, second)
    return row


def test_fault_6_other_fields_of_one_record_join_without_a_word(office: Site, laptop: Site, visit: str) -> None:
    office.sql("UPDATE visit SET place = 'office' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'laptop' WHERE id = ?", visit)
    meet(office, laptop)
    assert (
        office.ask("SELECT place, note FROM visit")
        == [("office", "laptop")]
        == laptop.ask("SELECT place, note FROM visit")
    )
    assert office.conflicts() == []


def test_fault_6_the_same_value_on_both_sides_is_no_conflict(office: Site, laptop: Site, visit: str) -> None:
    office.sql("UPDATE visit SET note = 'agreed' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'agreed' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.conflicts() == laptop.conflicts() == []
    assert office.dump_of([G1]) == laptop.dump_of([G1])


def test_fault_6_fields_that_belong_together_lose_and_win_together(office: Site, laptop: Site, visit: str) -> None:
    office.sql("UPDATE visit SET next_step = 'call', next_date = '2026-12-01' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET next_step = 'visit' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.ask("SELECT next_step, next_date FROM visit") in ([("call", "2026-12-01")], [("visit", None)])
    ((_entity, _row, group, kind, *_rest),) = office.conflicts()
    assert (group, kind) == ("next_step", "edit")


def test_fault_6_a_three_way_edit_names_every_value_that_lost(
    office: Site, laptop: Site, second: Site, visit: str
) -> None:
    for site in (office, laptop, second):
        site.sql("UPDATE visit SET note = ? WHERE id = ?", f"by {site.name}", visit)
    meet(office, laptop, second)
    meet(office, laptop, second)
    dumps = [site.dump_of([G1]) for site in (office, laptop, second)]
    assert dumps[0] == dumps[1] == dumps[2]
    told = {value for conflict in office.conflicts() for value in (conflict[4], conflict[5])}
    (stands,) = office.ask("SELECT note FROM visit")[0]
    for site in (office, laptop, second):
        assert f"by {site.name}" == stands or any(f"by {site.name}" in value for value in told)
    assert office.conflicts() == laptop.conflicts() == second.conflicts()


@pytest.mark.parametrize("keep", [Keep.MINE, Keep.THEIRS, Keep.STANDING, Keep.OTHER, "a third text"])
@pytest.mark.parametrize("closer", ["office", "laptop"])
def test_fault_6_a_conflict_closed_on_one_store_is_closed_everywhere(
    office: Site, laptop: Site, visit: str, keep: Keep | str, closer: str
) -> None:
    office.sql("UPDATE visit SET note = 'office' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'laptop' WHERE id = ?", visit)
    meet(office, laptop)
    (stands,) = laptop.ask("SELECT note FROM visit")[0]
    other = {"office": "laptop", "laptop": "office"}
    resolve(office if closer == "office" else laptop, keep)
    meet(office, laptop)
    assert office.conflicts() == laptop.conflicts() == []
    expected = {
        Keep.MINE: closer,
        Keep.THEIRS: other[closer],
        Keep.STANDING: stands,
        Keep.OTHER: other[stands],
        "a third text": "a third text",
    }
    assert office.ask("SELECT note FROM visit") == [(expected[keep],)] == laptop.ask("SELECT note FROM visit")


def test_fault_6_resolved_differently_on_two_sides_is_asked_again_once(
    office: Site, laptop: Site, second: Site, visit: str
) -> None:
    office.sql("UPDATE visit SET note = 'o' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'l' WHERE id = ?", visit)
    meet(office, laptop, second)
    resolve(laptop, "from the laptop")
    resolve(second, "from the second")
    meet(office, laptop, second)
    assert len(office.conflicts()) == 1
    assert {*office.conflicts()[0][4:6]} == {'{"note": "from the laptop"}', '{"note": "from the second"}'}
    resolve(second, Keep.STANDING)
    meet(office, laptop, second)
    assert office.conflicts() == laptop.conflicts() == second.conflicts() == []


def test_fault_7_delete_against_edit_keeps_the_edit_on_either_side(office: Site, laptop: Site, visit: str) -> None:
    laptop.sql("DELETE FROM visit WHERE id = ?", visit)
    office.sql("UPDATE visit SET place = 'kept' WHERE id = ?", visit)
    meet(office, laptop)
    assert (
        laptop.ask("SELECT note, place FROM visit")
        == [("first", "kept")]
        == office.ask("SELECT note, place FROM visit")
    )
    assert [conflict[3] for conflict in laptop.conflicts()] == ["delete"]
    assert office.conflicts() == laptop.conflicts()
    resolve(office, Keep.OTHER)
    meet(office, laptop)
    assert laptop.ask("SELECT 1 FROM visit") == office.ask("SELECT 1 FROM visit") == []
    assert office.conflicts() == laptop.conflicts() == []


def test_fault_7_a_delete_after_the_edit_was_seen_deletes(office: Site, laptop: Site, visit: str) -> None:
    office.sql("UPDATE visit SET place = 'seen' WHERE id = ?", visit)
    meet(office, laptop)
    laptop.sql("DELETE FROM visit WHERE id = ?", visit)
    meet(office, laptop)
    assert office.ask("SELECT 1 FROM visit") == []
    assert office.conflicts() == []


def test_fault_7_two_deletes_are_one(office: Site, laptop: Site, second: Site, visit: str) -> None:
    for site in (office, laptop):
        site.sql("DELETE FROM visit WHERE id = ?", visit)
    meet(office, laptop, second)
    assert all(site.ask("SELECT 1 FROM visit") == [] for site in (office, laptop, second))
    assert office.conflicts() == []


def test_fault_7_a_restored_row_stays(office: Site, laptop: Site, second: Site, visit: str) -> None:
    laptop.sql("DELETE FROM visit WHERE id = ?", visit)
    meet(office, laptop, second)
    laptop.sql("INSERT INTO visit (id, dossier_id, customer_id, note) VALUES (?, ?, ?, 'back')", visit, G1, G1)
    meet(office, laptop, second)
    assert second.ask("SELECT note FROM visit") == [("back",)]
    assert office.dump_of([G1]) == laptop.dump_of([G1]) == second.dump_of([G1])
    assert office.conflicts() == []


def test_fault_7_a_delete_and_a_restore_that_do_not_know_of_an_edit(office: Site, laptop: Site, visit: str) -> None:
    laptop.sql("DELETE FROM visit WHERE id = ?", visit)
    laptop.sql("INSERT INTO visit (id, dossier_id, customer_id, note) VALUES (?, ?, ?, 'back')", visit, G1, G1)
    office.sql("UPDATE visit SET note = 'edited' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    told = " ".join(text for conflict in office.conflicts() for text in conflict[4:6])
    (note,) = office.ask("SELECT note FROM visit")[0]
    assert {"back", "edited"} - {note} <= {word for word in ("back", "edited") if word in told}


def test_fault_7_the_child_of_a_deleted_parent_arrives_and_check_names_it(
    office: Site, laptop: Site, visit: str
) -> None:
    contact = laptop.add_contact(G1, "示例丙")
    meet(office, laptop)
    office.sql("DELETE FROM contact WHERE id = ?", contact)
    link = link_id(G1, "met", visit, contact)
    laptop.sql(
        "INSERT INTO visit_met (id, dossier_id, customer_id, visit_id, contact_id) VALUES (?, ?, ?, ?, ?)",
        link, G1, G1, visit, contact,
    )  # fmt: skip
    meet(office, laptop)
    assert office.ask("SELECT 1 FROM contact") == []
    assert office.ask("SELECT count(*) FROM visit_met") == [(1,)] == laptop.ask("SELECT count(*) FROM visit_met")


def add_link(site: Site, visit: str, contact: str) -> None:
    link = link_id(G1, "met", visit, contact)
    site.sql(
        "INSERT INTO visit_met (id, dossier_id, customer_id, visit_id, contact_id) VALUES (?, ?, ?, ?, ?)",
        link, G1, G1, visit, contact,
    )  # fmt: skip


def test_fault_7_a_link_added_twice_is_one_and_add_beats_a_concurrent_remove(
    office: Site, laptop: Site, visit: str
) -> None:
    contact = laptop.add_contact(G1, "示例丙")
    meet(office, laptop)
    add_link(office, visit, contact)
    add_link(laptop, visit, contact)
    meet(office, laptop)
    assert office.ask("SELECT count(*) FROM visit_met") == [(1,)] == laptop.ask("SELECT count(*) FROM visit_met")
    office.sql("DELETE FROM visit_met")
    laptop.sql("DELETE FROM visit_met")
    add_link(laptop, visit, contact)
    meet(office, laptop)
    assert office.ask("SELECT count(*) FROM visit_met") == [(1,)] == laptop.ask("SELECT count(*) FROM visit_met")
    assert office.conflicts() == laptop.conflicts() == []


@pytest.mark.parametrize("days", [-365, 365])
def test_fault_8_a_clock_a_year_off_loses_nothing(office: Site, laptop: Site, visit: str, days: int) -> None:
    laptop.offset = timedelta(days=days)
    laptop.sql("UPDATE visit SET note = 'one' WHERE id = ?", visit)
    laptop.offset = timedelta()
    laptop.sql("UPDATE visit SET note = 'two' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.ask("SELECT note FROM visit") == [("two",)]
    office.sql("UPDATE visit SET note = 'three' WHERE id = ?", visit)
    meet(office, laptop)
    assert laptop.ask("SELECT note FROM visit") == [("three",)]
    assert office.conflicts() == []


def test_fault_8_a_sender_far_ahead_is_taken_in_with_a_word(office: Site, laptop: Site) -> None:
    laptop.offset = timedelta(days=3)
    (outcome,) = pass_on(laptop, office, "office").outcomes
    assert outcome.state == "applied"
    assert outcome.clock


def test_fault_8_equal_clocks_still_choose_one_value(office: Site, laptop: Site, visit: str) -> None:
    laptop.ticks = office.ticks = [99_999]
    office.sql("UPDATE visit SET note = 'o' WHERE id = ?", visit)
    office.ticks[0] = 99_999
    laptop.sql("UPDATE visit SET note = 'l' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    assert len(office.conflicts()) == 1


def copy_of(site: Site, folder: Path) -> Path:
    """The store's file, closed for a moment."""
    site.database.close()
    target = folder / "copy.db"
    shutil.copy(site.database.path, target)
    site.database = open_store(site.database.path, PASSPHRASE, site.clock(), site.device)
    return target


def snapshot_of(site: Site, folder: Path) -> Path:
    """The store's files as they lie on the disk while it is in use."""
    target = folder / "copy.db"
    for ending in ("", "-wal"):
        shutil.copy(f"{site.database.path}{ending}", f"{target}{ending}")
    return target


def put_back(saved: Path, site: Site) -> None:
    """The copy in place of the store, which is then opened again."""
    site.database.close()
    for ending in ("", "-wal"):
        Path(f"{site.database.path}{ending}").unlink(missing_ok=True)
        if Path(f"{saved}{ending}").exists():
            shutil.copy(f"{saved}{ending}", f"{site.database.path}{ending}")
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
