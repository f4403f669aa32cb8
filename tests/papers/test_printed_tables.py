"""A list as it stands on the screen, on paper."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.page import CustomersPage
from gui.papers.export import MOST_PRINTED, offer_papers, paper_of
from gui.papers.preview import PreviewDialog
from gui.widgets.columns import Column, Kind
from gui.widgets.conditions import Condition
from gui.widgets.record_table import Query, RecordTable, Shown
from model.errors import UserError
from model.store.database import Database
from tests.builders import add_customer
from tests.papers.reading import pdf_text
from tests.windows import on_screen

COLUMNS = (
    Column("name", "Customer", width=200, bold=True),
    Column("phone", "Contact"),
    Column("revenue_fen", "Need", Kind.MONEY, total=True),
    Column("due", "Visit", Kind.DATE),
    Column("open", "", Kind.ACTION, width=80),
    Column("pinyin", "", hidden_key=True),
)
ROWS = [
    ("1", "中国示例", "138****0001", 1250, date(2026, 12, 1), "打开", "zgsl"),
    ("2", "安心示例", "138****0002", 300, None, "打开", "axsl"),
    ("3", "中安示例", "138****0003", 123450, date(2026, 11, 30), "打开", "zasl"),
]


@pytest.fixture
def table(qtbot: QtBot, context: Context) -> RecordTable:
    made = RecordTable("test", COLUMNS, context.preferences, context.today)
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.resize(1000, 500)
    made.show()
    return made


def test_a_list_nobody_answers_for_offers_neither_export_nor_print(table: RecordTable, context: Context) -> None:
    assert table.bar.export_button.isHidden()
    assert table.bar.print_button.isHidden()
    offer_papers(table, context, table, "名单")
    assert table.bar.export_button.isVisible()
    assert table.bar.print_button.isVisible()


def test_the_paper_says_the_filters_and_has_the_rows_and_sums_that_are_shown(
    table: RecordTable, context: Context, tmp_path: Path
) -> None:
    table.set_query(Query("示例", (Condition("name", "contains", ("中",)),)))
    paper = paper_of(context, "名单", table.shown())
    words = pdf_text(paper.pdf)
    for told in (
        "名单",
        "2条",
        "筛选条件：含“示例”",
        "含“中”",
        "中国示例",
        "138****0003",
        "1,234.50",
        "1,247.00",
        "第1页共1页",
    ):
        assert told in words, told
    for hidden in ("安心示例", "打开", "zgsl"):
        assert hidden not in words
    sheet = PdfReader(BytesIO(paper.pdf)).pages[0].mediabox
    assert sheet.width > sheet.height
    assert paper.write_xlsx is not None
    paper.write_xlsx(tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row >= 3


def test_a_column_taken_away_is_not_printed(table: RecordTable, context: Context) -> None:
    table.layout_.show_column("phone", False)
    assert "138****" not in pdf_text(paper_of(context, "名单", table.shown()).pdf)


def test_a_long_list_repeats_its_headings_and_numbers_its_pages(context: Context) -> None:
    name = "临江示例精密机械有限公司" * 16
    rows = tuple((f"{name}{number}", "", number, None, "打开") for number in range(60))
    pages = PdfReader(BytesIO(paper_of(context, "名单", Shown(COLUMNS[:5], rows, {"revenue_fen": 1770})).pdf)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in page.extract_text().replace(" ", "")
        assert "客户" in page.extract_text()


def test_too_many_rows_for_a_paper_are_refused_in_words(context: Context) -> None:
    rows = tuple(ROWS[0][1:6] for _number in range(MOST_PRINTED + 1))
    with pytest.raises(UserError, match=r"3,001.*3,000"):
        paper_of(context, "名单", Shown(COLUMNS[:5], rows))


def test_ctrl_p_on_a_page_without_a_paper_prints_the_list_that_is_seen(
    qtbot: QtBot, context: Context, store: Database
) -> None:
    add_customer(store, "G001", "临江机械有限公司（示例）")
    page = on_screen(qtbot, CustomersPage(context), 1024, 640)
    assert page.print_here() is False
    assert page.print_table() is True
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    dialog = page.findChildren(PreviewDialog)[0]
    assert "临江机械有限公司（示例）" in pdf_text(dialog.paper.pdf)
    dialog.reject()


def test_an_empty_list_has_nothing_to_print(qtbot: QtBot, context: Context) -> None:
    page = on_screen(qtbot, CustomersPage(context))
    with qtbot.waitSignal(context.message_wanted) as told:
        page.table.print_wanted.emit()
    assert told.args is not None
    assert told.args[0] == "没有可打印的行。"
    assert page.findChildren(PreviewDialog) == []


def test_the_print_button_is_pressed_with_the_keyboard(
    qtbot: QtBot, qapp: QApplication, table: RecordTable, context: Context
) -> None:
    offer_papers(table, context, table, "名单")
    with qtbot.waitSignal(table.print_wanted):
        qtbot.keyClick(table.bar.print_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(table.findChildren(PreviewDialog)))
    table.findChildren(PreviewDialog)[0].reject()
