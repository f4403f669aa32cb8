"""Borda count, spread and concordance: laws, known figures, what is typed in the meeting."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.needs.ranking import (
    Spread,
    borda_points,
    concordance,
    concordance_words,
    merged,
    spreads,
    team_order,
    team_points,
    typed_order,
)

NEEDS = ("a", "b", "c", "d", "e")
RANKS = st.lists(st.sampled_from((*NEEDS, "gone")), max_size=8)
COUNTS = st.dictionaries(st.sampled_from(NEEDS), st.integers(0, 20))


@given(COUNTS, COUNTS, COUNTS)
def test_counts_merge_the_same_in_any_order_and_grouping(
    a: dict[str, int], b: dict[str, int], c: dict[str, int]
) -> None:
    assert merged(a, b) == merged(b, a)
    assert merged(merged(a, b), c) == merged(a, merged(b, c))


@given(st.lists(RANKS, max_size=6), st.randoms(use_true_random=False))
def test_the_teams_order_does_not_depend_on_who_is_entered_first(rankings: list[list[str]], random: object) -> None:
    shuffled = list(rankings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert team_order(NEEDS, shuffled) == team_order(NEEDS, rankings)
    assert team_points(NEEDS, shuffled) == team_points(NEEDS, rankings)


@given(RANKS)
def test_every_ranking_gives_away_the_same_number_of_points(ranks: list[str]) -> None:
    points = borda_points(NEEDS, ranks)
    assert set(points) == set(NEEDS)
    assert sum(points.values()) == len(NEEDS) * (len(NEEDS) - 1)
    assert min(points.values()) >= 0


@given(st.permutations(NEEDS))
def test_one_ranking_is_the_teams_order(ranks: list[str]) -> None:
    assert team_order(NEEDS, [ranks]) == list(ranks)


def test_needs_left_out_share_the_places_behind_and_keep_their_order() -> None:
    assert borda_points(NEEDS, ["c"]) == {"a": 3, "b": 3, "c": 8, "d": 3, "e": 3}
    assert team_order(NEEDS, [["c"]]) == ["c", "a", "b", "d", "e"]
    assert team_order(NEEDS, []) == list(NEEDS)


def test_disagreement_shows_in_the_places_each_need_got() -> None:
    found = spreads(("a", "b", "c"), [["a", "b", "c"], ["c", "b", "a"], ["a"]])
    assert found == {"a": Spread(1, 3), "b": Spread(2, 2), "c": Spread(1, 3)}
    assert found["a"].width == 2
    assert spreads(NEEDS, []) == {}


def test_kendalls_w_of_known_rankings() -> None:
    alike = [["a", "b", "c", "d"]] * 3
    assert concordance(("a", "b", "c", "d"), alike) == 1
    assert concordance(("a", "b"), [["a", "b"], ["b", "a"]]) == 0
    # Three judges, four objects: rank sums 4, 6, 8, 12, deviations 35; W = 12·35 ÷ (9·60).
    judged = [["a", "b", "c", "d"], ["a", "c", "b", "d"], ["b", "a", "c", "d"]]
    assert concordance(("a", "b", "c", "d"), judged) == Fraction(12 * 35, 9 * 60)
    assert concordance(("a",), [["a"], ["a"]]) is None
    assert concordance(NEEDS, [["a"]]) is None
    assert concordance(NEEDS, [[], []]) is None


@given(st.lists(RANKS, min_size=2, max_size=6))
def test_a_concordance_lies_between_nought_and_one(rankings: list[list[str]]) -> None:
    found = concordance(NEEDS, rankings)
    assert found is None or 0 <= found <= 1
    assert concordance_words(found)


def test_each_concordance_has_its_words() -> None:
    words = {concordance_words(one) for one in (None, Fraction(1), Fraction(6, 10), Fraction(1, 10))}
    assert len(words) == 4


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("3 1 2", [2, 0, 1]), ("312", [2, 0, 1]), ("3,1，2", [2, 0, 1]), ("3 > 1", [2, 0]), ("2", [1])],
)
def test_an_order_is_typed_as_numbers(text: str, numbers: list[int]) -> None:
    assert typed_order(text, 3) == (numbers, "")


@pytest.mark.parametrize(("text", "count"), [("", 3), ("a", 3), ("4", 3), ("0", 3), ("1 1", 3), ("112", 3)])
def test_an_order_that_cannot_be_meant_is_said(text: str, count: int) -> None:
    numbers, fault = typed_order(text, count)
    assert numbers == []
    assert fault


def test_from_ten_needs_on_numbers_are_parted() -> None:
    assert typed_order("12", 12) == ([11], "")
    assert typed_order("12 1", 12) == ([11, 0], "")
