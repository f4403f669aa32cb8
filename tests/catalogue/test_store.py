"""The catalogue on a real store: prices for a customer, cards and parts checked, versions, export and import again."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from model.catalogue.actions import CardDraft, PartDraft, save_card, save_channels, save_part
from model.catalogue.content import catalogue_content
from model.catalogue.queries import (
    find_offering,
    list_offerings,
    list_parts,
    list_price_cards,
    price_until,
    segments_of,
)
from model.catalogue.records import BundleItem, OfferingVersion, PriceCard, ProductOffering
from model.catalogue.versions import freeze_catalogue, list_changes
from model.errors import UserError
from model.intake.apply import run_import
from model.intake.batches import undo_import
from model.intake.job import Options
from model.proposals.offering import draft_for
from model.segments.actions import SegmentDraft, save_segment
from model.segments.rules import Condition, Op
from model.store.base import natural_id
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER
from reports.catalogue_sheet import write_catalogue
from reports.workbook import open_workbook
from tests.builders import TODAY, add_customer
from tests.samples.make_month import TARGET


@pytest.fixture
def catalogue(store: Database) -> Database:
    """Two products and a bundle."""
    with store.write("Catalogue") as session:
        for code, name, monthly in (
            ("JC03", "数据专线", 320_000),
            ("JC04", "宽带接入", 39_900),
            ("TC01", "套餐", 61_800),
        ):
            session.add(
                ProductOffering(
                    id=natural_id("product_offering", code), dossier_id=OFFICE_DOSSIER, code=code, name=name,
                    monthly_fen=monthly, one_off_fen=0, cost_fen=monthly // 2, floor_fen=monthly * 3 // 4,
                )
            )  # fmt: skip
    return store


CARD = CardDraft("JC03", "", 310_000, 0, date(2026, 1, 1), date(2026, 12, 31))


def test_a_customer_gets_the_price_of_its_industry_or_of_a_segment_it_is_in(catalogue: Database) -> None:
    maker = add_customer(catalogue, "G1", industry="制造", employee_count=900)
    bank = add_customer(catalogue, "G2", "示例银行", industry="金融", employee_count=20)
    with catalogue.write("Cards") as session:
        save_card(session, CARD)
        save_card(session, replace(CARD, segment="制造业", monthly_fen=290_000))
        save_card(session, replace(CARD, segment="小企业", monthly_fen=250_000))
        save_segment(session, SegmentDraft("小企业", (Condition("employee_count", Op.BETWEEN, (None, 50)),)))
        assert segments_of(session, maker) == {"制造", "制造业"}
        assert segments_of(session, bank) == {"金融", "金融业", "小企业"}
        assert segments_of(session, "nobody") == frozenset()
        prices = [draft_for(session, one, [("JC03", 1)], 0, TODAY).items[0].monthly_fen for one in (maker, bank)]
        assert prices == [290_000, 250_000]
        assert price_until(session, "JC03", TODAY) == date(2026, 12, 31)
        assert price_until(session, "JC04", TODAY) is None


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CARD, offering_code="XX"), replace(CARD, monthly_fen=None, one_off_fen=None),
        replace(CARD, monthly_fen=-1), replace(CARD, valid_to=date(2025, 1, 1)),
        replace(CARD, segment="全部客户", valid_from=date(2026, 12, 31), valid_to=None),
    ],
)  # fmt: skip
def test_a_card_that_cannot_be_meant_or_gives_a_day_two_prices_is_refused(
    catalogue: Database, wrong: CardDraft
) -> None:
    with catalogue.write("Card") as session:
        save_card(session, CARD)
    with pytest.raises(UserError), catalogue.write("Card") as session:
        save_card(session, wrong)
    with catalogue.read() as session:
        assert [row.monthly_fen for row in list_price_cards(session, TODAY)] == [310_000]


def test_a_card_is_changed_in_place_and_overlaps_from_a_file_are_flagged(catalogue: Database) -> None:
    with catalogue.write("Card") as session:
        card = save_card(session, CARD)
        assert save_card(session, replace(CARD, monthly_fen=300_000), card) == card
        session.add(PriceCard(id="x" * 36, dossier_id=OFFICE_DOSSIER, offering_code="JC03", monthly_fen=1))
    with catalogue.read() as session:
        assert [(row.monthly_fen, row.overlaps) for row in list_price_cards(session, TODAY)] == [
            (1, True), (300_000, True),
        ]  # fmt: skip


def test_a_part_is_kept_once_and_checked(catalogue: Database) -> None:
    part = PartDraft("TC01", "JC04", True, 1, 2)
    with catalogue.write("Part") as session:
        row = save_part(session, part)
        assert save_part(session, replace(part, maximum=3), row) == row
        for wrong in (
            part, replace(part, offering_code="TC01"), replace(part, offering_code="XX"),
            replace(part, offering_code="JC03", minimum=3), replace(part, offering_code="JC03", minimum=-1),
        ):  # fmt: skip
            with pytest.raises(UserError):
                save_part(session, wrong)
    with catalogue.read() as session:
        assert [(one.offering_name, one.required, one.maximum) for one in list_parts(session)] == [
            ("宽带接入", True, 3)
        ]
        assert [row.bundle for row in list_offerings(session, TODAY)] == [False, False, True]


def test_channels_are_kept_and_a_gone_offering_is_said(catalogue: Database) -> None:
    row = natural_id("product_offering", "JC03")
    with catalogue.write("Channels") as session:
        save_channels(session, row, ("direct", "hall"))
        with pytest.raises(UserError):
            save_channels(session, "nobody", ())
    with catalogue.read() as session:
        found = find_offering(session, row, TODAY)
        assert found is not None
        assert found.channels == "direct,hall"
        assert find_offering(session, "nobody", TODAY) is None


def test_versions_say_what_is_new_gone_dearer_or_cheaper(catalogue: Database) -> None:
    with catalogue.write("First") as session:
        assert list_changes(session) == []
        assert freeze_catalogue(session, TODAY - timedelta(days=30)) == 3
        assert freeze_catalogue(session, TODAY - timedelta(days=30)) == 0
        assert list_changes(session) == []
    with catalogue.write("Edits") as session:
        line = session.get(ProductOffering, natural_id("product_offering", "JC03"))
        assert line is not None
        line.monthly_fen, line.floor_fen = 300_000, 230_000
        session.delete(session.get_one(ProductOffering, natural_id("product_offering", "JC04")))
        session.add(
            ProductOffering(
                id=natural_id("product_offering", "HY01"), dossier_id=OFFICE_DOSSIER, code="HY01", name="定位"
            )
        )
        save_card(session, CARD)
        pending = list_changes(session)
        assert {(one.code, one.what) for one in pending} == {
            ("JC03", "monthly_fen"), ("JC03", "floor_fen"), ("JC03", "cards"), ("JC04", "gone"), ("HY01", "new"),
        }  # fmt: skip
        assert all(one.made_on is None for one in pending)
        assert freeze_catalogue(session, TODAY) == 3
        kept = list_changes(session)
        assert {(one.code, one.what, one.before, one.after) for one in kept} == {
            (one.code, one.what, one.before, one.after) for one in pending
        }
        assert {one.made_on for one in kept} == {TODAY}


def test_two_edits_of_one_day_are_one_version(catalogue: Database) -> None:
    with catalogue.write("Edits") as session:
        freeze_catalogue(session, TODAY - timedelta(days=1))
        line = session.get_one(ProductOffering, natural_id("product_offering", "JC03"))
        for price in (300_000, 320_000, 310_000):
            line.monthly_fen = price
            freeze_catalogue(session, TODAY)
        assert [(one.before, one.after) for one in list_changes(session)] == [(320_000, 310_000)]


def test_an_import_of_products_is_a_version_and_goes_with_it_when_it_is_taken_back(store: Database) -> None:
    with open_workbook(TARGET / "month.xlsx") as source:
        report = run_import(store, [source], Options(), TODAY)
    with store.read() as session:
        versions = session.scalars(select(OfferingVersion.made_on)).all()
        assert versions == [TODAY] * 20
    undo_import(store, report.batch)
    with store.read() as session:
        assert session.query(OfferingVersion).count() == 0


def test_the_exported_catalogue_imports_again_and_changes_nothing(store: Database, tmp_path: Path) -> None:
    with open_workbook(TARGET / "month.xlsx") as source:
        run_import(store, [source], Options(), TODAY)
    with store.write("More") as session:
        save_channels(session, natural_id("product_offering", "JC03"), ("direct", "hall", "web"))
        line = session.get_one(ProductOffering, natural_id("product_offering", "JC03"))
        line.sla, line.tariff_structure, line.configurable = "4 小时修复，99.9%", "flat", True
        freeze_catalogue(session, TODAY)
        before = catalogue_content(session)
    write_catalogue(tmp_path / "catalogue.xlsx", before)
    with open_workbook(tmp_path / "catalogue.xlsx") as source:
        report = run_import(store, [source], Options(), TODAY)
    for entity in ("product_offering", "price_card", "bundle_item"):
        counts = report.sheets[entity]
        assert (counts.unchanged, counts.created, counts.updated, counts.rejected) == (counts.read, 0, 0, 0), entity
        assert counts.read > 0
    with store.read() as session:
        assert catalogue_content(session) == before
        assert list_changes(session) == []
        assert session.query(BundleItem).count() == len(before.parts)


def test_a_fresh_store_gets_the_same_catalogue_from_the_export(catalogue: Database, tmp_path: Path) -> None:
    with catalogue.write("Card") as session:
        save_card(session, CARD)
        save_part(session, PartDraft("TC01", "JC04", True, 1, 2))
        before = catalogue_content(session)
    write_catalogue(tmp_path / "catalogue.xlsx", before)
    with catalogue.write("Empty") as session:
        for record in (ProductOffering, PriceCard, BundleItem):
            for row in session.query(record):
                session.delete(row)
    with open_workbook(tmp_path / "catalogue.xlsx") as source:
        run_import(catalogue, [source], Options(), TODAY)
    with catalogue.read() as session:
        assert catalogue_content(session) == before
