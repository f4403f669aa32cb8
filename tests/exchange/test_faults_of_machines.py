"""Fault 5: killed at each step, a full disk, a stick pulled out: all or nothing, and the next run heals."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from model.errors import UserError
from model.exchange.inbox import empty_inbox
from model.exchange.sending import export
from model.store.checking import check_store
from tests.exchange.forging import secrets_of
from tests.exchange.killed import STEPS
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, pass_on
from tests.store.mounts import small_disk

G1 = CUSTOMERS["G1"]
ROOT = Path(__file__).parents[2]
MARK = "MARKEDNOTE"
"""Stands in what is written, and must stand in no file."""


def run_killed(action: str, site: Site, folder: Path, step: str) -> int:
    """Run the exchange of a site in its own process until the step; returns how it ended.

    The process has a folder for temporary files of its own, and leaves nothing in it; nothing secret lies anywhere.
    """
    secrets = [MARK.encode(), *secrets_of(site)]
    site.database.close()
    beside = {path.name for path in site.folder.iterdir()}
    temporary = folder.with_name("temporary")
    temporary.mkdir()
    words = [
        sys.executable,
        "-m",
        "tests.exchange.killed",
        action,
        str(site.database.path),
        str(site.device),
        str(folder),
    ]
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    ended = subprocess.run(
        [*words, step], cwd=ROOT, check=False, capture_output=True, timeout=120, env={**os.environ, **own}
    )
    assert list(temporary.iterdir()) == []
    left = {path.name for path in site.folder.iterdir()} - beside
    assert left <= {"store.db-wal", "store.db-shm", "store.db.lock"}, left
    written = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert [path for path in written for secret in secrets if secret in path.read_bytes()] == []
    site.reopen()
    return ended.returncode


def parts_in(folder: Path) -> list[Path]:
    """What is half written."""
    return [path for path in folder.rglob("*") if path.name.endswith(".part")]


def changes_of_a_day(laptop: Site, office: Site) -> None:
    kept, dead = laptop.add_visit(G1, f"{MARK} kept"), laptop.add_visit(G1, f"{MARK} dead")
    pass_on(laptop, office, "office")
    pass_on(office, laptop)
    laptop.sql("UPDATE visit SET note = ? WHERE id = ?", f"{MARK} edited", kept)
    laptop.sql("DELETE FROM visit WHERE id = ?", dead)
    laptop.add_visit(G1, f"{MARK} new")


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize("step", STEPS["export"])
def test_fault_5_an_export_killed_at_any_step_loses_nothing(world: World, tmp_path: Path, step: str) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    changes_of_a_day(laptop, office)
    out = tmp_path / "stick"
    out.mkdir()
    assert run_killed("export", laptop, out, step) == -signal.SIGKILL
    assert check_store(laptop.database) == []
    before = office.dump()
    whole = list(out.glob("*.mbx"))
    assert office.take(*whole).is_well
    assert whole or office.dump() == before
    for written in export(laptop.database, out, "office"):
        assert office.take(*written.files).is_well
    assert parts_in(tmp_path) == []
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    assert office.conflicts() == []


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize("step", STEPS["import"])
def test_fault_5_an_import_killed_at_any_step_is_all_or_nothing(world: World, tmp_path: Path, step: str) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    changes_of_a_day(laptop, office)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    before = office.dump_of([G1])
    for path in laptop.send("office"):
        shutil.copy(path, inbox)
    assert run_killed("import", office, inbox, step) == -signal.SIGKILL
    assert check_store(office.database) == []
    assert office.dump_of([G1]) in (before, laptop.dump_of([G1]))
    report = empty_inbox(office.database, inbox)
    assert report.is_well
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    assert not list(inbox.glob("*.mbx"))
    assert parts_in(tmp_path) == []
    assert office.conflicts() == []


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize("step", STEPS["refuse"])
def test_fault_5_a_refusal_killed_at_any_step_is_told_of_by_the_next_run(
    office: Site, tmp_path: Path, step: str
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "broken.mbx").write_bytes(b"nothing of the kind")
    assert run_killed("refuse", office, inbox, step) == -signal.SIGKILL
    assert [outcome.state for outcome in empty_inbox(office.database, inbox).outcomes] == ["refused"]
    assert sorted(path.name for path in inbox.rglob("*") if path.is_file()) == ["broken.mbx", "broken.mbx.txt"]


def test_fault_5_a_full_stick_is_one_sentence_and_the_next_run_sends_all(world: World, tmp_path: Path) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    noise = os.urandom(600_000)
    laptop.sql(
        "INSERT INTO attachment (id, dossier_id, customer_id, file_name, content)"
        " VALUES ('01900000-0000-7000-8000-000000000001', ?, ?, 'photo', ?)",
        G1, G1, noise,
    )  # fmt: skip
    with small_disk(tmp_path / "stick", megabytes=0.25) as stick:
        with pytest.raises(UserError) as refusal:
            export(laptop.database, stick.folder, "office")
        assert "MB1-" in refusal.value.sentence
        assert list(stick.folder.iterdir()) == []
    pass_on(laptop, office, "office")
    assert office.ask("SELECT content FROM attachment") == [(noise,)]


def test_fault_5_a_stick_pulled_out_is_one_sentence(world: World, tmp_path: Path) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    laptop.add_visit(G1, "x")
    (path,) = laptop.send("office")
    gone = tmp_path / "gone" / path.name
    with pytest.raises(UserError):
        office.take(gone)
    with pytest.raises(UserError):
        empty_inbox(office.database, gone.parent)
    assert office.take(path).is_well
