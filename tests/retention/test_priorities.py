"""Whom to see first, and what ties a customer to us."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from model.retention.binding import Ties, binding_score, retention_balance, tie_points
from model.retention.priorities import PriorityWeights, Standing, priority_of

TODAY = date(2026, 11, 22)
CALM = Standing(5_000, 0, TODAY - timedelta(days=10), 90, None)


def score(standing: Standing, weights: PriorityWeights = PriorityWeights()) -> int:
    return priority_of(standing, TODAY, weights).score


def test_value_risk_silence_and_a_near_end_each_raise_the_priority() -> None:
    calm = score(CALM)
    assert score(replace(CALM, total=9_000)) > calm
    assert score(replace(CALM, warnings=1)) > calm
    assert score(replace(CALM, last_contact=TODAY - timedelta(days=200))) > calm
    assert score(replace(CALM, nearest_end=TODAY + timedelta(days=20))) > calm
    assert score(replace(CALM, total=None)) < calm


def test_a_customer_never_met_with_everything_at_stake_comes_first() -> None:
    worst = Standing(10_000, 5, None, 30, TODAY)
    assert score(worst) == 100
    assert priority_of(worst, TODAY, PriorityWeights()).risk == 1.0


def test_a_weight_of_nil_leaves_its_factor_out() -> None:
    weights = PriorityWeights(value=0, risk=10, contact=0, expiry=0)
    assert score(CALM, weights) == score(replace(CALM, total=9_999, last_contact=None), weights) == 20
    assert score(CALM, PriorityWeights(0, 0, 0, 0)) == 100


def test_the_binding_score_names_what_ties() -> None:
    ties = Ties(contract_months=6, on_network=50, employees=100, products=4, bundled=2, integrated=3, supporters=0)
    assert tie_points(ties) == {"contract": 5000, "number": 5000, "bundle": 5000, "integration": 10000, "people": 0}
    assert binding_score(ties) == (25 * 5000 + 20 * 5000 + 20 * 5000 + 20 * 10000) // 100
    assert retention_balance(ties) == {"relationship": 0, "cost": 5000, "product": 10000}


def test_an_unknown_number_of_employees_is_left_out_of_the_binding_score() -> None:
    ties = Ties(contract_months=12, on_network=9, employees=None, products=0, bundled=0, integrated=3, supporters=3)
    assert tie_points(ties)["number"] is None
    assert binding_score(ties) == (25 + 20 + 15) * 10_000 // 80


@given(
    st.builds(
        Ties,
        st.integers(-5, 60),
        st.integers(0, 900),
        st.none() | st.integers(0, 900),
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(0, 9),
    )
)
def test_the_binding_score_lies_between_nil_and_a_hundred(ties: Ties) -> None:
    assert 0 <= binding_score(ties) <= 10_000
