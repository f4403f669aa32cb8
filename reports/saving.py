"""Writes a file or a folder whole or not at all, and says in one sentence why it could not."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from model.errors import UserError
from resources.i18n import _

_PREFIX: Final = ".meiban-"
_HOUR: Final = 3_600


@contextmanager
def saving(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; on leaving it takes the name, on any error it goes away.

    Whatever stood under the name stays until the new file is complete; what a killed run left goes with the next one,
    an hour later. Raises `UserError` when the disk is full, the
    folder is missing or not writable, or another program holds the file.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise UserError(_sentence(error, path)) from error
    place = Path(name)
    _clear_leftovers(place)
    try:
        yield place
        with place.open("rb+") as file:
            os.fsync(file.fileno())
        place.chmod(_usual_mode())
        place.replace(path)
    except OSError as error:
        raise UserError(_sentence(error, path)) from error
    finally:
        with suppress(OSError):
            place.unlink(missing_ok=True)


@contextmanager
def saving_folder(path: Path) -> Iterator[Path]:
    """A folder beside `path` to fill; on leaving it takes the name whole, on any error it goes away.

    A folder of that name stays until the new one is complete, and comes back where that cannot take its place; what a
    killed run left half-filled is cleared away. Raises `UserError` as `saving` does.
    """
    place, old = path.with_name(f".{path.name}.part"), path.with_name(f".{path.name}.old")
    try:
        _bring_back(old, path)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
    except OSError as error:
        raise UserError(_sentence(error, path)) from error
    try:
        yield place
        for file in place.iterdir():
            with file.open("rb+") as opened:
                os.fsync(opened.fileno())
        if path.exists():
            path.rename(old)
        place.rename(path)
    except OSError as error:
        raise UserError(_sentence(error, path)) from error
    finally:
        with suppress(OSError):
            _bring_back(old, path)
        shutil.rmtree(place, ignore_errors=True)


def _clear_leftovers(place: Path) -> None:
    """Take away what killed runs left beside a new place; one of the last hour may still be written."""
    with suppress(OSError):
        since = place.stat().st_mtime - _HOUR
        for left in place.parent.glob(f"{_PREFIX}*"):
            if left.is_file() and left.stat().st_mtime < since:
                left.unlink(missing_ok=True)


def _bring_back(old: Path, path: Path) -> None:
    """Whoever stepped aside for a folder that is not there has its name again; else it has had its day."""
    if old.exists() and not path.exists():
        old.rename(path)
    shutil.rmtree(old, ignore_errors=True)


def _sentence(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        text = _("The disk is full; “{name}” was not written. Free some space and retry.")
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        text = _("The folder for “{name}” does not exist; choose another one.")
    elif isinstance(error, PermissionError | IsADirectoryError):
        text = _("“{name}” cannot be written: it is open in another program, or the folder is read-only.")
    else:
        text = _("“{name}” could not be written to the disk; choose another folder and retry.")
    return text.format(name=path.name)


def _usual_mode() -> int:
    # mkstemp makes files for the owner only; a paper is passed on like any other document.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
