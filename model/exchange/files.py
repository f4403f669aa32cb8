"""Exchange files on a disk, a stick or a share: named, written whole or not at all, read back."""

import errno
import os
import re
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from model.errors import UserError
from model.exchange.limits import READ_BYTES
from model.exchange.refusals import FileRefusedError, Reason
from model.store.ids import RowId
from resources.i18n import _

ENDING = ".mbx"
ENROLMENT_ENDING = ".mbe"
PART_ENDING = ".part"
_NAME = re.compile("MB1-[^-]+-([^-]+)-")


def name_of(sender: str, addressee: str, made_at: datetime, package: str) -> str:
    """`MB1-<from6>-<to6>-<UTC time>-<id8>.mbx` from two replica ids and the package's id; never trusted when read."""
    moment = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"MB1-{sender[-6:]}-{addressee[-6:]}-{moment}-{package[-8:]}{ENDING}"


def is_named_for(name: str, replicas: Collection[RowId]) -> bool:
    """Whether a file may be for a store of these ids: its name says so, or is none that this program gives.

    Good for leaving a neighbour's file on a share to the neighbour, for nothing else: a name is never trusted.
    """
    said = _NAME.match(name)
    return said is None or said[1] in {replica[-6:] for replica in replicas}


def write_whole(path: Path, content: bytes) -> Path:
    """Write `content` so that `path` either holds all of it or does not exist.

    Written beside as `.part`, synced, renamed, read back. Raises `UserError` where the place refuses it; what was
    there before stays, and no `.part` is left.
    """
    part = path.with_name(path.name + PART_ENDING)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_synced(part, content)
        part.replace(path)
        _sync_folder(path.parent)
        if path.read_bytes() != content:
            raise OSError(errno.EIO, "read back differs")
    except OSError as error:
        _drop(part)
        raise UserError(_sentence_for(error, path)) from error
    return path


def read_capped(path: Path) -> bytes:
    """The file's bytes; raises `FileRefusedError` if it is empty or too long, `UserError` if unreadable."""
    try:
        with path.open("rb") as file:
            content = file.read(READ_BYTES + 1)
    except OSError as error:
        raise UserError(_sentence_for(error, path)) from error
    if len(content) > READ_BYTES:
        raise FileRefusedError(Reason.TOO_BIG)
    if not content:
        raise FileRefusedError(Reason.EMPTY)
    return content


def packages_in(folder: Path) -> list[Path]:
    """The exchange files lying in a folder, by name; a file still being written is left alone."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ENDING and path.is_file())
    except OSError as error:
        raise UserError(_sentence_for(error, folder)) from error


def _write_synced(part: Path, content: bytes) -> None:
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the rename itself lasting, where the system can open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _drop(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return


def _sentence_for(error: OSError, path: Path) -> str:
    if error.errno == errno.ENOSPC:
        return _("There is no room left for {name}. Nothing was changed; free some space and try again.").format(
            name=path.name
        )
    if isinstance(error, FileNotFoundError):
        return _("{name} cannot be found. Nothing was changed.").format(name=path.name)
    return _(
        "{name} cannot be read or written there. Nothing was changed; is the stick or share still in place?"
    ).format(name=path.name)
