"""Writes sheets as an office workbook: title rows above the headings, merged cells, and the same bytes at every run."""

import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples.dirt import Typed

MADE: Final = datetime(2026, 11, 3, 8, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True)
class Sheet:
    """One sheet as it is written; `titles` stand above the headings in merged cells, with an empty row after them."""

    name: str
    headings: tuple[str, ...]
    rows: list[list[Typed]]
    titles: tuple[str, ...] = ()


def write_book(path: Path, sheets: list[Sheet]) -> None:
    """Write the workbook; raises `OSError` where the place cannot be written."""
    book = Workbook()
    book.properties.creator = "示例市分公司（示例）"
    book.properties.created = MADE
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet)
    raw = BytesIO()
    book.save(raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_timeless(raw))


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    width = len(sheet.headings)
    for number, title in enumerate(sheet.titles, 1):
        page.cell(number, 1, title).font = Font(bold=number == 1, size=14 if number == 1 else 10)
        page.cell(number, 1).alignment = Alignment(horizontal="center" if number == 1 else "left")
        page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
    top = len(sheet.titles) + (2 if sheet.titles else 1)
    for column, heading in enumerate(sheet.headings, 1):
        head = page.cell(top, column, heading)
        head.font, head.fill = Font(bold=True), PatternFill("solid", start_color="DDE3EA")
        page.column_dimensions[get_column_letter(column)].width = min(30, 4 + 2.2 * len(heading))
    for number, row in enumerate(sheet.rows, top + 1):
        for column, value in enumerate(row, 1):
            if value is not None and value != "":
                written = page.cell(number, column, value)
                if isinstance(value, date):
                    written.number_format = "yyyy-mm-dd"
    page.freeze_panes = f"C{top + 1}"


def _timeless(raw: BytesIO) -> bytes:
    """The same workbook with the time of writing taken out of its parts and of the archive."""
    out = BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            info = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(info, part)
    return out.getvalue()
