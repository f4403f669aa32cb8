"""Tasks made in a real store: each kind, once, with its reason."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import InstalledProduct
from model.competition.records import CompetitorMove
from model.customers.merging import merge_customers
from model.customers.records import Customer
from model.decision_maps.records import BuyingRole
from model.grading.actions import grade_month
from model.grading.movements import HighLow
from model.grading.portraits import list_portraits
from model.grading.ties import read_ties
from model.needs.records import Promise
from model.retention.causes import arrears, traffic_fall
from model.retention.reasons import why_and_gist
from model.retention.records import CreditReview, RetentionTask
from model.retention.refresh import refresh
from model.retention.settings import save_cycle, save_holiday, save_rule, visit_cycles, work_calendar
from model.retention.visit_cycles import Cycle
from model.retention.warnings import RuleSetting
from model.store.database import Database
from model.store.ids import new_id
from model.visits.records import Visit
from resources import i18n
from tests.retention.portfolio import (
    TODAY,
    add_agreement,
    add_bill,
    add_contact,
    add_customer,
    add_member,
    add_product,
    customer_id,
    met,
    quiet,
    sample_store,
    tasks,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        yield database


def role(session: Session, code: str, contact: str, name: str, since: date = TODAY, **fields: Any) -> None:
    id = customer_id(code)
    session.add(
        BuyingRole(
            id=new_id(), dossier_id=id, customer_id=id, contact_id=contact, role=name, valid_from=since, **fields
        )
    )


def test_a_bundle_makes_a_task_at_two_months_and_another_at_one(store: Database) -> None:
    with store.write() as session:
        quiet(session)
        add_product(session, "Q", "MAS", bundle_end=date(2027, 1, 31))
        add_product(session, "Q", "RIVAL", bundle_end=date(2027, 1, 31), operator="telecom")
    assert tasks(store, date(2026, 11, 29)) == []
    assert tasks(store, date(2026, 11, 30)) == [("bundle_expiry", "bundle_expiry", date(2026, 11, 30))]
    with store.read() as session:
        first = session.scalars(select(RetentionTask.id)).one()
    assert tasks(store, date(2026, 12, 31)) == [("bundle_expiry", "bundle_expiry", date(2026, 12, 31))]
    with store.read() as session:
        known = session.get(RetentionTask, first)
        assert known is not None
        assert (known.status, known.retention_type) == ("closed", "cost")


def test_a_task_moves_within_its_month_and_closes_when_its_cause_vanishes(store: Database) -> None:
    with store.write() as session:
        quiet(session)
        product = add_product(session, "Q", "MAS", bundle_end=date(2027, 1, 20))
    assert tasks(store)[0][2] == date(2026, 11, 20)
    with store.write() as session:
        move_end(session, product, date(2027, 1, 22))
    assert tasks(store)[0][2] == date(2026, 11, 22)
    with store.write() as session:
        move_end(session, product, date(2028, 1, 22))
    assert tasks(store) == []
    with store.write() as session:
        move_end(session, product, date(2027, 1, 22))
    assert len(tasks(store)) == 1
    with store.read() as session:
        assert session.scalar(select(RetentionTask.status)) == "open"


def move_end(session: Session, product: str, end: date) -> None:
    row = session.get(InstalledProduct, product)
    assert row is not None
    row.bundle_end = end


def test_members_bundles_make_one_task_a_customer_and_month(store: Database) -> None:
    with store.write() as session:
        quiet(session)
        for n in range(5):
            add_member(session, "Q", f"S{n}", bundle_end=date(2027, 1, 10 + n))
        add_member(session, "Q", "gone", bundle_end=date(2027, 1, 5), status="left")
        add_member(session, "Q", "later", bundle_end=date(2027, 2, 5))
    assert tasks(store) == [("bundle_expiry", "member_bundles", date(2026, 11, 10))]
    with store.read() as session:
        facts = session.scalars(select(RetentionTask.facts)).one()
    assert why_and_gist("member_bundles", facts)[0].startswith("5 ")


def test_agreements_and_credit_reviews_fall_due(store: Database) -> None:
    with store.write() as session:
        id = quiet(session)
        add_agreement(session, "Q", "HT-9", date(2027, 4, 30))
        for reviewed, due in ((date(2025, 1, 1), date(2025, 7, 1)), (date(2026, 5, 1), date(2026, 11, 1))):
            session.add(CreditReview(id=new_id(), dossier_id=id, customer_id=id, reviewed_on=reviewed, next_review=due))
    assert tasks(store) == [
        ("agreement_expiry", "agreement_expiry", date(2026, 10, 30)),
        ("credit_review", "credit_review", date(2026, 11, 1)),
    ]


def test_birthdays_of_key_people_are_prepared_and_end_with_the_day(store: Database) -> None:
    with store.write() as session:
        quiet(session)
        key = add_contact(session, "Q", "示例甲", birthday="1975-11-29")
        add_contact(session, "Q", "示例乙", birthday="1975-11-28")
        role(session, "Q", key, "buyer")
        quiet(session, "R")
        add_contact(session, "R", "示例丙", birthday="1970-10-20", birthday_calendar="lunar")
        add_contact(session, "R", "示例丁", birthday="02-31")
    assert tasks(store) == [
        ("birthday", "birthday", date(2026, 11, 20)),
        ("birthday", "birthday", date(2026, 11, 20)),
    ]
    assert tasks(store, date(2026, 11, 30)) == []


def test_the_holiday_list_counts_who_pays_together_and_says_when_it_is_preliminary(store: Database) -> None:
    with store.write() as session:
        quiet(session)
        for n in range(3):
            add_customer(session, f"U{n}", payer_type="unified")
    assert [one for one in tasks(store, date(2026, 12, 28)) if one[0] == "holiday_payment"] == []
    assert ("holiday_payment", "holiday_payment_preliminary", date(2026, 12, 29)) in tasks(store, date(2026, 12, 29))
    with store.write() as session:
        save_holiday(session, date(2027, 2, 20), True)
        save_holiday(session, date(2026, 12, 31), False, "元旦")
        assert not work_calendar(session).is_working_day(date(2026, 12, 31))
    found = [one for one in tasks(store, date(2026, 12, 29)) if one[0] == "holiday_payment"]
    assert found == [("holiday_payment", "holiday_payment", date(2026, 12, 28))]


def test_a_promise_is_due_and_closes_when_it_is_kept(store: Database) -> None:
    with store.write() as session:
        id = quiet(session)
        promise = Promise(id=new_id(), dossier_id=id, customer_id=id, text="示例", due_on=TODAY + timedelta(days=1))
        session.add(promise)
    assert tasks(store) == [("promise_due", "promise_due", TODAY + timedelta(days=1))]
    with store.write() as session:
        session.merge(promise).due_on = TODAY
    assert tasks(store) == [("promise_due", "promise_due", TODAY)]
    with store.write() as session:
        session.merge(promise).state = "broken"
    assert tasks(store) == [("promise_due", "broken_promise", TODAY)]
    with store.write() as session:
        session.merge(promise).state = "substituted"
    assert tasks(store) == []


def test_visits_are_owed_by_grade_from_the_true_last_contact(store: Database) -> None:
    with store.write() as session:
        for code, grade in (("A1", "A类"), ("B1", "B"), ("C1", "C"), ("A2", "A")):
            add_customer(session, code, payer_type="individual", company_grade=grade)
            contact = add_contact(session, code, "示例决策者")
            role(session, code, contact, "decider", evidence="confirmed")
        met(session, "A1", date(2026, 10, 31))
        met(session, "A1", date(2026, 11, 15), "phone")
        met(session, "A1", date(2026, 11, 20), status="planned")
        met(session, "B1", date(2026, 10, 10))
        met(session, "C1", date(2026, 11, 1))
    assert tasks(store, date(2026, 11, 29)) == [
        ("visit_due", "visit_never", date(2026, 11, 1)),
        ("visit_due", "visit_due", date(2026, 11, 10)),
    ]
    assert ("visit_due", "visit_due", date(2026, 11, 30)) in tasks(store, date(2026, 11, 30))
    with store.write() as session:
        met(session, "A1", date(2026, 11, 30))
        met(session, "A2", date(2026, 11, 30))
        save_cycle(session, Cycle("B", "phone", 0))
    with store.read() as session:
        assert Cycle("B", "on_site", 3) in visit_cycles(session)
    assert tasks(store, date(2026, 12, 1)) == []


def test_small_customers_never_met_make_one_line_that_keeps_its_day(store: Database) -> None:
    with store.write() as session:
        for n in range(30):
            add_customer(session, f"D{n}", payer_type="individual")
    assert tasks(store) == [("visit_due", "visit_never_many", date(2026, 11, 1))]
    assert tasks(store, date(2026, 12, 3)) == [("visit_due", "visit_never_many", date(2026, 11, 1))]


def test_members_leaving_make_one_warning_with_where_they_went(store: Database) -> None:
    with store.write() as session:
        quiet(session)
        for n in range(50):
            add_member(session, "Q", f"S{n}")
        for n in range(3):
            add_member(session, "Q", f"L{n}", status="left", status_since=date(2026, 11, 10), left_to="telecom")
    assert tasks(store) == [("member_loss", "members_leaving", TODAY)]
    assert tasks(store, TODAY + timedelta(days=5)) == [("member_loss", "members_leaving", TODAY)]
    with store.read() as session:
        sentence = why_and_gist("members_leaving", session.scalars(select(RetentionTask.facts)).one())[0]
    assert "53" in sentence
    assert "3" in sentence
    assert tasks(store, date(2026, 12, 20)) == []


def test_falling_figures_unused_products_arrears_and_rivals_warn_once_each(store: Database) -> None:
    with store.write() as session:
        id = quiet(session)
        for month, new, minutes in (
            (202607, 50_00, 900),
            (202608, 90_00, 1_000),
            (202609, 80_00, 900),
            (202610, 70_00, 700),
        ):
            add_bill(session, "Q", month, 200_00, new_business_fen=new, minutes=minutes, arrears_fen=123_45_6)
        add_product(session, "Q", "MAS", monthly_usage=0)
        move = CompetitorMove(id=new_id(), dossier_id=id, customer_id=id, operator="telecom", tactic="building_wiring")
        move.seen_on = date(2026, 11, 15)
        session.add(move)
        contact = add_contact(session, "Q", "示例甲", status="left", status_since=date(2026, 11, 1))
        role(session, "Q", contact, "decider")
    assert sorted(rule for _kind, rule, _due in tasks(store)) == [
        "arrears",
        "decider_left",
        "new_business_fall",
        "usage_stopped",
        "whole_move",
    ]
    with store.write() as session:
        for code in ("arrears", "whole_move", "usage_stopped", "decider_left"):
            save_rule(session, RuleSetting(code, enabled=False))
        save_rule(session, RuleSetting("traffic_fall", params={"months": 2, "percent": 10}))
    assert sorted(rule for _kind, rule, _due in tasks(store)) == ["new_business_fall", "traffic_fall"]


def test_a_trend_warns_after_two_falls_of_ten_percent_together(store: Database) -> None:
    falls = {"fallen": (100, 95, 80), "since long": (200, 100, 95, 80)}
    others = {"too little": (100, 95, 91), "risen": (100, 80, 85), "short": (100, 80), "nothing": (0, 0, 0)}
    with store.write() as session:
        for code, values in (falls | others).items():
            quiet(session, code)
            for month, minutes in zip((202610, 202609, 202608, 202607), reversed(values), strict=False):
                add_bill(session, code, month, 200_00, minutes=minutes)
        setting = RuleSetting("traffic_fall", params={"months": 2, "percent": 10})
        found = {one.customer_id: json.loads(one.facts) for one in traffic_fall(session, TODAY, setting)}
    assert found.keys() == {customer_id(code) for code in falls}
    assert {(one["before"], one["now"]) for one in found.values()} == {("100", "80")}


def test_a_grade_drop_that_lasts_names_the_factors_that_moved(store: Database) -> None:
    with store.write() as session:
        for n in range(20):
            quiet(session, f"G{n:02}")
            for back, month in enumerate((202608, 202609, 202610)):
                falls = n == 19 and back > 0
                add_bill(session, f"G{n:02}", month, 1_000 if falls else 100_000 * (n + 1), cost_fen=1_000)
        for month in (202608, 202609, 202610):
            grade_month(session, month)
        save_rule(session, RuleSetting("missing_role", enabled=False))
    assert ("grade_drop", "grade_drop", TODAY) in tasks(store)
    with store.read() as session:
        task = session.scalars(select(RetentionTask).where(RetentionTask.kind == "grade_drop")).one()
        assert task.customer_id == customer_id("G19")
        i18n.set_language("en")
        try:
            sentence = why_and_gist(task.rule, task.facts)[0]
        finally:
            i18n.set_language("zh_CN")
    assert "from A to D in 2026-09" in sentence
    assert "Revenue contribution −100" in sentence


def test_at_most_five_new_gap_tasks_a_week(store: Database) -> None:
    with store.write() as session:
        for n in range(12):
            quiet(session, f"B{n:02}", company_grade="B")
        quiet(session, "AA", company_grade="A")
        old = add_contact(session, "AA", "示例甲")
        role(session, "AA", old, "decider", date(2026, 8, 1), evidence="assumed")
    monday = date(2026, 11, 23)
    first = tasks(store)
    assert len(first) == 5
    assert {rule for _kind, rule, _due in first} == {"missing_role", "stale_role"}
    assert len([one for one in tasks(store, monday) if one[0] == "missing_role"]) == 9
    assert len([one for one in tasks(store, monday + timedelta(days=4)) if one[0] in ("missing_role",)]) == 9


def test_two_stores_that_hold_the_same_rows_make_the_same_ids(tmp_path: Path) -> None:
    found = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        with sample_store(tmp_path / name) as database:
            with database.write() as session:
                codes = ["A", "B", "C"] if name == "first" else ["C", "A", "B"]
                for code in codes:
                    add_customer(session, code, company_grade=code)
                    add_product(session, code, "MAS", bundle_end=date(2026, 12, 31), monthly_usage=0)
                    add_contact(session, code, "示例甲", birthday="11-28")
                    add_bill(session, code, 202610, 1_000, arrears_fen=90_000)
            with database.write() as session:
                refresh(session, TODAY)
            with database.read() as session:
                rows = session.execute(
                    select(RetentionTask.id, RetentionTask.dossier_id, RetentionTask.due, RetentionTask.facts).where(
                        RetentionTask.customer_id.is_not(None)
                    )
                )
                found.append(sorted(tuple(row) for row in rows))
    assert found[0] == found[1]
    assert len(found[0]) > 9


def test_a_first_import_folds_old_ends_into_one_line(store: Database) -> None:
    with store.write() as session:
        quiet(session)
        for n in range(30):
            add_product(session, "Q", f"P{n}", bundle_end=date(2025, 1, 1) + timedelta(days=n))
    assert tasks(store) == [("bundle_expiry", "folded", date(2024, 12, 30))]


def test_tasks_of_a_customer_that_is_taken_back_out_go_with_it(store: Database) -> None:
    with store.write() as session:
        quiet(session)
        add_product(session, "Q", "MAS", bundle_end=date(2026, 12, 31))
    assert len(tasks(store)) == 1
    with store.write() as session:
        for record in (InstalledProduct, Visit, Customer):
            session.delete(session.scalars(select(record)).one())
    assert tasks(store) == []
    with store.read() as session:
        assert session.scalars(select(RetentionTask.id)).all() == []


def test_an_open_task_moves_up_and_down_the_list_with_its_customers_grade(store: Database) -> None:
    with store.write() as session:
        quiet(session, company_grade="D")
        add_agreement(session, "Q", "示例-1", date(2027, 1, 20))
    for grade, priority in (("D", 20), ("A", 23), ("B", 22), ("D", 20)):
        with store.write() as session:
            customer = session.get(Customer, customer_id("Q"))
            assert customer is not None
            customer.company_grade = grade
            save_rule(session, RuleSetting("missing_role", enabled=False))
        assert "agreement_expiry" in [kind for kind, _rule, _due in tasks(store)]
        with store.read() as session:
            kind = RetentionTask.kind == "agreement_expiry"
            assert session.scalars(select(RetentionTask.priority).where(kind)).one() == priority


def test_what_merged_customers_owe_and_lose_counts_for_the_one_they_were_merged_into(store: Database) -> None:
    with store.write() as session:
        for code, members in (("Q", 30), ("R", 12)):
            quiet(session, code)
            for month, minutes in ((202607, 900), (202608, 600), (202609, 300), (202610, 100)):
                heads = {"registered_members": members, "on_network_members": members}
                add_bill(session, code, month, 100_000, minutes=minutes, **heads)
        owing = session.get_one(BillingMonth, (customer_id("R"), 202610))
        owing.arrears_fen = 123_400
        session.flush()
        merge_customers(session, customer_id("Q"), customer_id("R"), TODAY)
        grade_month(session, 202610)
    with store.read() as session:
        setting = RuleSetting("arrears", params={"least_fen": 1})
        owed = [(one.customer_id, json.loads(one.facts)["amount"]) for one in arrears(session, TODAY, setting)]
        assert owed == [(customer_id("Q"), "1,234.00")]
        falling = RuleSetting("traffic_fall", params={"months": 3, "percent": 30})
        fallen = [json.loads(one.facts) for one in traffic_fall(session, TODAY, falling)]
        assert [(one["before"], one["now"]) for one in fallen] == [("1,800", "200")]
        assert read_ties(session, TODAY)[customer_id("Q")].on_network == 42
        portraits = list_portraits(session, 202610, HighLow.REVENUE_SHARE)
        assert [(row.customer_id, row.members) for row in portraits] == [(customer_id("Q"), 42)]
