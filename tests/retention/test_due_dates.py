"""Calendar months before an end, visit cycles and their load."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.months import month_before, month_of, months_after, whole_months
from model.retention.due_dates import stage_due, stages_before
from model.retention.visit_cycles import SHIPPED_CYCLES, VisitDue, hours_of, monthly_load, visits_due

BUNDLES, AGREEMENTS = (2, 1), (6, 3, 1)
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("end", "two_months", "one_month"),
    [
        (date(2027, 4, 30), date(2027, 2, 28), date(2027, 3, 30)),
        (date(2028, 4, 30), date(2028, 2, 29), date(2028, 3, 30)),
        (date(2026, 12, 31), date(2026, 10, 31), date(2026, 11, 30)),
        (date(2027, 1, 31), date(2026, 11, 30), date(2026, 12, 31)),
        (date(2027, 3, 31), date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2027, 12, 29), date(2028, 1, 29)),
    ],
)
def test_a_bundle_is_due_two_calendar_months_before_its_end_and_again_at_one(
    end: date, two_months: date, one_month: date
) -> None:
    assert [stage.due for stage in stages_before(end, BUNDLES)] == [two_months, one_month]


def test_an_agreement_is_due_six_three_and_one_month_ahead() -> None:
    stages = stages_before(date(2027, 8, 31), AGREEMENTS)
    assert [stage.due for stage in stages] == [date(2027, 2, 28), date(2027, 5, 31), date(2027, 7, 31)]


def test_the_later_reminder_takes_the_place_of_the_earlier() -> None:
    end = date(2027, 1, 31)
    assert stage_due(end, BUNDLES, date(2026, 11, 29)) is None
    assert [stage_due(end, BUNDLES, day).months for day in (date(2026, 11, 30), date(2026, 12, 30))] == [2, 2]  # type: ignore[union-attr]
    last = stage_due(end, BUNDLES, date(2027, 5, 1))
    assert last is not None
    assert (last.months, last.due) == (1, date(2026, 12, 31))


@given(days, st.integers(-120, 120))
def test_adding_months_lands_in_that_month_and_never_later_than_the_same_day(day: date, months: int) -> None:
    moved = months_after(day, months)
    assert month_of(moved) == month_before(month_of(day), -months)
    assert moved.day <= day.day
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(days, days)
def test_whole_months_are_the_most_that_fit(first: date, last: date) -> None:
    months = whole_months(first, last)
    assert months_after(first, months) <= last < months_after(first, months + 1)


def test_what_is_owed_is_counted_from_the_true_last_contact_of_the_right_kind() -> None:
    met = {"on_site": date(2026, 9, 10), "phone": date(2026, 10, 31)}
    assert visits_due("B", met, SHIPPED_CYCLES) == [
        VisitDue("on_site", date(2026, 12, 10), date(2026, 9, 10), 3),
        VisitDue("phone", date(2026, 11, 30), date(2026, 10, 31), 1),
    ]


def test_a_visit_on_site_also_counts_as_a_call_but_a_call_is_no_visit() -> None:
    owed = visits_due("B", {"on_site": date(2026, 11, 5)}, SHIPPED_CYCLES)
    assert [one.last for one in owed] == [date(2026, 11, 5), date(2026, 11, 5)]
    owed = visits_due("B", {"phone": date(2026, 11, 5)}, SHIPPED_CYCLES)
    assert [one.due for one in owed] == [None, date(2026, 12, 5)]


def test_the_load_of_a_manager_with_243_customers_is_counted_by_mode() -> None:
    load = monthly_load({"A": 12, "B": 36, "C": 73, "D": 122}, SHIPPED_CYCLES)
    assert load == pytest.approx({"on_site": 12 + 12 + 73 / 6, "phone": 36 + 73 / 3 + 122 / 6})
    assert hours_of({"on_site": 4, "phone": 8}) == 10
