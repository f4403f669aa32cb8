"""The identity of pay, a past month that never changes, breaches, newcomers, hints, the trace that freezing keeps."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.months import month_after
from model.pay.rules import Rate, Reached, Scheme
from model.pay.statements import (
    PARTS,
    Deduction,
    Inputs,
    Mark,
    Piece,
    Statement,
    hints_of,
    statement_from,
    statement_of,
    trace_of,
)
from model.pay.thresholds import Threshold

MAY, JUNE = 202605, 202606
SCHEME = Scheme(202601, 380_000, 240_000, 40_000, 80_000, 30_000, id="scheme")
FEN = st.integers(0, 10_000_000)
CODES = st.sampled_from(("A", "B", "C"))
PIECES = st.builds(
    Piece,
    id=st.uuids().map(str),
    day=st.dates(date(2026, 5, 1), date(2026, 5, 31)),
    item_code=CODES,
    item=st.just("项目"),
    quantity=st.integers(1, 1000),
    customer=st.just("示例公司"),
)
RATES = st.builds(
    Rate,
    item_code=CODES,
    item=st.just("项目"),
    category=st.just("personal"),
    unit_price_fen=FEN,
    valid_from=st.sampled_from((202601, 202603, MAY)),
    valid_to=st.none() | st.just(202612),
    id=st.uuids().map(str),
)
DEDUCTIONS = st.builds(
    Deduction,
    id=st.uuids().map(str),
    kind=st.sampled_from(("deduction", "deduction", "zero_tolerance")),
    amount_fen=st.integers(0, 100_000),
    reason=st.just("示例原因"),
)
TARGETS = st.tuples(
    st.uuids().map(str),
    st.builds(
        Reached,
        item=st.sampled_from(("x", "y")),
        target=st.floats(1, 1000),
        actual=st.floats(0, 2000),
        weight=st.just(1.0),
    ),
)
THRESHOLDS = st.builds(
    Threshold,
    item=st.sampled_from(("x", "y")),
    bonus_at=st.just(100),
    bonus_fen=FEN,
    penalty_below=st.just(80),
    penalty_fen=FEN,
    id=st.uuids().map(str),
)
MARKS = st.lists(
    st.builds(
        Mark,
        part=st.sampled_from(("result", "retention", "process", "adjustment")),
        points=st.integers(0, 12_000),
        weight=st.just(10),
    ),
    unique_by=lambda mark: mark.part,
)
RATIO = st.tuples(st.integers(0, 1000), st.integers(0, 1000))
INPUTS = st.builds(
    Inputs,
    month=st.just(MAY),
    scheme=st.just(SCHEME),
    joined=st.none() | st.dates(date(2026, 1, 1), date(2026, 5, 31)),
    rates=st.lists(RATES, max_size=5),
    pieces=st.lists(PIECES, max_size=8),
    marks=MARKS,
    targets=st.lists(TARGETS, max_size=3),
    thresholds=st.lists(THRESHOLDS, max_size=3),
    kept=st.tuples(RATIO, RATIO).map(lambda two: (("snapshot_member", two), ("process", two[:1]))),
    deductions=st.lists(DEDUCTIONS, max_size=3),
)


@settings(max_examples=30)
@given(INPUTS)
def test_income_is_base_plus_performance_plus_piecework_plus_retention_less_deductions(given_: Inputs) -> None:
    statement = statement_of(given_)
    assert statement.total_fen == sum(line.amount_fen for line in statement.lines)
    base, performance, piecework, retention, deductions = (statement.sum_of(part) for part in PARTS)
    assert statement.total_fen == base + performance + piecework + retention - deductions
    assert min(base, performance, piecework, retention, deductions) >= 0
    assert statement.lines == tuple(line for part in PARTS for line in statement.lines_of(part))


@settings(max_examples=30)
@given(INPUTS, st.randoms())
def test_the_order_in_which_things_are_kept_changes_no_byte(given_: Inputs, chance: Random) -> None:
    mixed: dict[str, Any] = {}
    for name in ("rates", "pieces", "marks", "targets", "thresholds", "deductions"):
        rows = list(getattr(given_, name))
        chance.shuffle(rows)
        mixed[name] = rows
    assert trace_of(statement_of(replace(given_, **mixed))) == trace_of(statement_of(given_))


@settings(max_examples=30)
@given(INPUTS, st.lists(RATES, min_size=1, max_size=4))
def test_changing_junes_rates_leaves_mays_statement_equal_to_the_byte(given_: Inputs, fresh: list[Rate]) -> None:
    junes = [replace(rate, valid_from=month_after(MAY, 1 + at)) for at, rate in enumerate(fresh)]
    assert trace_of(statement_of(replace(given_, rates=[*given_.rates, *junes]))) == trace_of(statement_of(given_))


@settings(max_examples=30)
@given(INPUTS)
def test_every_yuan_names_the_record_or_the_ratio_behind_it(given_: Inputs) -> None:
    for line in statement_of(given_).lines:
        assert line.record_id or line.measures or not line.amount_fen


@settings(max_examples=30)
@given(INPUTS)
def test_a_frozen_statement_comes_back_as_it_was(given_: Inputs) -> None:
    statement = statement_of(given_)
    back = statement_from(trace_of(statement), date(2026, 6, 3))
    assert back == replace(statement, frozen_on=date(2026, 6, 3))
    assert trace_of(back) == trace_of(statement)


@settings(max_examples=30)
@given(INPUTS)
def test_a_breach_takes_the_bonuses_and_nothing_else(given_: Inputs) -> None:
    whole = replace(given_, deductions=[one for one in given_.deductions if one.kind == "deduction"])
    broken = replace(whole, deductions=[*whole.deductions, Deduction("z", "zero_tolerance", 0, "虚报业务（示例）")])
    before, after = statement_of(whole), statement_of(broken)
    assert after.breach == "虚报业务（示例）"
    assert (after.sum_of("performance"), after.sum_of("retention")) == (0, 0)
    assert after.total_fen == before.total_fen - before.sum_of("performance") - before.sum_of("retention")


@settings(max_examples=30)
@given(INPUTS, PIECES, st.integers(1, 100_000))
def test_a_piece_more_never_lowers_the_income(given_: Inputs, piece: Piece, price: int) -> None:
    more = statement_of(replace(given_, pieces=[*given_.pieces, piece]))
    assert more.total_fen >= statement_of(given_).total_fen


def simple(**fields: object) -> Inputs:
    return Inputs(MAY, SCHEME, **fields)  # type: ignore[arg-type]


def test_a_newcomer_has_his_share_of_the_bonuses_and_no_thresholds() -> None:
    given_ = simple(
        joined=date(2026, 4, 1),
        marks=[Mark("result", 10_000, 50)],
        kept=[("key_person", ((1, 1),))],
        targets=[("t", Reached("x", 100, 10, 1))],
        thresholds=[Threshold("x", penalty_below=80, penalty_fen=5_000)],
    )
    statement = statement_of(given_)
    assert statement.newcomer
    assert [statement.sum_of(part) for part in PARTS] == [380_000, 0, 0, 0, 0]
    half = statement_of(replace(given_, scheme=replace(SCHEME, newcomer_percent=50)))
    assert (half.sum_of("performance"), half.sum_of("retention")) == (120_000, 20_000)


def test_thresholds_pay_into_the_performance_bonus_and_cost_a_deduction() -> None:
    statement = statement_of(
        simple(
            targets=[
                ("t1", Reached("x", 100, 120, 1)),
                ("t2", Reached("y", 100, 10, 1)),
                ("t3", Reached("z", 1, 1, 1)),
            ],
            thresholds=[
                Threshold("x", 100, 20_000, id="1"),
                Threshold("y", 100, 20_000, 80, 7_000, id="2"),
            ],
        )
    )
    assert [(line.record_id, line.amount_fen) for line in statement.lines if line.key == "threshold"] == [
        ("t1", 20_000),
        ("t2", -7_000),
    ]
    assert statement.sum_of("deduction") == 7_000


def test_a_piece_without_a_rate_is_counted_as_unpriced() -> None:
    statement = statement_of(simple(pieces=[Piece("p", date(2026, 5, 3), "Q", "没有单价", 3)]))
    assert statement.unpriced == 1
    line = statement.lines_of("piecework")[0]
    assert (line.amount_fen, line.unit_fen, line.words) == (0, None, "没有单价")


def test_hints_name_what_was_done_first_and_then_what_pays_best() -> None:
    rates = [
        Rate("A", "甲", "personal", 100, 202601, None),
        Rate("B", "乙", "personal", 900, 202601, None),
        Rate("C", "丙", "personal", 500, 202601, None),
        Rate("D", "丁", "personal", 0, 202601, None),
        Rate("E", "戊", "personal", 700, JUNE, None),
    ]
    statement = statement_of(simple(rates=rates, pieces=[Piece("p", date(2026, 5, 3), "A", "甲", 1)]))
    assert [(hint.item_code, hint.gain_fen) for hint in hints_of(statement, rates)] == [
        ("A", 200),
        ("B", 1800),
        ("C", 1000),
    ]


@settings(max_examples=30)
@given(INPUTS)
def test_a_hint_is_exactly_what_two_more_would_bring(given_: Inputs) -> None:
    statement = statement_of(given_)
    for hint in hints_of(statement, given_.rates):
        more = Piece("more", date(2026, 5, 31), hint.item_code, "", hint.count)
        assert (
            statement_of(replace(given_, pieces=[*given_.pieces, more])).total_fen - statement.total_fen
            == hint.gain_fen
        )


@pytest.mark.parametrize("text", ["{}", "[]", '{"lines": [{"x": 1}]}'])
def test_a_trace_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        statement_from(text, None)


def test_an_empty_month_is_the_base_salary() -> None:
    statement: Statement = statement_of(simple())
    assert (statement.total_fen, statement.score, statement.unpriced) == (380_000, None, 0)
