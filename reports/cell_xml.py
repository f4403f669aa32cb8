"""The XML of one worksheet cell: text as text, numbers and dates as what they are."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from model.errors import UserError
from reports.excel import LONGEST_TEXT
from reports.workbook import cell_name
from resources.i18n import _

Value = str | int | float | bool | date | None
"""What a cell gets; None empties it. A date is written as one where the cell's look shows dates, else as text."""

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class SheetSettings:
    """What the rest of the workbook says about its cells: styles that show dates, the day that counts as zero."""

    date_styles: tuple[int, ...]
    from_1904: bool


@dataclass(frozen=True)
class CellWriter:
    """Writes cells in one sheet's namespace prefix (with its colon, or nothing)."""

    prefix: bytes
    settings: SheetSettings

    def cell(self, row: int, column: int, value: Value, style: bytes | None, existing: bool = False) -> bytes:
        """One cell; row and column count from zero. Raises `UserError` for a text longer than a cell can hold.

        In an existing cell a date never changes the style; a new one takes a style that shows dates, if there is one.
        """
        if isinstance(value, date):
            value, style = self._dated(value, style, existing)
        p = self.prefix
        start = b'<%sc r="%s%d"' % (p, letters_of(column), row + 1)
        if style is not None:
            start += b' s="%s"' % style
        if value is None or value == "":
            return start + b"/>"
        if isinstance(value, str):
            text = escape(_clean(value, row, column)).encode()
            return start + b' t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>' % (
                p,
                p,
                text,
                p,
                p,
                p,
            )
        if isinstance(value, bool):
            return start + b' t="b"><%sv>%d</%sv></%sc>' % (p, value, p, p)
        return start + b"><%sv>%s</%sv></%sc>" % (p, repr(value).encode(), p, p)

    def _dated(self, value: date, style: bytes | None, existing: bool) -> tuple[str | int | float, bytes | None]:
        dates = self.settings.date_styles
        shown = style is not None and int(style) in dates
        if not shown and (existing or not dates):
            return value.isoformat(), style
        zero = date(1904, 1, 1) if self.settings.from_1904 else date(1899, 12, 30)
        serial: int | float = value.toordinal() - zero.toordinal()
        if isinstance(value, datetime):
            serial += (value.hour * 3600 + value.minute * 60 + value.second) / 86400
        return serial, style if shown else b"%d" % dates[0]


@lru_cache(maxsize=16384)
def letters_of(column: int) -> bytes:
    """The letters of a column counted from zero."""
    return cell_name(0, column)[:-1].encode()


def _clean(text: str, row: int, column: int) -> str:
    text = FORBIDDEN.sub("", text)
    if len(text) > LONGEST_TEXT:
        sentence = _("The text for {cell} has {count} characters; a cell holds {most}. Shorten it and retry.")
        raise UserError(sentence.format(cell=cell_name(row, column), count=len(text), most=LONGEST_TEXT))
    return text
