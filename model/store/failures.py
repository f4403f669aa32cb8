"""Failures of files and of the database, turned into the sentence the user reads at the edge they are met."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from model.errors import UserError
from resources.i18n import N_, _

_FULL = N_("The disk is full. Nothing was changed; free some space and try again.")
_READ_ONLY = N_("The store cannot be written: the file or its folder is read-only. Nothing was changed.")
_DAMAGED = N_("The store is damaged. Nothing was changed; restore your last backup.")
_DISK = N_("The disk reports an error: it is full, or was taken out. Nothing was changed; look after it and try again.")
_BUSY = N_("Another program is writing to the store. Nothing was changed; try again in a moment.")
_CANNOT_OPEN = N_("The store cannot be opened: the file is missing or may not be read.")

_HANDED_OVER = N_("This customer was handed over to a colleague and can only be read here.")

_DATABASE_SENTENCES = {
    "dossier is handed over": _HANDED_OVER,
    "database or disk is full": _FULL,
    "attempt to write a readonly database": _READ_ONLY,
    "readonly database": _READ_ONLY,
    "malformed": _DAMAGED,
    "not a database": _DAMAGED,
    "file is encrypted": _DAMAGED,
    "disk I/O error": _DISK,
    "database is locked": _BUSY,
    "database table is locked": _BUSY,
    "unable to open database file": _CANNOT_OPEN,
}

_FILE_SENTENCES = {
    errno.ENOSPC: N_("The disk is full: {file} was not written. Free some space and try again."),
    errno.EDQUOT: N_("The disk is full: {file} was not written. Free some space and try again."),
    errno.EROFS: N_("{file} cannot be written: the disk is read-only."),
    errno.EACCES: N_("{file} cannot be opened: you have no permission, or another program holds it."),
    errno.EPERM: N_("{file} cannot be opened: you have no permission, or another program holds it."),
    errno.EBUSY: N_("{file} cannot be opened: you have no permission, or another program holds it."),
    errno.ENOENT: N_("{file} was not found."),
    errno.EEXIST: N_("{file} is a file, not a folder."),
    errno.EISDIR: N_("{file} is a folder, not a file."),
    errno.ENOTDIR: N_("{file} was not found."),
    errno.ENAMETOOLONG: N_("The file name is too long."),
    errno.EIO: N_("{file} cannot be read or written: the disk reports an error, or it was taken out."),
}


@contextmanager
def file_failures(file: str) -> Iterator[None]:
    """Turns what the file system refuses into `UserError`, naming the file by its name alone."""
    try:
        yield
    except OSError as error:
        sentence = _FILE_SENTENCES.get(error.errno or 0)
        if sentence is None:
            raise
        raise UserError(_(sentence).format(file=file)) from error


@contextmanager
def database_failures() -> Iterator[None]:
    """Turns what the database file's surroundings refuse into `UserError`; faults of our own pass through."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise UserError(sentence) from error


def sentence_of(error: Exception) -> str | None:
    """The sentence of a database error that comes from the environment; None where the error is a bug."""
    original = error.orig if isinstance(error, DatabaseError | DBAPIError) else error
    text = str(original)
    return next((_(sentence) for words, sentence in _DATABASE_SENTENCES.items() if words in text), None)
