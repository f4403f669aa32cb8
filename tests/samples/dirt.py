"""How people and office systems really write: the same values, typed in all the ways that an import must read."""

import random
from collections.abc import Callable
from datetime import date

Typed = str | int | float | bool | date | None
Hand = Callable[[random.Random, object], Typed]

_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def plain(_chance: random.Random, value: object) -> Typed:
    """As it is; a code stays text."""
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    raise TypeError(value)


def day(chance: random.Random, value: object) -> Typed:
    """A date: mostly a real one, else one of the five ways people type it."""
    if not isinstance(value, date):
        return None
    form = chance.choice(("", "", "", "", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "short"))
    if form == "short":
        return f"{value.year}/{value.month}/{value.day}"
    return value.strftime(form) if form else value


def month(chance: random.Random, value: object) -> Typed:
    """A month `YYYYMM`: mostly a number, else typed."""
    if not isinstance(value, int):
        return None
    year, of_year = divmod(value, 100)
    return chance.choice((value, value, value, value, f"{year}-{of_year:02d}", f"{year}年{of_year}月", f"{value}"))


def amount(chance: random.Random, value: object) -> Typed:
    """An amount in yuan: mostly a number, else with thousands, a sign, full-width digits; round ones also in 万."""
    if not isinstance(value, int | float):
        return None
    if value >= 10_000 and value % 100 == 0 and chance.random() < 0.5:
        return f"{value / 10_000:.2f}".rstrip("0").rstrip(".") + "万"
    drawn = chance.random()
    if drawn < 0.03:
        return f"{value:,.2f}".translate(_WIDE)
    if drawn < 0.06:
        return f"￥{value:,.2f}"
    return f"{value:,.2f}" if drawn < 0.16 else value


def count(chance: random.Random, value: object) -> Typed:
    """A whole number: mostly a number, else typed, also in full-width digits."""
    if not isinstance(value, int):
        return None
    drawn = chance.random()
    if drawn < 0.04:
        return str(value).translate(_WIDE)
    return f"{value:,}" if drawn < 0.1 else value


def phone(chance: random.Random, value: object) -> Typed:
    """A number of eleven digits: half of them a float, as Excel keeps them; a masked one stays text."""
    text = str(value or "")
    if not (text.isascii() and text.isdigit()):
        return text or None
    drawn = chance.random()
    if drawn < 0.04:
        return text.translate(_WIDE)
    return f"{text[:3]} {text[3:7]} {text[7:]}" if drawn < 0.08 else float(text) if drawn < 0.5 else text


def code(chance: random.Random, value: object) -> Typed:
    """A code without leading zeros: often a number, since Excel kept it so, else text, sometimes with blanks around."""
    text = str(value or "")
    drawn = chance.random()
    if text.isdigit() and drawn < 0.3:
        return float(text)
    return f" {text} " if drawn < 0.33 else text or None


def flag(chance: random.Random, value: object) -> Typed:
    """Yes or no, in the ways of different offices."""
    return chance.choice(("是", "是", "Y", "1", "√") if value else ("否", "否", "N", "0"))


def words(chance: random.Random, value: object) -> Typed:
    """A text, now and then with a blank too many."""
    text = "" if value is None else str(value)
    return f"{text} " if text and chance.random() < 0.03 else text or None
