"""Amounts, counts and measured figures as people write them."""

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from model.intake.cells import EMPTY, NOT_A_NUMBER, Cell, UnreadableError, narrow
from resources.i18n import N_

MOST_COUNT: Final = 10**12
MOST: Final = 10**15
"""No amount in fen and no count is larger; beyond it a figure is a slip of the hand."""
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_UNITS_LAST: Final = {
    "万": Decimal(10) ** 4,
    "w": Decimal(10) ** 4,
    "W": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "%": Decimal("0.01"),
}
_UNITS: Final = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "千万": Decimal(10) ** 7, "百万": Decimal(10) ** 6}
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
NOT_AN_AMOUNT: Final = N_("This is not an amount")
NOT_WHOLE: Final = N_("This has to be a whole number")
NEGATIVE: Final = N_("This cannot be less than zero")
TOO_LARGE: Final = N_("This figure is too large")


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
