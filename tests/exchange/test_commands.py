"""The exchange from the command line: two devices on one machine, as a scheduled task would run them."""

import json
import re
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cli.app import main
from model.clock import CHINA
from model.exchange.conflicts import list_conflicts
from model.schema import SCHEMA
from model.store.opening import Owner
from tests.builders import PASSPHRASE, make_store
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, meet, pass_on


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


def test_the_office_itself_is_not_revoked_and_that_is_what_is_said(desks: tuple[Desk, Desk]) -> None:
    office, _laptop = desks
    assert "上级本身" in office.run("exchange", "revoke", "示例办公室", code=1)
    assert "设备名录中没有" in office.run("exchange", "revoke", "示例甲", code=1)


def test_a_number_nobody_has_is_asked_about_and_one_customer_is_one(
    office: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run_on(office, monkeypatch, capsys, "--lang", "en", "exchange", "assign", "G1", "--to", "M9").splitlines()
    assert said == [
        "1 customer was assigned to M9.",
        "Nobody of the number M9 is known here yet. Check the number.",
    ]
    said = run_on(office, monkeypatch, capsys, "exchange", "assign", "G1", "G2", "--to", "MB").splitlines()
    assert said == ["已将 2 个客户分配给 MB。"]
    assert run_on(office, monkeypatch, capsys, "exchange", "assign", "G9", "--to", "MB") == (
        "没有编码为 G9 的客户。数据未改动。\n"
    )


def test_a_folder_without_files_says_so(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    office, _laptop = desks
    (tmp_path / "empty").mkdir()
    assert office.run("exchange", "inbox", str(tmp_path / "empty")) == "该处没有收发文件。\n"
    assert office.run("--lang", "en", "exchange", "inbox", str(tmp_path / "empty")) == "No exchange file lies there.\n"
    assert office.ask("exchange", "inbox", str(tmp_path / "empty"))["files"] == []


def run_on(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """One command on a site's store; what it printed."""
    site.database.close()
    monkeypatch.setenv("MEIBAN_DEVICE_DIR", str(site.device))
    monkeypatch.setenv("MEIBAN_PASSPHRASE", PASSPHRASE)
    capsys.readouterr()
    main(["--store", str(site.database.path), *words])
    site.reopen()
    said = capsys.readouterr()
    return said.out + said.err


def test_conflicts_are_listed_in_words_and_in_wall_time(
    office: Site, laptop: Site, second: Site, visit: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    customer = CUSTOMERS["G1"]
    for site, note, address in ((laptop, "甲记", "示例路1号"), (second, "乙记", "示例路2号")):
        site.sql("UPDATE visit SET note = ? WHERE id = ?", note, visit)
        site.sql("UPDATE customer SET company_grade = 'A', address = ? WHERE id = ?", address, customer)
    for site in (laptop, second):
        pass_on(site, office, "office")
    files = [str(path) for path in office.send(laptop.name)]
    learnt = json.loads(run_on(laptop, monkeypatch, capsys, "exchange", "import", *files, "--json"))
    assert [file["conflicts"] for file in learnt["files"]] == [2]
    meet(office, laptop, second)
    with office.database.read() as session:
        rows = list_conflicts(session)
    listed = run_on(office, monkeypatch, capsys, "exchange", "conflicts").splitlines()
    assert len(listed) == len(rows) + 1 == 3
    for row, line in zip(rows, listed[1:], strict=True):
        assert row.id in line
        assert line.count(f"{row.standing_at.astimezone(CHINA):%Y-%m-%d %H:%M}") >= 1
        assert not {*SCHEMA.tables, row.field_group, *row.standing} & set(line.replace("\t", " ").split())
    assert any("拜访 · 记录" in line and "甲记" in line and "乙记" in line for line in listed)
    assert any("集团客户 · 地址" in line and "示例路1号" in line and "示例路2号" in line for line in listed)
    english = run_on(office, monkeypatch, capsys, "--lang", "en", "exchange", "conflicts")
    assert "Visit · " in english
    assert "Customer · " in english
    closed = run_on(office, monkeypatch, capsys, "exchange", "resolve", rows[0].id, "--keep", "theirs")
    assert closed == "冲突已处理。\n"
    assert len(run_on(office, monkeypatch, capsys, "exchange", "conflicts").splitlines()) == 2


def test_the_report_of_a_folder_counts_files_and_what_they_changed(
    office: Site, laptop: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for note in ("一", "二"):
        laptop.add_visit(CUSTOMERS["G1"], note)
        for path in laptop.send("office"):
            path.rename(tmp_path / path.name)
    (tmp_path / "坏.mbx").write_bytes(b"x")
    listed = run_on(office, monkeypatch, capsys, "exchange", "inbox", str(tmp_path)).splitlines()
    assert listed[-2] == "收入 2 个文件、1 个拒收：1 份档案有变动"
    assert listed[-1].startswith("坏.mbx: ")
    status = run_on(office, monkeypatch, capsys, "exchange", "status").splitlines()
    assert any(re.fullmatch(r"最近收到 A1 的文件写于 \d{4}-\d\d-\d\d \d\d:\d\d。", line) for line in status), status
    assert pass_on(office, laptop).is_well
    status = run_on(laptop, monkeypatch, capsys, "--lang", "en", "exchange", "status").splitlines()
    assert any(re.fullmatch(r"office has what was done up to \d{4}-\d\d-\d\d \d\d:\d\d\.", line) for line in status)
