"""Small disks for tests of full and read-only ones: a tmpfs, which only root can mount; else the test is skipped."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Disk:
    """A mounted folder."""

    folder: Path

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """The disk mounted so that nothing can be written."""
        _mount("-o", "remount,ro", str(self.folder))
        try:
            yield
        finally:
            _mount("-o", "remount,rw", str(self.folder))

    def fill(self, leave: int) -> None:
        """Take all room but `leave` bytes."""
        free = os.statvfs(self.folder)
        (self.folder / "filler").write_bytes(b"\0" * max(free.f_bavail * free.f_frsize - leave, 0))

    def free(self) -> None:
        """Give the room back."""
        (self.folder / "filler").unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, megabytes: float) -> Iterator[Disk]:
    """A disk of that size for the time of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _mount("-t", "tmpfs", "-o", f"size={int(megabytes * 1024)}k", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can mount a small disk")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def read_only_file(path: Path) -> Iterator[None]:
    """One file that nothing can write or take the place of for the time of the block."""
    try:
        _mount("--bind", str(path), str(path))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can mount a file")
    try:
        _mount("-o", "remount,bind,ro", str(path))
        yield
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
