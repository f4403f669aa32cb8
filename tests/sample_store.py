"""The sample month in a store, ready for pictures and journeys."""

from pathlib import Path

from model.intake.apply import run_import
from model.intake.job import Options
from model.store.database import Database
from reports.workbook import open_workbook
from tests.builders import make_store
from tests.samples.make_month import TARGET, TODAY


def make_sample_store(folder: Path) -> Database:
    """A fresh store with last month's and this month's sample files imported."""
    database = make_store(folder)
    for name in ("last_month.xlsx", "month.xlsx"):
        run_import(database, [open_workbook(TARGET / name)], Options(), TODAY)
    return database
