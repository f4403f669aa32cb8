"""Safe copies: one archive of the encrypted store and its key file, made while the store is open, and back again."""

import contextlib
import shutil
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from model.clock import instant_of
from model.errors import UserError
from model.store.database import Database
from model.store.failures import database_failures, file_failures
from model.store.files import sync_folder
from model.store.keys import key_path
from model.store.opening import copy_store
from resources.i18n import _

_STORE = "store.db"
_KEY = "store.key"
_DAILY, _WEEKLY, _MONTHLY = 7, 5, 12
_ERASED_KEPT = timedelta(days=30)
"""How long a backup may hold a person who was erased since (`exchange.md` rule 11)."""
SUFFIX = ".mbb"


def backup(database: Database, target: Path) -> None:
    """Write the archive beside its name and rename it when it has been read back whole.

    Raises `UserError` where the disk is full or the folder cannot be written; an older file of the name then stands.
    """
    copy = target.with_name(target.name + ".copy")
    part = target.with_name(target.name + ".part")
    with database_failures(), file_failures(target.name):
        try:
            copy_store(database, copy)
            with part.open("wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                    archive.write(copy, _STORE)
                    archive.write(key_path(database.path), _KEY)
                file.flush()
            _read_back(part)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            for left in (copy, part):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)


def _holding_erased(database: Database, today: date) -> date | None:
    """The day up to which backups still hold somebody who was erased 30 days ago or longer."""
    with database.read() as session:
        moments = session.connection().exec_driver_sql("SELECT stamp_t FROM erasure").scalars().all()
    days = [instant_of(moment).date() for moment in moments]
    return max((day for day in days if day + _ERASED_KEPT <= today), default=None)


def restore(archive: Path, store: Path) -> None:
    """Put a backup's store and key file at `store`; what stood there is set aside as `.replaced`, not deleted.

    Raises `UserError` where the archive is missing, cut short or no backup; the store then stands as it was.
    """
    no_backup = _("{file} is not a whole Meiban backup. Nothing was changed.").format(file=archive.name)
    incoming = store.with_name(store.name + ".incoming")
    with file_failures(archive.name):
        store.parent.mkdir(parents=True, exist_ok=True)
        try:
            with zipfile.ZipFile(archive) as packed:
                if sorted(packed.namelist()) != [_STORE, _KEY]:
                    raise UserError(no_backup)
                for name, target in ((_STORE, incoming), (_KEY, key_path(incoming))):
                    with packed.open(name) as source, target.open("wb") as file:
                        shutil.copyfileobj(source, file, 1 << 20)
        except (zipfile.BadZipFile, EOFError, NotImplementedError):
            raise UserError(no_backup) from None
        _set_aside(store)
        key_path(incoming).replace(key_path(store))
        incoming.replace(store)
        sync_folder(store.parent)


def daily_backup(database: Database, folder: Path, today: date) -> Path | None:
    """Today's backup in the folder unless it is there already; then older ones are thinned out.

    Kept: 7 days, one a week for 5 weeks, one a month for 12 months; but none that is older than an erasure of 30 days
    ago, since it still holds the person; nor is a copy set aside beside the store. Raises `UserError` like `backup`.
    """
    target = folder / f"meiban-{today.isoformat()}{SUFFIX}"
    with file_failures(folder.name):
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists():
            return None
    backup(database, target)
    with file_failures(folder.name):
        dated = _dated(folder)
        last = _holding_erased(database, today)
        kept = {day for day in kept_days([day for day, _path in dated], today) if last is None or day > last}
        for day, path in dated:
            if day not in kept:
                path.unlink(missing_ok=True)
        if last is not None:
            _forget_copies(database.path, last)
    return target


def kept_days(days: list[date], today: date) -> frozenset[date]:
    """Which of the days' backups stay: 7 days, the first of each of 5 weeks and of 12 months."""
    recent = {day for day in days if day > today - timedelta(days=_DAILY)}
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in sorted(days):
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    return frozenset(recent | set(sorted(weeks.values())[-_WEEKLY:]) | set(sorted(months.values())[-_MONTHLY:]))


def _dated(folder: Path) -> list[tuple[date, Path]]:
    found = []
    for path in folder.glob(f"meiban-*{SUFFIX}"):
        with contextlib.suppress(ValueError):
            found.append((date.fromisoformat(path.name.removeprefix("meiban-").removesuffix(SUFFIX)), path))
    return sorted(found)


def _read_back(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            raise UserError(_("The backup could not be read back from the disk. It was not kept; try another disk."))


def _forget_copies(store: Path, last: date) -> None:
    """What stands aside beside the store (before an update, before a restore) holds the erased as a backup does."""
    replaced = store.with_name(store.name + ".replaced")
    beside = [path for path in store.parent.iterdir() if path.name.startswith(f"{store.name}.before-")]
    for path in (*beside, replaced):
        if path.exists() and datetime.fromtimestamp(path.stat().st_mtime, UTC).date() <= last:
            for name in _parts_of(path) if path == replaced else (path,):
                name.unlink(missing_ok=True)


def _parts_of(replaced: Path) -> tuple[Path, ...]:
    """A store set aside, with its key file and what was not yet written into it."""
    store = replaced.with_name(replaced.name.removesuffix(".replaced"))
    beside = (key_path(store), store.with_name(store.name + "-wal"), store.with_name(store.name + "-shm"))
    return (replaced, *(path.with_name(path.name + ".replaced") for path in beside))


def _set_aside(store: Path) -> None:
    for path in (store, key_path(store), store.with_name(store.name + "-wal"), store.with_name(store.name + "-shm")):
        if path.exists():
            path.replace(path.with_name(path.name + ".replaced"))
