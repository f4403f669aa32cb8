"""The story of a month: the office's file is dropped in, a customer found by initials, opened, printed, all by keys."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.customer_page import CustomerPage
from gui.intake.wizard import ImportWizard
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.papers.preview import PreviewDialog
from model.store.database import Database
from tests.sample_store import add_field_work
from tests.samples.make_month import TARGET
from tests.windows import form_of, on_screen

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
LONG = 60_000


def imported(qtbot: QtBot, window: MainWindow, name: str) -> ImportWizard:
    """The wizard at its report, every step taken with Enter."""
    window.context.import_wanted.emit((TARGET / name,))
    wizard = window.findChildren(ImportWizard)[-1]
    for _step in range(3):
        qtbot.keyClick(wizard.next_button, Key.Key_Space)
        qtbot.waitUntil(lambda: wizard.next_button.isEnabled() or bool(wizard.error.text()), timeout=LONG)
        assert not wizard.error.text()
    return wizard


def test_the_month_comes_in_and_a_customer_is_found_opened_edited_and_printed(
    qtbot: QtBot, context: Context, store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = on_screen(qtbot, MainWindow(context, PAGES, "示例经理"))
    window.open_page("customers")
    imported(qtbot, window, "last_month.xlsx").next()
    wizard = imported(qtbot, window, "month.xlsx")
    told = {key: [row[1] for row in table.model.rows] for key, table in wizard.report.tables.items()}
    assert told["new"] == ["启陌汽车服务有限公司（示例）", "云苓茶业专业合作社（示例）"]
    assert told["missing"] == ["旧渡塑料制品有限公司（示例）"]
    assert len(told["manager_changed"]) == 2
    assert len(told["grade_changed"]) == 4
    wizard.next()
    add_field_work(store)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    qtbot.keyClick(window, Key.Key_K, Control)
    qtbot.keyClicks(window.search.line, "ljjm")
    qtbot.keyClick(window.search.line, Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page(), CustomerPage))
    page = window.page()
    assert isinstance(page, CustomerPage)
    qtbot.waitUntil(lambda: page.heading.text() == "临江精密机械有限公司（示例）")

    page.tabs.show_sheet("sites")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Key.Key_N, Control)
    dialog = form_of(page)
    qtbot.keyClicks(dialog.form.field("name").editor, "Sample Plant")
    qtbot.keyClick(dialog.form.field("name").editor, Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    qtbot.keyClick(window, Key.Key_Z, Control)
    qtbot.waitUntil(lambda: "已撤销：新增机构 Sample Plant" in window.toasts.texts(), timeout=LONG)

    target = tmp_path / "needs.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (str(target), ""))
    assert not dialog.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.tabs.show_sheet("needs")
    qtbot.keyClick(window, Key.Key_P, Control)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMenu)))
    (menu,) = page.findChildren(QMenu)
    assert {"访前一页纸", "客户分析报告", "决策链", "交接包"} <= {action.text() for action in menu.actions()}
    qtbot.keyClick(menu, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(PreviewDialog)), timeout=LONG)
    preview = window.findChildren(PreviewDialog)[0]
    qtbot.keyClick(preview, Key.Key_S, Control)
    assert "两厂区账单分开" in PdfReader(target).pages[0].extract_text()
    window.go_back()
    qtbot.waitUntil(lambda: not context.tasks.busy)
