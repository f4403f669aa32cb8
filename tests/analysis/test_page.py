"""The analysis in the window: scope, chapters, sentences of one's own, partners, the paper beside it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.analysis.page import AnalysisPage
from gui.analysis.partners_dialog import PartnersDialog
from gui.context import Context
from gui.papers.preview import PreviewDialog
from model.store.database import Database
from tests.builders import add_customer
from tests.papers.reading import pdf_text
from tests.retention.portfolio import add_bill
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen

LONG = 30_000


@pytest.fixture
def page(qtbot: QtBot, context: Context, store: Database) -> AnalysisPage:
    add_customer(store, "G001", "临江示例机械有限公司", region="高新区")
    with store.write("Bills") as session:
        for month in (202609, 202610):
            add_bill(session, "G001", month, 100_00)
    return on_screen(qtbot, AnalysisPage(context), 1200, 700)


def settled(qtbot: QtBot, page: AnalysisPage, words: str, there: bool = True) -> None:
    qtbot.waitUntil(lambda: bool(page.preview.pdf) and (words in pdf_text(page.preview.pdf)) is there, timeout=LONG)


def test_the_report_follows_scope_chapters_and_sentences(qtbot: QtBot, page: AnalysisPage, store: Database) -> None:
    settled(qtbot, page, "全部客户")
    assert page.partners_button.isHidden()
    page.show_target(str(store_customer(store)))
    qtbot.waitUntil(page.partners_button.isVisible, timeout=LONG)
    settled(qtbot, page, "全部客户", there=False)
    assert unnamed_controls(page) == []
    panel = page.chapters
    place = next(row for row in range(panel.list.list.count()) if panel.list.list.item(row).text() == "漏桶分析")
    panel.list.list.setCurrentRow(place)
    assert "流入" in str(panel.sentence.value())
    panel.sentence.set_value("十一月要补上缺口（示例）")
    panel.save_button.click()
    settled(qtbot, page, "十一月要补上缺口（示例）")
    qtbot.waitUntil(panel.back_button.isVisible)
    panel.back_button.click()
    settled(qtbot, page, "十一月要补上缺口（示例）", there=False)
    panel.list.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    settled(qtbot, page, "漏桶分析", there=False)
    page.open_partners()
    dialog = page.findChildren(PartnersDialog)[-1]
    dialog.add()
    form = form_of(dialog)
    form.form.set_values({"name": "示例包装厂", "what": "包装材料"})
    form.submit()
    assert len(dialog.table.shown_ids()) == 1
    dialog.accept()
    settled(qtbot, page, "示例包装厂")
    assert page.print_here()
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)), timeout=LONG)
    page.findChildren(PreviewDialog)[-1].reject()
    qtbot.waitUntil(lambda: not page.context.tasks.busy)


def test_without_a_customer_there_is_no_report(qtbot: QtBot, page: AnalysisPage) -> None:
    page.scope.kind.set_value("customer")
    qtbot.waitUntil(lambda: not page.print_button.isEnabled())
    assert not page.print_here()
    assert page.preview.nothing.isVisible()
    page.scope.kind.set_value("segment")
    qtbot.waitUntil(lambda: not page.chapters.isEnabled())
    qtbot.waitUntil(lambda: not page.context.tasks.busy)


def store_customer(store: Database) -> object:
    """The id of the one customer."""
    with store.read() as session:
        return session.connection().exec_driver_sql("SELECT id FROM customer").scalar_one()
