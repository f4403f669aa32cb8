"""What a typed text means for a field of a record."""

import math
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, Integer, Time

from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.months import is_month
from model.store.base import Instant
from resources.i18n import _

Typed = str | int | float | bool | date | time | datetime | None
_MONTHS: Final = ("month", "valid_from", "valid_to", "base_month")
_YES = frozenset({"true", "yes", "y", "1", "是"})
_NO = frozenset({"false", "no", "n", "0", "否"})


def value_of(column: Column[Typed], text: str) -> Typed:
    """The value a text stands for: ISO days and times, YYYY-MM months, whole fen, yes or no; empty text empties.

    A code of an enumeration may be given by its label. Raises `UserError` where it can stand for none.
    """
    if text == "":
        return None if column.nullable else _emptied(column)
    try:
        return _read(column, _code_of(column, text))
    except ValueError:
        label = str(column.info.get("label") or column.name)
        raise UserError(_("“{value}” cannot be a value of {field}.").format(value=text, field=_(label))) from None


def _emptied(column: Column[Typed]) -> Typed:
    default: Typed = getattr(column.default, "arg", "")
    return default


def _read(column: Column[Typed], text: str) -> Typed:
    kind: object = column.type
    if column.type.python_type is bytes:
        raise ValueError(text)
    if isinstance(kind, Instant):
        return datetime.fromisoformat(text)
    if isinstance(kind, Date):
        return date.fromisoformat(text)
    if isinstance(kind, Time):
        return time.fromisoformat(text)
    if isinstance(kind, Boolean):
        return _flag(text)
    if isinstance(kind, (BigInteger, Integer)):
        return _month(text) if is_month_column(column) else _whole(text)
    if isinstance(kind, Float):
        return _finite(text)
    return text


def _code_of(column: Column[Typed], text: str) -> str:
    """The code of an enumeration, given as itself or by its label; other texts as they are."""
    known = ENUMERATIONS.get(str(column.info.get("choices") or ""), {})
    return next((code for code, label in known.items() if text in (code, label, _(label))), text)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def is_month_column(column: Column[Typed]) -> bool:
    """Whether a column keeps months, which are written YYYY-MM."""
    return column.name in _MONTHS and isinstance(column.type, BigInteger)


def _month(text: str) -> int:
    month = _whole(text.replace("-", "", 1) if len(text) == 7 and text[4] == "-" else text)
    if not is_month(month):
        raise ValueError(text)
    return month


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) >= 2**62:
        raise ValueError(text)
    return number


def _flag(text: str) -> bool:
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(text)
