"""One chapter of the customer analysis."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.drawing import Drawing
from reports.excel import Column, Value


@dataclass(frozen=True)
class Chapter:
    """What it says in a sentence, its columns and rows as values, its chart, and what it rests on; `key` stays."""

    heading: str
    sentence: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    totals: Sequence[Value] | None = None
    drawing: Drawing | None = None
    note: str = ""
    key: str = ""
