"""The money law of proposals: right to the fen, never below cost, nothing beyond a limit unnoticed."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from model.proposals.currency_text import LARGEST_FEN, currency_text
from model.proposals.rules import (
    SHIPPED_AUTHORITY,
    LimitBreach,
    authority_for,
    breaches_of,
    comparisons_of,
    payback_month,
    price_of,
    totals_of,
)
from model.proposals.states import NEXT_STATES, may_be_issued, may_become


@dataclass(frozen=True)
class Line:
    quantity: int = 1
    monthly_fen: int = 0
    one_off_fen: int = 0
    discount: int = 0
    cost_fen: int | None = None
    floor_fen: int | None = None


@dataclass(frozen=True)
class Present:
    monthly_fee_fen: int | None
    item: int | None = None


money = some.integers(0, 10**9)
lines = some.lists(
    some.builds(
        Line,
        some.integers(1, 100_000),
        money,
        money,
        some.integers(0, 10_000),
        some.none() | money,
        some.none() | money,
    ),
    min_size=1,
    max_size=12,
)


def exact(line: Line) -> int:
    price = Decimal(line.quantity) * line.monthly_fen * (1 - Decimal(line.discount) / 10_000)
    return int(price.quantize(Decimal(1), ROUND_HALF_UP))


@given(lines)
def test_totals_are_the_sums_of_lines_rounded_to_the_fen(given_lines: list[Line]) -> None:
    totals = totals_of(given_lines, [], 24)
    assert totals.monthly_fen == sum(exact(line) for line in given_lines)
    assert totals.one_off_fen == sum(line.quantity * line.one_off_fen for line in given_lines)


@given(lines, some.integers(0, 10_000))
def test_no_price_passes_a_limit_unnoticed(given_lines: list[Line], authority: int) -> None:
    found = breaches_of(given_lines, authority)
    for number, line in enumerate(given_lines):
        kinds = {breach.kind for breach in found if breach.line == number}
        price = exact(line)
        below_cost = line.cost_fen is not None and price < line.quantity * line.cost_fen
        below_floor = line.floor_fen is not None and price < line.quantity * line.floor_fen
        assert ("cost" in kinds) == below_cost
        assert ("floor" in kinds) == (below_floor and not below_cost)
        assert ("authority" in kinds) == (line.discount > authority)


@given(some.integers(1, 1_000), some.integers(1, 10**6), some.integers(0, 9_999))
def test_a_limit_is_broken_one_step_beyond_it_and_not_at_it(quantity: int, monthly: int, discount: int) -> None:
    line = Line(quantity, monthly, discount=discount)
    charged = price_of(line).monthly_fen
    at_limits = replace(line, quantity=1, monthly_fen=charged, discount=0)
    assert breaches_of([replace(at_limits, cost_fen=charged, floor_fen=charged)], 0) == ()
    assert breaches_of([replace(at_limits, cost_fen=charged + 1)], 0) == (LimitBreach(0, "cost"),)
    assert breaches_of([replace(at_limits, floor_fen=charged + 1)], 0) == (LimitBreach(0, "floor"),)
    assert breaches_of([line], discount) == ()
    assert breaches_of([replace(line, discount=discount + 1)], discount) == (LimitBreach(0, "authority"),)


@given(some.integers(1, 10**9), some.integers(0, 10**10))
def test_the_payback_month_is_the_first_whose_savings_cover_the_charge(saving: int, one_off: int) -> None:
    month = payback_month(saving, one_off)
    assert month is not None
    assert saving * month >= one_off
    assert month == 0 or saving * (month - 1) < one_off


@given(lines, some.lists(some.builds(Present, money, some.none() | some.integers(0, 15)), max_size=12))
def test_the_differences_of_the_comparison_add_up_to_the_saving(
    given_lines: list[Line], presents: list[Present]
) -> None:
    totals = totals_of(given_lines, presents, 12)
    compared = comparisons_of(given_lines, presents)
    assert sorted(place for one in compared for place in one.presents) == list(range(len(presents)))
    if presents:
        assert totals.saving_fen is not None
        assert -sum(one.difference_fen or 0 for one in compared) == totals.saving_fen
        assert totals.term_saving_fen == totals.saving_fen * 12 - totals.one_off_fen


def test_the_saving_of_the_known_example_is_right() -> None:
    offered = [
        Line(1, 480_000, 1_200_000),
        Line(1, 790_000),
        Line(412, 300),
        Line(1, 80_000),
    ]
    today = [Present(620_000, 0), Present(540_000, 1), Present(440_000, 1), Present(206_000, 2), Present(153_600, 3)]
    totals = totals_of(offered, today, 24)
    assert (totals.present_fen, totals.monthly_fen, totals.saving_fen) == (1_959_600, 1_473_600, 486_000)
    assert (totals.term_saving_fen, totals.payback_month) == (10_464_000, 3)


def test_an_unknown_fee_of_today_leaves_the_saving_unknown() -> None:
    totals = totals_of([Line(1, 100)], [Present(None, 0), Present(500)], 24)
    assert (totals.present_fen, totals.saving_fen, totals.payback_month) == (None, None, None)
    assert comparisons_of([Line(1, 100)], [Present(None, 0)])[0].difference_fen is None
    assert comparisons_of([Line(1, 100)], [Present(None)])[1].difference_fen is None


def test_nothing_saved_has_no_payback() -> None:
    assert payback_month(0, 100) is None
    assert payback_month(-5, 0) is None


def test_half_a_fen_counts_up() -> None:
    assert price_of(Line(1, 1, discount=5_000)).monthly_fen == 1
    assert price_of(Line(3, 333, discount=1_250)).monthly_fen == 874


def test_a_grade_without_an_entry_has_the_authority_of_the_ungraded() -> None:
    assert authority_for("A", SHIPPED_AUTHORITY) == 2000
    assert authority_for("?", SHIPPED_AUTHORITY) == 500
    assert authority_for("A", {}) == 0


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "人民币零元整"),
        (1_473_600, "人民币壹万肆仟柒佰叁拾陆元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (105, "人民币壹元零伍分"),
        (1_050, "人民币壹拾元伍角整"),
        (10_000_000, "人民币壹拾万元整"),
        (10_000_100, "人民币壹拾万零壹元整"),
        (100_405, "人民币壹仟零肆元零伍分"),
        (1_000_000_000_000, "人民币壹佰亿元整"),
        (1_000_100_000_00, "人民币壹拾亿零壹拾万元整"),
        (10_010_000_00, "人民币壹仟零壹万元整"),
        (-123, "人民币负壹元贰角叁分"),
    ],
)
def test_money_is_written_in_the_capitals_of_cheques(fen: int, text: str) -> None:
    assert currency_text(fen) == text


def read_capitals(text: str) -> int:
    """The fen of a text in capitals, read the other way round from how it is written."""
    digits = "零壹贰叁肆伍陆柒捌玖"
    whole, current, group = 0, 0, 0
    fen = 0
    for char in text.removeprefix("人民币").removesuffix("整"):
        if char in digits:
            current = digits.index(char)
        elif char in "拾佰仟":
            group += current * 10 ** ("拾佰仟".index(char) + 1)
            current = 0
        elif char in "万亿元":
            group += current
            current = 0
            if char == "元":
                whole += group
            elif char == "亿":
                whole = (whole + group) * 10**8
            else:
                whole += group * 10**4
            group = 0
        elif char == "角":
            fen += current * 10
            current = 0
        elif char == "分":
            fen += current
            current = 0
    return whole * 100 + fen


@given(some.integers(0, 10**14))
def test_capitals_read_back_as_the_same_amount(fen: int) -> None:
    text = currency_text(fen)
    assert read_capitals(text) == fen
    assert "零零" not in text


def test_an_amount_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        currency_text(LARGEST_FEN + 1)


def test_a_proposal_below_cost_is_never_issued() -> None:
    assert may_be_issued("in_progress", [])
    assert not may_be_issued("cancelled", [])
    assert not may_be_issued("approved", [LimitBreach(0, "cost")])
    assert not may_be_issued("pending", [LimitBreach(0, "floor")])
    assert may_be_issued("approved", [LimitBreach(0, "floor")])


def test_what_is_decided_for_good_stays() -> None:
    assert not any(may_become("accepted", state) for state in NEXT_STATES)
    assert may_become("pending", "rejected")
    assert not may_become("nonsense", "approved")
