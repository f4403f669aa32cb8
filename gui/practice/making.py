"""Making and opening the practice store beside one's own."""

from pathlib import Path
from typing import Final

from gui.tasks import Progress
from model.clock import Clock, fixed_clock
from model.intake.apply import run_import
from model.intake.job import Options
from model.practice.actions import SAMPLE_DAY, SAMPLE_MONTHS, SAMPLE_OWNER, add_sample_work
from model.retention.refresh import refresh
from model.store.database import Database
from model.store.opening import create_store, open_store
from reports.workbook import open_workbook
from resources.i18n import _

_NAME: Final = "practice.db"
_WORDS: Final = "meiban practice store"
"""It locks nothing but invented customers."""


def practice_path(own: Path) -> Path:
    """Where the practice store of a store lies."""
    return own.with_name(_NAME)


def practice_clock() -> Clock:
    """The day of the sample month stands still, so that its tasks and figures mean something."""
    return fixed_clock(today=SAMPLE_DAY)


def open_practice(own: Path, device: Path, progress: Progress) -> Database:
    """The practice store, made from the sample month where it is not there yet. Raises `UserError`."""
    path, clock = practice_path(own), practice_clock()
    if path.exists():
        return open_store(path, _WORDS, clock, device)
    making = path.with_name("making-practice.db")
    forget_practice(making)
    database, _code = create_store(making, _WORDS, SAMPLE_OWNER, clock, device)
    try:
        _fill(database, progress)
    finally:
        database.close()
    for file in making.parent.glob(f"{making.name}*"):
        file.replace(path.with_name(path.name + file.name.removeprefix(making.name)))
    return open_store(path, _WORDS, clock, device)


def forget_practice(path: Path) -> None:
    """Throw a practice store away, so that the next one is fresh."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink(missing_ok=True)


def _fill(database: Database, progress: Progress) -> None:
    steps = len(SAMPLE_MONTHS) + 1
    for place, (workbook, day) in enumerate(SAMPLE_MONTHS):
        progress.report(place, steps, _("Reading {file}").format(file=workbook.name))
        with open_workbook(workbook) as source:
            run_import(database, [source], Options(), day)
    progress.report(steps - 1, steps, _("A month's work"))
    with database.write() as session:
        add_sample_work(session, SAMPLE_DAY)
    with database.write() as session:
        refresh(session, SAMPLE_DAY)
