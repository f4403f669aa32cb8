"""Templates, copies and bundles: today's prices and limits for the customer, and what a bundle needs."""

from dataclasses import replace
from datetime import date

import pytest

from model.catalogue.actions import CardDraft, save_card
from model.catalogue.records import ProductOffering
from model.errors import UserError
from model.proposals.actions import add_quote, change_quote, renewed_copy
from model.proposals.drafts import ItemDraft
from model.proposals.offering import VALID_DAYS, draft_for
from model.proposals.queries import find_quote
from model.proposals.records import QuoteTemplate
from model.proposals.renewal import Note, note_words
from model.proposals.templates import delete_template, draft_from_template, list_templates, save_template
from model.store.base import RowId, natural_id
from model.store.database import Database
from model.store.ids import person_id
from tests.builders import OWNER, TODAY, add_customer
from tests.proposals.bundle import offer_a_bundle

LATER = date(2027, 3, 1)


@pytest.fixture
def customer(store: Database) -> RowId:
    """A catalogue of a line, a network and a bundle of both; a customer to offer them to."""
    return offer_a_bundle(store, 10_000)


def kept(store: Database, customer: RowId, discount: int = 300) -> RowId:
    with store.write("Quote") as session:
        draft = draft_for(session, customer, [("JC03", 2), ("JC01", 20)], discount, TODAY)
        words = replace(
            draft, title="专线方案", lead="只对甲说", benefits="财务部：一张账单", reason="只为甲", term_months=36
        )
        return add_quote(session, words, TODAY)


def price(store: Database, code: str, monthly: int, cost: int | None = None) -> None:
    with store.write("Price") as session:
        row = session.get_one(ProductOffering, natural_id("product_offering", code))
        row.monthly_fen = monthly
        row.cost_fen = monthly // 2 if cost is None else cost


def test_a_bundle_brings_its_required_parts_which_it_pays_for(store: Database, customer: RowId) -> None:
    with store.read() as session:
        items = draft_for(session, customer, [("TC01", 2)], 0, TODAY).items
        priced = draft_for(session, customer, [("TC01", 1), ("JC01", 7)], 0, TODAY).items
    assert [(item.offering_code, item.quantity, item.monthly_fen, item.cost_fen) for item in items] == [
        ("TC01", 2, 61_800, 30_900), ("JC01", 10, 0, None),
    ]  # fmt: skip
    assert "示例套餐" in items[1].remark
    assert [(item.offering_code, item.monthly_fen) for item in priced] == [("TC01", 61_800), ("JC01", 500)]


def test_a_bundle_without_its_parts_or_with_too_many_is_not_kept(store: Database, customer: RowId) -> None:
    with store.write("Bundle") as session:
        draft = draft_for(session, customer, [("TC01", 1)], 0, TODAY)
        made = add_quote(session, draft, TODAY)
        for items in (draft.items[:1], (draft.items[0], replace(draft.items[1], quantity=201))):
            with pytest.raises(UserError, match="集团虚拟网"):
                add_quote(session, replace(draft, items=items), TODAY)
            with pytest.raises(UserError, match="示例套餐"):
                change_quote(session, made, replace(draft, items=items))


def test_a_copy_takes_todays_prices_and_says_what_moved(store: Database, customer: RowId) -> None:
    first = kept(store, customer)
    other = add_customer(store, "G002", "示例乙有限公司")
    price(store, "JC03", 300_000)
    with store.write("Copy") as session:
        renewed = renewed_copy(session, first, other, LATER)
        copy = find_quote(session, add_quote(session, renewed.draft, LATER))
    assert renewed.notes == (Note("price", "数据专线", 320_000, 300_000),)
    draft = copy.draft
    assert [(item.monthly_fen, item.discount, item.quantity) for item in draft.items] == [
        (300_000, 300, 2),
        (500, 300, 20),
    ]
    assert (draft.lead, draft.reason, draft.benefits, draft.term_months) == ("", "", "财务部：一张账单", 36)
    assert draft.valid_for is not None
    assert (draft.valid_for - LATER).days == VALID_DAYS


def test_a_copy_checks_the_authority_for_the_other_customer_and_the_floor(store: Database, customer: RowId) -> None:
    first = kept(store, customer, 2_000)
    other = add_customer(store, "G002", "示例乙有限公司", company_grade="D")
    with store.read() as session:
        notes = renewed_copy(session, first, other, TODAY).notes
        assert [(note.kind, note.before, note.after) for note in notes if note.kind == "authority"] == [
            ("authority", 2_000, 500)
        ] * 2
    with store.write("Floor") as session:
        session.get_one(ProductOffering, natural_id("product_offering", "JC03")).floor_fen = 319_000
        kinds = [note.kind for note in renewed_copy(session, first, other, TODAY).notes]
    assert "floor" in kinds


def test_a_reduction_that_would_be_below_cost_now_is_taken_out(store: Database, customer: RowId) -> None:
    first = kept(store, customer, 2_000)
    price(store, "JC03", 320_000, 300_000)
    with store.read() as session:
        renewed = renewed_copy(session, first, customer, TODAY)
    assert renewed.draft.items[0].discount == 0
    assert Note("cost", "数据专线", 2_000, 0) in renewed.notes


def test_what_the_catalogue_has_no_more_is_left_out_and_named(store: Database, customer: RowId) -> None:
    first = kept(store, customer)
    with store.write("Gone") as session:
        session.delete(session.get_one(ProductOffering, natural_id("product_offering", "JC03")))
    with store.read() as session:
        renewed = renewed_copy(session, first, customer, TODAY)
    assert [item.offering_code for item in renewed.draft.items] == ["JC01"]
    assert Note("gone", "数据专线") in renewed.notes
    assert all(note_words(note) for note in renewed.notes)


def test_a_line_typed_by_hand_and_what_a_bundle_pays_stay_as_they_are(store: Database, customer: RowId) -> None:
    with store.write("Quote") as session:
        draft = draft_for(session, customer, [("TC01", 1)], 0, TODAY)
        own = ItemDraft("", "上门培训", monthly_fen=5_000)
        made = add_quote(session, replace(draft, items=(*draft.items, own)), TODAY)
        renewed = renewed_copy(session, made, customer, TODAY)
        template = save_template(session, made, "套餐", TODAY)
        from_it = draft_from_template(session, template, customer, TODAY).draft
    assert [(item.offering_name, item.monthly_fen) for item in renewed.draft.items] == [
        ("示例套餐", 61_800), ("集团虚拟网", 0), ("上门培训", 5_000),
    ]  # fmt: skip
    assert renewed.notes == ()
    assert [item.monthly_fen for item in from_it.items][:2] == [61_800, 0]


def test_a_template_keeps_words_and_lines_but_no_customer_price_or_exception(store: Database, customer: RowId) -> None:
    first = kept(store, customer)
    other = add_customer(store, "G002", "示例乙有限公司", industry="制造")
    with store.write("Template") as session:
        template = save_template(session, first, " 专线模板 ", TODAY)
        save_card(session, CardDraft("JC03", "制造业", 290_000))
        row = session.get_one(QuoteTemplate, template)
        for secret in (customer, "示例甲", "只对甲说", "只为甲", "320000", "monthly_fen", "cost_fen"):
            assert secret not in row.content, secret
        assert row.dossier_id == person_id(OWNER.employee_no)
        (listed,) = list_templates(session)
        renewed = draft_from_template(session, template, other, TODAY)
        add_quote(session, renewed.draft, TODAY)
    assert (listed.name, listed.lines, listed.products) == ("专线模板", 2, "数据专线、集团虚拟网")
    assert renewed.notes == ()
    assert renewed.draft.customer_id == other
    assert [(item.monthly_fen, item.discount) for item in renewed.draft.items] == [(290_000, 300), (500, 300)]
    assert (renewed.draft.title, renewed.draft.lead) == ("专线方案", "")


def test_a_template_of_the_same_name_is_replaced_and_one_taken_out_is_gone(store: Database, customer: RowId) -> None:
    first, second = kept(store, customer), kept(store, customer, 0)
    with store.write("Templates") as session:
        template = save_template(session, first, "模板", TODAY)
        assert save_template(session, second, "模板", LATER) == template
        assert draft_from_template(session, template, customer, TODAY).draft.items[0].discount == 0
        with pytest.raises(UserError):
            save_template(session, first, "  ", TODAY)
        delete_template(session, template)
        assert list_templates(session) == []
        with pytest.raises(UserError):
            draft_from_template(session, template, customer, TODAY)


def test_a_draft_with_nothing_left_is_refused_in_words(store: Database, customer: RowId) -> None:
    first = kept(store, customer)
    with store.write("Gone") as session:
        for code in ("JC03", "JC01"):
            session.delete(session.get_one(ProductOffering, natural_id("product_offering", code)))
    with pytest.raises(UserError), store.write("Copy") as session:
        add_quote(session, renewed_copy(session, first, customer, TODAY).draft, TODAY)
