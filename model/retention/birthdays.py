"""When a birthday falls, by the solar or the lunar calendar, and when to prepare it."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from model.retention.calendars import WorkCalendar, working_day_on_or_before

_LONGEST: Final = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


class BirthCalendar(StrEnum):
    """公历 or 农历."""

    SOLAR = "solar"
    LUNAR = "lunar"


class LeapRule(StrEnum):
    """Which month counts in a lunar year that has the birth month twice; `LEAP` is for people born in a leap month."""

    ORDINARY = "ordinary"
    LEAP = "leap"


@dataclass(frozen=True)
class Birthday:
    """Month and day in the person's own calendar; the year is not needed and often not known."""

    month: int
    day: int
    calendar: BirthCalendar = BirthCalendar.SOLAR
    leap_rule: LeapRule = LeapRule.ORDINARY


def birthday_of(text: str, calendar: str, leap_rule: str) -> Birthday | None:
    """A birthday as the store keeps it ("1980-06-30" or "06-30"); `None` if it cannot be."""
    parts = text.split("-")[-2:]
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    kind = BirthCalendar.LUNAR if calendar == BirthCalendar.LUNAR else BirthCalendar.SOLAR
    rule = LeapRule.LEAP if leap_rule == LeapRule.LEAP else LeapRule.ORDINARY
    birthday = Birthday(int(parts[0]), int(parts[1]), kind, rule)
    longest = 30 if kind is BirthCalendar.LUNAR else _LONGEST.get(birthday.month, 0)
    return birthday if 1 <= birthday.month <= 12 and 1 <= birthday.day <= longest else None


def birthday_in(birthday: Birthday, year: int) -> date:
    """The solar day of the birthday in a year of its own calendar.

    29 February becomes the 28th in a common year; day 30 becomes the last day of a lunar month that has 29 *(ours)*.
    A lunar year's twelfth month ends in the next solar year.
    """
    if birthday.calendar is BirthCalendar.SOLAR:
        if (birthday.month, birthday.day) == (2, 29) and not isleap(year):
            return date(year, 2, 28)
        return date(year, birthday.month, birthday.day)
    months = _lunar_months(year)
    leap = birthday.leap_rule is LeapRule.LEAP and -birthday.month in months
    first, length = months[-birthday.month if leap else birthday.month]
    return first + timedelta(days=min(birthday.day, length) - 1)


@lru_cache(maxsize=32)
def _lunar_months(year: int) -> dict[int, tuple[date, int]]:
    """The first day and length of each month of a lunar year; a leap month has a negative number."""
    from lunar_python import LunarYear, Solar  # here, for the window's start must not wait for its tables

    months = {}
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year:
            first = Solar.fromJulianDay(month.getFirstJulianDay())
            day = date(first.getYear(), first.getMonth(), first.getDay())
            months[month.getMonth()] = (day, month.getDayCount())
    return months


def next_birthday(birthday: Birthday, on_or_after: date) -> date:
    """The first birthday from a day on."""
    years = range(on_or_after.year - 1, on_or_after.year + 3)
    return min(day for day in (birthday_in(birthday, year) for year in years) if day >= on_or_after)


def birthday_due(day: date, lead_days: int, calendar: WorkCalendar) -> date:
    """When to prepare a birthday: `lead_days` ahead, moved to the working day before when that is a rest day."""
    return working_day_on_or_before(day - timedelta(days=lead_days), calendar)
