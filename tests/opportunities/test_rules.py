"""What stages ask for, how long they last, what chances are worth."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.opportunities.pipelines import SHIPPED, STAGES, Pipeline, Stage, default_pipeline, pipeline_fault
from model.opportunities.rules import (
    REQUIREMENT_WORDS,
    closing_fault,
    days_in_stage,
    days_over,
    forecast_of,
    funnel_of,
    missing_for,
    weighted_fen,
)

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class One:
    """A chance as the rules see it."""

    stage_key: str = "discovery"
    amount_fen: int | None = 100
    weighted_fen: int | None = 10
    expected_close: date | None = None
    days_late: int = 0


def test_no_confirmed_decider_keeps_an_opportunity_before_the_solution() -> None:
    assert missing_for("confirmation", "solution", {"need"}) == ["decider"]
    assert missing_for("confirmation", "solution", {"decider"}) == []


def test_every_stage_passed_over_asks_for_its_own() -> None:
    assert missing_for("discovery", "execution", set()) == ["need", "decider", "quote", "won"]
    assert missing_for("", "discovery", set()) == []


@given(st.sampled_from(STAGES), st.sampled_from(STAGES), st.sets(st.sampled_from(sorted(REQUIREMENT_WORDS))))
def test_going_back_or_staying_asks_for_nothing_and_what_is_there_is_never_missing(
    before: str, after: str, present: set[str]
) -> None:
    missing = missing_for(before, after, present)
    assert not set(missing) & present
    if STAGES.index(after) <= STAGES.index(before):
        assert missing == []


@given(st.sampled_from(STAGES), st.sampled_from(STAGES), st.sampled_from(STAGES))
def test_two_steps_ask_for_what_one_step_asks(a: str, b: str, c: str) -> None:
    first, second, third = sorted((a, b, c), key=STAGES.index)
    assert missing_for(first, third, ()) == missing_for(first, second, ()) + missing_for(second, third, ())


def test_a_stage_is_late_only_beyond_its_limit_and_never_without_one() -> None:
    assert days_in_stage(date(2026, 10, 23), TODAY) == 30
    assert days_in_stage(date(2026, 12, 1), TODAY) == days_in_stage(None, TODAY) == 0
    assert (days_over(30, 30), days_over(31, 30), days_over(999, 0)) == (0, 1, 0)


@given(st.integers(0, 10**12), st.integers(0, 100))
def test_a_weighted_amount_is_right_to_the_half_fen(amount: int, chance: int) -> None:
    found = weighted_fen(amount, chance)
    assert found is not None
    assert abs(found * 100 - amount * chance) <= 50
    assert weighted_fen(None, chance) is None


@given(st.lists(st.builds(One, st.sampled_from(STAGES), st.none() | st.integers(0, 10**6), st.integers(0, 10**6))))
def test_the_funnel_counts_everything_once(chances: list[One]) -> None:
    steps = funnel_of(chances, default_pipeline().stages)
    assert [step.stage.code for step in steps] == list(STAGES)
    assert sum(step.count for step in steps) == len(chances)
    assert sum(step.amount_fen for step in steps) == sum(one.amount_fen or 0 for one in chances)


def test_the_forecast_begins_with_this_month_which_takes_what_is_overdue() -> None:
    chances = [
        One(expected_close=date(2026, 9, 1)),
        One(expected_close=date(2026, 11, 30)),
        One(expected_close=date(2027, 1, 15), weighted_fen=None),
        One(expected_close=date(2028, 1, 15)),
        One(expected_close=None),
        One(expected_close=TODAY, amount_fen=None),
    ]
    assert forecast_of(chances, TODAY, 3) == {202611: (200, 20), 202612: (0, 0), 202701: (100, 0)}


def test_an_end_has_a_reason_and_a_loss_its_cause() -> None:
    assert closing_fault("won", "", "签了") == closing_fault("lost", "tariff", "价差两成") == ""
    assert closing_fault("lost", "", "价差两成") != ""
    assert closing_fault("shelved", "", "  ") != ""
    with pytest.raises(ValueError, match="open"):
        closing_fault("open", "", "x")


def test_the_shipped_figures_say_that_they_are_defaults_and_edited_ones_do_not() -> None:
    assert default_pipeline().shipped
    edited = default_pipeline([["discovery", 15, 20], ["unknown", 1, 1]])
    assert not edited.shipped
    assert (edited.stages[0].probability, edited.stages[0].limit_days) == (15, 20)
    assert [(one.probability, one.limit_days) for one in edited.stages[1:]] == [SHIPPED[one] for one in STAGES[1:]]


def stages(*parts: tuple[str, str]) -> tuple[Stage, ...]:
    """Stages of a pipeline of one's own: (counts as, name)."""
    return tuple(Stage(code, name, 50, 30) for code, name in parts)


@pytest.mark.parametrize(
    ("pipeline", "right"),
    [
        (Pipeline("招投标", stages(("discovery", "挂网"), ("solution", "投标"), ("negotiation", "中标"))), True),
        (Pipeline("已有", stages(("discovery", "挂网"), ("solution", "投标"))), False),
        (Pipeline("短", stages(("discovery", "挂网"))), False),
        (Pipeline("同名", stages(("discovery", "挂网"), ("solution", "挂网"))), False),
        (Pipeline("倒序", stages(("solution", "投标"), ("discovery", "挂网"))), False),
        (Pipeline("不识", stages(("discovery", "挂网"), ("z", "投标"))), False),
        (Pipeline("过百", (Stage("discovery", "a", 101, 3), Stage("solution", "b", 50, 3))), False),
        (Pipeline("太久", (Stage("discovery", "a", 10, 1000), Stage("solution", "b", 50, 3))), False),
    ],
)
def test_a_pipeline_of_ones_own_is_checked(pipeline: Pipeline, right: bool) -> None:
    assert (pipeline_fault(pipeline, ["已有"]) == "") is right
