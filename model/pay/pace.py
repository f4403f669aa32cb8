"""How a target stands: reached, expected to date by working days, and where the month ends at today's pace."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from unicodedata import normalize

from model.months import first_day, month_after
from model.retention.calendars import WorkCalendar


@dataclass(frozen=True)
class Pace:
    """Working days of a month that are over (the day itself counts when worked), and all there are."""

    worked: int
    whole: int


@dataclass(frozen=True)
class Standing:
    """Shares of the target (1 is all of it): reached, due by now, and forecast; None where nothing can be said."""

    reached: float | None
    due: float | None
    forecast: float | None
    forecast_value: float | None

    @property
    def behind(self) -> bool:
        """Whether the month would end below the target at today's pace."""
        return self.forecast is not None and self.forecast < 1


def pace_of(month: int, today: date, calendar: WorkCalendar) -> Pace:
    """The working days of a month as of a day; a past month is over, a coming one has not begun."""
    days = _working_days(month, calendar)
    return Pace(sum(day <= today for day in days), len(days))


def _working_days(month: int, calendar: WorkCalendar) -> list[date]:
    first, after = first_day(month), first_day(month_after(month))
    days = (first + timedelta(days=at) for at in range((after - first).days))
    return [day for day in days if calendar.is_working_day(day)]


def standing_of(target: float | None, actual: float | None, pace: Pace, is_rate: bool) -> Standing:
    """How an item stands: an amount grows with the working days, a rate is as it is."""
    if target is None or target <= 0 or actual is None:
        return Standing(None, None, None, None)
    reached = Fraction(actual) / Fraction(target)
    if is_rate:
        return Standing(float(reached), 1.0, float(reached), actual)
    due = Fraction(pace.worked, pace.whole) if pace.whole else Fraction(1)
    if not due:
        return Standing(float(reached), 0.0, None, None)
    return Standing(float(reached), float(due), float(reached / due), float(Fraction(actual) / due))


def is_rate_item(item: str) -> bool:
    """Whether an item is a rate (保有率, 覆盖率, … %): it does not add up over the days of a month."""
    name = normalize("NFKC", item).strip().casefold()
    return name.endswith(("率", "%", "rate", "占比", "满意度"))


def same_item(item: str, names: Iterable[str]) -> bool:
    """Whether an item is one of these names, however wide or spaced its letters are."""
    wanted = "".join(normalize("NFKC", item).casefold().split())
    return any(wanted == "".join(normalize("NFKC", name).casefold().split()) for name in names)
