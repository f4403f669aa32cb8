"""Rates by month, points, bonuses: the laws of pay, each amount rounded once."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.months import month_after, month_count
from model.pay.rules import (
    DEFAULT_SCHEME,
    Rate,
    Reached,
    Scheme,
    is_newcomer,
    past_fault,
    performance_bonus,
    rate_in,
    result_points,
    retention_bonus,
    rounded,
    score_of,
)

MONTHS = st.integers(2024 * 12, 2030 * 12).map(lambda count: count // 12 * 100 + count % 12 + 1)
AMOUNTS = st.integers(0, 100_000_000)
RATES = st.builds(
    Rate,
    item_code=st.sampled_from(("A", "B")),
    item=st.just("项目"),
    category=st.just("personal"),
    unit_price_fen=AMOUNTS,
    valid_from=st.none() | MONTHS,
    valid_to=st.none() | MONTHS,
    id=st.uuids().map(str),
)
SCHEMES = st.builds(Scheme, performance_fen=AMOUNTS, least_points=st.integers(0, 80), most_points=st.integers(80, 150))


def rate(price: int, begin: int | None, end: int | None = None, id: str = "") -> Rate:
    return Rate("A", "专线", "basic_group", price, begin, end, id)


def test_of_the_rates_that_have_begun_the_last_is_in_force_until_it_ends() -> None:
    rates = [rate(100, None), rate(200, 202606, 202608)]
    assert [
        one.unit_price_fen if (one := rate_in(rates, "A", month)) else None for month in (202605, 202606, 202608)
    ] == [
        100,
        200,
        200,
    ]
    assert rate_in(rates, "A", 202609) is None
    assert rate_in(rates, "B", 202606) is None


@given(st.lists(RATES, max_size=12), RATES, MONTHS)
def test_a_rate_that_begins_later_changes_no_month_before_it(rates: list[Rate], fresh: Rate, month: int) -> None:
    later = Rate(**{**fresh.__dict__, "valid_from": month_after(month)})
    assert rate_in([*rates, later], later.item_code, month) == rate_in(rates, later.item_code, month)


@given(st.permutations([rate(n, 202600 + n, None, str(n)) for n in range(1, 7)]), MONTHS)
def test_the_order_of_rates_is_irrelevant(rates: list[Rate], month: int) -> None:
    assert rate_in(rates, "A", month) == rate_in(sorted(rates, key=lambda one: one.id), "A", month)


@given(MONTHS, st.integers(-40, 40))
def test_months_count_up_and_back(month: int, by: int) -> None:
    assert month_count(month_after(month, by)) == month_count(month) + by
    assert month_after(month_after(month, by), -by) == month


@given(st.fractions(-(10**9), 10**9))
def test_rounding_is_half_up_and_never_more_than_half_away(amount: Fraction) -> None:
    assert abs(rounded(amount) - amount) <= Fraction(1, 2)
    assert rounded(-amount) == -rounded(amount)


def test_half_a_fen_goes_up() -> None:
    assert [rounded(Fraction(n, 2)) for n in (1, 3, -1)] == [1, 2, -1]


def test_a_price_never_begins_in_a_past_month_but_the_very_first_may() -> None:
    assert past_fault(202610, 202611, has_earlier=True)
    assert past_fault(None, 202611, has_earlier=False)
    assert past_fault(202613, 202611, has_earlier=False)
    assert past_fault(202610, 202611, has_earlier=False) == ""
    assert past_fault(202611, 202611, has_earlier=True) == ""


@pytest.mark.parametrize(
    ("joined", "month", "newcomer"),
    [
        (date(2026, 9, 30), 202609, True),
        (date(2026, 9, 30), 202611, True),
        (date(2026, 9, 30), 202612, False),
        (date(2026, 11, 1), 202701, True),
        (date(2026, 11, 1), 202610, False),
        (None, 202611, False),
    ],
)
def test_the_first_three_months_are_a_newcomers(joined: date | None, month: int, newcomer: bool) -> None:
    assert is_newcomer(joined, month) is newcomer


def test_indicators_count_by_weight_and_at_most_120_percent() -> None:
    assert result_points([Reached("a", 100, 50, 1), Reached("b", 100, 1000, 1)]) == 8_500
    assert result_points([Reached("a", 100, -5, 1)]) == 0
    assert result_points([Reached("a", 0, 5, 1), Reached("b", 10, 5, 0)]) is None
    assert result_points([]) is None


INDICATORS = st.builds(
    Reached,
    item=st.just("项"),
    target=st.floats(1, 1e6),
    actual=st.floats(-1e6, 1e7),
    weight=st.floats(0.1, 100),
)


@given(st.lists(INDICATORS, min_size=1, max_size=6), st.floats(0, 1e6))
def test_points_lie_in_bounds_in_any_order_and_grow_with_what_is_reached(given_: list[Reached], more: float) -> None:
    points = result_points(given_)
    assert points is not None
    assert 0 <= points <= 12_000
    assert result_points(reversed(given_)) == points
    first = given_[0]
    better = Reached(first.item, first.target, first.actual + more, first.weight)
    assert (result_points([better, *given_[1:]]) or 0) >= points


def test_a_part_nobody_measured_leaves_its_weight_to_the_others() -> None:
    assert score_of({"result": 8_000, "retention": 9_000, "process": 10_000}, DEFAULT_SCHEME) == 8_700
    assert score_of({"result": 8_000}, DEFAULT_SCHEME) == 8_000
    assert score_of({"adjustment": 300}, DEFAULT_SCHEME) is None


def test_points_are_added_and_taken_within_their_limit() -> None:
    assert score_of({"result": 8_000, "adjustment": 300}, DEFAULT_SCHEME) == 8_300
    assert score_of({"result": 8_000, "adjustment": 9_900}, DEFAULT_SCHEME) == 9_000
    assert score_of({"result": 500, "adjustment": -9_900}, DEFAULT_SCHEME) == 0


def test_the_bonus_begins_at_the_least_points_and_ends_at_the_most() -> None:
    scheme = Scheme(performance_fen=240_001)
    assert performance_bonus(scheme, None) == 0
    assert performance_bonus(scheme, 5_999) == 0
    assert performance_bonus(scheme, 9_450) == 226_801
    assert performance_bonus(scheme, 99_999) == performance_bonus(scheme, 12_000) == 288_001
    assert performance_bonus(scheme, 10_000, share_percent=0) == 0


@given(SCHEMES, st.integers(0, 20_000), st.integers(0, 5_000), st.integers(0, 100))
def test_a_better_score_never_pays_less(scheme: Scheme, score: int, more: int, share: int) -> None:
    assert performance_bonus(scheme, score + more, share) >= performance_bonus(scheme, score, share) >= 0


RATIOS = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=3)


@given(AMOUNTS, RATIOS)
def test_a_retention_bonus_never_exceeds_its_standard_and_the_order_of_ratios_is_irrelevant(
    standard: int, kept: list[tuple[int, int]]
) -> None:
    assert 0 <= retention_bonus(standard, kept) <= standard
    assert retention_bonus(standard, kept) == retention_bonus(standard, kept[::-1])


@given(AMOUNTS, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_keeping_more_never_pays_less(standard: int, part: int, more: int, whole: int) -> None:
    assert retention_bonus(standard, [(part + more, whole)]) >= retention_bonus(standard, [(part, whole)])


def test_half_the_revenue_and_all_the_traffic_pay_three_quarters() -> None:
    assert retention_bonus(80_000, [(50, 100), (70, 70)]) == 60_000
    assert retention_bonus(80_000, [(0, 0)]) == 0
    assert retention_bonus(80_000, [(1, 1)], share_percent=50) == 40_000
