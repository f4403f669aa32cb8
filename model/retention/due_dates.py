"""Calendar arithmetic of keeping customers: when bundles, agreements, holidays and visits fall due."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from model.retention.calendars import HolidayRun, WorkCalendar, working_days_before

BUNDLE_MONTHS: Final = (2, 1)
"""Two months is the field's rule; the second reminder at one month is ours."""

AGREEMENT_MONTHS: Final = (6, 3, 1)
"""Ours: tenders take that long."""


@dataclass(frozen=True)
class Stage:
    """A reminder before an end: how many calendar months ahead, and the day it falls due."""

    months: int
    due: date


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later (earlier when negative), or a shorter month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stages_before(end: date, months: tuple[int, ...]) -> list[Stage]:
    """The reminders before an end, the earliest first: 30 April at two months → 28 or 29 February."""
    return [Stage(ahead, months_after(end, -ahead)) for ahead in sorted(months, reverse=True)]


@lru_cache(maxsize=8192)
def stage_due(end: date, months: tuple[int, ...], today: date) -> Stage | None:
    """The one reminder in force: the latest that is due by today. A later one takes the place of an earlier one."""
    due = [stage for stage in stages_before(end, months) if stage.due <= today]
    return due[-1] if due else None


def payment_due(run: HolidayRun, working_days: int, calendar: WorkCalendar) -> date:
    """When to list who pays before a public holiday: so many working days before its first rest day."""
    return working_days_before(run.first, working_days, calendar)


def month_of(day: date) -> int:
    """The month of a day, as YYYYMM."""
    return day.year * 100 + day.month


def month_before(month: int, count: int = 1) -> int:
    """The YYYYMM so many months before (after, when negative)."""
    index = month // 100 * 12 + month % 100 - 1 - count
    return index // 12 * 100 + index % 12 + 1


def whole_months(first: date, last: date) -> int:
    """Whole calendar months from one day to another; negative when it lies behind."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_after(first, months) <= last else months - 1
