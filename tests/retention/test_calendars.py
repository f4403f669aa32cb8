"""Working days, make-up days and public holidays."""

from datetime import date

import pytest

from model.retention.calendars import china_calendar, holiday_runs, next_working_days, working_days_before
from model.retention.due_dates import payment_due


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),  # a make-up Saturday
        (date(2026, 9, 20), True),  # a make-up Sunday
        (date(2026, 10, 11), False),
        (date(2026, 11, 23), True),
        (date(2026, 2, 16), False),
    ],
)
def test_make_up_days_are_worked_and_holidays_are_not(day: date, worked: bool) -> None:
    assert china_calendar().is_working_day(day) is worked


def test_the_holidays_of_2026_are_runs_of_rest_days() -> None:
    runs = holiday_runs(date(2026, 1, 1), date(2026, 12, 31), china_calendar())
    assert [(run.names, run.first, run.last) for run in runs] == [
        (("New Year",), date(2026, 1, 1), date(2026, 1, 3)),
        (("Spring Festival",), date(2026, 2, 15), date(2026, 2, 23)),
        (("Qingming",), date(2026, 4, 4), date(2026, 4, 6)),
        (("Labour Day",), date(2026, 5, 1), date(2026, 5, 5)),
        (("Dragon Boat Festival",), date(2026, 6, 19), date(2026, 6, 21)),
        (("Mid-Autumn",), date(2026, 9, 25), date(2026, 9, 27)),
        (("National Day",), date(2026, 10, 1), date(2026, 10, 7)),
    ]
    assert not any(run.preliminary for run in runs)


def test_two_holidays_in_one_run_are_named_together() -> None:
    (run,) = holiday_runs(date(2025, 10, 1), date(2025, 10, 31), china_calendar())
    assert (run.names, run.first, run.last) == (("National Day", "Mid-Autumn"), date(2025, 10, 1), date(2025, 10, 8))


def test_a_run_that_began_before_the_window_is_not_listed_again() -> None:
    assert holiday_runs(date(2026, 10, 3), date(2026, 10, 31), china_calendar()) == []


@pytest.mark.parametrize(
    ("holiday", "due"),
    [
        (date(2026, 10, 1), date(2026, 9, 28)),
        (date(2026, 2, 15), date(2026, 2, 12)),  # Saturday the 14th is worked
        (date(2027, 1, 1), date(2026, 12, 29)),
        (date(2026, 9, 25), date(2026, 9, 22)),  # Sunday the 20th, worked, lies before
    ],
)
def test_payment_is_listed_three_working_days_before_a_holiday(holiday: date, due: date) -> None:
    calendar = china_calendar()
    (run,) = holiday_runs(holiday, holiday, calendar)
    assert payment_due(run, 3, calendar) == due


def test_a_year_without_published_make_up_days_is_preliminary_until_they_are_typed_in() -> None:
    shipped = china_calendar()
    assert shipped.last_sure_year == 2026
    assert shipped.is_preliminary(date(2027, 1, 1))
    edited = china_calendar([(date(2027, 2, 20), True, ""), (date(2027, 2, 11), False, "Spring Festival")])
    assert not edited.is_preliminary(date(2027, 1, 1))
    assert edited.is_working_day(date(2027, 2, 20))
    assert not edited.is_working_day(date(2027, 2, 11))


def test_an_edited_day_outranks_the_shipped_table() -> None:
    edited = china_calendar([(date(2026, 10, 10), False, "")])
    assert not edited.is_working_day(date(2026, 10, 10))
    assert working_days_before(date(2026, 10, 12), 1, edited) == date(2026, 10, 9)


def test_the_coming_working_days_skip_the_weekend() -> None:
    assert next_working_days(date(2026, 11, 20), 2, china_calendar()) == [date(2026, 11, 20), date(2026, 11, 23)]
