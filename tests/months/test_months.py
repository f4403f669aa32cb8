"""Months are counted one by one, before and after every turn of the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.months import (
    first_day,
    is_month,
    last_day,
    month_after,
    month_before,
    month_count,
    month_of,
    month_range,
    month_words,
    months_after,
    months_between,
    whole_months,
)

DAYS = st.dates(date(1950, 1, 1), date(2200, 12, 31))


@given(DAYS, st.integers(-600, 600))
def test_so_many_months_on_and_back_is_the_same_month(day: date, by: int) -> None:
    month = month_of(day)
    after = month_after(month, by)
    assert is_month(after)
    assert month_count(after) - month_count(month) == by
    assert month_before(after, by) == month


@given(DAYS)
def test_the_days_of_a_month_begin_and_end_where_its_neighbours_do(day: date) -> None:
    month = month_of(day)
    first, after = month_range(month)
    assert first <= day < after
    assert (first_day(month), last_day(month)) == (first, after - timedelta(days=1))
    assert month_of(after) == month_after(month)
    assert month_of(first - timedelta(days=1)) == month_before(month)
    assert months_between(day, after) == [month]


@given(DAYS, st.integers(-240, 240))
def test_a_day_so_many_months_on_is_whole_months_away(day: date, months: int) -> None:
    on = months_after(day, months)
    assert month_of(on) == month_after(month_of(day), months)
    assert on.day == min(day.day, last_day(month_of(on)).day)
    if on.day == day.day:
        assert whole_months(day, on) == months


def test_a_stretch_over_new_year_is_four_months() -> None:
    assert months_between(date(2026, 11, 30), date(2027, 2, 2)) == [202611, 202612, 202701, 202702]
    assert months_between(date(2026, 11, 30), date(2026, 11, 30)) == []


@pytest.mark.parametrize("number", [0, 5, 13, 2026, 202600, 202613, 189_912, 300_001, 999_912, -202_611, 20_261_101])
def test_a_number_that_names_no_month_is_none(number: int) -> None:
    assert not is_month(number)


def test_a_month_is_written_with_its_year_in_four_figures() -> None:
    assert month_words(202611) == "2026-11"
    assert month_words(90001) == "0900-01"
