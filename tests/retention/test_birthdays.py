"""Birthdays by both calendars."""

from datetime import date

import pytest

from model.retention.birthdays import (
    BirthCalendar,
    Birthday,
    LeapRule,
    birthday_due,
    birthday_in,
    birthday_of,
    next_birthday,
)
from model.retention.calendars import china_calendar

LUNAR = BirthCalendar.LUNAR


@pytest.mark.parametrize(
    ("birthday", "year", "day"),
    [
        (Birthday(11, 28), 2026, date(2026, 11, 28)),
        (Birthday(2, 29), 2028, date(2028, 2, 29)),
        (Birthday(2, 29), 2027, date(2027, 2, 28)),
        (Birthday(6, 15, LUNAR), 2025, date(2025, 7, 9)),
        (Birthday(6, 15, LUNAR, LeapRule.LEAP), 2025, date(2025, 8, 8)),
        (Birthday(6, 15, LUNAR, LeapRule.LEAP), 2026, date(2026, 7, 28)),
        (Birthday(6, 30, LUNAR), 2025, date(2025, 7, 24)),
        (Birthday(6, 30, LUNAR, LeapRule.LEAP), 2025, date(2025, 8, 22)),
        (Birthday(4, 30, LUNAR), 2025, date(2025, 5, 26)),
        (Birthday(12, 30, LUNAR), 2025, date(2026, 2, 16)),
        (Birthday(1, 1, LUNAR), 2026, date(2026, 2, 17)),
    ],
)
def test_a_birthday_falls_on_its_day_in_every_kind_of_month(birthday: Birthday, year: int, day: date) -> None:
    assert birthday_in(birthday, year) == day


def test_the_next_birthday_may_belong_to_the_lunar_year_before() -> None:
    assert next_birthday(Birthday(12, 8, LUNAR), date(2027, 1, 1)) == date(2027, 1, 15)
    assert next_birthday(Birthday(1, 3), date(2026, 12, 20)) == date(2027, 1, 3)
    assert next_birthday(Birthday(1, 3), date(2027, 1, 3)) == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 27), date(2026, 11, 20)),
        (date(2026, 11, 29), date(2026, 11, 20)),
        (date(2026, 11, 28), date(2026, 11, 20)),
        (date(2026, 10, 17), date(2026, 10, 10)),
        (date(2026, 10, 12), date(2026, 9, 30)),
        (date(2026, 2, 24), date(2026, 2, 14)),
    ],
)
def test_a_birthday_is_prepared_seven_days_ahead_and_never_on_a_rest_day(day: date, due: date) -> None:
    calendar = china_calendar()
    assert birthday_due(day, 7, calendar) == due
    assert calendar.is_working_day(due)


@pytest.mark.parametrize(
    ("text", "calendar", "rule", "birthday"),
    [
        ("1980-06-30", "lunar", "leap", Birthday(6, 30, LUNAR, LeapRule.LEAP)),
        ("06-31", "solar", "", None),
        ("02-30", "lunar", "", Birthday(2, 30, LUNAR)),
        ("02-30", "solar", "", None),
        ("1980-13-01", "solar", "", None),
        ("", "solar", "", None),
        ("六月", "lunar", "", None),
        ("0-٣", "solar", "", None),
    ],
)
def test_a_kept_birthday_is_read_or_refused(text: str, calendar: str, rule: str, birthday: Birthday | None) -> None:
    assert birthday_of(text, calendar, rule) == birthday
