"""Months as the store keeps them: whole numbers, YYYYMM."""

from calendar import monthrange
from datetime import date, timedelta


def month_of(day: date) -> int:
    """The month a day lies in."""
    return day.year * 100 + day.month


def is_month(number: int) -> bool:
    """Whether a number from outside names a month of 1900 to 2999: years of other months can be reckoned around it."""
    return 1900 <= number // 100 <= 2999 and 1 <= number % 100 <= 12


def month_count(month: int) -> int:
    """A month as a number that grows by one a month."""
    return month // 100 * 12 + month % 100 - 1


def month_after(month: int, by: int = 1) -> int:
    """The month so many after (or before) a month."""
    year, place = divmod(month_count(month) + by, 12)
    return year * 100 + place + 1


def month_before(month: int, by: int = 1) -> int:
    """The month so many before a month."""
    return month_after(month, -by)


def month_range(month: int) -> tuple[date, date]:
    """First day of a month and first day of the next; raises `ValueError` for no month."""
    year, number = divmod(month, 100)
    first = date(year, number, 1)
    return first, date(year + number // 12, number % 12 + 1, 1)


def first_day(month: int) -> date:
    """The first day of a month; raises `ValueError` for no month."""
    return month_range(month)[0]


def last_day(month: int) -> date:
    """The last day of a month; raises `ValueError` for no month."""
    return month_range(month)[1] - timedelta(days=1)


def months_between(first: date, after: date) -> list[int]:
    """The months that the days from `first` up to `after` lie in."""
    months, day = [], first
    while day < after:
        months.append(month_of(day))
        day = month_range(months[-1])[1]
    return months


def month_words(month: int) -> str:
    """202611 as 2026-11."""
    return f"{month // 100:04d}-{month % 100:02d}"


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later (earlier when negative), or a shorter month's last day."""
    year, month = divmod(month_after(month_of(day), months), 100)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def whole_months(first: date, last: date) -> int:
    """Whole calendar months from one day to another; negative when it lies behind."""
    months = month_count(month_of(last)) - month_count(month_of(first))
    return months if months_after(first, months) <= last else months - 1
