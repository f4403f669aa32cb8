"""The practice store: made once from the sample month beside one's own, entered and left without touching it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gui.app import Shell
from gui.pages import PAGES
from gui.practice.making import open_practice, practice_path
from gui.preferences import Preferences
from gui.tasks import Progress
from gui.unlock import Gate
from model.customers.records import Customer
from model.needs.records import Need
from model.retention.records import RetentionTask
from model.store.database import Database
from model.visits.records import Visit
from tests.builders import add_customer, still_clock

LONG = 120_000


def gate_of(shell: Shell) -> Gate:
    """The gate, once the window has gone."""
    assert shell.window is None
    assert shell.gate is not None
    return shell.gate


def counts(database: Database) -> tuple[int, ...]:
    with database.read() as session:
        return tuple(
            session.scalars(select(func.count()).select_from(record)).one()
            for record in (Customer, Visit, Need, RetentionTask)
        )


def test_it_is_made_once_with_a_month_s_work_and_opened_again(tmp_path: Path) -> None:
    own, told = tmp_path / "meiban.db", []
    progress = Progress(lambda done, total, text: told.append(text))
    first = open_practice(own, tmp_path / "device", progress)
    assert first.path == practice_path(own)
    made = counts(first)
    assert made[0] == 42
    assert all(made)
    first.close()
    again = open_practice(own, tmp_path / "device", progress)
    assert counts(again) == made
    assert len(told) == 3
    again.close()
    assert not list(tmp_path.glob("making-*"))


def test_going_in_and_out_leaves_one_s_own_store_as_it_was(
    qtbot: QtBot, qapp: QApplication, store: Database, preferences: Preferences, tmp_path: Path
) -> None:
    add_customer(store, "G001", "我的客户（示例）")
    preferences.lock_minutes = 0
    shell = Shell(qapp, store.path, still_clock(), preferences, tmp_path / "device", "Noto Sans SC", PAGES)
    shell.enter(store)
    shell.practise(True)
    qtbot.waitUntil(lambda: shell.context is not None and shell.context.database is not store, timeout=LONG)
    assert shell.context is not None
    assert counts(shell.context.database)[0] == 42
    shell.practise(False)
    assert shell.context.database is store
    with store.read() as session:
        assert [row.name for row in session.scalars(select(Customer))] == ["我的客户（示例）"]
    qtbot.waitUntil(lambda: not shell.tasks.busy, timeout=LONG)
    shell.leave()
    shell.tasks.close()


def test_a_newcomer_tries_it_from_the_first_gate_and_comes_back_to_the_gate(
    qtbot: QtBot, qapp: QApplication, preferences: Preferences, tmp_path: Path
) -> None:
    preferences.lock_minutes = 0
    own = tmp_path / "store.db"
    shell = Shell(qapp, own, still_clock(), preferences, tmp_path / "device", "Noto Sans SC", PAGES)
    shell.start()
    first = shell.gate
    assert first is not None
    first.practice_button.click()
    assert not first.steps.isEnabled()
    qtbot.waitUntil(lambda: shell.window is not None and shell.gate is None, timeout=LONG)
    assert shell.context is not None
    assert counts(shell.context.database)[0] == 42
    assert not own.exists()
    assert shell.window is not None
    preferences.language = "en"
    shell.context.language_changed.emit()
    preferences.language = "zh_CN"
    shell.context.language_changed.emit()
    leave = [made for made in shell.window.findChildren(QPushButton) if "点此退出" in made.text()]
    assert len(leave) == 1
    leave[0].click()
    gate = gate_of(shell)
    assert gate.step is gate.welcome
    qtbot.waitUntil(lambda: not shell.tasks.busy, timeout=LONG)
    assert not own.exists()
    assert not (tmp_path / "backups").exists()
    gate.close()
    shell.close()


def test_a_practice_store_that_cannot_be_made_is_said_on_the_gate(
    qtbot: QtBot, qapp: QApplication, preferences: Preferences, tmp_path: Path
) -> None:
    blocked = tmp_path / "not-a-folder"
    blocked.write_text("a file stands here")
    shell = Shell(qapp, blocked / "store.db", still_clock(), preferences, tmp_path / "device", "Noto Sans SC", PAGES)
    shell.start()
    gate = shell.gate
    assert gate is not None
    gate.practice_button.click()
    qtbot.waitUntil(lambda: bool(gate.error.text()), timeout=LONG)
    assert gate.steps.isEnabled()
    assert shell.window is None
    gate.close()
    shell.close()
