"""One cell, read as people write it: text, codes, phones, dates, months, amounts, counts and yes-or-no.

Every reader takes a plain cell and gives the value kept, `None` for an empty one, or raises `UnreadableError`.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from resources.i18n import N_

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A plain cell as a file gives it; an empty one is \"\" or `None`."""
Value = str | int | float | bool | date | None
Reader = Callable[[Cell], Value]

EMPTY: Final = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "无",
        "空",
        "未知",
        "NULL",
        "null",
        "None",
        "N/A",
        "n/a",
        "#N/A",
        "#REF!",
        "#VALUE!",
    }
    | {"#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
)
"""What people and office systems write where there is nothing."""
EXCEL_ERRORS: Final = frozenset(word for word in EMPTY if word.startswith("#"))
MOST: Final = 10**15
"""No amount in fen and no count is larger; beyond it a figure is a slip of the hand."""
MOST_COUNT: Final = 10**12
EXCEL_EPOCH: Final = date(1899, 12, 30)
YES: Final = frozenset({"是", "有", "y", "yes", "1", "√", "✓", "✔", "☑", "true", "t", "真", "对"})
NO: Final = frozenset({"否", "无", "没有", "n", "no", "0", "×", "✗", "✘", "☐", "false", "f", "假", "不是", "x"})

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff0-\uffff\ud800-\udfff]"
)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T\s]\s*\d{1,2}[:时].*)?")
_BIRTHDAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T\s]\s*\d{1,2}[:时].*)?")
_LONGEST_MONTHS: Final = (31, 30, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0+|\s*\d{6})?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?")
_COMPACT_MONTH = re.compile(r"(\d{4})(\d{2})(?:\.0+)?")
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_NUMBER_IN_CODE = re.compile(r"\d+\.0+|\d(?:\.\d+)?[eE]\+?\d{1,2}")
_UNITS: Final = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "千万": Decimal(10) ** 7, "百万": Decimal(10) ** 6}
_UNITS_LAST: Final = {
    "万": Decimal(10) ** 4,
    "w": Decimal(10) ** 4,
    "W": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "%": Decimal("0.01"),
}
_UNIT_WORDS: Final = (
    "元整",
    "元",
    "人民币",
    "RMB",
    "CNY",
    "rmb",
    "个",
    "人",
    "户",
    "台",
    "条",
    "分钟",
    "MB",
    "￥",
    "¥",
    "$",
)


class UnreadableError(Exception):
    """A cell that cannot be meant; carries the English id of the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


NOT_A_DATE: Final = N_("This is not a date")
NO_SUCH_DATE: Final = N_("There is no such date")
NOT_A_MONTH: Final = N_("This is not a month")
NOT_AN_AMOUNT: Final = N_("This is not an amount")
NOT_A_NUMBER: Final = N_("This is not a number")
NOT_WHOLE: Final = N_("This has to be a whole number")
NEGATIVE: Final = N_("This cannot be less than zero")
TOO_LARGE: Final = N_("This figure is too large")
NOT_YES_OR_NO: Final = N_("This is neither yes nor no")
TOO_LONG: Final = N_("This text is too long")
UNKNOWN_WORD: Final = N_("This is not one of the words known here")
LONGEST: Final = 4000
LONGEST_CODE: Final = 64


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as ASCII, no unseen characters, single blanks inside, none around."""
    return _SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFKC", text))).strip()


def clean(text: str) -> str:
    """What a person meant to write: no unseen characters, no blanks around; full-width signs stay as written."""
    if text.isprintable():
        return text.strip()
    return "\n".join(line.strip() for line in _UNSEEN.sub("", text).replace("\u3000", " ").splitlines()).strip()


def read_text(cell: Cell) -> str | None:
    """Free text, at most 4,000 characters."""
    if type(cell) is not str:
        return _text_of_number(cell)
    text = clean(cell)
    if len(text) > LONGEST:
        raise UnreadableError(TOO_LONG)
    return None if not text or text in EXCEL_ERRORS else text


def read_name(cell: Cell) -> str | None:
    """A name of one line: blanks and line ends inside become one blank."""
    text = read_text(cell)
    if text is None or (text.isprintable() and "  " not in text):
        return text
    return _SPACES.sub(" ", text).strip() or None


def read_code(cell: Cell) -> str | None:
    """A code as text, though Excel may have stored a number: no `.0`, no exponent, full-width signs made narrow."""
    if type(cell) is not str:
        return _text_of_number(cell)
    text = cell if cell.isascii() and cell.isalnum() else narrow(cell).removeprefix("'").strip()
    if len(text) > LONGEST_CODE:
        raise UnreadableError(TOO_LONG)
    if "." in text or "E+" in text or "e+" in text:
        text = _plain_digits(text)
    return None if text in EMPTY else text


def read_phone(cell: Cell) -> str | None:
    """A telephone number; a mobile number loses blanks, hyphens and +86, anything else stays as written."""
    if type(cell) is str and len(cell) == 11 and cell.isascii() and cell.isdigit():
        return cell
    text = read_code(cell)
    if text is None:
        return None
    digits = text.replace(" ", "").replace("-", "").removeprefix("+").removeprefix("0086")
    if len(digits) == 13 and digits.startswith("861"):
        digits = digits[2:]
    return digits if len(digits) == 11 and digits.startswith("1") else text


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
        return cell.year * 100 + cell.month
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
        return day.year * 100 + day.month if day else None
    year, month = int(found[1]), int(found[2])
    if not (1900 <= year <= 2999 and 1 <= month <= 12):
        raise UnreadableError(NOT_A_MONTH)
    return year * 100 + month


def read_money(cell: Cell, unit: int = 1) -> int | None:
    """An amount in whole fen; `unit` is how many yuan one stands for (10,000 under a heading in 万元)."""
    if type(cell) is float and -1e12 < cell < 1e12 and unit == 1:
        return round(cell * 100)
    amount = _number(cell, NOT_AN_AMOUNT)
    if amount is None:
        return None
    fen = int((amount * 100 * unit).quantize(Decimal(1), ROUND_HALF_UP)) if abs(amount) < MOST else MOST
    if abs(fen) >= MOST:
        raise UnreadableError(TOO_LARGE)
    return fen


def read_count(cell: Cell, unit: int = 1) -> int | None:
    """A whole number of things, never below zero."""
    number = _number(cell, NOT_A_NUMBER)
    if number is None:
        return None
    number *= unit
    if number < 0:
        raise UnreadableError(NEGATIVE)
    if number >= MOST_COUNT:
        raise UnreadableError(TOO_LARGE)
    if number != int(number):
        raise UnreadableError(NOT_WHOLE)
    return int(number)


def read_usage(cell: Cell, unit: int = 1) -> int | None:
    """A measured quantity such as minutes or megabytes, rounded to whole ones; a correction may be negative."""
    number = _number(cell, NOT_A_NUMBER)
    if number is None:
        return None
    if abs(number) >= MOST_COUNT:
        raise UnreadableError(TOO_LARGE)
    return int((number * unit).quantize(Decimal(1), ROUND_HALF_UP))


def read_figure(cell: Cell) -> float | None:
    """A measured figure that may have decimals, never below zero."""
    if type(cell) is float and 0 <= cell < MOST_COUNT:
        return round(cell, 6)
    number = _number(cell, NOT_A_NUMBER)
    if number is None:
        return None
    if number < 0:
        raise UnreadableError(NEGATIVE)
    if number >= MOST_COUNT:
        raise UnreadableError(TOO_LARGE)
    return round(float(number), 6)


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


def read_flag(cell: Cell) -> bool | None:
    """Yes or no in any of the usual signs; an empty cell says nothing."""
    if cell is None or isinstance(cell, bool):
        return cell
    if isinstance(cell, (int, float)):
        if cell in (0, 1):
            return bool(cell)
        raise UnreadableError(NOT_YES_OR_NO)
    word = narrow(str(cell))
    if word.casefold() in YES:
        return True
    if word.casefold() in NO:
        return False
    if word in EMPTY:
        return None
    raise UnreadableError(NOT_YES_OR_NO)


def _text_of_number(cell: Cell) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if cell != cell or abs(cell) >= 1e25:
            raise UnreadableError(NOT_A_NUMBER)
        return f"{cell:.0f}" if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != datetime.min.time() else cell.date().isoformat()
    return str(cell) if not isinstance(cell, date) else cell.isoformat()


def _plain_digits(text: str) -> str:
    return f"{Decimal(text):.0f}" if _NUMBER_IN_CODE.fullmatch(text) else text


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


def _number(cell: Cell, reason: str) -> Decimal | None:
    if cell is None:
        return None
    if isinstance(cell, (bool, date, time, timedelta)):
        raise UnreadableError(reason)
    if isinstance(cell, float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            raise UnreadableError(reason)
        return Decimal(repr(cell))
    if isinstance(cell, int):
        return Decimal(cell)
    text = narrow(cell)
    return None if text in EMPTY else _number_of_text(text, reason)


def _number_of_text(text: str, reason: str) -> Decimal:
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()").replace(",", "").replace(" ", "").replace("，", "")
    for word in _UNIT_WORDS:
        text = text.removeprefix(word).removesuffix(word)
    factor = Decimal(1)
    for unit, worth in (_UNITS | _UNITS_LAST).items():
        if text.endswith(unit):
            text, factor = text.removesuffix(unit), worth
            break
    if not _PLAIN_NUMBER.fullmatch(text):
        raise UnreadableError(reason)
    try:
        number = Decimal(text) * factor
    except InvalidOperation:
        raise UnreadableError(reason) from None
    return -number if negative else number
