"""Reads dates, months, amounts and numbers the way people type them."""

import re
import unicodedata
from datetime import date

from gui.widgets.spoken_days import spoken_day
from model.months import is_month

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SHORT = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?")
_MONEY = re.compile(r"(-?)(\d{1,12})(?:\.(\d{1,2}))?(万?)")
_WAN = re.compile(r"(-?)(\d{1,8})(?:\.(\d{1,6}))?万")


def tidied(text: str) -> str:
    """Half-width digits and signs, no outer blanks."""
    return unicodedata.normalize("NFKC", text).strip()


def read_date(text: str, today: date) -> date:
    """2026-11-22, 2026/11/22, 20261122, 2026年11月22日; 11-22 and 1122 are this year's; and a day as it is said.

    Raises `ValueError`.
    """
    plain = tidied(text)
    if (said := spoken_day(plain, today)) is not None:
        return said
    if len(plain) == 8 and plain.isdecimal():
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    whole = _DATE.fullmatch(plain)
    if whole:
        return date(int(whole[1]), int(whole[2]), int(whole[3]))
    short = _SHORT.fullmatch(plain)
    if short:
        return date(today.year, int(short[1]), int(short[2]))
    if len(plain) == 4 and plain.isdecimal():
        return date(today.year, int(plain[:2]), int(plain[2:]))
    raise ValueError(plain)


def read_month(text: str) -> int:
    """2026-11, 202611, 2026年11月 as 202611. Raises `ValueError`."""
    found = _MONTH.fullmatch(tidied(text))
    month = int(found[1]) * 100 + int(found[2]) if found else 0
    if not is_month(month):
        raise ValueError(text)
    return month


def read_money(text: str) -> int:
    """Yuan as typed (1234.5, 1,234.50, ￥1,234, 1.2万) in fen. Raises `ValueError`; 3 places too."""
    plain = tidied(text).replace(",", "").removeprefix("¥").removesuffix("元").strip()
    found = _WAN.fullmatch(plain)
    if found:
        amount = int(found[2]) * 1_000_000 + int((found[3] or "0").ljust(6, "0"))
    else:
        found = _MONEY.fullmatch(plain)
        if not found:
            raise ValueError(text)
        amount = int(found[2]) * 100 + int((found[3] or "0").ljust(2, "0"))
    return -amount if found[1] else amount


def read_integer(text: str) -> int:
    """A whole number with or without thousands. Raises `ValueError`."""
    return int(tidied(text).replace(",", ""))
