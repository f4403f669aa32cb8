"""The customer pages in a window: filter, open, edit, undo, reveal, bulk edit, paste, export."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.customer_page import SHEETS, CustomerPage
from gui.customers.members_tab import MembersTab
from gui.customers.page import CustomersPage
from gui.customers.paste_dialog import open_paste_dialog
from gui.customers.people_tab import PeopleTab
from gui.customers.row_dialog import open_contact, open_row
from gui.editing.bulk_dialog import BulkDialog
from gui.editing.subjects import CUSTOMERS
from gui.papers.export import export_table
from model.customers.editing import row_of
from model.customers.records import Contact, Customer, Site
from model.editing.many import values_of_field
from model.errors import UserError
from model.security.records import AuditEntry
from model.store.database import Database
from model.store.undo import redo, undo
from tests.builders import add_contact, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen


def shown_page(qtbot: QtBot, context: Context, customer: str) -> CustomerPage:
    page = CustomerPage(context)
    page.show_target(customer)
    return on_screen(qtbot, page, 1024, 640)


@pytest.fixture
def two(store: Database) -> tuple[str, str]:
    return (
        add_customer(store, "G001", "临江机械有限公司（示例）", grid="G01"),
        add_customer(store, "G002", "百洄商贸有限公司（示例）", grid="G02"),
    )


def test_the_table_finds_a_customer_by_initials_and_enter_opens_it(
    qtbot: QtBot, context: Context, two: tuple[str, str]
) -> None:
    page = on_screen(qtbot, CustomersPage(context))
    assert page.sub_heading.text() == "2 家"
    qtbot.keyClicks(page.table.bar.quick, "ljjx")
    qtbot.waitUntil(lambda: page.table.shown_ids() == (two[0],))
    page.table.select(two[0])
    with qtbot.waitSignal(context.page_wanted) as wanted:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert wanted.args == ["customer", two[0], (two[0],)]
    assert unnamed_controls(page) == []


def test_an_empty_book_offers_the_import(qtbot: QtBot, context: Context) -> None:
    page = on_screen(qtbot, CustomersPage(context))
    with qtbot.waitSignal(context.import_wanted):
        page.table.empty.button.click()


def test_the_table_reads_again_when_a_customer_changes(qtbot: QtBot, context: Context, store: Database) -> None:
    page = on_screen(qtbot, CustomersPage(context))
    add_customer(store, "G009", "新来客户（示例）")
    qtbot.waitUntil(lambda: len(page.table.shown_ids()) == 1)


def grids(session: Session, ids: tuple[str, str]) -> list[str]:
    return [value for _id, _name, value in values_of_field(session, Customer, "name", ids, "grid")]


def test_bulk_edit_shows_old_values_changes_all_and_is_one_undo(
    qtbot: QtBot, context: Context, store: Database, two: tuple[str, str]
) -> None:
    dialog = BulkDialog(None, context, CUSTOMERS, two)
    qtbot.addWidget(dialog)
    dialog.choice.setCurrentIndex(dialog.choice.findData("grid"))
    assert [row[2] for row in dialog.table.model.rows] == ["G01", "G02"]
    dialog.field.set_value("G77")
    assert "G77" in [row[3] for row in dialog.table.model.rows]
    dialog.apply()
    with store.read() as session:
        assert grids(session, two) == [
            "G77",
            "G77",
        ]
    undo(store)
    with store.read() as session:
        assert grids(session, two) == [
            "G01",
            "G02",
        ]


def test_bulk_edit_says_what_it_cannot_set(qtbot: QtBot, context: Context, two: tuple[str, str]) -> None:
    dialog = BulkDialog(None, context, CUSTOMERS, two)
    qtbot.addWidget(dialog)
    dialog.choice.setCurrentIndex(dialog.choice.findData("remarks"))
    dialog.field.set_value("长" * 20_001)
    dialog.apply()
    assert dialog.error.text() == "备注太长。"
    assert dialog.result() == 0


def test_pasting_shows_every_cell_and_writes_the_good_ones(
    qtbot: QtBot, context: Context, store: Database, two: tuple[str, str]
) -> None:
    page = CustomersPage(context)
    qtbot.addWidget(page)
    rows = [["集团编码", "网格", "建网日期"], ["G001", "G50", "2020年5月1日"], ["G002", "G51", "没有"]]
    dialog = open_paste_dialog(page, context, rows, ())
    assert dialog is not None
    qtbot.addWidget(dialog)
    assert len(dialog.cells) == 4
    dialog.apply()
    with store.read() as session:
        assert row_of(session, Customer, two[0])["network_since"].isoformat() == "2020-05-01"
        assert row_of(session, Customer, two[1])["grid"] == "G51"
        assert row_of(session, Customer, two[1])["network_since"] is None


def test_pasting_what_stands_there_already_opens_nothing(qtbot: QtBot, context: Context, two: tuple[str, str]) -> None:
    page = CustomersPage(context)
    qtbot.addWidget(page)
    with qtbot.waitSignal(context.message_wanted):
        assert open_paste_dialog(page, context, [["集团编码", "网格"], ["G001", "G01"]], ()) is None
    with qtbot.waitSignal(context.message_wanted):
        assert open_paste_dialog(page, context, [["天气"], ["晴"]], ()) is None


def test_what_is_shown_is_exported_with_words_for_codes(
    qtbot: QtBot, context: Context, two: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = on_screen(qtbot, CustomersPage(context))
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (str(target), ""))
    with qtbot.waitSignal(context.offer_wanted):
        export_table(page, context, page.table, "客户")
    sheet = load_workbook(target).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][0] == "集团客户"
    assert {row[0] for row in cells[1:3]} == {"百洄商贸有限公司（示例）", "临江机械有限公司（示例）"}
    assert "正常" in cells[1]


def test_a_customers_page_shows_every_sheet_and_every_control_has_a_name(
    qtbot: QtBot, context: Context, store: Database, two: tuple[str, str]
) -> None:
    add_contact(store, two[0], mobile="13800005678")
    page = shown_page(qtbot, context, two[0])
    assert page.heading.text() == "临江机械有限公司（示例）"
    for key, (_words, kind) in SHEETS.items():
        page.tabs.show_sheet(key)
        assert page.tabs.current() == key
        assert isinstance(page.tabs.sheet(key), kind)
        assert page.tabs.sheet(key).isVisible()
        assert unnamed_controls(page) == []


def test_a_customer_that_is_gone_is_said_in_words(qtbot: QtBot, context: Context) -> None:
    page = shown_page(qtbot, context, "00000000-0000-0000-0000-000000000000")
    assert page.heading.text() == "这个客户已不在库中。"
    assert page.tabs.isHidden()


def test_a_number_is_masked_until_it_is_revealed_and_the_reveal_is_kept(
    qtbot: QtBot, context: Context, store: Database, two: tuple[str, str]
) -> None:
    contact = add_contact(store, two[0], mobile="13800005678")
    page = shown_page(qtbot, context, two[0])
    page.tabs.show_sheet("people")
    people = page.sheet("people")
    assert isinstance(people, PeopleTab)
    assert "138****5678" in people.table.model.rows[0]
    people.table.acted.emit(contact, "show")
    assert "13800005678" in people.table.model.rows[0]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1
    page.show_target(two[1])
    qtbot.waitUntil(lambda: page.shown == two[1])
    page.show_target(two[0])
    qtbot.waitUntil(lambda: any("138****5678" in row for row in people.table.model.rows))


def test_members_cannot_be_exported_from_their_sheet(qtbot: QtBot, context: Context, two: tuple[str, str]) -> None:
    page = shown_page(qtbot, context, two[0])
    members = page.sheet("members")
    assert isinstance(members, MembersTab)
    assert members.table.bar.export_button.isHidden()
    assert members.table.bar.print_button.isHidden()


def test_a_contact_is_added_changed_deleted_and_each_step_undone(
    qtbot: QtBot, context: Context, store: Database, two: tuple[str, str]
) -> None:
    page = shown_page(qtbot, context, two[0])
    dialog = open_contact(page, context, two[0])
    dialog.form.set_typed({"name": "王经理（示例）", "birthday": "13-45"})
    dialog.submit()
    assert dialog.error.text() == "生日请写成 1980-06-30 或 06-30。"
    dialog.form.set_typed({"birthday": "06-30"})
    dialog.submit()
    assert dialog.result() == QDialog.DialogCode.Accepted
    with store.read() as session:
        contact = session.scalars(select(Contact.id)).one()
    change = open_contact(page, context, two[0], contact)
    change.form.set_typed({"status": "left"})
    change.submit()
    with store.read() as session:
        row = row_of(session, Contact, contact)
    assert (row["status"], row["status_since"]) == ("left", context.today())
    undo(store)
    with store.read() as session:
        assert row_of(session, Contact, contact)["status"] == "active"
    redo(store)
    undo(store)
    undo(store)
    with store.read() as session, pytest.raises(UserError):
        row_of(session, Contact, contact)


def test_a_contact_named_with_a_question_mark_is_not_known_yet_and_is_said_to_stand_on_the_map(
    qtbot: QtBot, context: Context, store: Database, two: tuple[str, str]
) -> None:
    page = shown_page(qtbot, context, two[0])
    said: list[str] = []
    context.message_wanted.connect(lambda words, *_rest: said.append(words))
    for name in ("技术负责人？", "王经理（示例）"):
        dialog = open_contact(page, context, two[0])
        dialog.form.set_typed({"name": name})
        dialog.submit()
    assert ["决策链图" in words for words in said] == [True, False]
    with store.read() as session:
        known = {row.name: row for row in session.scalars(select(Contact))}
        assert {name: row.placeholder for name, row in known.items()} == {"技术负责人？": True, "王经理（示例）": False}
        someone = known["技术负责人？"].id
    change = open_contact(page, context, two[0], someone)
    change.form.set_typed({"name": "孙工（示例）"})
    change.submit()
    with store.read() as session:
        assert not session.get_one(Contact, someone).placeholder


def test_a_value_is_changed_where_it_stands_and_nothing_else_is_written(
    qtbot: QtBot, context: Context, store: Database, two: tuple[str, str]
) -> None:
    page = shown_page(qtbot, context, two[0])
    page.tabs.show_sheet("profile")
    dialog = open_row(page, context, Customer, two[0], ("monthly_telecom_spend_fen",))
    dialog.form.set_typed({"monthly_telecom_spend_fen": "1.2万"})
    dialog.submit()
    with store.read() as session:
        assert row_of(session, Customer, two[0])["monthly_telecom_spend_fen"] == 1_200_000
    unchanged = open_row(page, context, Customer, two[0], ("monthly_telecom_spend_fen",))
    unchanged.submit()
    undo(store)
    with store.read() as session:
        assert row_of(session, Customer, two[0])["monthly_telecom_spend_fen"] is None


def test_ctrl_n_starts_what_the_sheet_holds(qtbot: QtBot, context: Context, two: tuple[str, str]) -> None:
    page = shown_page(qtbot, context, two[0])
    page.tabs.show_sheet("sites")
    assert page.new_here()
    dialog = page.findChildren(QDialog)[-1]
    assert dialog.windowTitle() == "新机构"
    with context.read() as session:
        assert session.scalar(select(func.count()).select_from(Site)) == 0
