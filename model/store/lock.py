"""One instance a store: a lock the system takes back by itself when the program dies."""

import contextlib
import os
from pathlib import Path
from typing import IO

from model.errors import UserError
from model.store.failures import file_failures
from resources.i18n import _


class StoreLock:
    """Held while a store is open; raises `UserError` where another instance holds it."""

    def __init__(self, store: Path) -> None:
        path = store.with_name(store.name + ".lock")
        with file_failures(path.name):
            self._file: IO[bytes] | None = path.open("ab")
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise UserError(
                _("The store {file} is already open in another Meiban. Close that one first.").format(file=store.name)
            ) from None

    def release(self) -> None:
        """Let the next instance in."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None


if os.name == "nt":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
