"""Working days of China: weekends, public holidays, and the make-up days (调休) of the years that are published."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from resources import RESOURCES
from resources.i18n import N_

SHIPPED: Final = RESOURCES / "holidays" / "china.csv"
"""The public holidays and make-up days that ship, made by `model.retention.ship_holidays`."""
SHIPPED_YEARS: Final = range(2020, 2036)

HOLIDAY_NAMES: Final = {
    "New Year's Day": N_("New Year"),
    "Chinese New Year's Eve": N_("Spring Festival"),
    "Chinese New Year (Spring Festival)": N_("Spring Festival"),
    "Tomb-Sweeping Day": N_("Qingming"),
    "Labor Day": N_("Labour Day"),
    "Dragon Boat Festival": N_("Dragon Boat Festival"),
    "Mid-Autumn Festival": N_("Mid-Autumn"),
    "National Day": N_("National Day"),
}
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class HolidayRun:
    """A public holiday as people live it: the unbroken rest days around it; `names` are message ids."""

    names: tuple[str, ...]
    first: date
    last: date
    preliminary: bool


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked. `last_sure_year` is the last whose make-up days are known; later ones are preliminary."""

    rest: frozenset[date]
    work: frozenset[date]
    names: Mapping[date, str]
    last_sure_year: int

    def is_working_day(self, day: date) -> bool:
        """Make-up days are worked, public holidays are not, else Monday to Friday."""
        return day in self.work or (day not in self.rest and day.weekday() < 5)

    def is_preliminary(self, day: date) -> bool:
        """Whether the year's make-up days are not known yet."""
        return day.year > self.last_sure_year


def china_calendar(edited: Iterable[tuple[date, bool, str]] = (), years: Iterable[int] = SHIPPED_YEARS) -> WorkCalendar:
    """The shipped table with the edited days over it: (day, worked, name). An edited year counts as sure."""
    rest, work, names, sure = _shipped(tuple(years))
    changed = list(edited)
    worked = {day for day, is_work, _name in changed if is_work}
    rested = {day for day, is_work, _name in changed if not is_work}
    names = {**names, **{day: name for day, is_work, name in changed if name and not is_work}}
    last = max([sure, *(day.year for day in worked)])
    return WorkCalendar(
        rest=(rest - worked) | rested,
        work=(work - rested) | worked,
        names={day: name for day, name in names.items() if day not in worked},
        last_sure_year=last,
    )


@lru_cache(maxsize=4)
def _shipped(years: tuple[int, ...]) -> tuple[frozenset[date], frozenset[date], dict[date, str], int]:
    rest: set[date] = set()
    work: set[date] = set()
    names: dict[date, str] = {}
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["day"])
            if day.year in years:
                (work if row["kind"] == "work" else rest).add(day)
                if row["name"]:
                    names[day] = HOLIDAY_NAMES[row["name"]]
    sure = max((day.year for day in work), default=min(years) - 1)
    return frozenset(rest), frozenset(work), names, sure


def working_day_on_or_before(day: date, calendar: WorkCalendar) -> date:
    """The day itself when worked, else the nearest worked day before it."""
    while not calendar.is_working_day(day):
        day -= _ONE_DAY
    return day


def working_days_before(day: date, count: int, calendar: WorkCalendar) -> date:
    """The `count`-th working day before a day that is not itself counted."""
    while count > 0:
        day = working_day_on_or_before(day - _ONE_DAY, calendar)
        count -= 1
    return day


def next_working_days(day: date, count: int, calendar: WorkCalendar) -> list[date]:
    """The `count` working days from a day on, itself included when worked."""
    found: list[date] = []
    while len(found) < count:
        if calendar.is_working_day(day):
            found.append(day)
        day += _ONE_DAY
    return found


def holiday_runs(first: date, last: date, calendar: WorkCalendar) -> list[HolidayRun]:
    """The public holidays that begin from `first` to `last`, both included, in order."""
    runs = []
    day = first
    while day <= last:
        run = _run_at(day, calendar)
        if run is None:
            day += _ONE_DAY
            continue
        if run.first >= first:
            runs.append(run)
        day = run.last + _ONE_DAY
    return runs


def _run_at(day: date, calendar: WorkCalendar) -> HolidayRun | None:
    if calendar.is_working_day(day):
        return None
    first = last = day
    while not calendar.is_working_day(first - _ONE_DAY):
        first -= _ONE_DAY
    while not calendar.is_working_day(last + _ONE_DAY):
        last += _ONE_DAY
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    names = tuple(dict.fromkeys(calendar.names[one] for one in days if one in calendar.names))
    if not names:
        return None
    return HolidayRun(names, first, last, calendar.is_preliminary(last))
