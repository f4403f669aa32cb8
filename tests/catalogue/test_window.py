"""The catalogue's page in a real window on a real store, and the leaflet it prints."""

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from sqlalchemy import func, select

from gui.catalogue.page import CataloguePage
from gui.catalogue.row_dialogs import edit_card, edit_offering
from gui.catalogue.tables import rival_columns
from gui.editing.bulk_dialog import BulkDialog
from gui.papers.leaflet import paper_of_leaflet
from gui.widgets.columns import words_of
from gui.widgets.form import FormDialog
from model.catalogue.actions import CardDraft, PartDraft, save_card, save_part
from model.catalogue.queries import OfferingRow, list_offerings, list_price_cards
from model.catalogue.records import OfferingVersion, ProductOffering
from model.catalogue.versions import freeze_catalogue
from model.errors import UserError
from model.proposals.queries import list_rival_prices
from model.proposals.rivals import RivalPriceDraft, add_rival_price
from model.store.base import natural_id
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER
from model.store.undo import undo
from reports.leaflet import Leaflet, leaflet_document
from reports.pdf import pages_of, pdf_of
from tests.builders import TODAY
from tests.papers.reading import pdf_text
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.context import Context

LINE = natural_id("product_offering", "JC03")


@pytest.fixture
def page(qtbot: "QtBot", context: "Context", store: Database) -> CataloguePage:
    """The page with a line and a bundle of it."""
    with store.write("Catalogue") as session:
        for code, name, layer in (("JC03", "数据专线", "basic"), ("TC01", "示例套餐", "application")):
            session.add(
                ProductOffering(
                    id=natural_id("product_offering", code), dossier_id=OFFICE_DOSSIER, code=code, name=name, unit="条",
                    product_layer=layer, monthly_fen=320_000, one_off_fen=0, cost_fen=130_077, floor_fen=240_055,
                    selling_point="内部卖点甲", buying_point="扩容不停工", sla="4 小时修复", industries="制造",
                )
            )  # fmt: skip
        save_part(session, PartDraft("TC01", "JC03", True, 1, 2))
        freeze_catalogue(session, TODAY)
    made = on_screen(qtbot, CataloguePage(context), 1000, 640)
    qtbot.waitUntil(lambda: len(made.tables["offerings"].shown_ids()) == 2)
    return made


def test_a_group_narrows_the_list_and_all_brings_it_back(page: CataloguePage) -> None:
    page.groups.buttons["product_layer", "basic"].click()
    assert page.tables["offerings"].shown_ids() == (LINE,)
    assert not page.groups.buttons["product_layer", "industry"].isVisible()
    page.groups.buttons["", ""].click()
    assert len(page.tables["offerings"].shown_ids()) == 2


def test_every_sheet_has_named_controls_its_button_and_help(page: CataloguePage) -> None:
    words = set()
    for sheet in ("offerings", "cards", "bundles", "rivals", "changes"):
        page.tabs.show_sheet(sheet)
        words.add(page.new_button.text())
        assert unnamed_controls(page) == []
    assert len(words) == 5
    assert "版本" in page.help_text()


def test_an_overlapping_card_is_refused_in_the_dialog(page: CataloguePage, context: "Context", store: Database) -> None:
    with store.write("Card") as session:
        card = save_card(session, CardDraft("JC03", monthly_fen=300_000))
    dialog = edit_card(page, context)
    dialog.form.set_values({"offering_code": "JC03", "monthly_fen": 290_000})
    dialog.submit()
    assert "先结束那张" in dialog.error.text()
    dialog.form.field("segment").set_value("制造业")
    dialog.submit()
    change = edit_card(page, context, card)
    change.form.field("monthly_fen").set_value(310_000)
    change.submit()
    with store.read() as session:
        assert {(row.segment, row.monthly_fen) for row in list_price_cards(session, TODAY)} == {
            ("制造业", 290_000), ("", 310_000),
        }  # fmt: skip


def test_an_offering_is_edited_with_where_it_can_be_ordered(
    page: CataloguePage, context: "Context", store: Database
) -> None:
    dialog = edit_offering(page, context, LINE)
    dialog.form.field("channels").set_value(("direct", "web"))
    dialog.form.field("floor_fen").set_value(250_000)
    dialog.submit()
    with store.read() as session:
        row = next(row for row in list_offerings(session, TODAY) if row.id == LINE)
    assert (row.channels, row.floor_fen) == ("direct,web", 250_000)


def test_what_changed_is_kept_as_a_version_by_its_button(qtbot: "QtBot", page: CataloguePage, store: Database) -> None:
    with store.write("Price") as session:
        session.get_one(ProductOffering, LINE).monthly_fen = 310_000
    page.tabs.show_sheet("changes")
    qtbot.waitUntil(lambda: len(page.tables["changes"].shown_ids()) == 1)
    page.new_button.click()
    with store.read() as session:
        assert session.scalar(select(func.max(OfferingVersion.made_on))) == TODAY


def test_the_new_record_here_follows_the_sheet(page: CataloguePage) -> None:
    assert not page.new_here()
    page.tabs.show_sheet("bundles")
    assert page.new_here()
    dialog = page.findChildren(QDialog)[-1]
    assert isinstance(dialog, FormDialog)
    dialog.form.field("offering_code").set_value("JC03")
    dialog.form.field("bundle_code").set_value("JC03")
    dialog.submit()
    assert dialog.error.text()
    dialog.close()


def test_the_catalogue_is_exported_where_the_person_says(
    qtbot: "QtBot", page: CataloguePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "目录.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.export()
    qtbot.waitUntil(target.exists)


def test_a_leaflet_is_one_page_a_customer_may_have(page: CataloguePage, context: "Context") -> None:
    for row_id in (LINE, natural_id("product_offering", "TC01")):
        pdf = paper_of_leaflet(context, row_id).pdf
        text = pdf_text(pdf)
        assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
        for words in ("扩容不停工", "3,200.00", "4小时修复", "制造", "以正式合同为准"):
            assert words in text, words
        for secret in ("内部卖点甲", "1,300.77", "2,400.55", "成本", "底价", "默认", "S001"):
            assert secret not in text, secret
    assert "数据专线" in text
    assert "1–2" in text
    with pytest.raises(UserError):
        paper_of_leaflet(context, "nobody")


def test_a_leaflet_of_the_longest_texts_stays_one_page_and_one_without_a_price_says_so() -> None:
    bare = OfferingRow("x", "X", "示", "", "", "", False, "", None, None, None, None, "", "", "", "", 0)
    assert "面议" in pdf_text(pdf_of(leaflet_document(Leaflet(bare, (), TODAY, None, "示例"))))
    full = replace(
        bare, name="长" * 200, buying_point="好" * 900, sla="快" * 2_000, industries="业" * 2_000, monthly_fen=1
    )
    assert len(pages_of(leaflet_document(Leaflet(full, (), TODAY, TODAY, "示例" * 100)))) == 1


def test_tariffs_and_cards_are_changed_together_opened_by_their_rule_and_taken_out(
    qtbot: "QtBot", page: CataloguePage, context: "Context", store: Database
) -> None:
    draft = RivalPriceDraft("JC03", "telecom", "云专线（示例）", 860_000, "营业厅公示", TODAY)
    with store.write("Tariffs") as session:
        ids = {add_rival_price(session, replace(draft, operator=rival), TODAY) for rival in ("telecom", "unicom")}
    page.tabs.show_sheet("rivals")
    table = page.tables["rivals"]
    qtbot.waitUntil(lambda: set(table.shown_ids()) == ids)
    assert not page.bulk_button.isEnabled()
    price = next(column for column in rival_columns() if column.key == "monthly_fen")
    assert [words_of(price, value) for value in (None, 350_000)] == ["未知", "3,500.00"]
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.bulk_button.click()
    many = page.findChildren(BulkDialog)[-1]
    many.choice.setCurrentIndex(many.choice.findData("source"))
    many.field.set_value("")
    many.apply()
    assert "来源" in many.error.text()
    many.field.set_value("官网公示")
    many.apply()
    first = table.shown_ids()[0]
    table.opened.emit(first)
    one = form_of(page)
    assert one.form.field("source").value() == "官网公示"
    one.form.field("product").set_value("最差的专线")
    one.submit()
    assert "最" in one.error.text()
    one.form.field("product").set_value("云专线 500M")
    one.submit()
    with store.read() as session:
        assert {(row.source, row.product) for row in list_rival_prices(session)} == {
            ("官网公示", "云专线 500M"), ("官网公示", "云专线（示例）"),
        }  # fmt: skip
    assert page.delete_button.isEnabled()
    page.delete_button.click()
    qtbot.waitUntil(lambda: not table.has_rows())
    assert not page.delete_button.isEnabled()
    undo(store)
    with store.read() as session:
        assert {row.id for row in list_rival_prices(session)} == ids
