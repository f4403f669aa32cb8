"""Files in: a workbook or csv file as plain cells, row by row; a file that cannot be read says why in one sentence."""

import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from model.errors import UserError
from reports.csv_file import CsvFile, open_csv
from reports.workbook_guard import SheetFindings, damaged, inspect_workbook
from reports.workbook_parts import parts_of_sheets
from resources.i18n import _, _n

Cell = str | int | float | bool | date | datetime | time | timedelta
"""One value as the file keeps it. An empty cell is "". A whole number comes as a float, phone numbers too."""

Area = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged area, counted from zero."""

_ZIP: Final = b"PK"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_CSV_ENDINGS: Final = (".csv", ".txt", ".tsv")


@dataclass(frozen=True)
class Workbook:
    """An open file: its visible sheets in order, and what the reader should know about them.

    `uncached` names, per sheet, the cells (row, column from zero; at most 1,000) whose formula keeps no value: they
    read as empty. `hidden` names the sheets that are left out.
    """

    name: str
    sheets: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    uncached: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    _source: CalamineWorkbook | CsvFile | None = None
    _beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "sheet"), compare=False)
    _ahead: dict[str, Future[CalamineSheet]] = field(default_factory=dict, compare=False)

    def prepare(self, sheet: str) -> None:
        """Begin to read a sheet while this thread is busy with another; what goes wrong is said with its rows.

        The parser works outside the interpreter's lock, so that the big sheet of bills is there when its turn comes.
        All reading of the file is done by that one thread.
        """
        if isinstance(self._source, CalamineWorkbook):
            self._ahead[sheet] = self._beside.submit(self._source.get_sheet_by_name, sheet)

    def rows(self, sheet: str) -> Iterator[list[Cell]]:
        """Every row from the first of the sheet on, blank ones too, each from column A and equally long.

        A merged text stands in every cell it covers; a merged number only in its first, an amount must not count twice.
        """
        if isinstance(self._source, CsvFile):
            for texts in self._source.rows():
                yield [*texts]
            return
        yield from self._sheet_rows(sheet)

    def areas(self, sheet: str) -> tuple[Area, ...]:
        """The merged areas of a sheet."""
        if isinstance(self._source, CsvFile):
            return ()
        return tuple(self._calamine_sheet(sheet).merged_cell_ranges or ())

    def notices(self) -> tuple[str, ...]:
        """Sentences about what was not read: formulas without a value, hidden sheets."""
        found = [
            _n(
                "Sheet “{sheet}”: {count} formula keeps no value ({cell}) and reads as empty; "
                "recalculate and save in Excel.",
                "Sheet “{sheet}”: {count} formulas keep no value (first {cell}) and read as empty; "
                "recalculate and save in Excel.",
                len(cells),
                sheet=sheet,
                cell=cell_name(*cells[0]),
            )
            for sheet, cells in self.uncached.items()
        ]
        if self.hidden:
            found.append(_("Hidden sheets were not read: {names}.").format(names=_(", ").join(self.hidden)))
        return tuple(found)

    def close(self) -> None:
        """Let go of the file, so that other programs may write it; its rows cannot be read any more."""
        self._beside.shutdown(cancel_futures=True)
        if isinstance(self._source, CalamineWorkbook):
            self._source.close()

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _sheet_rows(self, sheet: str) -> Iterator[list[Cell]]:
        source = self._calamine_sheet(sheet)
        left = (source.start or (0, 0))[1]
        rows: Iterator[list[Cell]] = source.iter_rows()
        if left:
            blank: list[Cell] = [""] * left
            rows = (blank + row for row in rows)
        areas = source.merged_cell_ranges
        yield from _spread(rows, sorted(areas)) if areas else rows

    def _calamine_sheet(self, sheet: str) -> CalamineSheet:
        if not isinstance(self._source, CalamineWorkbook):
            raise TypeError("the workbook is not open")
        reading = self._ahead.pop(sheet, None) or self._beside.submit(self._source.get_sheet_by_name, sheet)
        try:
            return reading.result()
        except CalamineError as error:
            raise UserError(damaged(self.name)) from error


def open_workbook(path: Path) -> Workbook:
    """Open an .xlsx, or a csv file as a workbook of one sheet named like the file.

    Raises `UserError` with one sentence for anything that cannot or should not be read: missing, locked, empty, no
    workbook, a folder, old format, truncated, protected by a password, a zip bomb, linked to other workbooks.
    """
    try:
        return _open(path)
    except FileNotFoundError as error:
        raise UserError(_("The file “{name}” is not there any more.").format(name=path.name)) from error
    except PermissionError as error:
        sentence = _(
            "“{name}” cannot be read: another program holds it, or you may not open it. Close it there and retry."
        )
        raise UserError(sentence.format(name=path.name)) from error
    except OSError as error:
        sentence = _("“{name}” cannot be read from the disk. Copy it to this computer and retry.")
        raise UserError(sentence.format(name=path.name)) from error


def cell_name(row: int, column: int) -> str:
    """The name people know a cell by; row and column count from zero: (0, 26) is AA1."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _open(path: Path) -> Workbook:
    if path.is_dir():
        raise UserError(_("{file} is a folder, not a file.").format(file=path.name))
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise UserError(_("“{name}” is empty.").format(name=path.name))
    if head.startswith(_ZIP):
        return _open_xlsx(path)
    if head == _OLE:
        raise UserError(_ole_sentence(path))
    if path.suffix.lower() in _CSV_ENDINGS:
        return Workbook(path.name, (path.stem,), _source=open_csv(path))
    raise UserError(_("“{name}” is not an Excel workbook.").format(name=path.name))


def _ole_sentence(path: Path) -> str:
    # Excel keeps a protected .xlsx in the container of the old .xls, in a stream of this name.
    if _ENCRYPTED in path.read_bytes():
        return _("“{name}” is protected by a password. Open it, remove the password and retry.").format(name=path.name)
    return _("“{name}” is in an old or binary format. Save it as .xlsx and retry.").format(name=path.name)


def _open_xlsx(path: Path) -> Workbook:
    findings = inspect_workbook(path)
    try:
        source = CalamineWorkbook.from_path(path)
    except CalamineError as error:
        raise UserError(damaged(path.name)) from error
    shown: list[str] = []
    hidden: list[str] = []
    for sheet in source.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            (shown if sheet.visible == SheetVisibleEnum.Visible else hidden).append(sheet.name)
    parts: dict[str, str] = {}
    if any(found.uncached for found in findings.values()):
        with zipfile.ZipFile(path) as archive:
            parts = parts_of_sheets(archive)
    return Workbook(path.name, tuple(shown), tuple(hidden), _uncached(parts, findings, shown), source)


def _uncached(
    parts: Mapping[str, str], findings: Mapping[str, SheetFindings], shown: list[str]
) -> dict[str, tuple[tuple[int, int], ...]]:
    by_part = {part.lower(): found.uncached for part, found in findings.items()}
    cells = {sheet: tuple(by_part.get(parts[sheet].lower(), ())) for sheet in shown if sheet in parts}
    return {sheet: found for sheet, found in cells.items() if found}


def _spread(rows: Iterator[list[Cell]], areas: list[Area]) -> Iterator[list[Cell]]:
    waiting = areas[::-1]
    active: list[tuple[int, int, int, str]] = []
    for number, row in enumerate(rows):
        active = [one for one in active if one[0] >= number]
        while waiting and waiting[-1][0][0] <= number:
            (_top, left), (bottom, right) = waiting.pop()
            value = row[left] if left < len(row) else ""
            if isinstance(value, str) and value:
                active.append((bottom, left, right, value))
        for _bottom, left, right, value in active:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value
        yield row
