"""The exchange from the command line: two devices on one machine, as a scheduled task would run them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.app import main
from model.store.opening import Owner
from tests.builders import cheapen, make_store


class Desk:
    """One device driven by commands."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        folder.mkdir()

    def run(self, *words: str, code: int = 0) -> str:
        self.monkeypatch.setenv("MEIBAN_DEVICE_DIR", str(self.folder / "device"))
        self.monkeypatch.setenv("MEIBAN_PASSPHRASE", "a long enough passphrase")
        got = main(["--store", str(self.folder / "store.db"), *words])
        said = self.capsys.readouterr()
        assert got == code, said
        assert len(said.err.splitlines()) <= 2
        if "init" in words:
            cheapen(self.folder / "store.db")
        return said.out if code == 0 else said.out + said.err

    def ask(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json"))


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[Desk, Desk]:
    office, laptop = (Desk(tmp_path / name, monkeypatch, capsys) for name in ("office", "laptop"))
    make_store(office.folder, owner=Owner("示例办公室", "O1", "office")).close()
    make_store(laptop.folder, owner=Owner("示例甲", "M1")).close()
    return office, laptop


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
