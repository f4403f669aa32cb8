"""One cell, read as people write it: text, codes, phones, dates, months, amounts, counts and yes-or-no.

Every reader takes a plain cell and gives the value kept, `None` for an empty one, or raises `UnreadableError`.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
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
YES: Final = frozenset({"是", "有", "y", "yes", "1", "√", "✓", "✔", "☑", "true", "t", "真", "对"})
NO: Final = frozenset({"否", "无", "没有", "n", "no", "0", "×", "✗", "✘", "☐", "false", "f", "假", "不是", "x"})

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff0-\uffff\ud800-\udfff]"
)
_NUMBER_IN_CODE = re.compile(r"\d+\.0+|\d(?:\.\d+)?[eE]\+?\d{1,2}")


class UnreadableError(Exception):
    """A cell that cannot be meant; carries the English id of the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


NOT_A_NUMBER: Final = N_("This is not a number")
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
