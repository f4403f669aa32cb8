"""Campaigns on a real store: picked, told, answered, read back from a phone team's file, closed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from model.billing.records import BillingMonth
from model.campaigns.actions import (
    CampaignDraft,
    TargetDraft,
    answer,
    change_target,
    close_campaign,
    delete_campaign,
    pick_for,
    reopen_campaign,
    save_campaign,
    tell,
)
from model.campaigns.calls import apply_calls, plan_calls
from model.campaigns.queries import (
    contact_choices,
    find_campaign,
    find_campaign_by_name,
    list_calls,
    list_campaigns,
    list_targets,
)
from model.campaigns.records import Campaign, CampaignTarget
from model.campaigns.rules import Order, PickPlan, Reason
from model.customers.timeline import timeline_of
from model.errors import UserError
from model.segments.actions import SegmentDraft, save_segment
from model.segments.rules import Condition, Op
from model.store.base import RowId, natural_id
from model.store.database import Database
from reports.campaign_calls import rows_of_calls, write_calls, write_full_calls
from tests.builders import TODAY, add_contact, add_customer, make_store

DAMAGED = ("", "{", "null", "[" * 5_000, '{"a":' * 5_000, '{"order": "newer"}')
PLAN = PickPlan(order=Order.REVENUE)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Six companies; 6 has nobody to call, 5 has refused, 4 was never asked, the others have agreed."""
    database = make_store(tmp_path_factory.mktemp("campaigns"))
    for number in range(1, 7):
        customer = add_customer(database, f"G{number}", f"示例公司{number}")
        consent = {4: None, 5: False}.get(number, True)
        if number < 6:
            add_contact(
                database, customer, f"联系人{number}（示例）", mobile=f"1540000000{number}", marketing_consent=consent
            )
    yield database
    database.close()


@pytest.fixture
def campaign(world: Database) -> Iterator[RowId]:
    """A fresh campaign for six customers by phone, taken out afterwards."""
    with world.write("Campaign") as session:
        made = save_campaign(session, CampaignDraft("示例活动", "目标", "优惠", quota=6, cost_fen=100_00), None)
    yield made
    with world.write("Out") as session:
        delete_campaign(session, made)


def pick(world: Database, campaign: RowId, plan: PickPlan = PLAN) -> dict[str, Reason]:
    with world.write("Pick") as session:
        return dict(pick_for(session, campaign, plan, TODAY).left_out)


def targets(world: Database, campaign: RowId) -> dict[str, str]:
    """Group code → id of its target."""
    with world.read() as session:
        return {row.group_code: row.id for row in list_targets(session, campaign)}


def test_a_message_goes_only_to_who_agreed_and_a_call_to_nobody_who_refused(world: Database, campaign: RowId) -> None:
    left = pick(world, campaign)
    assert sorted(targets(world, campaign)) == ["G1", "G2", "G3", "G4"]
    assert sorted(left.values()) == [Reason.NO_CONSENT, Reason.NO_NUMBER]
    with world.write("By message") as session:
        save_campaign(session, CampaignDraft("示例活动", channel="sms", quota=6), campaign)
    with world.read() as session:  # who is in the list already is not written to either
        assert {line.group_code for line in list_calls(session, campaign)} == {"G1", "G2", "G3"}
    pick(world, campaign)
    assert sorted(targets(world, campaign)) == ["G1", "G2", "G3"]


def test_the_quota_takes_the_first_and_who_was_told_stays(world: Database, campaign: RowId) -> None:
    with world.write("Bills", bulk=True) as session:
        for number, fen in ((1, 100), (2, 900), (3, 500), (4, 700)):
            customer = natural_id("customer", f"G{number}")
            session.add(BillingMonth(customer_id=customer, month=202611, voice_fen=fen))
    with world.write("Quota") as session:
        save_campaign(session, CampaignDraft("示例活动", quota=2), campaign)
    pick(world, campaign)
    assert list(targets(world, campaign)) == ["G2", "G4"]
    with world.write("Tell") as session:
        tell(session, [targets(world, campaign)["G4"]], TODAY)
    pick(world, campaign, replace(PLAN, order=Order.LOW_REVENUE))
    assert sorted(targets(world, campaign)) == ["G1", "G4"]


def test_a_share_is_kept_back_and_stands_on_no_list(world: Database, campaign: RowId) -> None:
    pick(world, campaign, replace(PLAN, held_percent=50))
    with world.read() as session:
        rows = list_targets(session, campaign)
        assert [row.step for row in rows].count("held") == 2
        held = {row.group_code for row in rows if row.held_back}
        assert {line.group_code for line in list_calls(session, campaign)} == {"G1", "G2", "G3", "G4"} - held
        assert find_campaign(session, campaign, TODAY).held == 2


def test_a_segment_and_conditions_of_its_own_hold_together(world: Database, campaign: RowId) -> None:
    with world.write("Segment") as session:
        name = Condition("name", Op.CONTAINS, ("示例公司",))
        segment = save_segment(session, SegmentDraft("示例群", (name,)))
    pick(world, campaign, PickPlan(segment, (Condition("name", Op.CONTAINS, ("公司2",)),)))
    assert list(targets(world, campaign)) == ["G2"]
    with pytest.raises(UserError):
        pick(world, campaign, PickPlan("gone"))


def test_who_was_told_lately_by_another_campaign_is_spared(world: Database, campaign: RowId) -> None:
    with world.write("Other") as session:
        other = save_campaign(session, CampaignDraft("另一活动", quota=9))
    pick(world, other)
    with world.write("Tell") as session:
        tell(session, [targets(world, other)["G1"]], TODAY - timedelta(days=29))
        tell(session, [targets(world, other)["G2"]], TODAY - timedelta(days=30))
    left = pick(world, campaign)
    assert Reason.RECENT in left.values()
    assert sorted(targets(world, campaign)) == ["G2", "G3", "G4"]
    with world.write("Out") as session:
        delete_campaign(session, other)


def test_answers_and_purchases_make_matrix_worth_and_timeline(world: Database, campaign: RowId) -> None:
    pick(world, campaign)
    ids = targets(world, campaign)
    with world.write("Answers") as session:
        answer(session, [ids["G1"], ids["G2"]], "interested", TODAY)
        tell(session, [ids["G3"]], TODAY)
        change_target(session, ids["G1"], TargetDraft(TODAY, "interested", TODAY, "要合同", TODAY, 300_00), TODAY)
    with world.read() as session:
        sheet = find_campaign(session, campaign, TODAY)
        row = list_campaigns(session, TODAY)[0]
        entries = timeline_of(session, natural_id("customer", "G1"))
        assert contact_choices(session, ids["G1"]) != []
        assert find_campaign_by_name(session, "示例活动") == campaign
    assert (sheet.outcome.told.customers, sheet.outcome.told.bought, sheet.outcome.untold.customers) == (3, 1, 1)
    assert (sheet.outcome.roi, row.roi) == (2.0, 2.0)
    assert (row.told, row.responded, row.bought, row.bought_fen) == (3, 2, 1, 300_00)
    assert [entry.words for entry in entries if entry.entity == "campaign_target"] == [("示例活动", "要合同", "有意向")]
    with world.write("Back") as session:
        tell(session, [ids["G2"]], None)
    with world.read() as session:
        assert next(one for one in list_targets(session, campaign) if one.group_code == "G2").step == "waiting"


def test_what_cannot_be_meant_is_refused_in_words(world: Database, campaign: RowId) -> None:
    wrong = (
        CampaignDraft(" "),
        CampaignDraft("a", channel="pigeon"),
        CampaignDraft("a", starts_on=TODAY, ends_on=TODAY - timedelta(days=1)),
        CampaignDraft("a", margin_percent=101),
    )
    for draft in wrong:
        with pytest.raises(UserError), world.write("Wrong") as session:
            save_campaign(session, draft)
    pick(world, campaign)
    one = next(iter(targets(world, campaign).values()))
    for target in (TargetDraft(response="x"), TargetDraft(bought_fen=-1), TargetDraft(TODAY + timedelta(days=1))):
        with pytest.raises(UserError), world.write("Wrong") as session:
            change_target(session, one, target, TODAY)
    for act in (lambda s: answer(s, [one], "x", TODAY), lambda s: tell(s, ["gone"], TODAY),
                lambda s: close_campaign(s, campaign, " ", TODAY), lambda s: find_campaign(s, "gone", TODAY),
                lambda s: find_campaign_by_name(s, "gone")):  # fmt: skip
        with pytest.raises(UserError), world.write("Wrong") as session:
            act(session)


def test_a_campaign_is_closed_with_its_sentence_and_goes_on(world: Database, campaign: RowId) -> None:
    with world.write("Close") as session:
        close_campaign(session, campaign, "值得再做", TODAY)
    with world.read() as session:
        assert find_campaign(session, campaign, TODAY).standing == "closed"
    with world.write("Go on") as session:
        reopen_campaign(session, campaign)
    with world.read() as session:
        found = find_campaign(session, campaign, TODAY)
    assert (found.standing, found.result) == ("running", "值得再做")


def test_the_list_comes_back_from_the_phone_team_and_a_second_reading_changes_nothing(
    world: Database, campaign: RowId, tmp_path: Path
) -> None:
    pick(world, campaign)
    with world.read() as session:
        sheet, lines = find_campaign(session, campaign, TODAY), list_calls(session, campaign)
    path = tmp_path / "calls.xlsx"
    write_calls(path, sheet, lines)
    rows = [list(row) for row in rows_of_calls(path)]
    head = next(place for place, row in enumerate(rows) if "集团编码" in row)
    assert not any("15400000001" in str(cell) for row in rows for cell in row)
    places = {words: place for place, words in enumerate(rows[head])}
    first, second = rows[head + 1], rows[head + 2]
    first[places["回访结果"]], first[places["购买金额（元）"]], first[places["备注"]] = (
        "感兴趣",
        "1,200.50",
        "身份证110101199003074610",
    )
    second[places["回访结果"]] = "未接通"
    with world.read() as session:
        plan = plan_calls(session, campaign, rows, TODAY)
    assert (len(plan.changes), plan.silent, plan.problems) == (2, 2, ())
    with world.write("Read back") as session:
        apply_calls(session, plan, TODAY)
    with world.read() as session:
        again = plan_calls(session, campaign, rows, TODAY)
        row = list_targets(session, campaign)[0]
    assert (len(again.changes), again.unchanged) == (0, 2)
    assert (row.response, row.bought_fen, row.told_on) == ("interested", 1_200_50, TODAY)
    assert "110101199003074610" not in row.note


def test_hostile_lines_are_listed_with_their_reason_and_nothing_else(world: Database, campaign: RowId) -> None:
    pick(world, campaign)
    ids = targets(world, campaign)
    rows = [
        ["某某活动"],
        ["集团编码", "回访结果", "购买金额(元)", "购买日期", "行编号"],
        ["G1", "听不懂", "", "", ""],
        ["G9", "有意向", "", "", ""],
        ["G2", "", "-5", "", ""],
        ["G3", "有意向", "一大笔", "", ""],
        ["G4", "有意向", "", "2027-01-01", ""],
        ["G1", "有意向", "", "", ids["G2"]],
        ["G1", "有意向", "", "", ids["G1"].upper()],
        ["G1", "不需要", "", "", ""],
        ["G2", "x" * 5000, "", "", ""],
        ["", "", "", "", ""],
        ["G3"],
    ]
    with world.read() as session:
        plan = plan_calls(session, campaign, rows, TODAY)
    assert [one.row for one in plan.problems] == [3, 4, 5, 6, 7, 8, 10, 11]
    assert [one.customer_name for one in plan.changes] == ["示例公司1"]
    assert all(one.reason for one in plan.problems)
    with pytest.raises(UserError), world.read() as session:
        plan_calls(session, campaign, [["甲", "乙"]] * 30, TODAY)


def test_whole_numbers_leave_only_encrypted(world: Database, campaign: RowId, tmp_path: Path) -> None:
    import pyzipper

    pick(world, campaign)
    with world.read() as session:
        sheet, lines = find_campaign(session, campaign, TODAY), list_calls(session, campaign)
    with pytest.raises(UserError):
        write_full_calls(tmp_path / "short.zip", sheet, lines, "short")
    path = tmp_path / "calls.zip"
    write_full_calls(path, sheet, lines, "a long enough secret")
    assert b"15400000001" not in path.read_bytes()
    with pyzipper.AESZipFile(path) as archive:
        with pytest.raises(RuntimeError):
            archive.read("calls.xlsx")
        archive.setpassword(b"a long enough secret")
        inside = tmp_path / "inside.xlsx"
        inside.write_bytes(archive.read("calls.xlsx"))
    assert any("15400000001" in map(str, row) for row in rows_of_calls(inside))


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_plan_hides_neither_customers_nor_figures(world: Database, campaign: RowId, text: str) -> None:
    pick(world, campaign)
    with world.write("Damage") as session:
        session.execute(update(Campaign).where(Campaign.id == campaign).values(pick=text))
    with world.read() as session:
        sheet = find_campaign(session, campaign, TODAY)
    assert (sheet.picked, sheet.plan) == (4, PickPlan())


def test_what_undo_takes_back_is_gone_and_only_that(world: Database, campaign: RowId) -> None:
    from model.store.undo import undo

    pick(world, campaign)
    ids = targets(world, campaign)
    with world.write("Answer") as session:
        answer(session, [ids["G1"]], "refused", date(2026, 11, 20))
    undo(world)
    with world.read() as session:
        found = session.scalars(select(CampaignTarget.response).where(CampaignTarget.campaign_id == campaign)).all()
    assert set(found) == {""}
