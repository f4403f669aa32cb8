"""Rows on the clipboard, as Excel, WPS and browsers put them there and read them: tab-separated text, and HTML."""

import csv
import html
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

_CUT_SHORT: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?E[+-]?\d+|#+", re.IGNORECASE)
"""What Excel shows, and copies as text, of a number that its column is too narrow for."""
_LARGEST_SPAN: Final = 200
_FORMULA: Final = re.compile(r"[=@]|[+-](?![\d.,]*%?$)")
"""How a text begins that Excel would reckon; a signed number is none."""
_GUARD: Final = "'"


def is_ours(clipboard: QClipboard) -> bool:
    """Whether this program put there what stands there; without a screen it always did, and does not say so."""
    return clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen"


def set_aside(clipboard: QClipboard) -> str:
    """Take what this program copied off the clipboard; its text, to be put back. What another program copied stays."""
    text = clipboard.text() if is_ours(clipboard) else ""
    if text:
        clipboard.clear()
    return text


def as_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Rows of words the way Excel reads them from the clipboard; what it would take for a formula stays words."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\r\n").writerows(
        [_guarded(cell) for cell in row] for row in rows
    )
    return out.getvalue()


def from_tsv(text: str) -> list[list[str]]:
    """Rows of words the way Excel puts them on the clipboard."""
    rows = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")
    return [[_unguarded(cell) for cell in row] for row in rows if row]


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """The same rows as an HTML table; phone-like words stay text in Excel."""
    cells = ("".join(f"<td style=\"mso-number-format:'\\@'\">{html.escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def from_html(text: str) -> list[list[str]]:
    """The rows of the first table in an HTML text, merged cells filled up with empty ones; [] where there is none.

    A number comes whole (`x:num`) where the shown one is cut short.
    """
    parser = _TableReader()
    parser.feed(text)
    parser.close()
    return [row for row in parser.rows if row]


def rows_on(data: QMimeData) -> list[list[str]]:
    """What was copied as rows of words: the text, with whole numbers from the HTML; the HTML where there is no text."""
    rows = from_tsv(data.text()) if data.hasText() else []
    if not data.hasHtml():
        return rows
    shown = from_html(data.html())
    if not rows:
        return shown
    if [len(row) for row in shown] != [len(row) for row in rows]:
        return rows
    return [
        [whole if _CUT_SHORT.fullmatch(word.strip()) else word for word, whole in zip(row, wholes, strict=True)]
        for row, wholes in zip(rows, shown, strict=True)
    ]


def _guarded(cell: str) -> str:
    return f"{_GUARD}{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARD) and _FORMULA.match(cell[1:]) else cell


class _TableReader(HTMLParser):
    """Collects the cells of the first table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._number = ""
        self._span = 1
        self._down: dict[int, int] = {}
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        said = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
            self._fill_down()
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            self._cell, self._number = [], said.get("x:num", "")
            self._span = _span(said.get("colspan", ""))
            down = _span(said.get("rowspan", "")) - 1
            if down:
                start = len(self.rows[-1])
                self._down |= dict.fromkeys(range(start, start + self._span), down)
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(re.sub(r"[ \t\r\n]+", " ", data))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table":
            self._done = True

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        words = "\n".join(line.strip(" \xa0") for line in "".join(self._cell).split("\n")).strip("\n")
        if self._number and _CUT_SHORT.fullmatch(words):
            words = self._number
        self.rows[-1] += [words, *[""] * (self._span - 1)]
        self._cell = None
        self._fill_down()

    def _fill_down(self) -> None:
        """Empty cells where one of a row above reaches down."""
        row = self.rows[-1]
        while self._down.get(len(row), 0):
            self._down[len(row)] -= 1
            row.append("")


def _span(text: str) -> int:
    return max(1, min(int(text), _LARGEST_SPAN)) if text.isdecimal() else 1
