"""A company's form as it is looked at: its sheets as grids, and what it is known again by next month."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from model.errors import UserError
from reports.sheet_cells import Place
from reports.work_log_form import FIELDS, LABELS, FormMap, first_of_area, map_of, room_under
from reports.workbook import Area, Cell, open_workbook
from resources.i18n import _

_MOST_ROWS: Final = 80
_MOST_COLUMNS: Final = 40


@dataclass(frozen=True)
class FormSheet:
    """One sheet: its cells from the first row on, its merged areas, and its formulas that keep no value."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    areas: tuple[Area, ...]
    formulas: frozenset[Place]
    guess: FormMap | None

    def words(self, place: Place) -> str:
        """What stands in a cell, as a person reads it."""
        row, column = place
        cell = self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""
        if isinstance(cell, datetime):
            cell = cell.date()
        if isinstance(cell, date):
            return cell.isoformat()
        return f"{cell:g}" if isinstance(cell, float) else str(cell)

    def first_cell(self, place: Place) -> Place:
        """The cell that stands for the merged area a cell lies in."""
        return first_of_area(self.areas, place)

    def with_room(self, form: FormMap) -> FormMap:
        """The same map, with how many lines fit before something else stands below."""
        room = room_under(self.rows, self.formulas, form.first_row, list(form.columns.values()))
        return FormMap(form.sheet, form.first_row, form.columns, form.cells, room)


@dataclass(frozen=True)
class Form:
    """A form: its sheets, and the fingerprint of their headings, the same for every month's copy."""

    path: Path
    sheets: tuple[FormSheet, ...]
    fingerprint: str

    def sheet_named(self, name: str) -> FormSheet | None:
        """The sheet of this name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def guess(self) -> FormMap | None:
        """The map of the first sheet whose headings are understood."""
        return next((sheet.guess for sheet in self.sheets if sheet.guess is not None), None)


def read_form(path: Path) -> Form:
    """Read a form, its first 80 rows and 40 columns. Raises `UserError` for what is no workbook."""
    if path.suffix.lower() == ".csv":
        raise UserError(_("“{name}” is not a workbook. Save it as .xlsx in Excel and retry.").format(name=path.name))
    with open_workbook(path) as book:
        sheets = []
        for name in book.sheets:
            rows = list(book.rows(name))
            kept = tuple(tuple(row[:_MOST_COLUMNS]) for row in rows[:_MOST_ROWS])
            formulas = frozenset(book.uncached.get(name, ()))
            sheets.append(FormSheet(name, kept, book.areas(name), formulas, map_of(book, name)))
    return Form(path, tuple(sheets), fingerprint_of([(sheet.name, sheet.rows) for sheet in sheets]))


def fingerprint_of(sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]]) -> str:
    """What a form is known again by: its texts without digits, so that a month in a title changes nothing."""
    said = "\n".join(
        "\t".join([re.sub(r"\d+", "#", name), *(re.sub(r"\d+", "#", cell) for cell in row if isinstance(cell, str))])
        for name, rows in sheets
        for row in rows
        if any(isinstance(cell, str) and cell.strip() for cell in row)
    )
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def plain_form(form: FormMap) -> dict[str, Any]:
    """A map as plain JSON values."""
    return {
        "sheet": form.sheet,
        "first_row": form.first_row,
        "columns": dict(form.columns),
        "cells": {name: list(place) for name, place in form.cells.items()},
    }


def form_from_plain(plain: object, form: Form) -> FormMap | None:
    """A kept map, as far as it still fits the form; `None` where it does not."""
    if not isinstance(plain, Mapping):
        return None
    sheet = form.sheet_named(str(plain.get("sheet")))
    if sheet is None:
        return None
    columns = {name: int(at) for name, at in plain.get("columns", {}).items() if name in FIELDS}
    cells = {name: (int(at[0]), int(at[1])) for name, at in plain.get("cells", {}).items() if name in LABELS}
    return sheet.with_room(FormMap(sheet.name, int(plain.get("first_row", 0)), columns, cells))
