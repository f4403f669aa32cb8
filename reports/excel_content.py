"""The content of workbook papers: cells and styles, for the frame in `reports.excel`."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from math import ceil
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from model.errors import UserError
from model.months import first_day
from reports.cell_xml import FORBIDDEN
from reports.excel import LONGEST_TEXT, Column, Kind, Sheet, Value
from reports.excel_stream import WorkbookStream
from reports.imprint import Imprint
from resources.i18n import _

_RUNNABLE: Final = ("=", "+", "-", "@", "\t", "\r", "#")
_FIRST_SAFE_DATE: Final = date(1900, 3, 1)
_NARROW: Final = re.compile("[\0-\u2e7f]+")
_EPOCH: Final = date(1899, 12, 30).toordinal()
_INK: Final = "FF262624"
_MUTED: Final = "FF6B6963"
_WIDEST: Final = 60.0
_LINE: Final = 15.0
"""Points of one line in a row, and the most lines: Excel takes no row higher than 409 points."""
_MOST_LINES: Final = 27
_Fill = Callable[[Value, int, bool], Cell | str | None]


_FORMATS: Final = {
    Kind.TEXT: "General",
    Kind.INTEGER: "#,##0",
    Kind.NUMBER: "#,##0.##",
    Kind.MONEY: "#,##0.00",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONTH: "yyyy-mm",
    Kind.PERCENT: "0.0%",
}
_WIDTHS: Final = {
    Kind.TEXT: 18.0,
    Kind.INTEGER: 10.0,
    Kind.NUMBER: 12.0,
    Kind.MONEY: 15.0,
    Kind.DATE: 12.0,
    Kind.MONTH: 10.0,
    Kind.PERCENT: 10.0,
}


def content_of(sheets: Sequence[Sheet], imprint: Imprint | None) -> memoryview:
    """The bytes of an .xlsx; raises `UserError` for a text that no cell can hold."""
    book = Workbook(write_only=True)
    book.properties.creator = _("Meiban")
    stream = WorkbookStream(book)
    taken: set[str] = set()
    for sheet in sheets:
        with stream.sheet(_sheet_name(sheet.name, taken)) as target:
            _write_sheet(target, sheet, imprint)
    return stream.content()


def _write_sheet(target: Worksheet, sheet: Sheet, imprint: Imprint | None) -> None:
    above = ([sheet.title] if sheet.title else []) + list(sheet.notes)
    heading_row = len(above) + (2 if above else 1)
    _set_up(target, sheet, heading_row)
    for number, line in enumerate(above):
        bold = number == 0 and bool(sheet.title)
        target.append(
            [_text_cell(target, line, Font(bold=bold, size=14 if bold else 10, color=_INK if bold else _MUTED))]
        )
    if above:
        target.append([])
    target.append([_heading_cell(target, column) for column in sheet.columns])
    last = _append_rows(target, sheet, heading_row)
    target.auto_filter.ref = f"A{heading_row}:{get_column_letter(len(sheet.columns))}{last}"
    if sheet.totals is not None:
        fillers = _fillers(target, sheet.columns, total=True)
        target.append([fill(value, 0, False) for fill, value in zip(fillers, sheet.totals, strict=True)])
    if imprint is not None:
        target.append([])
        target.append([_text_cell(target, imprint.line(), Font(size=9, color=_MUTED))])


def _set_up(target: Worksheet, sheet: Sheet, heading_row: int) -> None:
    target.freeze_panes = f"A{heading_row + 1}"
    for number, column in enumerate(sheet.columns, start=1):
        width = column.width or max(_WIDTHS[column.kind], _shown_width(column.heading) + 4)
        target.column_dimensions[get_column_letter(number)].width = min(width, _WIDEST)
    target.print_title_rows = f"{heading_row}:{heading_row}"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _append_rows(target: Worksheet, sheet: Sheet, heading_row: int) -> int:
    """Writes the rows and gives the number of the last one (the heading's where there is none)."""
    fillers = _fillers(target, sheet.columns)
    wrapped = [
        (place, column.width or _WIDTHS[column.kind]) for place, column in enumerate(sheet.columns) if column.wrap
    ]
    number = heading_row
    for number, row in enumerate(sheet.rows, start=heading_row + 1):
        lines = _lines_of(row, wrapped) if wrapped else 1
        if lines > 1:
            # Only Excel finds out by itself how high such a row is; elsewhere its lines would overlap.
            target.row_dimensions[number] = RowDimension(target, index=number, ht=min(lines, _MOST_LINES) * _LINE)
        # A cell is written the moment its row is appended, so one object a column serves every row.
        target.append([fill(value, number, lines > 1) for fill, value in zip(fillers, row, strict=True)])
    return number


def _fillers(target: Worksheet, columns: Sequence[Column], total: bool = False) -> list[_Fill]:
    """What puts a value into a cell of each column, given the value, its row, and whether that has several lines."""
    return [
        _filler(column, _plain_cell(target, column, total), _quoted_cell(target, column, total), total)
        for column in columns
    ]


def _filler(column: Column, plain: Cell, quoted: Cell, total: bool) -> _Fill:
    kind, heading, is_text = column.kind, column.heading, column.kind is Kind.TEXT

    def fill(value: Value, row: int, tall: bool) -> Cell | str | None:
        if value is None or value == "":
            plain.value = None
            return plain if total else None
        typed = value if is_text and type(value) is str else _typed(kind, value)
        if not isinstance(typed, str):
            plain.value = typed
            return plain
        text = typed if typed.isprintable() and len(typed) < LONGEST_TEXT else _clean(typed, heading, row)
        if text.startswith(_RUNNABLE):
            cell = quoted
        elif total or tall:
            cell = plain  # in a row of several lines every cell stands at its top
        else:
            # A plain text needs no cell object of its own; openpyxl is twice as quick without.
            return text
        cell.value = text
        cell.data_type = "s"
        return cell

    return fill


def _lines_of(row: Sequence[Value], wrapped: Sequence[tuple[int, float]]) -> int:
    """How many lines a row takes, by its columns that wrap: (place, width in characters)."""
    most = 1
    for place, width in wrapped:
        text = row[place]
        if isinstance(text, str) and ("\n" in text or 2 * len(text) > width - 1):
            room = max(1.0, width - 1)
            most = max(most, sum(max(1, ceil(_shown_width(line) / room)) for line in text.split("\n")))
    return most


def _plain_cell(target: Worksheet, column: Column, total: bool) -> Cell:
    cell = WriteOnlyCell(target)
    cell.number_format = _FORMATS[column.kind]
    cell.alignment = Alignment(vertical="top", wrap_text=column.wrap)
    if total:
        cell.font = Font(bold=True)
        cell.border = Border(top=Side(style="thin", color=_INK))
    return cell


def _quoted_cell(target: Worksheet, column: Column, total: bool) -> Cell:
    """A cell that Excel shows as typed with an apostrophe: it stays text after being edited, too."""
    cell = _plain_cell(target, column, total)
    cell.number_format = "@"
    cell.quotePrefix = True
    return cell


def _typed(kind: Kind, value: str | int | float | bool | date) -> str | int | float:
    """The value as Excel keeps it; a text where text is wanted or where Excel has no such date."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return _dated(kind, value)
    if isinstance(value, str):
        return value
    return _number(kind, value)


def _dated(kind: Kind, value: date) -> str | int:
    day = value.date() if isinstance(value, datetime) and kind is not Kind.TEXT else value
    return day.isoformat() if kind is Kind.TEXT or value.year < _FIRST_SAFE_DATE.year + 1 else _serial(day)


def _serial(day: date) -> int:
    """A day as Excel counts it; its cell's format says that it is one. openpyxl takes longer to find that out."""
    return day.toordinal() - _EPOCH


def _number(kind: Kind, value: int | float) -> str | int | float:
    if kind is Kind.TEXT:
        return str(int(value)) if value == int(value) else str(value)
    if kind is Kind.MONTH:
        return _serial(first_day(int(value)))
    if kind is Kind.MONEY:
        return value // 100 if value % 100 == 0 else value / 100
    return value


def _clean(text: str, heading: str, row: int) -> str:
    text = FORBIDDEN.sub("", text)
    if len(text) > LONGEST_TEXT:
        sentence = _(
            "“{heading}” in row {row} has {count} characters; a cell holds {most}. Shorten it and export again."
        )
        raise UserError(sentence.format(heading=heading, row=row, count=len(text), most=LONGEST_TEXT))
    return text


def _heading_cell(target: Worksheet, column: Column) -> Cell:
    cell = _text_cell(target, column.heading, Font(bold=True, color=_INK))
    right = column.kind in (Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT)
    cell.alignment = Alignment(horizontal="right" if right else "left", vertical="center", wrap_text=True)
    cell.fill = PatternFill("solid", fgColor="FFF3F1EC")
    cell.border = Border(bottom=Side(style="thin", color=_INK))
    return cell


def _text_cell(target: Worksheet, text: str, font: Font) -> Cell:
    cell = WriteOnlyCell(target, value=_clean(text, text[:20], 1))
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_RUNNABLE)
    cell.font = font
    return cell


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel accepts: 31 characters, none of []:*?/\\, not used before."""
    base = re.sub(r"[\[\]:*?/\\]", " ", FORBIDDEN.sub("", name)).strip().strip("'")[:31] or "Sheet"
    free, number = base, 2
    while free.lower() in taken:
        free = f"{base[: 30 - len(str(number))]} {number}"
        number += 1
    taken.add(free.lower())
    return free


def _shown_width(text: str) -> int:
    """Characters of a narrow letter's width; a Chinese one counts two."""
    return len(text) + len(_NARROW.sub("", text))
