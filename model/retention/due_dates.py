"""Calendar arithmetic of keeping customers: when bundles, agreements, holidays and visits fall due."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from model.months import months_after
from model.retention.calendars import HolidayRun, WorkCalendar, working_days_before


@dataclass(frozen=True)
class Stage:
    """A reminder before an end: how many calendar months ahead, and the day it falls due."""

    months: int
    due: date


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
