"""No secret and no customer in a file's bytes, its name, a refusal or what is left behind."""

import logging
from pathlib import Path

import pytest

from tests.exchange.forging import keys_of
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import pass_on

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
