"""The competition desk on a real store: sightings, warnings once, windows, flows, what is known of rivals."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from model.catalogue.records import InstalledProduct
from model.competition.actions import MoveDraft, RivalFactDraft, add_move, add_rival_fact, save_script
from model.competition.flows import lost_reasons, switch_flow, tactics_seen
from model.competition.openings import begin_opportunity, plan_task
from model.competition.queries import (
    attack_windows,
    holdings_of_rivals,
    list_moves,
    list_rival_facts,
    list_scripts,
)
from model.competition.records import RivalFact
from model.editing.actions import set_row
from model.errors import UserError
from model.members.records import Member
from model.opportunities.records import Opportunity
from model.retention.actions import finish_tasks, make_tasks
from model.retention.behind import customers_behind
from model.retention.queries import list_tasks
from model.retention.settings import save_rule
from model.retention.warnings import RuleSetting
from model.store.base import RowId, new_id
from model.store.database import Database
from model.store.ids import person_id
from tests.builders import OWNER, TODAY, add_customer

MOVE = MoveDraft("", "telecom", "discount_bundle")


def sight(
    store: Database, customer: RowId, tactic: str = "discount_bundle", days_ago: int = 0, rival: str = "telecom"
) -> RowId:
    draft = replace(MOVE, customer_id=customer, tactic=tactic, operator=rival, seen_on=TODAY - timedelta(days=days_ago))
    with store.write("Sighting") as session:
        return add_move(session, draft, TODAY)


def warnings(store: Database, day: date = TODAY) -> list[tuple[str, str]]:
    with store.write() as session:
        make_tasks(session, day)
    with store.read() as session:
        return sorted(
            (line.rule, line.why) for line in list_tasks(session, day) if line.rule in ("whole_move", "sighting_run")
        )


def add_rival_line(store: Database, customer: RowId, ends: date | None, **fields: object) -> RowId:
    row = new_id()
    values = {"operator": "telecom", "offering_name": "云专线", "bundle_end": ends, **fields}
    with store.write("Line") as session:
        session.add(InstalledProduct(id=row, dossier_id=customer, customer_id=customer, **values))
    return row


def test_a_sighting_needs_customer_rival_and_tactic_and_fills_in_the_rest(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Sighting") as session:
        add_move(session, replace(MOVE, customer_id=customer), TODAY)
    with store.read() as session:
        (row,) = list_moves(session, customer)
    assert (row.war, row.seen_on, row.source, row.members_affected) == ("tariff", TODAY, OWNER.name, None)


@pytest.mark.parametrize(
    "wrong",
    [{"operator": "mobile"}, {"operator": ""}, {"tactic": "rumour"}, {"seen_on": TODAY + timedelta(days=1)},
     {"members_affected": -1}, {"severity": 4}, {"customer_id": "nobody"}],
)  # fmt: skip
def test_what_cannot_be_a_sighting_is_refused(store: Database, wrong: dict[str, object]) -> None:
    customer = add_customer(store)
    with pytest.raises(UserError), store.write("Sighting") as session:
        add_move(session, replace(MOVE, **{"customer_id": customer, **wrong}), TODAY)  # type: ignore[arg-type]
    with store.read() as session:
        assert list_moves(session) == []


def test_three_sightings_of_a_tactic_in_a_district_make_one_warning_that_grows(store: Database) -> None:
    first, second = (add_customer(store, f"G{n}", f"示例{n}有限公司", region="东区", grid="E1") for n in (1, 2))
    for days in (29, 10):
        sight(store, first, days_ago=days)
    assert warnings(store) == []
    sight(store, second)
    ((rule, words),) = warnings(store)
    assert rule == "sighting_run"
    assert "E1" in words
    assert "3" in words
    sight(store, second)
    ((_rule, grown),) = warnings(store)
    assert grown != words
    assert "4" in grown
    with store.read() as session:
        (line,) = [one for one in list_tasks(session, TODAY) if one.rule == "sighting_run"]
        behind = customers_behind(session, "sighting_run", TODAY, line.source_id)
    assert {row.id for row in behind} == {first, second}


def test_a_run_that_was_dealt_with_stays_so_and_old_sightings_end_it(store: Database) -> None:
    customer = add_customer(store, region="东区")
    for days in (3, 2, 1):
        sight(store, customer, days_ago=days)
    warnings(store)
    with store.write("Done") as session:
        lines = [line.id for line in list_tasks(session, TODAY) if line.rule == "sighting_run"]
        finish_tasks(session, lines, TODAY, "谈过")
    assert warnings(store) == []
    assert warnings(store, TODAY + timedelta(days=40)) == []


def test_other_districts_rivals_or_tactics_are_no_run(store: Database) -> None:
    east, west = add_customer(store, "G1", region="东区"), add_customer(store, "G2", "示例乙有限公司", region="西区")
    sight(store, east)
    sight(store, east, rival="unicom")
    sight(store, east, "barter")
    sight(store, west)
    sight(store, west, days_ago=31)
    assert warnings(store) == []


def test_how_many_sightings_make_a_run_is_a_parameter(store: Database) -> None:
    customer = add_customer(store)
    for days in (1, 2):
        sight(store, customer, days_ago=days)
    with store.write("Rule") as session:
        save_rule(session, RuleSetting("sighting_run", params={"count": 2, "days": 30}))
    assert [rule for rule, _why in warnings(store)] == ["sighting_run"]


def test_each_whole_move_warns_at_once_and_is_in_no_run(store: Database) -> None:
    customer = add_customer(store)
    for days in (0, 1, 2):
        sight(store, customer, "building_wiring", days)
    assert [rule for rule, _why in warnings(store)] == ["whole_move"] * 3


def test_rivals_contracts_that_end_soon_come_in_the_order_of_their_end(store: Database) -> None:
    customer = add_customer(store)
    lost = add_customer(store, "G2", "示例乙有限公司", status="lost")
    late = add_rival_line(store, customer, date(2027, 5, 22), monthly_fee_fen=298_000)
    soon = add_rival_line(store, customer, date(2026, 12, 19), source="合同复印件", seen_on=TODAY)
    for ends, fields in (
        (TODAY - timedelta(days=1), {}), (date(2027, 5, 23), {}), (None, {}),
        (date(2026, 12, 1), {"operator": "mobile"}), (date(2026, 12, 1), {"blocked_reason": "不投"}),
    ):  # fmt: skip
        add_rival_line(store, customer, ends, **fields)
    add_rival_line(store, lost, date(2026, 12, 1))
    with store.read() as session:
        rows = attack_windows(session, TODAY, 6)
        assert holdings_of_rivals(session)["telecom"] == (5, 1)
    assert [row.id for row in rows] == [soon, late]
    assert [(row.days, row.monthly_fee_fen, row.source) for row in rows] == [
        (27, None, "合同复印件"),
        (181, 298_000, ""),
    ]


def test_a_window_becomes_a_task_and_an_opportunity(store: Database) -> None:
    customer = add_customer(store)
    add_rival_line(store, customer, date(2027, 4, 30))
    with store.write("Begin") as session:
        (window,) = attack_windows(session, TODAY, 6)
        plan_task(session, window, TODAY)
        begin_opportunity(session, window, TODAY)
    with store.read() as session:
        (task,) = list_tasks(session, TODAY)
        opportunity = session.scalars(select(Opportunity)).one()
        assert (task.due, task.customer_id) == (date(2027, 2, 28), customer)
        assert "云专线" in task.why
        assert (opportunity.expected_close, opportunity.amount_fen) == (date(2027, 4, 30), None)


def test_who_went_where_counts_members_and_contracts_by_month(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Members") as session:
        for number, (since, place, status) in enumerate((
            (date(2026, 11, 3), "电信", "left"), (date(2026, 11, 9), "中国电信", "left"),
            (date(2026, 11, 9), "", "left"),
            (date(2025, 11, 30), "电信", "left"), (date(2026, 11, 3), "电信", "suspended"),
        )):  # fmt: skip
            session.add(Member(id=new_id(), dossier_id=customer, customer_id=customer, subscriber_code=f"U{number}",
                               status=status, status_since=since, left_to=place))  # fmt: skip
    add_rival_line(store, customer, None, start_date=date(2026, 10, 5), monthly_fee_fen=30_000)
    add_rival_line(store, customer, None, start_date=date(2026, 10, 9))
    with store.read() as session:
        rows = switch_flow(session, TODAY)
    assert [(row.month, row.operator, row.members, row.products, row.product_fee_fen) for row in rows] == [
        (202611, "", 1, 0, None), (202611, "telecom", 2, 0, None), (202610, "telecom", 0, 2, 30_000),
    ]  # fmt: skip


def test_losses_stand_by_reason_and_tactics_with_who_left_after_them(store: Database) -> None:
    customer = add_customer(store)
    sight(store, customer, "erosion", 60)
    sight(store, customer, "erosion", 50)
    with store.write("Losses") as session:
        for reason, amount in (("tariff", 100), ("tariff", None), ("", 50)):
            session.add(Opportunity(id=new_id(), dossier_id=customer, customer_id=customer, name="示例", outcome="lost",
                                    lost_reason=reason, amount_fen=amount))  # fmt: skip
        for days in (55, 10, 70):
            session.add(Member(id=new_id(), dossier_id=customer, customer_id=customer, subscriber_code=f"U{days}",
                               status="left", status_since=TODAY - timedelta(days=days)))  # fmt: skip
    with store.read() as session:
        assert [(row.reason, row.count, row.amount_fen) for row in lost_reasons(session)] == [
            ("tariff", 2, 100),
            ("", 1, 50),
        ]
        ((row),) = tactics_seen(session, TODAY)
    assert (row.tactic, row.sightings, row.customers, row.left) == ("erosion", 2, 1, 2)


def test_what_is_known_of_a_rival_has_its_source_and_day_and_is_the_persons_own(store: Database) -> None:
    draft = RivalFactDraft("telecom", "weakness", "修复慢", "客户口述", TODAY)
    with store.write("Fact") as session:
        kept = add_rival_fact(session, draft, TODAY)
        for wrong in (
            {"source": " "}, {"seen_on": None}, {"text": ""}, {"aspect": "colour"}, {"operator": "mobile"},
            {"seen_on": TODAY + timedelta(days=1)},
        ):  # fmt: skip
            with pytest.raises(UserError):
                add_rival_fact(session, replace(draft, **wrong), TODAY)
            with pytest.raises(UserError):
                set_row(session, RivalFact, kept, wrong, TODAY)
        set_row(session, RivalFact, kept, {"source": "公示"}, TODAY)
        assert session.get_one(RivalFact, kept).source == "公示"
    with store.read() as session:
        assert [(row.operator, row.text) for row in list_rival_facts(session)] == [("telecom", "修复慢")]
        assert session.scalars(select(RivalFact.dossier_id)).all() == [person_id(OWNER.employee_no)]


def test_an_answer_is_the_shipped_one_until_somebody_writes_another(store: Database) -> None:
    with store.write("Answer") as session:
        assert all(row.is_default and row.script for row in list_scripts(session))
        save_script(session, "barter", "问清资源价值")
        written = [row for row in list_scripts(session) if not row.is_default]
        assert [(row.tactic, row.script) for row in written] == [("barter", "问清资源价值")]
        save_script(session, "barter", " ")
        assert all(row.is_default for row in list_scripts(session))
        with pytest.raises(UserError):
            save_script(session, "rumour", "x")
