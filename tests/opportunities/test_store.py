"""Opportunities in a real store: stages with reasons, ends, needs, proposals, pipelines, alarms, undo, merging."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from model.customers.merging import merge_customers, part_customers
from model.customers.timeline import timeline_of
from model.decision_maps.judging import JudgementDraft, judge
from model.errors import UserError
from model.needs.actions import NeedDraft, add_need
from model.opportunities.actions import (
    OpportunityDraft,
    add_opportunity,
    assign_quote,
    change_opportunity,
    delete_opportunity,
    save_points,
)
from model.opportunities.moving import change_pipeline, close_opportunity, move_opportunity, reopen_opportunity
from model.opportunities.pipelines import Pipeline, Stage, default_pipeline
from model.opportunities.queries import (
    OpportunitySheet,
    PointRow,
    find_opportunity,
    list_opportunities,
    missing_to_enter,
)
from model.opportunities.records import Opportunity, OpportunityPoint, OpportunityStage
from model.opportunities.settings import PIPELINES, delete_pipeline, pipelines_in_force, save_pipeline
from model.proposals.records import Quote
from model.retention.actions import make_tasks
from model.retention.queries import list_tasks
from model.search.queries import find
from model.settings.personal import keep_personal
from model.store.base import RowId, new_id
from model.store.database import Database
from model.store.undo import redo, undo
from tests.builders import TODAY, add_contact, add_customer

LONG = "商" * 200


@pytest.fixture
def customer(store: Database) -> RowId:
    """A customer."""
    return add_customer(store, "G001", "临江示例精密机械有限公司")


@pytest.fixture
def chance(store: Database, customer: RowId) -> RowId:
    """An opportunity in its first stage since today."""
    with store.write("Opportunity") as session:
        return add_opportunity(session, OpportunityDraft(customer, "两厂区专线", 1_000_000), TODAY)


def sheet_of(database: Database, chance: RowId, day: date = TODAY) -> OpportunitySheet:
    """The opportunity as it stands."""
    with database.read() as session:
        return find_opportunity(session, chance, day)


def need_of(database: Database, customer: RowId, statement: str = "月底对账") -> RowId:
    """A need of the customer."""
    with database.write("Need") as session:
        return add_need(session, NeedDraft(customer, statement))


def confirm_decider(database: Database, customer: RowId) -> None:
    """Somebody at the customer is confirmed to decide."""
    person = add_contact(database, customer, "赵总（示例）")
    with database.write("Judge") as session:
        judge(session, JudgementDraft(person, {"evidence": "confirmed"}, role="decider"), TODAY)


def move(database: Database, chance: RowId, key: str, reason: str = "", day: date = TODAY) -> bool:
    """Move it, as one change."""
    with database.write("Move") as session:
        return move_opportunity(session, chance, key, day, reason)


def test_no_confirmed_decider_keeps_it_before_the_solution_unless_a_reason_is_given(
    store: Database, customer: RowId, chance: RowId
) -> None:
    with pytest.raises(UserError, match="决策者"):
        move(store, chance, "solution")
    assert sheet_of(store, chance).row.stage == "discovery"
    assert move(store, chance, "solution", "董事长口头同意，等任命文件")
    entries = sheet_of(store, chance).stages
    assert entries[0].reason == "董事长口头同意，等任命文件"


def test_what_a_stage_asks_for_can_be_met(store: Database, customer: RowId, chance: RowId) -> None:
    need = need_of(store, customer)
    with store.write("Link") as session:
        change_opportunity(session, chance, OpportunityDraft(customer, "两厂区专线", 1_000_000, need_ids=(need,)))
    confirm_decider(store, customer)
    assert sheet_of(store, chance).has_decider
    assert move(store, chance, "solution")
    with store.read() as session:
        assert missing_to_enter(session, chance, "execution", TODAY) == ["quote", "won"]
    quote = new_id()
    with store.write("Quote") as session:
        session.add(Quote(id=quote, dossier_id=customer, customer_id=customer, number="1", state="accepted"))
        session.flush()
        assign_quote(session, quote, chance)
    assert move(store, chance, "execution")


def test_going_back_needs_no_reason_and_staying_is_no_move(store: Database, chance: RowId) -> None:
    move(store, chance, "negotiation", "客户要先看价")
    assert move(store, chance, "confirmation")
    assert not move(store, chance, "confirmation")
    with pytest.raises(UserError):
        move(store, chance, "nowhere")


def test_two_moves_of_one_day_leave_one_entry_and_the_next_day_another(store: Database, chance: RowId) -> None:
    move(store, chance, "confirmation", "先记")
    assert [(one.since, one.reason) for one in sheet_of(store, chance).stages] == [(TODAY, "先记")]
    later = TODAY + timedelta(days=3)
    move(store, chance, "solution", "赶标", later)
    assert [one.since for one in sheet_of(store, chance).stages] == [later, TODAY]
    assert sheet_of(store, chance, later + timedelta(days=45)).row.days_late == 15


def test_an_end_keeps_its_reason_and_can_be_taken_back(store: Database, chance: RowId) -> None:
    with store.write("Lost") as session:
        close_opportunity(session, chance, "lost", "对方赠机", TODAY, "device")
    row = sheet_of(store, chance, TODAY + timedelta(days=400)).row
    assert (row.outcome, row.lost_reason, row.closed_on, row.days_late) == ("lost", "device", TODAY, 0)
    with pytest.raises(UserError):
        move(store, chance, "confirmation", "x")
    with store.write("Again") as session:
        reopen_opportunity(session, chance)
    assert sheet_of(store, chance).row.outcome == "open"
    with store.write("Wrong") as session:
        for wrong in (("lost", "x", ""), ("lost", "x", "unheard"), ("won", "", "")):
            with pytest.raises(UserError):
                close_opportunity(session, chance, wrong[0], wrong[1], TODAY, wrong[2])


def test_every_change_is_one_undo(store: Database, customer: RowId, chance: RowId) -> None:
    move(store, chance, "confirmation", "先记")
    undo(store)
    assert sheet_of(store, chance).row.stage == "discovery"
    redo(store)
    assert sheet_of(store, chance).row.stage == "confirmation"
    with store.write("Delete") as session:
        delete_opportunity(session, chance)
    with store.read() as session, pytest.raises(UserError):
        find_opportunity(session, chance, TODAY)
    undo(store)
    assert [one.since for one in sheet_of(store, chance).stages] == [TODAY]


def test_what_the_form_says_is_kept_and_only_differences_are_written(
    store: Database, customer: RowId, chance: RowId
) -> None:
    draft = OpportunityDraft(
        customer, LONG, 5, probability=35, expected_close=date(2027, 1, 31), man_money=3,
        man_money_evidence="预算批文", man_authority=0, next_step="约信息中心", next_on=TODAY, team="张三、李四",
        competitors="电信", remarks="加急",
    )  # fmt: skip
    with store.write("Edit") as session:
        change_opportunity(session, chance, draft)
    found = sheet_of(store, chance)
    assert (found.row.name, found.row.probability, found.row.weighted_fen) == (LONG, 35, 2)
    assert (found.row.man, found.evidence) == ((3, 0, None), ("预算批文", "", ""))
    with store.write("Wrong") as session:
        for wrong in (
            replace(draft, name=" "),
            replace(draft, amount_fen=-1),
            replace(draft, probability=101),
            replace(draft, man_need=4),
        ):
            with pytest.raises(UserError):
                change_opportunity(session, chance, wrong)


def test_control_points_keep_their_days_and_empty_ones_make_no_row(store: Database, chance: RowId) -> None:
    points = [PointRow("collecting", TODAY, None, ""), PointRow("testing", None, None, "")]
    with store.write("Points") as session:
        save_points(session, chance, points)
        with pytest.raises(UserError):
            save_points(session, chance, [PointRow("z", TODAY, None, "")])
    found = {one.point: one for one in sheet_of(store, chance).points}
    assert len(found) == 7
    assert found["collecting"].planned_on == TODAY
    with store.read() as session:
        assert session.query(OpportunityPoint).count() == 1


def test_a_proposal_belongs_with_all_its_versions_to_an_opportunity_of_its_customer(
    store: Database, customer: RowId, chance: RowId
) -> None:
    other = add_customer(store, "G002", "临江示例商贸有限公司")
    first, second, foreign = new_id(), new_id(), new_id()
    with store.write("Quotes") as session:
        for row_id, whose, version, number in ((first, customer, 1, "1"), (second, customer, 2, "1"),
                                               (foreign, other, 1, "2")):  # fmt: skip
            session.add(Quote(id=row_id, dossier_id=whose, customer_id=whose, number=number, version=version))
    with store.write("Assign") as session:
        assign_quote(session, second, chance)
        with pytest.raises(UserError):
            assign_quote(session, foreign, chance)
    with store.read() as session:
        owners = {row.id: row.opportunity_id for row in session.query(Quote)}
        assert owners == {first: chance, second: chance, foreign: None}
    with store.write("Delete") as session:
        delete_opportunity(session, chance)
    with store.read() as session:
        assert {row.opportunity_id for row in session.query(Quote)} == {None}


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"default": 7, "own": "x"},
        {"default": [["discovery", "viel", 3]], "own": [7, {"name": "甲"}, {"name": "", "stages": []}]},
        {
            "default": [["discovery", 900, 3]],
            "own": [{"name": "甲", "stages": [["一", "none", 1, 1], ["二", "close", 1, 1]]}],
        },
    ],
)
def test_a_damaged_setting_of_pipelines_leaves_the_shipped_one_and_can_be_mended(store: Database, value: Any) -> None:
    with store.write("Damaged") as session:
        keep_personal(session, PIPELINES, value)
        assert list(pipelines_in_force(session).by_name.values()) == [default_pipeline()]
        save_pipeline(session, Pipeline("招投标", default_pipeline().stages))
        assert list(pipelines_in_force(session).by_name) == ["", "招投标"]


def test_a_pipeline_of_ones_own_has_its_stages_limits_and_requirements(
    store: Database, customer: RowId, chance: RowId
) -> None:
    parts = (("discovery", "挂网", 10, 5), ("solution", "投标", 40, 0), ("negotiation", "中标", 90, 7))
    tender = Pipeline("招投标", tuple(Stage(*part) for part in parts))
    with store.write("Pipeline") as session:
        save_pipeline(session, tender)
        save_pipeline(session, Pipeline("", default_pipeline([["discovery", 12, 21]]).stages), before="")
        with pytest.raises(UserError):
            save_pipeline(session, tender)
        with pytest.raises(UserError):
            save_pipeline(session, replace(tender, name=" "))
    with store.write("Change") as session:
        change_pipeline(session, chance, "招投标", TODAY)
        change_pipeline(session, chance, "招投标", TODAY)
    row = sheet_of(store, chance, TODAY + timedelta(days=6)).row
    assert (row.pipeline, row.stage_key, row.probability, row.days_late) == ("招投标", "挂网", 10, 1)
    with pytest.raises(UserError, match="决策者"):
        move(store, chance, "投标")
    assert move(store, chance, "投标", "招标文件已到")
    assert sheet_of(store, chance).row.stage_words == "投标"
    with store.write("Gone") as session:
        delete_pipeline(session, "招投标")
    row = sheet_of(store, chance).row
    assert (row.pipeline, row.stage_key, row.stage_words) == ("", "solution", "投标")
    with store.read() as session:
        assert pipelines_in_force(session).of("").stages[0].limit_days == 21


def test_an_opportunity_that_stands_too_long_makes_one_task_which_a_move_closes(
    store: Database, customer: RowId, chance: RowId
) -> None:
    late = TODAY + timedelta(days=31)
    for day in (TODAY + timedelta(days=30), late, late + timedelta(days=1)):
        with store.write("Tasks") as session:
            make_tasks(session, day)
        with store.read() as session:
            found = [line for line in list_tasks(session, day) if line.kind == "opportunity_stuck"]
        assert len(found) == (day >= late)
    assert found[0].subject == "两厂区专线"
    assert "需求发现" in found[0].why
    move(store, chance, "confirmation", "已口头确认", late)
    with store.write("Tasks") as session:
        make_tasks(session, late)
    with store.read() as session:
        assert not [line for line in list_tasks(session, late) if line.kind == "opportunity_stuck"]


def test_it_stands_in_the_timeline_and_is_found(store: Database, customer: RowId, chance: RowId) -> None:
    with store.read() as session:
        entry = timeline_of(session, customer)[0]
        assert (entry.entity, entry.words) == ("opportunity_stage", ("两厂区专线", "需求发现"))
        assert [hit.id for hit in find(session, "lcqzx", 5, "opportunity")] == [chance]


def test_a_merged_customers_opportunities_come_over_and_go_back(
    store: Database, customer: RowId, chance: RowId
) -> None:
    keep = add_customer(store, "G002", "临江示例精密机械有限责任公司")
    with store.write("Merge") as session:
        merge_customers(session, keep, customer, TODAY)
    move(store, chance, "confirmation", "并档后")
    with store.read() as session:
        assert [row.customer_id for row in list_opportunities(session, TODAY, customer_id=keep)] == [keep]
    with store.write("Part") as session:
        part_customers(session, customer)
    with store.read() as session:
        assert {row.customer_id for row in session.query(Opportunity)} == {customer}
        assert {row.customer_id for row in session.query(OpportunityStage)} == {customer}


def test_lists_ask_for_ends_and_customers(store: Database, customer: RowId, chance: RowId) -> None:
    with store.read() as session:
        assert list_opportunities(session, TODAY, outcome=("won",)) == []
        assert [row.id for row in list_opportunities(session, TODAY, outcome=("open",))] == [chance]
