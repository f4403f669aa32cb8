"""Segments by rule, their profile and sample, and what to offer next."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalogue.records import ProductOffering
from model.customers.records import Customer
from model.errors import UserError
from model.grading.actions import grade_month
from model.segments.actions import SegmentDraft, block_cell, delete_segment, reopen_cell, save_segment
from model.segments.queries import (
    Block,
    check_conditions,
    list_segments,
    profile_card,
    segment_fields,
    segment_members,
    white_space,
)
from model.segments.rules import Cell, Condition, Offer, Op, cell_of, next_offer, read_rule, sample_of, write_rule
from model.segments.wording import typed_condition
from model.store.database import Database
from tests.retention.portfolio import TODAY, add_bill, add_customer, add_product, customer_id, sample_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        with database.write() as session:
            for n, code in enumerate(("A", "B", "C", "D", "E")):
                industry = "制造" if code != "E" else "医疗"
                since = date(2020 + n, 1, 1)
                add_customer(session, code, industry=industry, employee_count=100 * n or None, network_since=since)
                add_bill(session, code, 202610, 100_000 * (n + 1), data_fen=10_000 * n)
            for n, code in enumerate(("MAS", "IDC", "M2M")):
                session.add(ProductOffering(id=f"offering-{n}", dossier_id="office", code=code, name=code))
            for code in ("A", "B", "C"):
                add_product(session, code, "MAS")
            add_product(session, "A", "IDC")
            add_product(session, "D", "IDC", operator="telecom")
            session.flush()
            grade_month(session, 202610)
        yield database


def codes(store: Database, *conditions: Condition) -> str:
    with store.read() as session:
        return "".join(row.group_code for row in segment_members(session, conditions))


def test_a_rule_asks_any_field_usage_bands_first(store: Database) -> None:
    assert codes(store) == "ABCDE"
    assert codes(store, Condition("data_fen", Op.BETWEEN, (10_000, 30_000))) == "BCD"
    assert codes(store, Condition("revenue_fen", Op.BETWEEN, (300_000, None))) == "CDE"
    assert codes(store, Condition("industry", Op.ANY, ("医疗",))) == "E"
    assert codes(store, Condition("grade", Op.ANY, ("A",))) == "E"
    assert codes(store, Condition("name", Op.CONTAINS, ("示例B",))) == "B"
    assert codes(store, Condition("employee_count", Op.EMPTY)) == "A"
    assert codes(store, Condition("network_since", Op.BETWEEN, (None, "2021-06-01"))) == "AB"
    both = (Condition("industry", Op.ANY, ("制造",)), Condition("data_fen", Op.BETWEEN, (20_000, None)))
    assert codes(store, *both) == "CD"


def test_days_money_numbers_and_yes_or_no_are_compared_as_what_they_are(store: Database) -> None:
    with store.write() as session:
        session.get_one(Customer, customer_id("B")).boss_project = True
        session.get_one(Customer, customer_id("C")).network_since = None
    assert codes(store, Condition("network_since", Op.EMPTY)) == "C"
    assert codes(store, Condition("network_since", Op.ANY, ("2021-01-01",))) == "B"
    assert codes(store, Condition("network_since", Op.CONTAINS, ("2023",))) == "D"
    assert codes(store, Condition("boss_project", Op.ANY, ("yes",))) == "B"
    assert codes(store, Condition("employee_count", Op.ANY, ("100", 300))) == "BD"
    assert codes(store, typed_condition("revenue_fen", Op.ANY, "2,000, 3000.00")) == "C"
    assert codes(store, typed_condition("revenue_fen", Op.ANY, "2000、4000")) == "BD"


@pytest.mark.parametrize(
    "condition",
    [
        Condition("network_since", Op.BETWEEN, (1, 2)), Condition("network_since", Op.ANY, (None,)),
        Condition("boss_project", Op.BETWEEN, (0, 1)), Condition("boss_project", Op.ANY, (1,)),
        Condition("name", Op.BETWEEN, (0, 1)), Condition("revenue_fen", Op.ANY, (10**30,)),
        Condition("employee_count", Op.BETWEEN, ("x", None)), Condition("employee_count", Op.ANY, (float("nan"),)),
    ],
)  # fmt: skip
def test_a_rule_whose_values_do_not_fit_their_field_is_refused_in_words(store: Database, condition: Condition) -> None:
    with pytest.raises(UserError):
        codes(store, condition)
    with pytest.raises(UserError):
        check_conditions([condition])


def test_hostile_words_in_a_rule_are_only_words(store: Database) -> None:
    assert codes(store, Condition("name", Op.CONTAINS, ("%' OR 1=1 --",))) == ""
    with pytest.raises(UserError):
        codes(store, Condition("id; DROP TABLE customer", Op.ANY, ("x",)))
    with pytest.raises(UserError):
        read_rule('{"no": "rule"}')


def test_a_segment_is_kept_counted_and_described(store: Database) -> None:
    rule = (Condition("industry", Op.ANY, ("制造",)),)
    with store.write() as session:
        with pytest.raises(UserError):
            save_segment(session, SegmentDraft(" ", rule))
        kept = save_segment(session, SegmentDraft("制造业", rule, "稳定", "厂区多", 7))
        save_segment(session, SegmentDraft("制造业（示例）", rule, "稳定", "厂区多", 7), kept)
    with store.read() as session:
        (row,) = list_segments(session)
        assert (row.name, row.members, row.owner, row.conditions) == ("制造业（示例）", 4, "示例经理", rule)
        card = profile_card(session, segment_members(session, row.conditions))
        assert (card.members, card.revenue_fen) == (4, 1_000_000)
        assert card.products == [("MAS", 3), ("IDC", 1)]
        assert card.industries == [("制造", 4)]
        assert sum(card.grades.values()) == 4
        assert segment_fields()["revenue_fen"]
        assert segment_fields()["industry"]
    with store.write() as session:
        delete_segment(session, kept)
        assert list_segments(session) == []


def test_the_white_space_says_what_to_offer_next(store: Database) -> None:
    with store.read() as session:
        rows = {row.name: row for row in white_space(session, segment_members(session, ()), TODAY)}
    assert rows["示例A公司"].cells == {"IDC": Cell.OURS, "M2M": Cell.OPEN, "MAS": Cell.OURS}
    assert rows["示例D公司"].cells["IDC"] is Cell.RIVAL
    assert rows["示例D公司"].offer == Offer("MAS", 75, 4)
    assert rows["示例B公司"].offer == Offer("IDC", 25, 4)
    assert rows["示例E公司"].offer is None


def test_a_blocked_cell_has_its_reason_and_reopens_on_its_day(store: Database) -> None:
    reopen = TODAY + timedelta(days=30)
    with store.write() as session:
        with pytest.raises(UserError):
            block_cell(session, customer_id("D"), "MAS", "", None)
        with pytest.raises(UserError):
            block_cell(session, "nobody", "MAS", "自建系统", None)
        block_cell(session, customer_id("D"), "MAS", "自建系统", None)
        block_cell(session, customer_id("D"), "MAS", "自建系统，明年再谈", reopen)
    with store.read() as session:
        members = [row for row in segment_members(session, ()) if row.group_code == "D"]
        (row,) = white_space(session, members, TODAY)
        assert row.cells["MAS"] is Cell.BLOCKED
        assert row.blocks == {"MAS": Block("自建系统，明年再谈", reopen)}
        assert row.offer == Offer("IDC", 25, 4)
        (later,) = white_space(session, members, reopen)
        assert (later.cells["MAS"], later.blocks) == (Cell.OPEN, {})
    with store.write() as session:
        reopen_cell(session, customer_id("D"), "MAS")
        (row,) = white_space(session, members, TODAY)
        assert row.cells["MAS"] is Cell.OPEN


@given(st.lists(st.text(min_size=1), unique=True), st.integers(0, 9), st.integers(0, 999), st.randoms())
def test_the_same_seed_draws_the_same_sample(ids: list[str], size: int, seed: int, random: object) -> None:
    drawn = sample_of(ids, size, seed)
    shuffled = list(ids)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sample_of(shuffled, size, seed) == drawn
    assert len(set(sample_of([*ids, "one more"], size, seed)) - set(drawn)) <= 1
    assert len(drawn) == min(size, len(ids))
    assert set(drawn) <= set(ids)


def test_cells_and_offers_are_decided_without_a_store() -> None:
    assert cell_of(False, False, "预算冻结", TODAY, TODAY) is Cell.OPEN
    assert cell_of(True, True, "x", None, TODAY) is Cell.OURS
    assert next_offer({"A": Cell.OPEN}, {}, 5) is None
    assert next_offer({"A": Cell.OPEN}, {"A": 1}, 0) is None
    rule = [Condition("grade", Op.ANY, ("A", "B"))]
    assert read_rule(write_rule(rule)) == rule
