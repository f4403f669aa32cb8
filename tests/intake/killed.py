"""Imports in a process of its own and stops dead at a sheet: `python -m tests.intake.killed STORE FILE SHEET`."""

import os
import signal
import sys
from pathlib import Path

from model.intake.apply import run_import
from model.intake.job import Options
from model.store.opening import open_store
from reports.workbook import open_workbook
from tests.builders import PASSPHRASE, TODAY, still_clock


def main(store: Path, file: Path, sheet: str) -> None:
    """Kill this very process when the import reaches the sheet; `commit` stands for the moment of writing it down."""
    database = open_store(store, PASSPHRASE, still_clock(), store.parent / "device")

    def progress(name: str, rows: int) -> None:
        if name == sheet:
            os.kill(os.getpid(), signal.SIGKILL)

    database.committed.insert(0, lambda seq: os.kill(os.getpid(), signal.SIGKILL))
    run_import(database, [open_workbook(file)], Options(), TODAY, progress)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
