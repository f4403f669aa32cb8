"""How needs are weighed, what may unlock what, which sentence is a price complaint, and when a promise is kept."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.needs.promise_rules import closing_fault, kept_rate, standing_state
from model.needs.rules import (
    need_faults,
    own_weight,
    place_between,
    price_probe,
    priority_scores,
    ranked,
    unlock_loop,
)
from tests.builders import TODAY

NEEDS = "abcdef"
LINKS = st.lists(st.tuples(st.sampled_from(NEEDS), st.sampled_from(NEEDS)), max_size=12)
PLACES = st.one_of(st.none(), st.floats(-1e6, 1e6))


def without_loops(links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The links in their order, those that would close a loop left out as the program does."""
    kept: list[tuple[str, str]] = []
    for need, then in links:
        if not unlock_loop(kept, need, then):
            kept.append((need, then))
    return kept


def test_a_need_scores_its_own_weight_and_that_of_all_it_unlocks_once() -> None:
    weights = {"a": 6, "b": 10, "c": 1, "d": 25}
    scores = priority_scores(weights, [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "gone")])
    assert scores == {"a": 42, "b": 35, "c": 26, "d": 25}
    assert own_weight(5, 4) == 20


@settings(max_examples=60)
@given(LINKS, st.lists(st.integers(1, 25), min_size=6, max_size=6))
def test_a_need_never_scores_below_its_weight_nor_below_what_it_unlocks(
    links: list[tuple[str, str]], weights: list[int]
) -> None:
    weighed = dict(zip(NEEDS, weights, strict=True))
    kept = without_loops(links)
    scores = priority_scores(weighed, kept)
    assert all(weighed[need] <= scores[need] <= sum(weights) for need in NEEDS)
    assert all(scores[need] >= scores[then] + weighed[need] for need, then in kept)
    assert scores == priority_scores(weighed, [*reversed(kept), *kept])


def test_a_loop_that_two_laptops_made_together_counts_each_of_its_needs_once() -> None:
    assert priority_scores({"a": 1, "b": 2, "c": 4}, [("a", "b"), ("b", "c"), ("c", "a")]) == {"a": 7, "b": 7, "c": 7}


@settings(max_examples=60)
@given(LINKS, st.sampled_from(NEEDS), st.sampled_from(NEEDS))
def test_the_path_named_is_one_that_stands_and_ends_where_the_link_begins(
    links: list[tuple[str, str]], need: str, then: str
) -> None:
    kept = without_loops(links)
    path = unlock_loop(kept, need, then)
    if path:
        assert path[0] == then
        assert path[-1] == need
        assert all(step in kept for step in pairwise(path))
    else:
        reached = {then}
        for _step in NEEDS:
            reached |= {second for first, second in kept if first in reached}
        assert need not in reached


def test_a_persons_order_stands_before_the_score_and_the_score_before_the_day() -> None:
    scores = {"a": 5, "b": 9, "c": 9, "d": 1, "e": 9}
    due = {"b": TODAY + timedelta(days=2), "c": TODAY, "e": None}
    assert ranked(scores, due, {"d": 1024.0, "a": -3.0}) == ["a", "d", "c", "b", "e"]


@given(PLACES, PLACES)
def test_a_place_between_two_lies_between_them(before: float | None, after: float | None) -> None:
    low, high = (before, after) if before is None or after is None else sorted((before, after))
    place = place_between(low, high)
    assert low is None or place >= low
    assert high is None or place <= high


@pytest.mark.parametrize(
    "words",
    [
        "太贵了", "价格太高", "资费有点高", "比电信贵", "比联通那边的专线还贵", "嫌我们贵", "月租偏高", "报价高",
        "价格比联通高两成", "资费贵", "能不能便宜点", "希望再优惠", "又涨价了", "Too expensive",
        "The price is too high",
    ],
)  # fmt: skip
def test_a_price_complaint_asks_for_the_problem_behind_it(words: str) -> None:
    assert price_probe(words, derived=False)
    assert not price_probe(words, derived=True)


@pytest.mark.parametrize(
    "words",
    [
        "月底对账要两天", "高价值客户要优先", "性价比要高", "价值不高的号码想清理", "贵司响应慢", "贵州分公司没有覆盖",
        "设备贵重，要保险", "收费系统要高可用", "宝贵的数据要备份", "High-rise without signal",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_price_is_let_through(words: str) -> None:
    assert not price_probe(words, derived=False)


def test_a_need_is_said_and_weighed_from_one_to_five() -> None:
    assert need_faults("对账", 1, 5) == {}
    assert set(need_faults(" ", 0, 6)) == {"statement", "importance", "urgency"}


@pytest.mark.parametrize(
    ("state", "due", "shown"),
    [
        ("open", TODAY - timedelta(days=1), "late"),
        ("open", TODAY, "open"),
        ("open", None, "open"),
        ("late", TODAY + timedelta(days=1), "open"),
        ("kept", TODAY - timedelta(days=9), "kept"),
    ],
)
def test_an_open_promise_is_late_the_day_after_it_was_due(state: str, due: date | None, shown: str) -> None:
    assert standing_state(state, due, TODAY) == shown


def test_a_promise_ends_with_what_its_end_asks_for() -> None:
    assert closing_fault("kept", "", "") == ""
    assert closing_fault("broken", " ", "x")
    assert closing_fault("broken", "缺货", "") == ""
    assert closing_fault("substituted", "x", "")
    assert closing_fault("substituted", "", "改送") == ""
    with pytest.raises(ValueError, match="late"):
        closing_fault("late", "x", "x")


def test_the_kept_rate_counts_what_ended_or_is_late_and_a_substitute_as_kept() -> None:
    assert kept_rate(["kept", "substituted", "broken", "late", "open"]) == (2, 4)
    assert kept_rate(["open"]) == (0, 0)
