"""The frame of workbook papers: typed columns, frozen headings, filters, and no text that a program would run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from reports.imprint import Imprint
from reports.saving import saving


class Kind(StrEnum):
    """What a column holds; money is given in fen, a month as YYYYMM, a percent as a ratio where 1 is 100 %."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    PERCENT = "percent"


Value = str | int | float | bool | date | None

LONGEST_TEXT: Final = 32_767
"""Characters a cell can hold; Excel would cut the rest without a word."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, its width in characters (by kind and heading where none is given)."""

    heading: str
    kind: Kind = Kind.TEXT
    width: float | None = None
    wrap: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: a table with, if wanted, a title block above and a total row below.

    `name` is cut to what Excel allows. `rows` may be an iterator of any length; each row has one value a column.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    title: str = ""
    notes: Sequence[str] = field(default=())
    totals: Sequence[Value] | None = None


def write_workbook(path: Path, sheets: Sequence[Sheet], imprint: Imprint | None = None) -> None:
    """Write an .xlsx of these sheets, whole or not at all.

    Raises `UserError` when a text is longer than a cell can hold or the file cannot be written.
    """
    from reports.excel_content import content_of  # it imports openpyxl, which the window's start must not wait for

    with saving(path) as place:
        # Through memory: a zip file that a full disk leaves incomplete would complain once more when collected.
        place.write_bytes(content_of(sheets, imprint))
