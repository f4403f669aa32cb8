"""Targets in a real store: what is measured here, who moved it, the office's plan, what Today is measured against."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from model.billing.records import BillingMonth
from model.customers.records import Customer
from model.errors import UserError
from model.members.records import MemberMonth
from model.opportunities.records import Opportunity
from model.pay.appraisals import Plan, Standard, list_items, list_subjects, outcomes_of, plan_faults, publish_plan
from model.pay.measures import INDICATORS, Scope, indicator_of, list_moved, measured, scope_of
from model.pay.queries import find_statement
from model.pay.records import KpiRule, KpiTarget
from model.pay.targets import find_variance, list_earlier, list_target_months, list_targets, own_targets
from model.pay.thresholds import Threshold
from model.snapshots.records import SnapshotMember
from model.staff.records import Staff
from model.store.base import natural_id
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, new_id
from model.store.opening import Owner
from model.today.figures import WonFigure, figures_of
from model.visits.actions import VisitDraft, add_visit
from tests.builders import TODAY, add_customer, make_store

MINE, COLLEAGUES = Scope(("S001",), unassigned=True), Scope(("S002",))
OCTOBER, NOVEMBER = 202610, 202611


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    """The district office's store with two managers."""
    database = make_store(tmp_path, "office.db", owner=Owner("示例主管", "S009", "office"), device=tmp_path / "o")
    with database.write("Staff") as session:
        for number, name, district in (("S001", "示例甲", "高新区"), ("S002", "示例乙", "城西区")):
            session.add(Staff(id=new_id(), dossier_id=OFFICE_DOSSIER, employee_no=number, name=name, district=district))
    yield database
    database.close()


@pytest.fixture
def book(store: Database) -> Database:
    """Three customers of mine and one of a colleague's, billed in two months; one of mine is gone in the second."""
    fill(store)
    return store


def fill(database: Database) -> None:
    for place, (code, manager, status) in enumerate(
        (("G1", "S001", "existing"), ("G2", "S001", "existing"), ("G3", "", "existing"), ("G4", "S002", "existing"))
    ):
        add_customer(database, code, f"示例客户{place}", manager_no=manager, status=status)
    bills = {
        ("G1", OCTOBER): (10_000, 100),
        ("G1", NOVEMBER): (15_000, 110),
        ("G2", OCTOBER): (30_000, 50),
        ("G3", OCTOBER): (0, 10),
        ("G3", NOVEMBER): (500, 7),
        ("G4", OCTOBER): (7_000, 20),
        ("G4", NOVEMBER): (7_000, 20),
    }
    with database.write("Bills", bulk=True) as session:
        for (code, month), (fen, members) in bills.items():
            session.add(
                BillingMonth(
                    customer_id=natural_id("customer", code), month=month, new_business_fen=fen, voice_fen=1_000,
                    on_network_members=members,
                )
            )  # fmt: skip


def target(database: Database, item: str, goal: float, actual: float | None = None, **fields: object) -> None:
    values = {"scope": "manager", "subject": "S001", "month": NOVEMBER, "weight": 50.0, **fields}
    with database.write("Target") as session:
        session.add(
            KpiTarget(
                id=natural_id("kpi_target", str(values["scope"]), str(values["subject"]), str(values["month"]), item),
                dossier_id=OFFICE_DOSSIER, item=item, target=goal, actual=actual, **values,
            )
        )  # fmt: skip


def value(database: Database, code: str, month: int = NOVEMBER, scope: Scope = MINE) -> float | None:
    indicator = next(one for one in INDICATORS if one.code == code)
    with database.read() as session:
        found = measured(session, indicator, month, scope)
    return None if found is None else found.value


def test_new_business_is_the_sum_of_the_bills_as_plain_sql_says(book: Database) -> None:
    with book.read() as session:
        fen = session.scalar(
            select(func.sum(BillingMonth.new_business_fen))
            .join(Customer, Customer.id == BillingMonth.customer_id)
            .where(BillingMonth.month == NOVEMBER, Customer.manager_no.in_(("S001", "")))
        )
    assert value(book, "new_business") == (fen or 0) / 100 == 155
    assert value(book, "new_business", scope=COLLEAGUES) == 70


def test_a_month_that_has_not_come_in_is_not_measured_as_nil(book: Database) -> None:
    assert value(book, "new_business", 202612) is None
    assert value(book, "snapshot_revenue") is None
    assert value(book, "member_growth") == 10 - 3


def test_target_market_retention_counts_the_baselines_customers_who_still_bring_revenue(book: Database) -> None:
    with book.write("Snapshot", bulk=True) as session:
        for code in ("G1", "G2", "G3", "G4"):
            session.add(
                SnapshotMember(
                    customer_id=natural_id("customer", code), month=202512, snapshot_name="年末拍照",
                    subscriber_key=f"U{code}", revenue_fen=1_000, minutes=10, real_member=True,
                )
            )  # fmt: skip
    assert value(book, "target_market", OCTOBER) == 100
    assert value(book, "target_market") == pytest.approx(200 / 3)
    with book.write("Accounts", bulk=True) as session:
        for code, fen in (("G1", 900), ("G2", 500)):
            session.add(
                MemberMonth(
                    customer_id=natural_id("customer", code), month=NOVEMBER, subscriber_key=f"U{code}",
                    revenue_fen=fen, minutes=5, status="active",
                )
            )  # fmt: skip
    assert value(book, "snapshot_revenue") == pytest.approx(100 * 1_400 / 3_000)


def test_without_a_snapshot_last_december_is_the_baseline(book: Database) -> None:
    assert value(book, "target_market") is None
    with book.write("Bills", bulk=True) as session:
        for code in ("G1", "G2"):
            session.add(BillingMonth(customer_id=natural_id("customer", code), month=202512, voice_fen=5))
    assert value(book, "target_market") == 50


def test_visit_coverage_counts_each_customer_once(book: Database) -> None:
    with book.write("Visits") as session:
        for _time in range(2):
            add_visit(session, VisitDraft(natural_id("customer", "G1"), TODAY, outcome="好"), "示例")
    assert value(book, "visit_coverage") == pytest.approx(100 / 3)


def test_the_customers_that_moved_an_item_come_with_the_greatest_change_first(book: Database) -> None:
    with book.read() as session:
        moved = list_moved(session, INDICATORS[0], NOVEMBER, MINE)
    assert [(one.group_code, one.before, one.now, one.change) for one in moved] == [
        ("G2", 30_000, 0, -30_000),
        ("G1", 10_000, 15_000, 5_000),
        ("G3", 0, 500, 500),
    ]


def test_a_merged_customers_bills_count_at_the_one_that_stands_for_it(book: Database) -> None:
    with book.write("Merge") as session:
        merged = session.get(Customer, natural_id("customer", "G2"))
        assert merged is not None
        merged.merged_into = natural_id("customer", "G1")
    with book.read() as session:
        moved = list_moved(session, INDICATORS[0], NOVEMBER, MINE)
    assert [(one.group_code, one.change) for one in moved] == [("G1", -25_000), ("G3", 500)]
    with book.write("Merge") as session:
        session.get_one(Customer, natural_id("customer", "G1")).merged_into = natural_id("customer", "G3")
    with book.read() as session:
        moved = list_moved(session, INDICATORS[0], NOVEMBER, MINE)
    assert [(one.group_code, one.change) for one in moved] == [("G3", -24_500)]


def test_targets_stand_by_working_days_ones_own_first(book: Database) -> None:
    target(book, "信息化收入", 300)
    target(book, "满意度测评", 100, 71.4)
    target(book, "信息化收入", 900, 800, scope="district", subject="高新区")
    with book.read() as session:
        found = list_targets(session, NOVEMBER, TODAY)
        assert list_target_months(session) == [NOVEMBER]
        variance = {row.item: find_variance(session, row) for row in found.rows}
        months = list_earlier(session, found.rows[0], 2)
    assert (found.pace.worked, found.pace.whole) == (15, 21)
    first, second, third = found.rows
    assert (first.item, first.told, first.measured, first.actual, first.name) == (
        "信息化收入",
        None,
        155,
        155,
        "示例经理",
    )
    assert first.standing.forecast_value == pytest.approx(155 * 21 / 15)
    assert (first.own, second.own, third.own, third.measured) == (True, True, False, None)
    assert variance["满意度测评"].indicator is None
    assert months == [(OCTOBER, None), (NOVEMBER, 155 / 300)]


def test_a_district_is_measured_in_the_offices_store_by_its_managers(office: Database) -> None:
    fill(office)
    target(office, "信息化收入", 300, scope="district", subject="城西区")
    with office.read() as session:
        row = list_targets(session, NOVEMBER, TODAY).rows[0]
        assert scope_of(session, "district", "城西区", "S009") == Scope(("S002",))
    assert row.measured == 70


def test_nothing_is_said_of_an_item_before_its_first_figures(store: Database) -> None:
    target(store, "信息化收入", 300)
    with store.read() as session:
        row = list_targets(session, NOVEMBER, TODAY).rows[0]
        assert find_variance(session, row).month is None
    assert (row.actual, row.standing.reached) == (None, None)


def test_today_is_measured_against_ones_own_targets(book: Database) -> None:
    with book.read() as session:
        assert own_targets(session, NOVEMBER) == {}
    target(book, "信息化收入(元)", 42_300)
    target(book, "拍照收入保有率", 97)
    target(book, "别的", 5)
    with book.read() as session:
        figures = figures_of(session, TODAY)
    assert (figures.month, figures.new_business_target, figures.kept_target) == (NOVEMBER, 42_300, 97)


def won(database: Database, code: str, day: date, fen: int | None, outcome: str = "won") -> None:
    with database.write("Won") as session:
        customer = natural_id("customer", code)
        session.add(
            Opportunity(
                id=new_id(), dossier_id=customer, customer_id=customer, outcome=outcome, closed_on=day, amount_fen=fen
            )
        )  # fmt: skip


def test_what_was_won_counts_from_the_first_of_the_month_and_stands_against_both_targets(book: Database) -> None:
    for day, fen, outcome in (
        (date(2026, 11, 1), 500_000, "won"), (TODAY, None, "won"), (date(2026, 10, 31), 900_000, "won"),
        (TODAY + timedelta(days=1), 7, "won"), (TODAY, 7, "lost"), (TODAY, 7, "open"),
    ):  # fmt: skip
        won(book, "G1", day, fen, outcome)
    with book.read() as session:
        assert figures_of(session, TODAY).won == WonFigure(2, 500_000)
    assert (value(book, "won"), value(book, "won_amount")) == (3, 5_000.07)
    assert (value(book, "won", scope=COLLEAGUES), value(book, "won", 202609)) == (0, 0)
    target(book, "赢单数", 8)
    with book.read() as session:
        assert figures_of(session, TODAY).won.share == 2 / 8
    target(book, "新签合同额", 10_000)
    with book.read() as session:
        figure = figures_of(session, TODAY).won
    assert (figure.count_target, figure.amount_target, figure.share) == (8, 10_000, 0.5)


def test_an_item_is_known_by_any_of_its_names() -> None:
    assert indicator_of("目标市场保有率") is not None
    assert indicator_of("别的指标") is None


PLAN = Plan(
    "一季度考核（示例）",
    "result",
    202612,
    202701,
    "manager",
    ("S001", "S002"),
    (
        Standard("信息化收入", 100, 60, Threshold("信息化收入", 100, 30_000, 90, 10_000)),
        Standard("没有数据的指标", 10, 40, Threshold("没有数据的指标")),
    ),
)


def test_a_plan_is_published_as_targets_and_rules_of_the_office(office: Database) -> None:
    fill(office)
    with office.read() as session:
        assert list_subjects(session, "district") == [("城西区", "城西区"), ("高新区", "高新区")]
        assert [number for number, _name in list_subjects(session, "manager")] == ["S002", "S001"]
        outcomes = outcomes_of(session, PLAN, NOVEMBER)
    assert [(one.subject, one.reached, one.money_fen) for one in outcomes] == [
        ("S001", 150, 30_000),
        ("S001", None, 0),
        ("S002", 70, -10_000),
        ("S002", None, 0),
    ]
    with office.write("Publish") as session:
        assert publish_plan(session, PLAN) == 8
    with office.write("Publish") as session:
        assert publish_plan(session, replace(PLAN, name="改名（示例）")) == 8
    with office.read() as session:
        assert session.scalar(select(func.count()).select_from(KpiTarget)) == 8
        assert set(session.scalars(select(KpiRule.name))) == {"改名（示例）"}
        assert set(session.scalars(select(KpiTarget.dossier_id))) == {OFFICE_DOSSIER}
        assert list_items(session) == ["信息化收入", "没有数据的指标"]


def test_what_the_file_says_was_reached_outranks_the_data_in_a_trial(office: Database) -> None:
    fill(office)
    target(office, "信息化收入", 100, 95)
    with office.read() as session:
        assert outcomes_of(session, PLAN, NOVEMBER)[0].reached == 95


def test_only_the_office_publishes(store: Database) -> None:
    with pytest.raises(UserError), store.write("Publish") as session:
        publish_plan(session, PLAN)


def test_a_plan_that_cannot_hold_says_why_and_changes_nothing(office: Database) -> None:
    assert plan_faults(PLAN) == []
    bad = Plan(" ", "result", 202701, 202612, "manager", (), (Standard("x", 0, 1, Threshold("x", bonus_fen=5)),))
    assert len(plan_faults(bad)) == 5
    assert plan_faults(replace(PLAN, valid_to=203012))
    assert plan_faults(replace(PLAN, standards=()))
    with pytest.raises(UserError), office.write("Publish") as session:
        publish_plan(session, bad)


def test_thresholds_that_were_published_reach_the_statement(store: Database) -> None:
    target(store, "信息化收入", 100, 120)
    with store.write("Rule") as session:
        session.add(
            KpiRule(
                id=new_id(), dossier_id=OFFICE_DOSSIER, name="示例", item="信息化收入", valid_from=NOVEMBER,
                valid_to=NOVEMBER, bonus_at=100, bonus_fen=30_000,
            )
        )  # fmt: skip
    with store.read() as session:
        assert find_statement(session, NOVEMBER, TODAY).sum_of("performance") == 30_000
        assert find_statement(session, OCTOBER, date(2026, 10, 31)).sum_of("performance") == 0
