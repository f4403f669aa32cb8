"""Doubles, the official sheet beside ours, thresholds, and how a target stands by working days."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.pay.doubles import Counted, doubles_in
from model.pay.pace import Pace, is_rate_item, pace_of, same_item, standing_of
from model.pay.reconciling import Counts, Finding, reconcile
from model.pay.thresholds import Threshold, faults_of, threshold_money
from model.retention.calendars import china_calendar

DAY = date(2026, 10, 5)


def counted(
    id: str, day: date = DAY, proof: str = "", number: str = "", item: str = "A", customer: str = "G1"
) -> Counted:
    return Counted(id, day, item, customer, proof, number)


def test_the_same_evidence_twice_is_a_double_however_it_is_written() -> None:
    found = doubles_in([counted("1", proof="受理单 GD-01"), counted("2", proof="受理单gd０１")])
    assert {key: (one.first_id, one.by) for key, one in found.items()} == {"2": ("1", "evidence")}


def test_the_same_number_in_two_months_is_a_double() -> None:
    found = doubles_in(
        [counted("2", DAY + timedelta(days=40), "b", "15400000001"), counted("1", DAY, "a", "154-0000-0001")]
    )
    assert {key: (one.first_id, one.first_day, one.by) for key, one in found.items()} == {"2": ("1", DAY, "number")}


def test_another_item_or_customer_is_no_double_and_nothing_equals_nothing() -> None:
    entries = [
        counted("1", proof="单一"),
        counted("2", proof="单一", item="B"),
        counted("3", proof="单一", customer="G2"),
        counted("4"),
        counted("5"),
    ]
    assert doubles_in(entries) == {}


@given(
    st.lists(
        st.builds(
            Counted,
            id=st.uuids().map(str),
            day=st.dates(date(2026, 1, 1), date(2026, 3, 1)),
            item_code=st.sampled_from("AB"),
            customer=st.sampled_from("GH"),
            proof=st.sampled_from(("", "x", "y")),
            number=st.sampled_from(("", "1", "2")),
        ),
        max_size=12,
        unique_by=lambda one: one.id,
    ),
    st.randoms(),
)
def test_doubles_are_the_same_in_any_order_and_never_lead_forward(entries: list[Counted], chance: Random) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    found = doubles_in(entries)
    assert found == doubles_in(mixed)
    days = {one.id: (one.day, one.id) for one in entries}
    assert all(days[double.first_id] < days[key] for key, double in found.items())


def test_the_sheet_is_compared_item_by_item() -> None:
    ours = [
        Counts("A", "甲", 3, 300),
        Counts("B", "乙", 2, 200),
        Counts("C", "丙", 5, 500, doubled=2),
        Counts("D", "丁", 4, 400),
        Counts("F", "己", 1, 100),
    ]
    paid = [
        Counts("A", "", 3, 300),
        Counts("C", "", 3, 300),
        Counts("D", "", 3, 330),
        Counts("E", "戊", 1, 50),
        Counts("F", "", 1, 100),
        Counts("F", "", 1, 100),
    ]
    found = reconcile(202610, ours, paid)
    assert {row.item_code: row.finding for row in found.rows} == {
        "A": Finding.EQUAL,
        "B": Finding.MISSING,
        "C": Finding.DOUBLE,
        "D": Finding.DIFFERENT,
        "E": Finding.EXTRA,
        "F": Finding.DOUBLE,
    }
    assert (found.our_fen, found.paid_fen, found.faults, found.has_sheet) == (1500, 1180, 5, True)
    assert sum(row.difference_fen for row in found.rows) == found.paid_fen - found.our_fen
    assert [row.item for row in found.rows] == ["甲", "乙", "丙", "丁", "戊", "己"]


def test_a_month_without_a_sheet_says_so() -> None:
    assert not reconcile(202610, [Counts("A", "甲", 1, 1)], []).has_sheet
    assert reconcile(202610, [], [Counts("Z", "", 1, 1)]).rows[0].item == "Z"


THRESHOLD = Threshold("x", 100, 20_000, 80, 7_000)


@pytest.mark.parametrize(
    ("actual", "money"), [(100, 20_000), (130, 20_000), (99.9, 0), (80, 0), (79.9, -7_000), (0, -7_000)]
)
def test_the_bonus_begins_at_its_percentage_and_the_penalty_lies_below_its_own(actual: float, money: int) -> None:
    assert threshold_money(THRESHOLD, 100, actual) == money


def test_no_target_and_no_threshold_cost_nothing() -> None:
    assert threshold_money(THRESHOLD, 0, 50) == 0
    assert threshold_money(Threshold("x"), 100, 0) == 0


@given(st.integers(1, 100), st.floats(0, 300), st.floats(0, 100))
def test_reaching_more_never_pays_less(target: int, actual: float, more: float) -> None:
    assert threshold_money(THRESHOLD, target, actual + more) >= threshold_money(THRESHOLD, target, actual)


def test_a_threshold_that_cannot_be_meant_is_said_once() -> None:
    assert faults_of([THRESHOLD, Threshold("y")]) == []
    wrong = [
        Threshold("a", bonus_fen=1),
        Threshold("b", penalty_fen=1),
        Threshold("c", 80, 1, 90, 1),
        Threshold("d", 1, -1),
    ]
    assert len(faults_of([*wrong, *wrong])) == 4


def test_a_month_is_paced_by_its_working_days() -> None:
    calendar = china_calendar()
    assert pace_of(202611, date(2026, 11, 22), calendar) == Pace(15, 21)
    assert pace_of(202610, date(2026, 11, 22), calendar).worked == pace_of(202610, date(2026, 11, 22), calendar).whole
    assert pace_of(202612, date(2026, 11, 22), calendar).worked == 0


def test_an_amount_grows_with_the_days_and_a_rate_is_as_it_is() -> None:
    amount = standing_of(100, 50, Pace(10, 20), is_rate=False)
    assert (amount.reached, amount.due, amount.forecast, amount.forecast_value, amount.behind) == (
        0.5,
        0.5,
        1.0,
        100,
        False,
    )
    rate = standing_of(90, 81, Pace(10, 20), is_rate=True)
    assert (rate.reached, rate.forecast, rate.forecast_value, rate.behind) == (0.9, 0.9, 81, True)


@pytest.mark.parametrize(("target", "actual"), [(None, 1), (0, 1), (5, None)])
def test_without_target_or_figure_nothing_is_said(target: float | None, actual: float | None) -> None:
    assert standing_of(target, actual, Pace(1, 20), is_rate=False).reached is None


def test_before_the_first_working_day_nothing_is_forecast_and_a_month_without_any_is_over() -> None:
    early = standing_of(100, 0, Pace(0, 20), is_rate=False)
    assert (early.due, early.forecast, early.behind) == (0.0, None, False)
    assert standing_of(100, 40, Pace(0, 0), is_rate=False).forecast == 0.4


@given(st.floats(1, 1e6), st.floats(0, 1e6), st.integers(1, 23), st.integers(0, 10))
def test_the_same_reached_with_fewer_days_gone_forecasts_no_less(
    target: float, actual: float, worked: int, more: int
) -> None:
    early, late = (
        standing_of(target, actual, Pace(days, 40), is_rate=False).forecast or 0 for days in (worked, worked + more)
    )
    assert early >= late


def test_rates_are_known_by_their_names() -> None:
    assert all(map(is_rate_item, ("拍照收入保有率", "拜访覆盖率", "完成 ％", "Retention rate")))
    assert not is_rate_item("信息化收入")
    assert same_item(" 信息化 收入", ("信息化收入",))
    assert not same_item("信息化", ("信息化收入",))
