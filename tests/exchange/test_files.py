"""Files on a disk: whole or not there."""

import errno
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from model.errors import UserError
from model.exchange.files import name_of, packages_in, read_capped, write_whole
from model.exchange.refusals import FileRefusedError
from tests.exchange.world import some_id


def test_a_name_says_from_to_when_and_which() -> None:
    moment = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert name_of(some_id(1), some_id(2), moment, some_id(3)) == "MB1-000001-000002-20261122T083000Z-00000003.mbx"


def test_a_written_file_is_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "out" / "a.mbx", b"content")
    assert read_capped(path) == b"content"
    assert packages_in(path.parent) == [path]
    assert list(path.parent.iterdir()) == [path]


def test_a_file_still_being_written_is_not_among_the_packages(tmp_path: Path) -> None:
    (tmp_path / "a.mbx.part").write_bytes(b"half")
    assert packages_in(tmp_path) == []


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mbx").touch()
    with pytest.raises(FileRefusedError):
        read_capped(tmp_path / "a.mbx")


def test_a_missing_file_or_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        read_capped(tmp_path / "nowhere.mbx")
    with pytest.raises(UserError):
        packages_in(tmp_path / "nowhere")


def test_a_rename_that_fails_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_whole(tmp_path / "a.mbx", b"old")

    def pulled_out(self: Path, target: Path) -> Path:
        raise OSError(errno.EIO, "stick pulled out")

    monkeypatch.setattr(Path, "replace", pulled_out)
    with pytest.raises(UserError):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine mounts nothing")
    try:
        with pytest.raises(UserError) as refusal:
            write_whole(small / "a.mbx", os.urandom(200_000))
        assert "a.mbx" in refusal.value.sentence
        assert list(small.iterdir()) == []
        assert write_whole(small / "b.mbx", b"fits").read_bytes() == b"fits"
    finally:
        subprocess.run(["umount", str(small)], check=True)
