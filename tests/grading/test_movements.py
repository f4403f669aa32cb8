"""Migration, concentration, the value matrix and 两高一低."""

import pytest

from model.grading.movements import (
    HighLow,
    Portrait,
    concentration,
    fallen_factors,
    is_two_highs_one_low,
    migration,
    value_matrix,
)


def test_the_migration_matrix_counts_moves_newcomers_and_leavers() -> None:
    moves = migration({"1": "A", "2": "A", "3": "B"}, {"1": "A", "2": "B", "4": "D"})
    assert {move: count for move, count in moves.items() if count} == {
        ("A", "A"): 1,
        ("A", "B"): 1,
        ("B", ""): 1,
        ("", "D"): 1,
    }
    assert len(moves) == 24


def test_concentration_is_the_revenue_of_the_top_fifth() -> None:
    assert concentration([10, 20, 30, 40, 900]) == (900, 1_000)
    assert concentration([]) == (0, 0)


def test_the_value_matrix_has_four_fields() -> None:
    matrix = value_matrix([(10, 1), (10, 0), (1, 5), (10, 9)], 10, 1)
    assert matrix == {(True, True): 2, (True, False): 1, (False, True): 1, (False, False): 0}


@pytest.mark.parametrize(
    ("one", "definition", "found"),
    [
        (Portrait(3_000, 10, 5, 0), HighLow.HIGH_VALUE_SHARE, True),
        (Portrait(3_000, 10, 1, 0), HighLow.HIGH_VALUE_SHARE, False),
        (Portrait(3_000, 10, 1, 0), HighLow.REVENUE_SHARE, True),
        (Portrait(900, 3, 3, 0), HighLow.REVENUE_SHARE, False),
        (Portrait(3_000, 10, 5, 3), HighLow.HIGH_VALUE_SHARE, False),
        (Portrait(1_000, 10, 5, 0), HighLow.HIGH_VALUE_SHARE, False),
        (Portrait(1_000, 0, 0, 0), HighLow.HIGH_VALUE_SHARE, None),
    ],
)
def test_both_definitions_of_two_highs_and_one_low(one: Portrait, definition: HighLow, found: bool | None) -> None:
    scope = Portrait(10_000, 100, 20, 5)
    assert is_two_highs_one_low(one, scope, definition, 10) is found


def test_the_factors_that_fell_are_named_the_greatest_fall_first() -> None:
    before = {"revenue": 5_000, "growth": 9_000, "margin": 100, "data": None}
    after = {"revenue": 4_000, "growth": 2_000, "margin": 100, "data": 5}
    assert fallen_factors(before, after) == [("growth", 7_000), ("revenue", 1_000)]
