"""No secret and no customer in a file's bytes, its name, a refusal or what is left behind."""

import logging
import tempfile
from pathlib import Path

import pytest

from cli.app import main
from tests.builders import PASSPHRASE
from tests.exchange.forging import keys_of, secrets_of
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, pass_on

G1 = CUSTOMERS["G1"]


def test_a_file_tells_a_stranger_nothing(world: World) -> None:
    laptop = world.places["A1"].site
    laptop.add_contact(G1, "SECRETNAME", mobile="13800001234")
    (path,) = laptop.send("office")
    content = path.read_bytes()
    for secret in (b"SECRETNAME", b"13800001234", G1.encode(), b"customer", b"dossier"):
        assert secret not in content
    assert content.startswith(b"age-encryption.org/v1")


def test_nothing_is_left_beside_files_and_stores(world: World, tmp_path: Path) -> None:
    laptop, office = world.places["A1"].site, world.places["office"].site
    laptop.add_contact(G1, "SECRETNAME")
    keys = keys_of(laptop)
    pass_on(laptop, office, "office")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"SECRETNAME" not in content, path
            assert keys.signing not in content, path
            assert keys.sealing.encode() not in content, path


def test_a_refusal_says_and_logs_no_content(world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    laptop, office = world.places["A1"].site, world.places["office"].site
    laptop.add_contact(G1, "SECRETNAME")
    (path,) = laptop.send("office")
    bad = tmp_path / "bad.mbx"
    bad.write_bytes(path.read_bytes()[:-1])
    with caplog.at_level(logging.DEBUG):
        (outcome,) = office.take(bad).outcomes
    assert "SECRETNAME" not in outcome.sentence + caplog.text
    assert keys_of(office).sealing not in caplog.text


def test_keys_do_not_show_when_they_are_printed(world: World) -> None:
    keys = keys_of(world.places["A1"].site)
    assert keys.sealing not in repr(keys)
    assert keys.signing.hex() not in repr(keys)


def test_no_command_leaves_a_secret_in_a_file_a_name_a_log_or_a_fault(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    office, laptop = world.places["office"].site, world.places["A1"].site
    contact = laptop.add_contact(G1, "MARKEDNAME", mobile="13855501234")
    laptop.sql("UPDATE customer SET name = 'MARKEDFIRM', address = 'MARKEDROAD' WHERE id = ?", G1)
    secrets = [*secrets_of(office), *secrets_of(laptop)]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    up, copy = tmp_path / "up", tmp_path / "copy"
    (tmp_path / "wrong").write_text("MARKEDPHRASE but wrong", "utf-8")
    for site in (office, laptop):
        site.database.close()

    def run(site: Site, *words: object) -> str:
        monkeypatch.setenv("MEIBAN_DEVICE_DIR", str(site.device))
        monkeypatch.setenv("MEIBAN_PASSPHRASE", PASSPHRASE)
        main(["--store", str(site.folder / "store.db"), *map(str, words)])
        return "".join(capsys.readouterr())

    with caplog.at_level(logging.DEBUG):
        said = [run(laptop, "exchange", "export", "--all", "--out", up)]
        good = sorted(up.glob("*.mbx"))[0]
        copy.mkdir()
        (copy / "cut.mbx").write_bytes(good.read_bytes()[:-9])
        for path in up.glob("*.mbx"):
            path.rename(copy / path.name)
        said += [
            run(office, "exchange", "inbox", copy),
            run(office, "exchange", "status"),
            run(office, "exchange", "import", copy / "refused" / "cut.mbx"),
            run(office, "exchange", "export", "--all", "--out", tmp_path / "wrong"),
            run(office, "--passphrase-file", tmp_path / "wrong", "exchange", "status"),
            run(laptop, "set", "contact", contact, "birthday=MARKEDDAY"),
            run(laptop, "set", "contact", contact, "nothing=MARKEDVALUE"),
            run(laptop, "check"),
            run(laptop, "backup", tmp_path / "kept.mbb"),
        ]
    for site in (office, laptop):
        site.reopen()
    assert office.ask("SELECT name FROM contact WHERE id = ?", contact) == [("MARKEDNAME",)]
    assert list(temporary.iterdir()) == []
    (tmp_path / "wrong").unlink()
    everything = [path for path in tmp_path.rglob("*") if path.is_file()]
    told = "".join(said) + caplog.text + "".join(map(str, everything))
    marks = ("MARKEDNAME", "13855501234", "MARKEDFIRM", "MARKEDROAD", "MARKEDPHRASE")
    assert not [mark for mark in marks if mark in told]
    assert not [secret for secret in secrets if secret in told.encode()]
    hidden = [*secrets, *(mark.encode() for mark in marks)]
    assert not [path for path in everything for secret in hidden if secret in path.read_bytes()]
