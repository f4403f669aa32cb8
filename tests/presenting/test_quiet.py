"""While a customer looks on: nothing finds, changes, tells or betrays anything."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from gui.app import Shell
from gui.errors import CrashDialog, ErrorCatcher
from gui.help import HelpDialog
from gui.main_window import MainWindow
from gui.presenting.pages import PRESENTED_PAGES
from model.customers.records import Customer
from model.store.database import Database
from tests.presenting.at_window import CONTROL, PROTECTED, begin, stage_of, visible
from tests.presenting.conftest import edit
from tests.presenting.walk import said_on_screen
from tests.shell.accessibility import unnamed_controls, unreachable_controls


def test_only_the_pages_for_a_customer_are_in_the_rail_and_no_other_can_be_reached(
    shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    stage = begin(shell, qtbot)
    assert stage.window.rail.accessible_names() == ["服务概览", "问题与方案", "方案建议书", "组织架构", "产品"]
    for name in ("customers", "customer", "today", "retention", "grading", "reports", "settings"):
        with pytest.raises(KeyError):
            stage.window.open_page(name)


def test_no_key_that_finds_changes_or_brings_in_does_anything(
    shell: Shell, window: MainWindow, qtbot: QtBot, store: Database, customer: str
) -> None:
    edit(store, customer, "很难缠")
    stage = begin(shell, qtbot)
    for key in (Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_Z, Qt.Key.Key_Y):
        QTest.keyClick(stage.window, key, CONTROL)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4):
        QTest.keyClick(stage.window, key)
    QTest.keyClick(stage.window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not shell.tasks.busy)
    assert visible() == [stage.window]
    assert stage.window.findChildren(QDialog) == []
    assert not stage.window.search.isVisible()
    with store.read() as session:
        assert session.get_one(Customer, customer).remarks == "很难缠"


def test_a_file_dropped_on_it_is_not_taken(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    assert not stage.window.acceptDrops()


def test_undo_asked_for_all_the_same_finds_nothing(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    stage.window.undo()
    qtbot.waitUntil(lambda: bool(stage.window.toasts.texts()))
    assert stage.window.toasts.texts() == ["没有可撤销的操作。"]


def test_messages_badges_and_changes_of_the_ordinary_window_stay_quiet(
    shell: Shell, window: MainWindow, qtbot: QtBot, store: Database, customer: str
) -> None:
    stage = begin(shell, qtbot)
    window.context.say("示例对手的动向", "warning")
    window.context.offer("难缠的客户", "去看", lambda: None)
    window.context.set_badge("today", 7)
    shell.tasks.run(lambda progress: None, lambda done: window.context.say("示例对手有限公司已更新"), title="导入")
    qtbot.waitUntil(lambda: not shell.tasks.busy)
    edit(store, customer, "难缠")
    qtbot.wait(50)
    assert stage.window.toasts.items() == []
    assert visible() == [stage.window]
    assert [word for word in PROTECTED if word in said_on_screen()] == []


def test_a_job_of_the_ordinary_window_that_fails_is_not_told_to_the_customer(
    shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    from model.errors import UserError

    def fail(progress: object) -> None:
        raise UserError("示例对手有限公司的文件读不出来")

    shell.present()
    shell.tasks.run(fail, lambda done: None, title="导入")
    qtbot.waitUntil(lambda: not shell.tasks.busy)
    qtbot.wait(20)
    assert stage_of(shell).window.toasts.items() == []


def test_a_mistake_of_the_program_shows_nothing_unfit(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    shell.present()
    catcher = ErrorCatcher()
    try:
        raise RuntimeError("难缠 示例对手有限公司")
    except RuntimeError:
        kind, error, trace = sys.exc_info()
    assert kind is not None
    assert error is not None
    catcher.catch(kind, error, trace)
    assert isinstance(catcher.dialog, CrashDialog)
    said = said_on_screen()
    assert "RuntimeError" in said
    assert [word for word in PROTECTED if word in said] == []
    catcher.dialog.copy()
    assert [word for word in PROTECTED if word in said_on_screen()] == []
    catcher.dialog.accept()
    assert visible() == [stage_of(shell).window]


def test_help_while_presenting_speaks_of_nothing_that_is_not_there(
    shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    stage = begin(shell, qtbot)
    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    assert stage.window.findChildren(HelpDialog)
    said = said_on_screen()
    assert "按住：结束演示" in said
    for word in ("撤销", "导入", "承诺"):
        assert word not in said


def test_every_control_has_a_name_and_is_reached_by_tab(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    for spec in PRESENTED_PAGES:
        stage.window.open_page(spec.name)
        qtbot.wait(60)
        assert unnamed_controls(stage.window) == []
        assert unreachable_controls(stage.window) == []
        page = stage.window.page()
        assert page is not None
        assert page.help_text()
