"""The whole store in one encrypted zip: open workbooks and attachments, for use without Meiban (rule 17)."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from model.everything_out.leaving_out import left_out
from model.everything_out.queries import OutSheet, list_files, list_sheets, rows_of
from reports.encrypted_zip import encrypted_zip
from reports.excel import LONGEST_TEXT, Column, Kind, Sheet
from resources.i18n import _

MOST_ROWS: Final = 1_000_000
"""Rows of one sheet; a longer table goes on in a second one, since Excel ends at 1,048,576."""

Progress = Callable[[int, int, str], None]
"""Told rows written, rows in all and the sheet; whatever it raises ends the work, which leaves no file."""


def write_everything(path: Path, session: Session, passphrase: str, progress: Progress) -> int:
    """Write the zip (AES-256, as 7-Zip and WinRAR open it); returns how many rows went out.

    Two workbooks, the office's own sheets (which can be imported again) and the rest, a folder of attachments, texts
    too long for a cell, and the contents with what is left out.
    Nothing of it ever lies unencrypted on a disk.
    Raises `UserError` for a short passphrase or a file that cannot be written.
    """
    sheets = list_sheets(session)
    told = _Told(progress, sum(sheet.count for sheet in sheets))
    with encrypted_zip(path, passphrase) as put:
        books = (
            (_("office sheets.xlsx"), [sheet for sheet in sheets if sheet.importable]),
            (_("everything else.xlsx"), [sheet for sheet in sheets if not sheet.importable]),
        )
        texts: dict[str, str] = {}
        for name, chosen in books:
            if chosen:
                put(name, _workbook(_sheets(session, chosen, told, texts)))
        for name, text in texts.items():
            put(name, text.encode())
        files = 0
        for file in list_files(session):
            put(f"{_('attachments')}/{file.name}", file.content)
            files += 1
        put(_("contents.xlsx"), _workbook(iter(_contents(books, files, len(texts)))))
    return told.done


class _Told:
    """Counts rows as they pass and tells the progress."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self.done = 0

    def counting(self, rows: Iterator[tuple[Any, ...]], title: str) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            self.done += 1
            if self.done % 500 == 0 or self.done == self._total:
                self._progress(self.done, self._total, title)
            yield row


def _workbook(sheets: Iterator[Sheet]) -> bytes:
    from reports.excel_content import content_of

    return bytes(content_of(list(sheets), None))


def _sheets(session: Session, sheets: Sequence[OutSheet], told: _Told, texts: dict[str, str]) -> Iterator[Sheet]:
    for sheet in sheets:
        columns = [Column(column.heading, Kind(column.kind)) for column in sheet.columns]
        rows = told.counting(_fitting(rows_of(session, sheet), texts), sheet.title)
        for _part in range(0, sheet.count, MOST_ROWS):
            yield Sheet(sheet.title, columns, islice(rows, MOST_ROWS))


def _fitting(rows: Iterator[tuple[Any, ...]], texts: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """The rows; a text too long for a cell goes into a file of its own, and the cell says which."""
    for row in rows:
        if any(isinstance(value, str) and len(value) > LONGEST_TEXT for value in row):
            yield tuple(_fitting_cell(value, texts) for value in row)
        else:
            yield row


def _fitting_cell(value: Any, texts: dict[str, str]) -> Any:
    if not isinstance(value, str) or len(value) <= LONGEST_TEXT:
        return value
    name = f"{_('long texts')}/{len(texts) + 1:04}.txt"
    texts[name] = value
    return _("Too long for a cell; see {file}.").format(file=name)


def _contents(books: Sequence[tuple[str, Sequence[OutSheet]]], files: int, texts: int) -> Iterator[Sheet]:
    """What is in the file, and what is not and why."""
    rows: list[tuple[Any, ...]] = [(name, sheet.title, sheet.count) for name, sheets in books for sheet in sheets]
    rows += [(_("attachments"), "", files), (_("long texts"), "", texts)]
    yield Sheet(
        _("Contents"),
        [Column(_("File or folder"), width=24), Column(_("Sheet"), width=28), Column(_("Rows or files"), Kind.INTEGER)],
        rows,
    )
    yield Sheet(
        _("Left out"), [Column(_("What does not go out"), width=44), Column(_("Why"), width=70, wrap=True)], left_out()
    )
