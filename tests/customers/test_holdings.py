"""Products in use typed in, opened, edited many at a time and taken out on a customer's page."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gui.context import Context
from gui.customers.agreements_tab import AgreementsTab, open_agreement
from gui.customers.installed_dialog import open_installed
from gui.customers.products_tab import ProductsTab
from gui.editing.bulk_dialog import BulkDialog
from model.catalogue.installed import add_installed
from model.catalogue.records import InstalledProduct, ProductOffering
from model.customers.queries import list_agreements, list_installed
from model.editing.actions import set_row
from model.editing.many import set_many
from model.errors import UserError
from model.intake.apply import run_import
from model.intake.job import Options
from model.store.base import RowId, natural_id, new_id
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER
from model.store.undo import undo
from reports.workbook import open_workbook
from tests.builders import TODAY, add_customer
from tests.windows import form_of, on_screen


@pytest.fixture
def customer(store: Database) -> RowId:
    """A customer, and one product in the catalogue."""
    with store.write("Catalogue") as session:
        session.add(
            ProductOffering(
                id=natural_id("product_offering", "JC03"), dossier_id=OFFICE_DOSSIER, code="JC03", name="数据专线"
            )
        )
    return add_customer(store)


def held(store: Database) -> Sequence[tuple[str, str, str]]:
    with store.read() as session:
        record = InstalledProduct
        query = select(record.offering_code, record.offering_name, record.agreement_number).order_by(record.id)
        return [(row[0], row[1], row[2]) for row in session.execute(query)]


def test_one_of_code_and_name_says_which_product_it_is(store: Database, customer: RowId) -> None:
    with store.write("Held") as session:
        for fields in ({"offering_code": "JC03"}, {"offering_name": "数据专线"}, {"offering_name": "自建机房"}):
            add_installed(session, customer, **fields)
        with pytest.raises(UserError):
            add_installed(session, customer, offering_name=" ")
        with pytest.raises(UserError, match="来源"):
            add_installed(session, customer, offering_name="云专线", operator="telecom", source="前台", seen_on=None)
        add_installed(session, customer, offering_name="云专线", operator="telecom", source="前台", seen_on=TODAY)
    assert sorted(row[:2] for row in held(store)) == [
        ("", "云专线"), ("", "自建机房"), ("JC03", "数据专线"), ("JC03", "数据专线"),
    ]  # fmt: skip


def test_a_rivals_product_keeps_its_source_and_day_however_it_is_changed(store: Database, customer: RowId) -> None:
    with store.write("Held") as session:
        theirs = add_installed(
            session, customer, offering_name="云专线", operator="telecom", source="前台", seen_on=TODAY
        )
        ours = add_installed(session, customer, offering_code="JC03")
        bare, record = new_id(), InstalledProduct
        session.add(record(id=bare, dossier_id=customer, customer_id=customer, offering_name="宽带", operator="unicom"))

    def change(row: RowId, **values: object) -> None:
        with store.write("Change") as session:
            set_row(session, InstalledProduct, row, values, TODAY)

    for row, values in ((theirs, {"source": " "}), (theirs, {"seen_on": None}), (ours, {"operator": "unicom"})):
        with pytest.raises(UserError, match="来源"):
            change(row, **values)
    with pytest.raises(UserError, match="云专线"), store.write("Change") as session:
        set_many(session, InstalledProduct, "offering_name", [bare, theirs], "source", "", TODAY)
    change(theirs, source="公示", quantity=2.0)
    change(bare, source="客户口述")  # an import brings them without: they are filled one after the other
    change(bare, seen_on=TODAY)
    change(ours, operator="unicom", source="客户口述", seen_on=TODAY)
    with store.read() as session:
        said = [(row.offering_name, row.operator, row.source) for row in session.scalars(select(InstalledProduct))]
    assert sorted(said) == [
        ("云专线", "telecom", "公示"), ("宽带", "unicom", "客户口述"), ("数据专线", "unicom", "客户口述"),
    ]  # fmt: skip


def test_products_in_use_are_typed_in_edited_together_and_taken_out(
    qtbot: QtBot, context: Context, store: Database, customer: RowId
) -> None:
    sheet = ProductsTab(context)
    sheet.show_customer(customer)
    on_screen(qtbot, sheet, 900, 500)

    def read() -> tuple[str, ...]:
        sheet.show_customer(customer)
        sheet.read_if_needed()
        return sheet.table.shown_ids()

    assert read() == ()
    assert not sheet.bulk_button.isEnabled()
    assert not sheet.delete_button.isEnabled()
    for name in ("", "另一条专线（示例）"):
        assert sheet.new_row()
        dialog = form_of(sheet)
        dialog.form.field("offering_code").set_typed("JC03")
        assert dialog.form.field("offering_name").value() == "数据专线"
        if name:
            dialog.form.field("offering_name").set_value(name)
        dialog.submit()
    first, second = read()
    with store.read() as session:
        assert {row.offering_name for row in list_installed(session, customer)} == {"数据专线", "另一条专线（示例）"}
    sheet.table.view.selectAll()
    qtbot.mouseClick(sheet.bulk_button, Qt.MouseButton.LeftButton)
    many = sheet.findChildren(BulkDialog)[-1]
    many.choice.setCurrentIndex(many.choice.findData("agreement_number"))
    many.field.set_value("HT-2026-示例")
    many.apply()
    assert {row[2] for row in held(store)} == {"HT-2026-示例"}
    undo(store)
    assert {row[2] for row in held(store)} == {""}
    changing = open_installed(sheet, context, customer, first)
    changing.form.field("blocked_reason").set_value("年底再谈")
    changing.submit()
    with store.read() as session:
        assert session.get_one(InstalledProduct, first).blocked_reason == "年底再谈"
    assert read() == (first, second)
    sheet.table.view.selectAll()
    qtbot.mouseClick(sheet.delete_button, Qt.MouseButton.LeftButton)
    assert read() == ()
    undo(store)
    assert set(read()) == {first, second}


def test_an_agreement_is_typed_in_once_and_the_offices_file_finds_it(
    qtbot: QtBot, context: Context, store: Database, customer: RowId, tmp_path: Path
) -> None:
    sheet = AgreementsTab(context)
    qtbot.addWidget(sheet)
    sheet.show_customer(customer)
    sheet.read_if_needed()
    for words in ("", "这里已有"):
        assert sheet.new_row()
        dialog = form_of(sheet)
        dialog.submit()
        assert set(dialog.form.error_words()) == {"number"}
        dialog.form.set_values({"number": "HT-1", "valid_from": TODAY, "valid_to": TODAY.replace(year=2025)})
        dialog.submit()
        assert "早于" in dialog.error.text() or "结束" in dialog.error.text()
        said = dialog.error.text()
        dialog.form.field("valid_to").set_value(TODAY.replace(year=2027))
        dialog.submit()
        assert dialog.error.text().startswith(words)
    sheet.show_customer(customer)
    sheet.read_if_needed()
    standing = natural_id("agreement", "G001", "HT-1")
    assert sheet.table.shown_ids() == (standing,)
    changing = open_agreement(sheet, context, customer, standing)
    changing.form.field("valid_to").set_value(TODAY.replace(year=2025))
    changing.submit()
    assert changing.error.text() == said
    changing.form.field("valid_to").set_value(TODAY.replace(year=2028))
    changing.submit()
    sheet.table.view.selectAll()
    sheet.delete_button.click()
    undo(store)
    with store.read() as session:
        assert [row.number for row in list_agreements(session, customer)] == ["HT-1"]
    file = tmp_path / "合同.csv"
    file.write_text("集团编码,合同编号,类型\nG001,HT-1,专线\n", "utf-8-sig")
    run_import(store, [open_workbook(file)], Options(), TODAY)
    with store.read() as session:
        assert [(row.number, row.agreement_type) for row in list_agreements(session, customer)] == [("HT-1", "专线")]
