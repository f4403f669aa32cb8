"""填表: fills chosen columns of any workbook that names its rows by group code or telephone number."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.errors import UserError
from model.filling.queries import FillField, Key, Known, field_named, key_of_heading, known_values
from model.intake.cells import UnreadableError, read_code, read_phone
from reports.cell_xml import Value
from reports.form_filling import fill
from reports.sheet_cells import Place
from reports.workbook import Cell, open_workbook
from resources.i18n import _

_SEARCHED_ROWS: Final = 30


@dataclass(frozen=True)
class Filled:
    """What was done: the sheet, how many rows were found in the store, and the keys that were not."""

    sheet: str
    found: int
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class ListSheet:
    """A sheet whose rows have keys: where the headings stand, in which column the keys, and every row."""

    sheet: str
    key: Key
    heading_row: int
    key_column: int
    rows: list[list[Cell]]

    @property
    def headings(self) -> list[str]:
        """The headings as they are compared, without spaces."""
        return ["".join(str(cell).split()) for cell in self.rows[self.heading_row]]

    def fillable(self) -> list[str]:
        """The headings, the key's left out, that mean a field Meiban can fill."""
        keyed = self.headings[self.key_column]
        return [text for text in dict.fromkeys(self.headings) if text and text != keyed and _is_field(self.key, text)]


@dataclass(frozen=True)
class FillPlan:
    """What filling would write; `values` are what is known, by row (from zero), in the order of `headings`."""

    list: ListSheet
    headings: tuple[str, ...]
    keys: Mapping[int, str]
    values: Mapping[int, tuple[Known, ...]]
    changes: Mapping[Place, Value]

    def done(self) -> Filled:
        """What the plan does, once it is written."""
        unknown = tuple(dict.fromkeys(key for number, key in self.keys.items() if number not in self.values))
        return Filled(self.list.sheet, len(self.values), unknown)


def fill_list(session: Session, path: Path, out: Path, headings: Sequence[str]) -> Filled:
    """Fill the columns under these headings in a copy of the workbook; a heading that is not there comes at the right.

    The first sheet with a column of group codes or telephone numbers is filled. A cell of which nothing is known stays
    as it is. Raises `UserError` when there is no such column, for a heading that means no field, for a cell that holds
    a formula, and when a file cannot be read or written.
    """
    plan = plan_fill(session, read_lists(path)[0], headings)
    write_fill(path, out, plan)
    return plan.done()


def read_lists(path: Path) -> list[ListSheet]:
    """Every sheet with a column of group codes or telephone numbers, one at least.

    Raises `UserError` when there is none, for a csv file, and when the file cannot be read.
    """
    with open_workbook(path) as book:
        if path.suffix.lower() != ".xlsx" and not zipfile.is_zipfile(path):
            sentence = _("“{name}” is not a workbook. Save it as .xlsx in Excel and retry.")
            raise UserError(sentence.format(name=path.name))
        found = [one for sheet in book.sheets if (one := _list_of(sheet, list(book.rows(sheet)))) is not None]
    if not found:
        sentence = _("“{name}” has no column headed group code or mobile number.")
        raise UserError(sentence.format(name=path.name))
    return found


def plan_fill(session: Session, found: ListSheet, headings: Sequence[str]) -> FillPlan:
    """What would be written under these headings. Raises `UserError` for a heading that means no field."""
    fields = [field_named(found.key, heading) for heading in headings]
    keys = {number: key for number in range(found.heading_row + 1, len(found.rows)) if (key := _key_at(found, number))}
    known = known_values(session, found.key, list(keys.values()), fields)
    columns, changes = _columns(found, headings)
    values = {number: known[key] for number, key in keys.items() if key in known}
    for number, row in values.items():
        for column, one, value in zip(columns, fields, row, strict=True):
            if value is not None:
                changes[number, column] = _written(one, value)
    return FillPlan(found, tuple(headings), keys, values, changes)


def write_fill(path: Path, out: Path, plan: FillPlan) -> None:
    """Write the plan into a copy of the workbook, or into it where `out` is `path`; raises as `fill_list` does."""
    fill(path, out, plan.list.sheet, plan.changes)


def shown_value(found: FillPlan, place: int, value: Known) -> str:
    """How a value of a plan reads in the file."""
    written = None if value is None else _written(field_named(found.list.key, found.headings[place]), value)
    return "" if written is None else str(written)


def _is_field(key: Key, heading: str) -> bool:
    try:
        field_named(key, heading)
    except UserError:
        return False
    return True


def _list_of(sheet: str, rows: list[list[Cell]]) -> ListSheet | None:
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        keyed = {column: key for column, cell in enumerate(row) if (key := key_of_heading(str(cell)))}
        if keyed:
            column = min(keyed, key=lambda one: (keyed[one] is not Key.GROUP_CODE, one))
            return ListSheet(sheet, keyed[column], number, column, rows)
    return None


def _key_at(found: ListSheet, number: int) -> str:
    cell = found.rows[number][found.key_column]
    read = read_code if found.key is Key.GROUP_CODE else read_phone
    try:
        return (read(cell) or "") if cell != "" else ""
    except UnreadableError:
        return ""


def _columns(found: ListSheet, headings: Sequence[str]) -> tuple[list[int], dict[Place, Value]]:
    """The column of each heading, and the new headings to be written at the right."""
    row = found.headings
    free = len(row)
    columns: list[int] = []
    changes: dict[Place, Value] = {}
    for heading in headings:
        plain = "".join(heading.split())
        if plain in row:
            columns.append(row.index(plain))
            continue
        columns.append(free)
        changes[found.heading_row, free] = heading
        free += 1
    return columns, changes


def _written(one: FillField, value: Known) -> Value:
    if one.money and isinstance(value, int):
        return value // 100 if value % 100 == 0 else value / 100
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return value
