"""Proposals in a real store: numbers, versions, states, authority, what replaces what."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from model.catalogue.queries import list_bundle_items, list_offerings, list_price_cards
from model.catalogue.records import BundleItem, InstalledProduct, PriceCard, ProductOffering
from model.errors import UnconfirmedError, UserError
from model.opportunities.actions import OpportunityDraft, add_opportunity
from model.opportunities.records import Opportunity, OpportunityStage
from model.proposals.actions import add_quote, add_version, change_quote, quote_of, renewed_copy
from model.proposals.decisions import approve_quote, check_issue, decide_quote, save_authority, submit_quote
from model.proposals.drafts import differences
from model.proposals.numbers import replica_tag
from model.proposals.offering import draft_for
from model.proposals.queries import (
    authority_of,
    authority_table,
    find_quote,
    find_quote_by_number,
    list_quotes,
    list_versions,
)
from model.proposals.rules import SHIPPED_AUTHORITY, totals_of
from model.settings.records import Setting
from model.store.base import RowId, natural_id
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER
from model.store.undo import undo
from tests.builders import TODAY, add_customer, make_store


@pytest.fixture
def customer(store: Database) -> RowId:
    """A customer with two lines of today, and a catalogue of two products and a bundle."""
    row = add_customer(store, "G001", "临江示例精密机械有限公司")
    with store.write("Catalogue") as session:
        for code, name, monthly, one_off, cost, floor in (
            ("JC03", "数据专线", 320_000, 100_000, 130_000, 240_000),
            ("JC01", "集团虚拟网", 500, 0, 150, 300),
            ("TC01", "企业畅联套餐", 61_800, 0, 26_000, 48_000),
        ):
            session.add(
                ProductOffering(
                    id=natural_id("product_offering", code), dossier_id=OFFICE_DOSSIER, code=code, name=name,
                    monthly_fen=monthly, one_off_fen=one_off, cost_fen=cost, floor_fen=floor, unit="条",
                )
            )  # fmt: skip
        for segment, monthly, end in (("全部客户", 310_000, date(2026, 12, 31)), ("制造业", 290_000, None)):
            session.add(
                PriceCard(
                    id=natural_id("price_card", segment), dossier_id=OFFICE_DOSSIER, offering_code="JC03",
                    segment=segment, monthly_fen=monthly, valid_from=date(2026, 1, 1), valid_to=end,
                )
            )  # fmt: skip
        session.add(
            BundleItem(
                id=natural_id("bundle_item", "TC01", "JC01"), dossier_id=OFFICE_DOSSIER, bundle_code="TC01",
                offering_code="JC01", required=True, minimum=5, maximum=200,
            )
        )  # fmt: skip
        for number, fee in ((1, 440_000), (2, 540_000)):
            session.add(
                InstalledProduct(
                    id=natural_id("installed_product", "G001", number), dossier_id=row, customer_id=row,
                    offering_code="JC03", offering_name="数据专线", quantity=number, monthly_fee_fen=fee,
                )
            )  # fmt: skip
    return row


def quote(store: Database, customer: RowId, discount: int = 0, reason: str = "") -> RowId:
    with store.write("New proposal for {customer}", customer="G001") as session:
        draft = draft_for(session, customer, [("JC03", 1), ("JC01", 100)], discount, TODAY)
        return add_quote(session, replace(draft, reason=reason), TODAY)


def issue(session: Session, row: RowId) -> None:
    check_issue(session, find_quote(session, row), TODAY)


def test_a_draft_takes_the_price_of_the_day_and_stands_beside_what_it_replaces(
    store: Database, customer: RowId
) -> None:
    with store.read() as session:
        draft = draft_for(session, customer, [("JC03", 1), ("JC01", 100)], 0, TODAY)
    assert [(item.offering_name, item.monthly_fen, item.one_off_fen) for item in draft.items] == [
        ("数据专线", 310_000, 100_000), ("集团虚拟网", 500, 0),
    ]  # fmt: skip
    assert sorted((one.name, one.monthly_fee_fen, one.item) for one in draft.presents) == [
        ("数据专线", 440_000, 0), ("数据专线 × 2", 540_000, 0),
    ]  # fmt: skip
    totals = totals_of(draft.items, draft.presents, 24)
    assert totals.saving_fen == 980_000 - 310_000 - 50_000


def test_the_price_of_the_catalogue_follows_its_cards(store: Database, customer: RowId) -> None:
    with store.read() as session:
        prices = {row.code: row.monthly_fen for row in list_offerings(session, TODAY)}
        later = {row.code: row.monthly_fen for row in list_offerings(session, date(2027, 3, 1))}
        own = {row.code: row.monthly_fen for row in list_offerings(session, date(2027, 3, 1), ["制造业"])}
        cards = [(card.segment, card.in_force) for card in list_price_cards(session, date(2027, 3, 1))]
        bundle = list_bundle_items(session)[0]
    assert (prices["JC03"], later["JC03"], own["JC03"]) == (310_000, 320_000, 290_000)
    assert cards == [("全部客户", False), ("制造业", True)]
    assert (bundle.bundle_name, bundle.offering_name, bundle.minimum) == ("企业畅联套餐", "集团虚拟网", 5)


def test_what_was_kept_reads_back_the_same(store: Database, customer: RowId) -> None:
    row = quote(store, customer, 500)
    with store.read() as session:
        sheet = find_quote(session, row)
        listed = list_quotes(session)[0]
        same = find_quote_by_number(session, sheet.number)
    assert same == sheet
    assert [item.discount for item in sheet.draft.items] == [500, 500]
    assert [one.item for one in sheet.draft.presents] == [0, 0]
    assert (listed.monthly_fen, listed.one_off_fen) == (294_500 + 47_500, 100_000)
    with store.write("Change") as session:
        change_quote(session, row, replace(sheet.draft, items=sheet.draft.items[:1], title="整合方案"))
    with store.read() as session:
        changed = find_quote(session, row)
    assert len(changed.draft.items) == 1
    assert changed.draft.items[0] == sheet.draft.items[0]
    assert changed.draft.title == "整合方案"


def test_numbers_are_day_tag_and_count_and_never_come_again(store: Database, customer: RowId) -> None:
    first, second = quote(store, customer), quote(store, customer)
    with store.read() as session:
        numbers = [find_quote(session, row).number for row in (first, second)]
    day, tag, count = numbers[0].split("-")
    assert (day, count, numbers[1]) == ("20261122", "1", f"20261122-{tag}-2")
    assert len(tag) == 5
    assert tag.isalpha()
    undo(store)
    with store.write("Delete") as session:
        session.delete(quote_of(session, first))
    third = quote(store, customer)
    with store.read() as session:
        assert find_quote(session, third).number == f"20261122-{tag}-3"


def test_two_stores_give_numbers_under_different_letters(store: Database, tmp_path: Path) -> None:
    other = make_store(tmp_path / "other")
    try:
        customers = [add_customer(each, "G001") for each in (store, other)]
        numbers = []
        for each, row in zip((store, other), customers, strict=True):
            with each.write("Catalogue") as session:
                session.add(
                    ProductOffering(
                        id=natural_id("product_offering", "X"), dossier_id=OFFICE_DOSSIER, code="X", name="X",
                        monthly_fen=100,
                    )
                )  # fmt: skip
            with each.write("Quote") as session:
                made = add_quote(session, draft_for(session, row, [("X", 1)], 0, TODAY), TODAY)
                numbers.append(find_quote(session, made).number)
        assert numbers[0] != numbers[1]
    finally:
        other.close()
    assert replica_tag("a") != replica_tag("b")


def test_below_cost_is_refused_whatever_the_reason(store: Database, customer: RowId) -> None:
    with pytest.raises(UserError, match="成本"):
        quote(store, customer, 7_500, "领导同意")
    with store.read() as session:
        assert list_quotes(session) == []


def test_beyond_authority_needs_a_reason_and_an_approval(store: Database, customer: RowId) -> None:
    row = quote(store, customer, 1_000)
    with store.write("Submit") as session, pytest.raises(UserError, match="原因"):
        submit_quote(session, row, TODAY)
    with store.read() as session, pytest.raises(UserError, match="审批"):
        check_issue(session, find_quote(session, row), TODAY)
    with store.write("Reason") as session:
        change_quote(session, row, replace(find_quote(session, row).draft, reason="三年合约，两厂区整体迁入"))
        assert submit_quote(session, row, TODAY) == "pending"
    with store.write("Approve") as session:
        with pytest.raises(UserError, match="谁"):
            approve_quote(session, row, "区县负责人", " ", TODAY)
        with pytest.raises(UserError, match="日期"):
            approve_quote(session, row, "示例区县负责人", "会议", None)
        with pytest.raises(UserError, match="编制之前"):
            approve_quote(session, row, "示例区县负责人", "会议", date(2026, 11, 1))
        approve_quote(session, row, "示例区县负责人", "11 月 22 日会议", TODAY)
    with store.read() as session:
        sheet = find_quote(session, row)
        check_issue(session, sheet, TODAY)
    assert (sheet.state, sheet.approved_on) == ("approved", TODAY)


def test_an_unconfirmed_table_of_authority_keeps_back_what_leans_on_it_and_nothing_else(
    store: Database, customer: RowId
) -> None:
    free, leaning, beyond = (
        quote(store, customer),
        quote(store, customer, 500),
        quote(store, customer, 1_000, "三年合约"),
    )
    with store.write("Submit") as session:
        assert submit_quote(session, free, TODAY) == "approved"
        assert submit_quote(session, beyond, TODAY) == "pending"
        approve_quote(session, beyond, "示例区县负责人", "11 月 22 日会议", TODAY)
        for asked in (lambda: submit_quote(session, leaning, TODAY), lambda: issue(session, leaning)):
            with pytest.raises(UnconfirmedError, match="默认值"):
                asked()
        issue(session, free)
        issue(session, beyond)
    with store.write("Authority") as session:
        save_authority(session, SHIPPED_AUTHORITY)
        issue(session, leaning)
        assert submit_quote(session, leaning, TODAY) == "approved"


def test_within_authority_a_proposal_is_approved_at_once(store: Database, customer: RowId) -> None:
    row = quote(store, customer, 500)
    with store.write("Submit") as session:
        save_authority(session, SHIPPED_AUTHORITY)
        assert submit_quote(session, row, TODAY) == "approved"
        with pytest.raises(UserError, match="新版本"):
            change_quote(session, row, find_quote(session, row).draft)
        decide_quote(session, row, "accepted", TODAY)
        with pytest.raises(UserError):
            decide_quote(session, row, "cancelled", TODAY)


def test_the_table_of_authority_is_the_shipped_one_until_the_office_edits_it(store: Database, customer: RowId) -> None:
    with store.read() as session:
        assert authority_table(session)[1]
        assert authority_of(session, customer, TODAY) == ("", 500)
    with store.write("Authority") as session:
        save_authority(session, {"": 1_200, "A": 3_000})
        save_authority(session, {"": 1_100, "A": 3_000})
        with pytest.raises(UserError):
            save_authority(session, {"A": 10_001})
    with store.read() as session:
        assert authority_table(session) == ({"": 1_100, "A": 3_000}, False)
        assert authority_of(session, customer, TODAY) == ("", 1_100)


def test_a_damaged_table_of_authority_counts_as_the_shipped_one_not_as_one_the_office_set(store: Database) -> None:
    with store.write("Authority") as session:
        save_authority(session, {"": 1_200})
        session.execute(update(Setting).values(value="{"))
    with store.read() as session:
        assert authority_table(session) == (SHIPPED_AUTHORITY, True)


def test_versions_keep_the_number_and_show_what_differs(store: Database, customer: RowId) -> None:
    first = quote(store, customer)
    with store.write("Version") as session:
        second = add_version(session, first, TODAY)
        draft = find_quote(session, second).draft
        items = (replace(draft.items[0], quantity=2, discount=300),)
        change_quote(session, second, replace(draft, items=items, presents=(), title="两条专线"))
    with store.read() as session:
        versions = list_versions(session, find_quote(session, first).number)
        listed = list_quotes(session)
    assert [(one.version, one.state) for one in versions] == [(2, "in_progress"), (1, "cancelled")]
    assert [row.id for row in listed] == [second]
    changes = {
        (one.kind, one.name): (one.before, one.after) for one in differences(versions[1].draft, versions[0].draft)
    }
    assert changes["quantity", "数据专线"] == (1, 2)
    assert changes["discount", "数据专线"] == (0, 300)
    assert changes["removed", "集团虚拟网"] == (50_000, None)
    assert changes["field", "title"] == ("", "两条专线")


def test_a_clone_for_another_customer_leaves_behind_what_was_about_the_first(store: Database, customer: RowId) -> None:
    other = add_customer(store, "G002", "另一家示例公司")
    first = quote(store, customer, 0, "只为第一家")
    with store.write("Clone") as session:
        cloned = find_quote(session, add_quote(session, renewed_copy(session, first, other, TODAY).draft, TODAY))
        original = find_quote(session, first)
    assert cloned.draft.presents == ()
    assert cloned.draft.reason == ""
    assert cloned.draft.customer_id == other
    assert cloned.number != original.number
    assert [item.offering_code for item in cloned.draft.items] == ["JC03", "JC01"]


def test_what_cannot_be_meant_is_refused(store: Database, customer: RowId) -> None:
    with store.write("Wrong") as session:
        draft = draft_for(session, customer, [("JC03", 1)], 0, TODAY)
        for wrong in (
            replace(draft, items=()),
            replace(draft, items=draft.items * 501),
            replace(draft, term_months=0),
            replace(draft, items=(replace(draft.items[0], quantity=0),)),
            replace(draft, items=(replace(draft.items[0], discount=10_001),)),
            replace(draft, items=(replace(draft.items[0], monthly_fen=-1),)),
            replace(draft, items=(replace(draft.items[0], offering_name=" "),)),
        ):
            with pytest.raises(UserError):
                add_quote(session, wrong, TODAY)
        with pytest.raises(UserError):
            draft_for(session, customer, [("NONE", 1)], 0, TODAY)
        with pytest.raises(UserError):
            find_quote_by_number(session, "20261122-AAAAA-1")


def test_an_opportunity_enters_its_stage_the_day_it_is_kept(store: Database, customer: RowId) -> None:
    with store.write("Opportunity") as session:
        row = add_opportunity(session, OpportunityDraft(customer, "两厂区专线", 1_000_000), TODAY)
    with store.read() as session:
        found = session.get(Opportunity, row)
        assert found is not None
        assert (found.amount_fen, found.stage) == (1_000_000, "discovery")
        assert [stage.valid_from for stage in session.query(OpportunityStage)] == [TODAY]
    for wrong in (
        OpportunityDraft(customer, ""),
        OpportunityDraft(customer, "x", -1),
        OpportunityDraft(customer, "x", stage="z"),
    ):
        with store.write("Wrong") as session, pytest.raises(UserError):
            add_opportunity(session, wrong, TODAY)
