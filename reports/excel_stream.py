"""A workbook's sheets go straight into the file: what openpyxl would lay open in the system's folder lies nowhere."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


class WorkbookStream:
    """A workbook in memory whose sheets are compressed as their rows come, one after the other."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._whole = BytesIO()
        self._archive = ZipFile(self._whole, "w", ZIP_DEFLATED)
        self._streamed: dict[int, Any] = {}

    @contextmanager
    def sheet(self, name: str) -> Iterator[Any]:
        """A sheet to append rows to; it is whole when the block ends."""
        sheet: Any = self._book.create_sheet(name)
        sheet._id = len(self._book.worksheets)
        with ExitStack() as after_an_error:
            after_an_error.callback(self._archive.close)
            with self._archive.open(sheet.path[1:], "w") as entry:
                sheet._get_writer = partial(_begin, sheet, entry)
                try:
                    yield sheet
                finally:
                    sheet.close()
            after_an_error.pop_all()
        self._streamed[id(sheet)] = sheet._writer

    def content(self) -> memoryview:
        """The bytes of the .xlsx, with whatever sheets the book held besides."""
        self._book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
        _SheetsInPlace(self._book, self._archive, self._streamed).save()
        return self._whole.getbuffer()


def _begin(sheet: Any, entry: IO[bytes]) -> None:
    """What stands above the rows is written with the first of them: until then it may be set."""
    if sheet._writer is None:
        sheet._writer = WorksheetWriter(sheet, out=entry)
        sheet._writer.write_top()


class _SheetsInPlace(ExcelWriter):
    """Writes everything but the sheets that stand in the archive already; the others by way of memory."""

    def __init__(self, book: Workbook, archive: ZipFile, streamed: dict[int, Any]) -> None:
        super().__init__(book, archive)
        self._into = archive
        self._streamed = streamed

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = self._streamed.get(id(ws))
        if writer is None:
            out = BytesIO()
            writer = WorksheetWriter(ws, out=out)
            writer.write()
            self._into.writestr(ws.path[1:], out.getvalue())
        ws._rels = writer._rels
        self.manifest.append(ws)
