"""Kept figures and overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from model.snapshots.rules import Kept, MemberNow, MemberThen, Ratio, kept_of, overlap


def test_the_known_overlap_of_two_lists_is_reproduced() -> None:
    first = {f"a{n}" for n in range(55_324)}
    second = {f"a{n}" for n in range(26_702)} | {f"b{n}" for n in range(10_000)}
    ratio = overlap(first, second)
    assert (ratio.numerator, ratio.denominator, ratio.percent) == (26_702, 55_324, 4_826)


def test_only_real_members_count_and_one_without_an_account_now_is_gone() -> None:
    then = [MemberThen("1", True, 10_000, 300), MemberThen("2", True, 5_000, 100), MemberThen("3", False, 90_000, 9)]
    now = [MemberNow("1", True, 12_000, 200), MemberNow("3", True, 90_000, 9)]
    assert kept_of(then, now) == Kept(Ratio(1, 2), Ratio(12_000, 15_000), Ratio(200, 400))


def test_someone_who_left_this_month_is_no_head_but_his_revenue_counts() -> None:
    kept = kept_of([MemberThen("1", True, 10_000, 300)], [MemberNow("1", False, 4_000, 20)])
    assert (kept.heads.percent, kept.revenue.percent) == (0, 4_000)


def test_a_ratio_over_nothing_has_no_percentage() -> None:
    assert Ratio(0, 0).percent is None


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_is_rounded_half_up_to_hundredths(numerator: int, denominator: int) -> None:
    percent = Ratio(numerator, denominator).percent
    assert percent is not None
    assert abs(percent * denominator - 10_000 * numerator) * 2 <= denominator
