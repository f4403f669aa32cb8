"""The rows an import refused, written back out as a workbook to correct and import again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from model.intake.job import Source
from model.intake.report import RefusedRows
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from resources.i18n import _


def write_rejects(path: Path, refused: Sequence[RefusedRows], sources: Sequence[Source]) -> None:
    """Write each sheet's refused rows under its own headings, with row number and reasons at the right.

    Raises `UserError` where the file cannot be written. Without a refused row the workbook says so.
    """
    sheets = [_sheet(rows, next(source for source in sources if source.name == rows.file)) for rows in refused]
    if not sheets:
        sheets = [Sheet(name=_("Rejected rows"), columns=[Column(_("No row was rejected"), Kind.TEXT)], rows=[])]
    write_workbook(path, sheets)


def _sheet(refused: RefusedRows, source: Source) -> Sheet:
    rows = list(_picked(refused, source))
    headings = rows[0] if rows else []
    columns = [Column(text or " ", Kind.TEXT) for text in headings]
    columns += [Column(_("Row"), Kind.INTEGER), Column(_("Rejected because"), Kind.TEXT, 40)]
    numbers = sorted(refused.reasons)
    body: list[list[Value]] = [
        [*row, number, refused.reasons[number]] for number, row in zip(numbers, rows[1:], strict=True)
    ]
    return Sheet(name=refused.sheet, columns=columns, rows=body)


def _picked(refused: RefusedRows, source: Source) -> Iterator[list[str]]:
    """The headings, then the refused rows in their order, every cell as text."""
    last = max(refused.reasons)
    for number, cells in enumerate(source.rows(refused.sheet), 1):
        if number == refused.header_row + 1 or number in refused.reasons:
            yield [_as_text(cell) for cell in cells]
        if number > last:
            return


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else str(cell)
