"""The world's time, passed in so that a run can be repeated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "UTC+8")
"""Wall time that people write and read, in every part of China."""
_LAST = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp() * 1000)


@dataclass(frozen=True)
class Clock:
    """The instant (aware, UTC) and the business date; `--now` and `--today` fix either."""

    now: Callable[[], datetime]
    today: Callable[[], date]


def system_clock() -> Clock:
    """The machine's own clock; the business date is the date in China."""
    return Clock(lambda: datetime.now(UTC), lambda: datetime.now(CHINA).date())


def instant_of(milliseconds: int) -> datetime:
    """The instant (UTC) a stamp names; one of before 1970 or after the calendar's end is the nearest of between."""
    return datetime.fromtimestamp(min(max(milliseconds, 0), _LAST) / 1000, UTC)


def fixed_clock(now: datetime | None = None, today: date | None = None) -> Clock:
    """A clock with either hand held still. A fixed instant alone fixes the date as well.

    Raises `ValueError` for an instant without a time zone.
    """
    if now is not None and now.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    real = system_clock()
    day = today if today is not None else (now.astimezone(CHINA).date() if now is not None else None)
    return Clock(
        real.now if now is None else lambda: now.astimezone(UTC),
        real.today if day is None else lambda: day,
    )
