"""Grading a real store: results, history, overrides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.grading.actions import OverrideDraft, grade_month, latest_month, override_grade, save_model
from model.grading.models import SHIPPED_MODEL, list_models
from model.grading.movements import HighLow
from model.grading.portraits import list_portraits
from model.grading.queries import (
    concentration_of,
    effective_grades,
    explain_score,
    graded_months,
    list_classes,
    list_scores,
    list_tiers,
    matrix_of,
    migration_between,
    points_by_factor,
)
from model.grading.records import GradedMonth, ValueScore
from model.grading.rules import Model, Scope, Weighted, shipped_model
from model.store.database import Database
from tests.retention.portfolio import (
    TODAY,
    add_agreement,
    add_bill,
    add_contact,
    add_customer,
    add_member,
    add_product,
    customer_id,
    sample_store,
)

MONTHS = (202605, 202606, 202607, 202608, 202609, 202610)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        with database.write() as session:
            for n in range(20):
                add_customer(session, f"G{n:02}", industry="制造" if n % 2 else "医疗", employee_count=100)
                for month in MONTHS:
                    add_bill(session, f"G{n:02}", month, 100_000 * (n + 1), new_business_fen=1_000 * n, cost_fen=50_000)
        yield database


def everything(session: Session) -> list[tuple[object, ...]]:
    scores = session.execute(select(ValueScore.__table__).order_by(ValueScore.month, ValueScore.customer_id)).all()
    months = session.execute(select(GradedMonth.__table__).order_by(GradedMonth.month)).all()
    return [tuple(row) for row in (*scores, *months)]


def test_a_month_is_graded_by_rank_and_every_customer_is_explained(store: Database) -> None:
    with store.write() as session:
        assert latest_month(session, TODAY) == 202610
        run = grade_month(session, 202610)
        assert (run.customers, run.kept) == (20, False)
    with store.read() as session:
        rows = list_scores(session, 202610, TODAY)
        assert [row.group_code for row in rows[:2]] == ["G19", "G18"]
        assert [(tier.name, tier.customers) for tier in list_tiers(session, 202610)] == [
            ("A", 1), ("B", 3), ("C", 6), ("D", 10)
        ]  # fmt: skip
        detail = explain_score(session, customer_id("G19"), 202610)
        assert detail is not None
        assert [part.factor for part in detail.parts] == ["revenue", "stickiness", "new_business", "growth", "margin"]
        assert detail.parts[0].raw == 2_000_000
        assert sum(part.share or 0 for part in detail.parts) == pytest.approx(10_000, abs=5)
        assert explain_score(session, customer_id("G19"), 202609) is None
        assert points_by_factor(session, [customer_id("G19")], 202610)[customer_id("G19")]["revenue"] == 10_000


def test_grading_again_changes_nothing(store: Database) -> None:
    with store.write() as session:
        grade_month(session, 202610)
    with store.read() as session:
        before = everything(session)
    with store.write() as session:
        grade_month(session, 202610)
    with store.read() as session:
        assert everything(session) == before


def test_a_model_change_leaves_graded_months_byte_equal(store: Database) -> None:
    with store.write() as session:
        grade_month(session, 202609)
        grade_month(session, 202610)
    with store.read() as session:
        before = everything(session)
    changed = replace(shipped_model(), factors=(Weighted("margin", 1),))
    with store.write() as session:
        save_model(session, changed, SHIPPED_MODEL)
    with store.write() as session:
        assert grade_month(session, 202609).kept
        grade_month(session, 202610)
    with store.read() as session:
        assert everything(session) == before
        assert [named.is_default for named in list_models(session)] == [False]


def test_the_latest_month_takes_the_new_model_only_when_a_person_asks(store: Database) -> None:
    with store.write() as session:
        grade_month(session, 202609)
        grade_month(session, 202610)
        save_model(session, Model("只看利润", (Weighted("margin", 1),)), SHIPPED_MODEL)
        grade_month(session, 202610, anew=True)
    with store.read() as session:
        detail = explain_score(session, customer_id("G19"), 202610)
        assert detail is not None
        assert [part.factor for part in detail.parts] == ["margin"]
        old = explain_score(session, customer_id("G19"), 202609)
        assert old is not None
        assert len(old.parts) == 5


def test_new_data_regrade_the_latest_month(store: Database) -> None:
    with store.write() as session:
        grade_month(session, 202610)
    with store.write() as session:
        add_customer(session, "NEW")
        add_bill(session, "NEW", 202610, 90_000_000, cost_fen=None)
    with store.write() as session:
        assert grade_month(session, 202610).customers == 21
    with store.read() as session:
        (newcomer,) = [row for row in list_scores(session, 202610, TODAY) if row.group_code == "NEW"]
        detail = explain_score(session, newcomer.customer_id, 202610)
        assert detail is not None
        assert {part.factor for part in detail.parts if part.raw is None} == {"growth", "margin"}


def test_each_customer_is_graded_by_the_first_model_it_is_in_the_scope_of(store: Database) -> None:
    with store.write() as session:
        save_model(session, Model("医疗", (Weighted("revenue", 1),), scope=Scope(industries=("医疗",))))
        grade_month(session, 202610)
    with store.read() as session:
        names = {
            row.industry: explain_score(session, row.customer_id, 202610).model_name  # type: ignore[union-attr]
            for row in list_scores(session, 202610, TODAY)
        }
        assert names["医疗"] == "医疗"
        assert names["制造"] != "医疗"
        assert [row.grade for row in list_scores(session, 202610, TODAY)].count("A") == 2


def test_lost_and_merged_customers_and_those_without_a_bill_have_no_grade(store: Database) -> None:
    with store.write() as session:
        add_customer(session, "LOST", status="lost")
        add_bill(session, "LOST", 202610, 100)
        add_customer(session, "MERGED", merged_into=customer_id("G01"))
        add_bill(session, "MERGED", 202610, 100)
        add_customer(session, "IDLE")
        assert grade_month(session, 202610).customers == 20


def test_the_bills_of_a_merged_customer_count_for_the_one_it_was_merged_into(store: Database) -> None:
    with store.write() as session:
        grade_month(session, 202610)
    with store.read() as session:
        before = {row.group_code: row.revenue_fen for row in list_scores(session, 202610, TODAY)}
    with store.write() as session:
        add_customer(session, "MERGED", merged_into=customer_id("G01"))
        add_bill(session, "MERGED", 202610, 77_700)
        grade_month(session, 202610)
    with store.read() as session:
        after = {row.group_code: row.revenue_fen for row in list_scores(session, 202610, TODAY)}
    assert after == before | {"G01": (before["G01"] or 0) + 77_700}


def test_the_bills_of_a_merge_of_merges_count_for_the_last_of_them(store: Database) -> None:
    with store.write() as session:
        add_customer(session, "FIRST", merged_into=customer_id("SECOND"))
        add_customer(session, "SECOND", merged_into=customer_id("G01"))
        grade_month(session, 202610)
    with store.read() as session:
        before = {row.group_code: row.revenue_fen for row in list_scores(session, 202610, TODAY)}
    with store.write() as session:
        add_bill(session, "FIRST", 202610, 77_700)
        grade_month(session, 202610)
    with store.read() as session:
        after = {row.group_code: row.revenue_fen for row in list_scores(session, 202610, TODAY)}
    assert after == before | {"G01": (before["G01"] or 0) + 77_700}


def test_a_month_without_bills_is_refused_in_words(store: Database) -> None:
    with store.write() as session, pytest.raises(UserError, match="2026-11"):
        grade_month(session, 202611)


def test_an_override_has_a_reason_and_a_history(store: Database) -> None:
    id = customer_id("G00")
    with store.write() as session:
        grade_month(session, 202610)
        with pytest.raises(UserError):
            override_grade(session, OverrideDraft(id, "A", False, " "), TODAY)
        with pytest.raises(UserError):
            override_grade(session, OverrideDraft(id, "E", False, "x"), TODAY)
        with pytest.raises(UserError):
            override_grade(session, OverrideDraft("nobody", "A", False, "x"), TODAY)
        override_grade(session, OverrideDraft(id, "B", False, "新园区"), date(2026, 11, 1))
        override_grade(session, OverrideDraft(id, "A", True, "新园区明年投产"), TODAY)
    with store.read() as session:
        assert effective_grades(session, date(2026, 10, 31))[id] == "D"
        assert effective_grades(session, date(2026, 11, 2))[id] == "B"
        assert effective_grades(session, TODAY)[id] == "A"
        (row,) = [row for row in list_scores(session, 202610, TODAY) if row.customer_id == id]
        assert (row.grade, row.overridden, row.potential, row.effective) == ("D", "A", True, "A")


def test_movements_between_two_months_lead_to_their_customers(store: Database) -> None:
    with store.write() as session:
        grade_month(session, 202609)
        add_customer(session, "BIG")
        add_bill(session, "BIG", 202610, 900_000_000, new_business_fen=50_000_000, cost_fen=1_000)
        grade_month(session, 202610)
    with store.read() as session:
        moves = migration_between(session, 202609, 202610)
        assert moves["", "A"] == 1
        assert moves["A", "B"] + moves["A", "A"] == 1
        newcomer = list_scores(session, 202610, TODAY)[0]
        assert (newcomer.group_code, newcomer.grade, newcomer.change) == ("BIG", "A", None)
        assert graded_months(session) == [202610, 202609]
        top, whole = concentration_of(session, 202610)
        assert whole == 900_000_000 + 100_000 * 210
        assert top == 900_000_000 + 100_000 * (20 + 19 + 18 + 17)
        matrix, revenue_cut, _new_cut = matrix_of(session, 202610)
        assert sum(matrix.values()) == 21
        assert matrix[True, True] == 1
        assert revenue_cut == whole // 21
        assert {tier.name: tier.customers for tier in list_classes(session, 202610)} == {
            "mvc": 5,
            "mgc": 0,
            "lvc": 16,
            "bz": 0,
        }


def test_ties_raise_the_stickiness_factor(store: Database) -> None:
    with store.write() as session:
        add_product(session, "G05", "MAS", bundle_end=date(2027, 5, 1))
        add_agreement(session, "G05", "HT-1", date(2027, 12, 31))
        add_contact(session, "G05", "示例联系人")
        grade_month(session, 202610)
    with store.read() as session:
        detail = explain_score(session, customer_id("G05"), 202610)
        assert detail is not None
        stickiness = detail.parts[1]
        assert (stickiness.factor, stickiness.points) == ("stickiness", 10_000)
        assert stickiness.raw == 25 * 100 + 20 * 100


def test_two_highs_and_one_low_by_both_definitions(store: Database) -> None:
    with store.write() as session:
        for n in range(20):
            for member in range(3):
                add_member(session, f"G{n:02}", f"S{n}-{member}", high_value=n == 1 or n > 14)
        add_member(session, "G19", "S19-left", status="left", status_since=date(2026, 10, 2))
        grade_month(session, 202610)
    with store.read() as session:
        by_members = {r.group_code: r.is_one for r in list_portraits(session, 202610, HighLow.HIGH_VALUE_SHARE)}
        by_revenue = {r.group_code: r.is_one for r in list_portraits(session, 202610, HighLow.REVENUE_SHARE)}
    assert [code for code, is_one in by_members.items() if is_one] == ["G18", "G17", "G16", "G15"]
    assert by_revenue["G12"]
    assert not by_members["G12"]
    assert not by_revenue["G19"]
