"""What a person looks at before an import: each sheet's headings, its first rows, and how their cells would be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from model.enumerations import ENUMERATIONS
from model.intake.cells import Cell, Value
from model.intake.headers import LEFT_OUT, LOOKED_AT, Heading, Table, core_of, headings_of, recognise
from model.intake.job import Source
from model.intake.kinds import ColumnReader
from model.intake.mappings import mapping_of
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.sheets import Column, Sheet
from model.schema import SCHEMA
from resources.i18n import _

SHOWN_ROWS = 5


@dataclass(frozen=True)
class SheetPreview:
    """One sheet of a file: the table it was recognised as (None where it was not), and its first rows as they stand."""

    source: Source
    name: str
    table: Table | None
    top: tuple[tuple[Cell, ...], ...]

    @property
    def samples(self) -> tuple[tuple[Cell, ...], ...]:
        """The first rows below the headings."""
        start = 0 if self.table is None else self.table.header_row + 1
        filled = [row for row in self.top[start:] if any(cell not in (None, "") for cell in row)]
        return tuple(filled[:SHOWN_ROWS])


def preview_sheets(sources: Sequence[Source], mappings: Mapping[str, Mapping[str, str]]) -> list[SheetPreview]:
    """Every sheet that says anything; each is opened once."""
    found = []
    for source in sources:
        for name in source.sheets:
            top = tuple(tuple(row) for row in islice(source.rows(name), LOOKED_AT + SHOWN_ROWS))
            if any(cell not in (None, "") for row in top for cell in row):
                found.append(SheetPreview(source, name, recognise(name, top[:LOOKED_AT], OFFICE_SHEETS, mappings), top))
    return found


def as_sheet(preview: SheetPreview, sheet: Sheet | None) -> SheetPreview:
    """The same sheet taken for another kind, or for none: its headings are matched anew."""
    if sheet is None:
        return replace(preview, table=None)
    row = preview.table.header_row if preview.table is not None else heading_row(preview.top)
    texts = tuple("" if cell is None else " ".join(str(cell).split()) for cell in preview.top[row])
    return replace(preview, table=Table(preview.name, sheet, row, headings_of(sheet, texts)))


def with_meaning(table: Table, heading: Heading, meaning: str) -> Table:
    """A table in which one heading means a field, `custom:NAME`, or nothing; who else had the field loses it."""
    mapping = {text: known for text, known in mapping_of(table).items() if known != meaning or not meaning}
    chosen = {core_of(text): known for text, known in mapping.items()}
    chosen = {core_of(other.text): LEFT_OUT for other in table.headings} | chosen | {core_of(heading.text): meaning}
    texts = [""] * (1 + max(other.place for other in table.headings))
    for other in table.headings:
        texts[other.place] = other.text
    return replace(table, headings=headings_of(table.sheet, texts, chosen))


def heading_row(top: Sequence[Sequence[Cell]]) -> int:
    """The row that looks most like headings where none was recognised: the first with most different texts."""
    counts = [len({cell for cell in row if isinstance(cell, str) and cell.strip()}) for row in top]
    return counts.index(max(counts)) if counts else 0


def lacking(table: Table) -> list[Column]:
    """The columns without which the sheet cannot be read."""
    present = {heading.column.field for heading in table.headings if heading.column is not None}
    return [column for column in table.sheet.columns if column.required and column.field not in present]


def read_as(column: Column, cells: Sequence[Cell]) -> list[tuple[Value, str]]:
    """How cells of a column would be read: the value, and the reason in words where one cannot be."""
    values, problems = ColumnReader(column.kind).read([None if cell == "" else cell for cell in cells])
    reasons = {problem.index: _(problem.reason) for problem in problems}
    return [(value, reasons.get(index, "")) for index, value in enumerate(values)]


def value_words(sheet: Sheet, column: Column, value: Value) -> str:
    """A read value as a person reads it: the label of a code, yuan for fen, yes or no; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if column.kind.name == "money" and isinstance(value, int):
        return f"{value / 100:,.2f}"
    kept = SCHEMA.tables[sheet.entity].columns.get(column.field)
    choices = ENUMERATIONS.get(kept.info.get("choices") or "", {}) if kept is not None else {}
    return _(choices.get(str(value), str(value)))
