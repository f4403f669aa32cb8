"""The store by commands: made, copied, checked, dumped, unlocked anew."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.app import main
from model.store.opening import open_store
from tests.builders import PASSPHRASE, add_customer, still_clock
from tests.cli.conftest import Run
from tests.store.mounts import small_disk


def test_a_store_is_made_and_its_recovery_code_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEIBAN_PASSPHRASE", "the first passphrase")
    monkeypatch.setenv("MEIBAN_DEVICE_DIR", str(tmp_path / "device"))
    options = ["--store", str(tmp_path / "new.db")]
    assert main([*options, "init", "--name", "示例经理", "--employee-no", "271001"]) == 0
    code = capsys.readouterr().out.splitlines()[-1]
    assert main([*options, "init", "--name", "示例经理", "--employee-no", "271001"]) == 1
    (tmp_path / "words").write_text("the second passphrase\n", "utf-8")
    assert main([*options, "unlock-with-recovery", code, "--new-passphrase-file", str(tmp_path / "words")]) == 0
    assert main([*options, "check"]) == 1
    assert main([*options, "--passphrase-file", str(tmp_path / "words"), "check"]) == 0
    (tmp_path / "words").unlink()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (code, code.replace("-", ""), "the first passphrase", "the second passphrase", "示例经理", "271001"):
        assert secret.encode() not in written
        assert not [path for path in tmp_path.rglob("*") if secret in path.name]


def test_a_role_that_is_none_is_wrong_usage(run: Run) -> None:
    ended = run("init", "--name", "x", "--employee-no", "1", "--role", "boss")
    assert (ended.code, ended.out) == (2, "")
    assert "manager" in ended.err


def test_a_backup_comes_back(run: Run, tmp_path: Path, store: Path) -> None:
    assert run("backup", tmp_path / "copy.mbb").code == 0
    before = run("dump").out
    store.unlink()
    assert run("check").code == 1
    assert run("restore", tmp_path / "copy.mbb").code == 0
    assert run("check", "--json").json == {"sound": True, "findings": []}
    assert run("dump").out == before


def test_a_damaged_store_is_said_on_standard_error(run: Run, store: Path, tmp_path: Path) -> None:
    database = open_store(store, PASSPHRASE, still_clock(), tmp_path / "device")
    with database.write("A month that was never noted") as session:
        session.connection().exec_driver_sql("INSERT INTO billing_month (customer_id, month) VALUES ('x', 202601)")
    database.close()
    ended = run("check", before=("--lang", "zh_CN"))
    assert (ended.code, ended.err) == (1, "数据文件已损坏。\n")
    assert ended.out == "“月度账单”有 1 个月与收到时的记录不符。\n"
    ended = run("check", "--json", before=("--lang", "en"))
    assert (ended.code, ended.err) == (1, "The store is damaged.\n")
    assert [finding["kind"] for finding in ended.json["findings"]] == ["slice"]
    assert not ended.json["sound"]


@pytest.mark.parametrize("place", [0.01, 0.37, 0.71, 0.99])
def test_one_flipped_byte_is_one_sentence_wherever_it_is(run: Run, store: Path, place: float) -> None:
    content = bytearray(store.read_bytes())
    content[int(len(content) * place)] ^= 1
    store.write_bytes(content)
    ended = run("check")
    assert ended.code == 1
    assert len(ended.err.splitlines()) == 1


def test_a_dump_that_does_not_fit_on_the_disk_leaves_nothing_there(run: Run, store: Path, tmp_path: Path) -> None:
    database = open_store(store, PASSPHRASE, still_clock(), tmp_path / "device")
    add_customer(database, remarks="备注" * 100)
    database.close()
    with small_disk(tmp_path / "disk", megabytes=1) as disk:
        disk.fill(leave=0)
        ended = run("dump", "--out", disk.folder / "dump.jsonl")
        assert (ended.code, ended.err) == (1, "磁盘已满：dump.jsonl 没有写成。请清出空间后再试。\n")
        assert [file.name for file in disk.folder.iterdir()] == ["filler"]


@pytest.mark.skipif(os.name == "nt", reason="files are closed to a person otherwise there")
def test_a_store_that_may_not_be_read_is_no_wrong_usage(store: Path) -> None:
    store.chmod(0)
    ended = subprocess.run(
        [*_as_anybody(), sys.executable, "main.py", "--store", str(store), "check"],
        capture_output=True, check=False, text=True, encoding="utf-8",
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "store.db 打不开：没有权限，或正被另一个程序占用。\n"


def _as_anybody() -> list[str]:
    """What to put before a command that root's power over files must not help."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root reads every file here")
    powers = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]


def test_a_new_passphrase_takes_the_place_of_the_old(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("another long passphrase", "utf-8")
    assert run("rekey", "--new-passphrase-file", tmp_path / "words").code == 0
    assert run("check").code == 1
    assert run("check", before=("--passphrase-file", str(tmp_path / "words"))).code == 0


def test_whole_numbers_are_dumped_only_with_a_reason(run: Run, store: Path, tmp_path: Path) -> None:
    run("contact", "add", "--customer", "x", "--name", "y")
    assert run("dump", "--full").code == 1
    assert run("dump", "--full", "--reason", "tests", "--out", tmp_path / "dump.jsonl").code == 0
    for line in (tmp_path / "dump.jsonl").read_text("utf-8").splitlines():
        assert {"table", "id"} <= json.loads(line).keys()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nonsense"], 2),
        (["visit"], 2),
        (["visit", "add"], 2),
        (["list"], 2),
        (["list", "nothing"], 1),
        (["list", "customers", "--filter", "name"], 2),
        (["list", "customers", "--filter", "nothing=1"], 1),
        (["list", "customers", "--limit", "-1"], 2),
        (["set", "customer", "no-id", "name=x"], 1),
        (["set", "customer", "no-id", "name"], 2),
        (["set", "fact_slice", "no-id", "name=x"], 1),
        (["import", "missing.xlsx"], 1),
        (["import-undo", "no-batch"], 1),
        (["undo"], 1),
        (["redo"], 1),
        (["restore", "missing.mbb"], 1),
        (["visit", "add", "--customer", "G1", "--date", "yesterday", "--note", "x"], 2),
        (["need", "add", "--customer", "G1", "--statement", "x", "--importance", "9"], 2),
    ],
)
def test_a_fault_is_one_line_and_nothing_else(run: Run, words: list[str], code: int) -> None:
    ended = run(*words)
    assert ended.code == code
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1


def test_the_language_of_a_fault_is_the_one_asked_for(run: Run) -> None:
    assert "没有" in run("list", "nothing").err
    assert "There is no list" in run("list", "nothing", before=("--lang", "en")).err
    assert run("list", "nothing", before=("--lang", "fr")).code == 2


@pytest.mark.parametrize("option", [("--today", "tomorrow"), ("--now", "2026-11-22T01:30:00"), ("--now", "soon")])
def test_a_clock_that_is_none_is_wrong_usage(run: Run, option: tuple[str, str]) -> None:
    assert run("list", "customers", before=option).code == 2
