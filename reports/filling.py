"""填表: fills chosen columns of any workbook that names its rows by group code or telephone number."""

from collections.abc import Sequence
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
class _List:
    """A sheet whose rows have keys: where the headings stand, in which column the keys, and every row."""

    sheet: str
    key: Key
    heading_row: int
    key_column: int
    rows: list[list[Cell]]


def fill_list(session: Session, path: Path, out: Path, headings: Sequence[str]) -> Filled:
    """Fill the columns under these headings in a copy of the workbook; a heading that is not there comes at the right.

    The first sheet with a column of group codes or telephone numbers is filled. A cell of which nothing is known stays
    as it is. Raises `UserError` when there is no such column, for a heading that means no field, for a cell that holds
    a formula, and when a file cannot be read or written.
    """
    found = _list_in(path)
    fields = [field_named(found.key, heading) for heading in headings]
    keys = {number: key for number in range(found.heading_row + 1, len(found.rows)) if (key := _key_at(found, number))}
    values = known_values(session, found.key, list(keys.values()), fields)
    columns, changes = _columns(found, headings)
    for number, key in keys.items():
        for column, one, value in zip(columns, fields, values.get(key, ()), strict=False):
            if value is not None:
                changes[number, column] = _written(one, value)
    fill(path, out, found.sheet, changes)
    unknown = tuple(dict.fromkeys(key for key in keys.values() if key not in values))
    return Filled(found.sheet, sum(1 for key in keys.values() if key in values), unknown)


def _list_in(path: Path) -> _List:
    with open_workbook(path) as book:
        for sheet in book.sheets:
            rows = list(book.rows(sheet))
            for number, row in enumerate(rows[:_SEARCHED_ROWS]):
                keyed = {column: key for column, cell in enumerate(row) if (key := key_of_heading(str(cell)))}
                if keyed:
                    column = min(keyed, key=lambda one: (keyed[one] is not Key.GROUP_CODE, one))
                    return _List(sheet, keyed[column], number, column, rows)
    sentence = _("“{name}” has no column headed group code or mobile number.")
    raise UserError(sentence.format(name=path.name))


def _key_at(found: _List, number: int) -> str:
    cell = found.rows[number][found.key_column]
    read = read_code if found.key is Key.GROUP_CODE else read_phone
    try:
        return (read(cell) or "") if cell != "" else ""
    except UnreadableError:
        return ""


def _columns(found: _List, headings: Sequence[str]) -> tuple[list[int], dict[Place, Value]]:
    """The column of each heading, and the new headings to be written at the right."""
    row = ["".join(str(cell).split()) for cell in found.rows[found.heading_row]]
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
