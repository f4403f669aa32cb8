"""Days, months and birthdays as people write them."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from model.intake.cells import EMPTY, Cell, UnreadableError, narrow
from model.months import is_month, month_of
from resources.i18n import N_

EXCEL_EPOCH: Final = date(1899, 12, 30)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T\s]\s*\d{1,2}[:时].*)?")
_BIRTHDAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T\s]\s*\d{1,2}[:时].*)?")
_LONGEST_MONTHS: Final = (31, 30, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0+|\s*\d{6})?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?")
_COMPACT_MONTH = re.compile(r"(\d{4})(\d{2})(?:\.0+)?")
NOT_A_DATE: Final = N_("This is not a date")
NO_SUCH_DATE: Final = N_("There is no such date")
NOT_A_MONTH: Final = N_("This is not a month")


def read_date(cell: Cell) -> date | None:
    """A day, as an Excel date, as text in any usual form, or as the number 20261103."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or cell is None:
        return cell
    if isinstance(cell, str):
        return _date_of_text(narrow(cell))
    if isinstance(cell, (bool, time, timedelta)) or not 1 <= cell <= 99_999_999:
        raise UnreadableError(NOT_A_DATE)
    if cell >= 10_000_000:
        return _date_of_text(str(int(cell)))
    if cell > 2_958_465:
        raise UnreadableError(NOT_A_DATE)
    return EXCEL_EPOCH + timedelta(days=int(cell))


def read_month(cell: Cell) -> int | None:
    """A month as the integer YYYYMM."""
    if isinstance(cell, date):
        return month_of(cell)
    if cell is None:
        return None
    if not isinstance(cell, str):
        if isinstance(cell, (bool, time, timedelta)) or not 1 <= cell <= 99_999_999:
            raise UnreadableError(NOT_A_MONTH)
        cell = str(int(cell))
    return _month_of_text(narrow(cell))


def _month_of_text(text: str) -> int | None:
    if text in EMPTY:
        return None
    found = _COMPACT_MONTH.fullmatch(text) or _MONTH.fullmatch(text)
    if found is None:
        try:
            day = _date_of_text(text)
        except UnreadableError:
            raise UnreadableError(NOT_A_MONTH) from None
        return month_of(day) if day else None
    month = int(found[1]) * 100 + int(found[2])
    if not is_month(month):
        raise UnreadableError(NOT_A_MONTH)
    return month


def read_birthday(cell: Cell) -> str | None:
    """A birthday as YYYY-MM-DD, or MM-DD where the year is not told; a lunar one may have a day 30 in any month."""
    if not isinstance(cell, str):
        day = read_date(cell)
        return day.isoformat() if day else None
    text = narrow(cell)
    if text in EMPTY:
        return None
    found = _BIRTHDAY.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if found is None:
        raise UnreadableError(NOT_A_DATE)
    year, month, day_of_month = found[1], int(found[2]), int(found[3])
    if not (1 <= month <= 12 and 1 <= day_of_month <= _LONGEST_MONTHS[month - 1]):
        raise UnreadableError(NO_SUCH_DATE)
    if year and not 1900 <= int(year) <= 2999:
        raise UnreadableError(NO_SUCH_DATE)
    return f"{year}-{month:02d}-{day_of_month:02d}" if year else f"{month:02d}-{day_of_month:02d}"


def _date_of_text(text: str) -> date | None:
    if text in EMPTY:
        return None
    found = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if found is None:
        raise UnreadableError(NOT_A_DATE)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise UnreadableError(NO_SUCH_DATE) from None
    if not 1900 <= day.year <= 2999:
        raise UnreadableError(NO_SUCH_DATE)
    return day
