"""The whole store in one encrypted zip: open workbooks and attachments, for use without Meiban (rule 17)."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from model.errors import UserError
from model.everything_out.queries import OutSheet, list_files, list_sheets, rows_of
from model.security.passphrase import LEAST_LENGTH
from reports.excel import Column, Kind, Sheet
from reports.saving import saving
from resources.i18n import _

MOST_ROWS: Final = 1_000_000
"""Rows of one sheet; a longer table goes on in a second one, since Excel ends at 1,048,576."""

Progress = Callable[[int, int, str], None]
"""Told rows written, rows in all and the sheet; whatever it raises ends the work, which leaves no file."""


def write_everything(path: Path, session: Session, passphrase: str, progress: Progress) -> int:
    """Write the zip (AES-256, as 7-Zip and WinRAR open it); returns how many rows went out.

    Two workbooks, the office's own sheets (which can be imported again) and the rest, and a folder of attachments.
    Nothing of it ever lies unencrypted on a disk.
    Raises `UserError` for a short passphrase or a file that cannot be written.
    """
    import pyzipper  # not with the module: only this needs it

    if len(passphrase) < LEAST_LENGTH:
        raise UserError(_("The file's passphrase needs {least} characters or more.").format(least=LEAST_LENGTH))
    sheets = list_sheets(session)
    told = _Told(progress, sum(sheet.count for sheet in sheets))
    with (
        saving(path) as place,
        pyzipper.AESZipFile(place, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as whole,
    ):
        whole.setpassword(passphrase.encode())
        for name, chosen in (
            (_("office sheets.xlsx"), [sheet for sheet in sheets if sheet.importable]),
            (_("everything else.xlsx"), [sheet for sheet in sheets if not sheet.importable]),
        ):
            if chosen:
                whole.writestr(name, _workbook(session, chosen, told))
        for file in list_files(session):
            whole.writestr(f"{_('attachments')}/{file.name}", file.content)
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


def _workbook(session: Session, sheets: Sequence[OutSheet], told: _Told) -> bytes:
    from reports.excel_content import content_of

    return bytes(content_of(list(_sheets(session, sheets, told)), None))


def _sheets(session: Session, sheets: Sequence[OutSheet], told: _Told) -> Iterator[Sheet]:
    for sheet in sheets:
        columns = [Column(column.heading, Kind(column.kind)) for column in sheet.columns]
        rows = told.counting(rows_of(session, sheet), sheet.title)
        for _part in range(0, sheet.count, MOST_ROWS):
            yield Sheet(sheet.title, columns, islice(rows, MOST_ROWS))
