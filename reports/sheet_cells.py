"""Changes single cells in the XML of a worksheet and leaves every other byte of it as it is."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from model.errors import UserError
from reports.cell_xml import CellWriter, SheetSettings, Value, letters_of
from reports.workbook import cell_name
from reports.workbook_guard import column_number
from resources.i18n import _

Place = tuple[int, int]
"""Row and column, counted from zero."""

_Edit = tuple[int, int, bytes]
"""From where to where the XML is replaced, and by what."""

_SHEET_DATA: Final = re.compile(rb"<(\w+:)?sheetData(?:\s[^>]*?)?(/?)>")
_ROW_NUMBER: Final = re.compile(rb"\sr=[\"'](\d+)[\"']")
_CELL_NAME: Final = re.compile(rb"\sr=[\"']([A-Z]+)(\d+)[\"']")
_STYLE: Final = re.compile(rb"\ss=[\"'](\d+)[\"']")
_SPANS: Final = re.compile(rb"\sspans=[\"']\d+:(\d+)[\"']")
_DIMENSION: Final = re.compile(rb"(<(?:\w+:)?dimension\s+ref=[\"'])([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?([\"'])")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED: Final = re.compile(rb"mergeCell\s[^>]*ref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s([^>]*?)/?>")
_ATTRIBUTE: Final = re.compile(rb"(\w+)=[\"'](\d+)[\"']")


class NotASheetError(ValueError):
    """The XML is no worksheet, or one that breaks off."""


def changed_sheet(xml: bytes, changes: Mapping[Place, Value], settings: SheetSettings) -> list[bytes]:
    """The part with these cells changed, as slices in order.

    A place inside a merged area means its first cell. Raises `UserError` for a cell that holds a formula and for a text
    no cell can hold; `NotASheetError` for XML that is no worksheet.
    """
    data = _SHEET_DATA.search(xml)
    if data is None:
        raise NotASheetError("no sheetData")
    rows = _by_row(changes, _merged_areas(xml))
    editor = _Editor(xml, data, settings)
    slices: list[bytes] = []
    copied = 0
    for start, stop, written in [*_grown(xml[: data.start()], rows), *editor.edits(rows)]:
        slices += (xml[copied:start], written)
        copied = stop
    slices.append(xml[copied:])
    return slices


class _Editor:
    """Walks over the rows of one worksheet once and says what to replace where, in rising order."""

    def __init__(self, xml: bytes, data: "re.Match[bytes]", settings: SheetSettings) -> None:
        self._xml = xml
        self._data = data
        self._prefix = data[1] or b""
        self._writer = CellWriter(self._prefix, settings)
        self._row = re.compile(rb"<%srow(\s[^>]*?)?(/?)>" % self._prefix)
        self._cell = re.compile(rb"<%sc(\s[^>]*?)?(/?)>" % self._prefix)
        self._row_close = b"</%srow>" % self._prefix
        self._cell_open = b"<%sc " % self._prefix
        self._cell_close = b"</%sc>" % self._prefix
        self._column_styles = _column_styles(xml[: data.start()])

    def edits(self, rows: dict[int, dict[int, Value]]) -> Iterator[_Edit]:
        """Everything to be replaced from the rows on."""
        close = b"</%ssheetData>" % self._prefix
        opened = self._data.end()
        if self._data[2]:
            whole = self._data[0].replace(b"/>", b">") + self._new_rows(rows, sorted(rows)) + close
            yield self._data.start(), opened, whole
            return
        end = self._xml.find(close, opened)
        if end < 0:
            raise NotASheetError("sheetData")
        yield from self._row_edits(rows, end)
        behind = end + len(close)
        # The sheet keeps results of its formulas as they were before; this asks for new ones.
        if b"f>" in self._xml and self._xml.find(b"sheetCalcPr", behind) < 0:
            yield behind, behind, b'<%ssheetCalcPr fullCalcOnLoad="1"/>' % self._prefix

    def _row_edits(self, rows: dict[int, dict[int, Value]], end: int) -> Iterator[_Edit]:
        waiting = sorted(rows, reverse=True)
        at = self._data.end()
        number = -1
        while waiting and (found := self._row.search(self._xml, at, end)):
            given = _ROW_NUMBER.search(found[1] or b"")
            number = int(given[1]) - 1 if given else number + 1
            if waiting[-1] < number:
                yield found.start(), found.start(), self._new_rows(rows, _taken_below(waiting, number))
            at = found.end()
            close = at if found[2] else self._index(self._row_close, at)
            if waiting and waiting[-1] == number:
                yield from self._cell_edits(found, close, number, rows[waiting.pop()])
            at = close
        if waiting:
            yield end, end, self._new_rows(rows, waiting[::-1])

    def _cell_edits(self, found: "re.Match[bytes]", close: int, row: int, values: dict[int, Value]) -> Iterator[_Edit]:
        columns = sorted(values)
        if found[2]:
            cells = b"".join([self._new_cell(row, column, values[column], None) for column in columns])
            yield found.end() - 2, close, b">" + cells + self._row_close
            return
        spans = _SPANS.search(found[1] or b"")
        if spans and int(spans[1]) <= columns[-1]:
            yield found.start(1) + spans.start(1), found.start(1) + spans.end(1), b"%d" % (columns[-1] + 1)
        last, last_start = self._last_cell(found.end(), close)
        behind = []
        for column in columns:
            if column > last:
                behind.append(self._new_cell(row, column, values[column], last_start))
            else:
                yield self._cell_edit(found.end(), close, row, column, values[column])
        if behind:
            yield close, close, b"".join(behind)

    def _cell_edit(self, start: int, close: int, row: int, column: int, value: Value) -> _Edit:
        """Replaces the cell of this column, or puts one where it belongs."""
        at, before = self._named_cell(start, close, row, column), None
        if at is None:
            at, there, before = self._searched_cell(start, close, column)
            if not there:
                return at, at, self._new_cell(row, column, value, before)
        tag = self._cell.match(self._xml, at)
        if tag is None:
            raise NotASheetError("c")
        end = tag.end() if tag[2] else self._index(self._cell_close, tag.end()) + len(self._cell_close)
        if _FORMULA.search(self._xml, tag.end(), end):
            sentence = _("Cell {cell} holds a formula, which is not overwritten; choose another column or cell.")
            raise UserError(sentence.format(cell=cell_name(row, column)))
        return at, end, self._writer.cell(row, column, value, self._style_at(at), existing=True)

    def _named_cell(self, start: int, close: int, row: int, column: int) -> int | None:
        """Where the cell begins that says by itself that it stands here, as nearly all do."""
        name = self._xml.find(b' r="%s%d"' % (letters_of(column), row + 1), start, close)
        opened = self._xml.rfind(b"<", start, name) if name >= 0 else -1
        return opened if opened >= 0 and self._xml.startswith(self._cell_open, opened) else None

    def _last_cell(self, start: int, close: int) -> tuple[int, int | None]:
        """Column and place of the last cell; no row's column where it does not say."""
        opened = self._xml.rfind(self._cell_open, start, close)
        if opened < 0:
            return (-1, None) if self._xml.find(self._cell_open[:-1] + b">", start, close) < 0 else (1 << 20, None)
        name = _CELL_NAME.search(self._xml, opened, self._xml.find(b">", opened) + 1)
        return (_column_of(name[1]), opened) if name else (1 << 20, None)

    def _searched_cell(self, start: int, close: int, column: int) -> tuple[int, bool, int | None]:
        """Where the cell of the column is or belongs, whether it is there, and the cell before it; cells counted."""
        at, counted, before = start, -1, None
        while found := self._cell.search(self._xml, at, close):
            name = _CELL_NAME.search(found[1] or b"")
            counted = _column_of(name[1]) if name else counted + 1
            if counted >= column:
                return found.start(), counted == column, before
            before = found.start()
            at = found.end() if found[2] else self._index(self._cell_close, found.end()) + len(self._cell_close)
        return close, False, before

    def _new_rows(self, rows: dict[int, dict[int, Value]], numbers: list[int]) -> bytes:
        made = []
        for row in numbers:
            cells = [self._new_cell(row, column, rows[row][column], None) for column in sorted(rows[row])]
            made.append(b'<%srow r="%d">%s%s' % (self._prefix, row + 1, b"".join(cells), self._row_close))
        return b"".join(made)

    def _new_cell(self, row: int, column: int, value: Value, before: int | None) -> bytes:
        """A cell where none was, in the column's style; a text else looks like the cell before it."""
        style = self._column_styles.get(column)
        if style is None and before is not None and isinstance(value, str):
            style = self._style_at(before)
        return self._writer.cell(row, column, value, style)

    def _style_at(self, cell: int) -> bytes | None:
        found = _STYLE.search(self._xml, cell, self._xml.find(b">", cell) + 1)
        return found[1] if found else None

    def _index(self, close: bytes, at: int) -> int:
        found = self._xml.find(close, at)
        if found < 0:
            raise NotASheetError(close.decode())
        return found


def _by_row(changes: Mapping[Place, Value], areas: list[tuple[int, int, int, int]]) -> dict[int, dict[int, Value]]:
    rows: dict[int, dict[int, Value]] = {}
    for (row, column), value in changes.items():
        for top, left, bottom, right in areas:
            if top <= row <= bottom and left <= column <= right:
                row, column = top, left
        rows.setdefault(row, {})[column] = value
    return rows


def _merged_areas(xml: bytes) -> list[tuple[int, int, int, int]]:
    start = xml.rfind(b"sheetData")
    found = _MERGED.findall(xml, start) if xml.find(b"mergeCell", start) >= 0 else []
    return [(int(t) - 1, _column_of(left), int(b) - 1, _column_of(right)) for left, t, right, b in found]


def _column_styles(head: bytes) -> dict[int, bytes]:
    styles: dict[int, bytes] = {}
    for column in _COLUMN.findall(head):
        known = dict(_ATTRIBUTE.findall(column))
        if b"style" in known:
            last = min(int(known[b"max"]), int(known[b"min"]) + 200)
            styles.update(dict.fromkeys(range(int(known[b"min"]) - 1, last), known[b"style"]))
    return styles


def _taken_below(waiting: list[int], number: int) -> list[int]:
    """Takes the rows above `number` off the end of the list, which falls, and gives them rising."""
    taken = []
    while waiting and waiting[-1] < number:
        taken.append(waiting.pop())
    return taken


@lru_cache(maxsize=16384)
def _column_of(letters: bytes) -> int:
    return column_number(letters.decode())


def _grown(head: bytes, rows: dict[int, dict[int, Value]]) -> list[_Edit]:
    """The sheet's stated extent, grown to hold the changed cells if it did not."""
    known = _DIMENSION.search(head)
    if known is None or not rows:
        return []
    top, left = int(known[3]), _column_of(known[2])
    bottom, right = int(known[5] or known[3]), _column_of(known[4] or known[2])
    columns = [column for values in rows.values() for column in values]
    grown = (min(top, min(rows) + 1), min(left, *columns), max(bottom, max(rows) + 1), max(right, *columns))
    if grown == (top, left, bottom, right):
        return []
    area = f"{cell_name(grown[0] - 1, grown[1])}:{cell_name(grown[2] - 1, grown[3])}".encode()
    return [(known.start(), known.end(), known[1] + area + known[6])]
