"""The exchange from the command line: two devices on one machine, as a scheduled task would run them."""

import json
import re
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cli.app import main
from model.store.opening import Owner
from tests.builders import PASSPHRASE, make_store


class Desk:
    """One device driven by commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, code: int = 0) -> str:
        out, err = StringIO(), StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setenv("MEIBAN_DEVICE_DIR", str(self.folder / "device"))
            patch.setenv("MEIBAN_PASSPHRASE", PASSPHRASE)
            got = main(["--store", str(self.folder / "store.db"), *words])
        assert got == code, out.getvalue() + err.getvalue()
        assert len(err.getvalue().splitlines()) <= 2
        return out.getvalue() if code == 0 else out.getvalue() + err.getvalue()

    def ask(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json"))


def desk_of(folder: Path, owner: Owner) -> Desk:
    """A desk with a fresh store."""
    folder.mkdir()
    make_store(folder, owner=owner).close()
    return Desk(folder)


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    office = desk_of(tmp_path / "office", Owner("示例办公室", "O1", "office"))
    return office, desk_of(tmp_path / "laptop", Owner("示例甲", "M1"))


def files_in(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("*.mbx"))]


def test_a_laptop_is_enrolled_and_exchanges_with_the_office(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    office, laptop = desks
    assert "本机尚未登记" in laptop.run("exchange", "export", "--all", "--out", str(tmp_path / "x"), code=1)
    assert "还没有登记任何设备" in office.run("exchange", "export", "--all", "--out", str(tmp_path / "x"), code=1)
    words = laptop.ask("exchange", "enrol", "--out", str(tmp_path / "asked.mbe"))["fingerprint"]
    office.run(
        "exchange", "admit", str(tmp_path / "asked.mbe"), "--fingerprint", "苹果", "--out", str(tmp_path / "in"), code=1
    )
    admitted = office.ask(
        "exchange", "admit", str(tmp_path / "asked.mbe"), "--fingerprint", words, "--out", str(tmp_path / "in")
    )
    refused = laptop.run("exchange", "import", *admitted["files"], code=1)
    assert admitted["fingerprint"] in refused
    laptop.run("exchange", "import", *admitted["files"], "--yes")
    assert laptop.ask("exchange", "status")["fingerprint"] == words
    laptop.run("exchange", "export", "--to", "office", "--out", str(tmp_path / "up"))
    (name,) = files_in(tmp_path / "up")
    assert re.fullmatch(r"MB1-[0-9a-f]{6}-[0-9a-f]{6}-\d{8}T\d{6}Z-[0-9a-f]{8}\.mbx", Path(name).name)
    office.run("exchange", "inbox", str(tmp_path / "up"))
    assert files_in(tmp_path / "up" / "done")
    (tmp_path / "up" / "broken.mbx").write_bytes(b"nothing of the kind")
    said = office.run("exchange", "inbox", str(tmp_path / "up"), code=1)
    assert "broken.mbx" in said
    assert (tmp_path / "up" / "refused" / "broken.mbx.txt").read_text("utf-8").strip()
    status = office.ask("exchange", "status")
    assert set(status) >= {"replica", "fingerprint", "waiting", "conflicts", "held", "peers"}
    assert status["peers"][0]["name"] == "示例甲"


def test_a_preview_changes_nothing(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    office, laptop = desks
    words = laptop.ask("exchange", "enrol", "--out", str(tmp_path / "asked.mbe"))["fingerprint"]
    admitted = office.ask(
        "exchange", "admit", str(tmp_path / "asked.mbe"), "--fingerprint", words, "--out", str(tmp_path / "in")
    )
    report = laptop.ask("exchange", "import", *admitted["files"], "--preview", "--yes")
    assert report["files"][0]["state"] == "applied"
    assert laptop.ask("exchange", "status")["enrolled"] is False


def test_a_manager_neither_assigns_nor_revokes(desks: tuple[Desk, Desk]) -> None:
    _office, laptop = desks
    laptop.run("exchange", "assign", "G1", "--to", "M2", code=1)
    laptop.run("exchange", "revoke", "somebody", code=1)
