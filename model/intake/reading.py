"""Reads the rows of a recognised table chunk by chunk, column by column, and says which rows cannot be meant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice
from typing import Final

from model.intake.cells import Cell, Value
from model.intake.headers import Heading, Table
from model.intake.kinds import ColumnReader, Problem
from model.intake.personal import without_numbers
from model.intake.sheets import Column
from resources.i18n import N_, _

CHUNK: Final = 5000
"""Rows read at once: enough for the quick ways to pay, few enough for memory."""

MISSING: Final = N_("This must not be empty")
NUMBERS_REMOVED: Final = N_("Identity or bank-card numbers were taken out")


@dataclass(frozen=True)
class _Source:
    """A heading that fills a field, with its place from the left and the column it stands for."""

    place: int
    text: str
    column: Column


@dataclass(frozen=True)
class Remark:
    """What is said about one cell: sheet, row as the file counts it (from 1), heading, the value met and the reason."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass
class Chunk:
    """Rows that can be meant: their numbers in the file, each field's values, and the custom fields' texts."""

    rows: list[int]
    values: dict[str, list[Value]]
    custom: dict[str, list[str | None]]

    def keep(self, wanted: Sequence[bool]) -> None:
        """Leaves only the wanted rows."""
        if all(wanted):
            return
        self.rows = list(compress(self.rows, wanted))
        self.values = {name: list(compress(column, wanted)) for name, column in self.values.items()}
        self.custom = {name: list(compress(column, wanted)) for name, column in self.custom.items()}


@dataclass
class Findings:
    """What reading a table has met so far: rows read, rows rejected with the reason, and remarks on rows kept."""

    read: int = 0
    rejects: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


class TableReader:
    """Reads one table's rows below its headings; blank rows are passed over without a word."""

    def __init__(self, table: Table, findings: Findings, read_names: bool = False) -> None:
        self.table = table
        self.findings = findings
        self._fields = [source for source in _sources(table) if read_names or not _is_member_name(table, source.column)]
        self._custom = [heading for heading in table.unknown if heading.custom]
        self._readers = {source.place: ColumnReader(source.column.kind) for source in self._fields}
        self._headings = {source.column.field: source.text for source in self._fields}
        self._width = 1 + max(heading.place for heading in table.headings)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the file fills, in its order."""
        return tuple(self._headings)

    def chunks(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Chunk]:
        """The rows below the headings as chunks; `rows` are the sheet's from its first one on."""
        numbered = iter(enumerate(rows, 1))
        for _number in islice(numbered, self.table.header_row + 1):
            pass
        while batch := list(islice(numbered, CHUNK)):
            chunk = self._chunk([number for number, _row in batch], [row for _number, row in batch])
            if chunk is not None:
                yield chunk

    def heading_of(self, field: str) -> str:
        """The words above the column that fills a field, for remarks."""
        return self._headings.get(field, field)

    def reject(self, row: int, field: str, value: object, reason: str) -> None:
        """Lists one rejected row; `reason` is a translated sentence."""
        remark = Remark(self.table.name, row, self.heading_of(field), _shown(value), reason)
        self.findings.rejects.append(remark)

    def note(self, row: int, field: str, value: object, reason: str) -> None:
        """Lists a remark on a row that was kept; `reason` is a translated sentence."""
        self.findings.notes.append(Remark(self.table.name, row, self.heading_of(field), _shown(value), reason))

    def _chunk(self, numbers: list[int], rows: list[Sequence[Cell]]) -> Chunk | None:
        cells = _columns(rows, self._width)
        filled = self._filled_rows(cells, rows)
        if filled is not None:
            numbers = list(compress(numbers, filled))
            cells = [list(compress(column, filled)) for column in cells]
        if not numbers:
            return None
        self.findings.read += len(numbers)
        wanted = [True] * len(numbers)
        values: dict[str, list[Value]] = {}
        for source in self._fields:
            values[source.column.field] = self._read_column(source, cells[source.place], numbers, wanted)
        if self.table.sheet.complete is not None:
            self.table.sheet.complete(values)
        custom = {heading.custom: self._read_custom(heading, cells[heading.place], numbers) for heading in self._custom}
        chunk = Chunk(numbers, values, custom)
        chunk.keep(wanted)
        return chunk if chunk.rows else None

    def _filled_rows(self, cells: list[Sequence[Cell]], rows: list[Sequence[Cell]]) -> list[bool] | None:
        """Which rows say anything at all, or `None` where every row does: a full key column shows that at once."""
        for source in self._fields:
            column = cells[source.place]
            if source.column.required and None not in column and "" not in column:
                return None
        return [any(cell is not None and cell != "" and str(cell).strip() for cell in row) for row in rows]

    def _read_column(
        self, source: _Source, cells: Sequence[Cell], numbers: list[int], wanted: list[bool]
    ) -> list[Value]:
        column = source.column
        values, problems = self._readers[source.place].read(cells)
        for problem in problems:
            self._problem(column, problem, numbers, wanted)
        if column.kind.name in ("text", "name"):
            self._take_numbers_out(column.field, values, numbers)
        if column.required and None in values:
            for index, value in enumerate(values):
                if value is None and wanted[index]:
                    wanted[index] = False
                    self.reject(numbers[index], column.field, cells[index], _(MISSING))
        return values

    def _problem(self, column: Column, problem: Problem, numbers: list[int], wanted: list[bool]) -> None:
        number, reason = numbers[problem.index], _(problem.reason)
        if column.lenient:
            self.note(number, column.field, problem.value, reason)
        elif wanted[problem.index]:
            wanted[problem.index] = False
            self.reject(number, column.field, problem.value, reason)

    def _take_numbers_out(self, field: str, values: list[Value], numbers: list[int]) -> None:
        for index, value in enumerate(values):
            if isinstance(value, str) and len(value) > 15:
                kept = without_numbers(value)
                if kept != value:
                    values[index] = kept
                    self.note(numbers[index], field, kept, _(NUMBERS_REMOVED))

    def _read_custom(self, heading: Heading, cells: Sequence[Cell], numbers: list[int]) -> list[str | None]:
        texts: list[Value] = [None if cell is None else str(_plain(cell)).strip() or None for cell in cells]
        self._take_numbers_out(heading.custom, texts, numbers)
        return texts  # type: ignore[return-value]  # texts stay texts


def _sources(table: Table) -> list[_Source]:
    return [
        _Source(heading.place, heading.text, heading.column) for heading in table.headings if heading.column is not None
    ]


def _is_member_name(table: Table, column: Column) -> bool:
    """Members' names are left out unless asked for (`domain.md` rule 17)."""
    return table.sheet.entity == "member" and column.field == "name"


def _columns(rows: list[Sequence[Cell]], width: int) -> list[Sequence[Cell]]:
    lengths = set(map(len, rows))
    if len(lengths) > 1 or lengths.pop() < width:
        rows = [row if len(row) >= width else [*row, *[None] * (width - len(row))] for row in rows]
        rows = [row[:width] for row in rows]
    return list(zip(*rows, strict=True))


def _plain(cell: Cell) -> object:
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else cell


def _shown(value: object) -> str:
    text = "" if value is None else str(_plain(value) if isinstance(value, (int, float)) else value)
    return text if len(text) <= 200 else text[:199] + "…"
