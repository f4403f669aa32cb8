"""What an import did, said so that a person can act on it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from model.intake.reading import Remark


@dataclass
class Counts:
    """The rows of one entity: read, and what became of them."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class CustomerLine:
    """A customer named in the comparison; `before` and `after` are the manager or the grade, where that changed."""

    customer_id: str
    group_code: str
    name: str
    before: str = ""
    after: str = ""


@dataclass
class MonthComparison:
    """What differs from what stood before: new and missing customers, changed managers and grades, members who left.

    `first` says that nothing stood before, so that everything would be new. Missing customers are asked about, never
    dropped.
    """

    first: bool = False
    new: list[CustomerLine] = field(default_factory=list)
    missing: list[CustomerLine] = field(default_factory=list)
    manager_changed: list[CustomerLine] = field(default_factory=list)
    grade_changed: list[CustomerLine] = field(default_factory=list)
    members_left: list[CustomerLine] = field(default_factory=list)


@dataclass(frozen=True)
class LeftOut:
    """A column that was not taken in: unknown and not wanted, or holding what is never kept (`forbidden`)."""

    sheet: str
    heading: str
    forbidden: bool


@dataclass(frozen=True)
class RefusedRows:
    """The rejected rows of one sheet: where its headings stand (from 0), and row number (from 1) → reasons."""

    file: str
    sheet: str
    header_row: int
    reasons: dict[int, str]


@dataclass
class ImportReport:
    """One import: its batch id (empty for a dry run), counts by entity, rejected rows, remarks, and the comparison."""

    batch: str
    mode: str
    dry_run: bool
    files: tuple[str, ...]
    sheets: dict[str, Counts] = field(default_factory=dict)
    rejects: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    month: MonthComparison = field(default_factory=MonthComparison)
    refused: list[RefusedRows] = field(default_factory=list)

    def counts_of(self, entity: str) -> Counts:
        """The counts of an entity, made at its first sheet."""
        return self.sheets.setdefault(entity, Counts())

    def as_json(self) -> dict[str, Any]:
        """The report as plain lists and dictionaries, its keys those of the command line's JSON."""
        return {name: value for name, value in asdict(self).items() if name != "refused"}
