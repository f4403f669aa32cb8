"""What the steps of one running import share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sqlalchemy import Connection

from model.intake.cells import Cell
from model.intake.customer_book import CustomerBook
from model.intake.headers import Table
from model.intake.plan import Mode
from model.intake.reading import Findings, TableReader
from model.intake.report import ImportReport
from model.store.ids import RowId

Progress = Callable[[str, int], None]
"""Told the sheet and the rows read of it so far; whatever it raises cancels the import, which leaves no trace."""


class Source(Protocol):
    """A file of plain cells, as `reports/workbook.py` opens it."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets, in order."""

    def rows(self, sheet: str) -> Iterator[Sequence[Cell]]:
        """Every row of a sheet from its first one on, each from the first column and equally long."""

    def prepare(self, sheet: str) -> None:
        """Begin to read a sheet whose rows will be asked for soon."""

    def notices(self) -> tuple[str, ...]:
        """Sentences about what was not read."""


@dataclass(frozen=True)
class Options:
    """How an import is to run: its mode, whether nothing is to be kept, and what comes in besides the known.

    `keep_unknown`: columns nobody has said anything of become custom fields; they are left out otherwise.
    """

    mode: Mode = Mode.MERGE
    dry_run: bool = False
    member_names: bool = False
    keep_unknown: bool = False


@dataclass
class Job:
    """One running import: where it writes, what day it is, and what it has found."""

    connection: Connection
    options: Options
    today: date
    batch_number: int
    undone_batches: frozenset[int]
    report: ImportReport
    customers: CustomerBook
    progress: Progress
    subscribers: dict[str, str] | None = None
    named_customers: set[RowId] = field(default_factory=set)


@dataclass
class Work:
    """One table being imported: its source's rows, its reader and what reading it has met."""

    file: str
    table: Table
    rows: Iterator[Sequence[Cell]]
    findings: Findings = field(default_factory=Findings)

    def reader(self, member_names: bool) -> TableReader:
        """A reader of the table's rows that lists what it meets in `findings`."""
        return TableReader(self.table, self.findings, member_names)
