"""Kept figures as ratios."""

from hypothesis import given
from hypothesis import strategies as st

from model.snapshots.rules import Ratio


def test_a_ratio_over_nothing_has_no_percentage() -> None:
    assert Ratio(0, 0).percent is None


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_is_rounded_half_up_to_hundredths(numerator: int, denominator: int) -> None:
    percent = Ratio(numerator, denominator).percent
    assert percent is not None
    assert abs(percent * denominator - 10_000 * numerator) * 2 <= denominator
