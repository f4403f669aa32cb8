"""Entering a presentation and turning its pages, by processor work, against the same done bare.

The floor of entering: a keyed connection, the same views put before its tables, and a plain window of as many Qt tables
with as many rows, shown and painted. The floor of a page that is seen again: a plain table brought up and painted.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QMainWindow, QStackedWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Shell
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.presenting.pages import PRESENTED_PAGES
from gui.theme import SHIPPED_FACE
from gui.widgets.record_table import RecordTable
from model.schema import SCHEMA
from model.store.database import Database, connect
from model.store.presenting import view_statements
from tests.builders import still_clock
from tests.sample_store import add_field_work, make_sample_store

TURNS: Final = 9


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Database]:
    """The sample month with field work done."""
    made = make_sample_store(tmp_path)
    yield made
    made.close()


def spent_since(begun: float) -> float:
    """Milliseconds of processor time."""
    return (time.process_time() - begun) * 1000


def plain_table(rows: int, columns: int) -> QTableView:
    """A bare Qt table of so many words."""
    table = QTableView()
    model = QStandardItemModel(rows, columns, table)
    for row in range(rows):
        for column in range(columns):
            model.setItem(row, column, QStandardItem(f"示例 {row} {column}"))
    table.setModel(model)
    return table


def bare_entry(store: Database, customer: str, shapes: list[tuple[int, int]]) -> QMainWindow:
    """A keyed connection with the views before its tables, and a window of plain tables, painted."""
    connection = connect(store.path, store.key)
    for table in SCHEMA.tables.values():
        for statement in view_statements(table, [customer], "behind_"):
            connection.execute(statement)
    connection.close()
    window, whole = QMainWindow(), QWidget()
    grid = QGridLayout(whole)
    for place, (rows, columns) in enumerate(shapes):
        grid.addWidget(QLabel("示例"), 2 * (place // 2), place % 2)
        grid.addWidget(plain_table(rows, columns), 2 * (place // 2) + 1, place % 2)
    window.setCentralWidget(whole)
    window.resize(1280, 800)
    window.show()
    window.grab()
    return window


def bare_turn(rows: int, columns: int) -> float:
    """Milliseconds to bring a plain table up again and paint it."""
    stack = QStackedWidget()
    for table in (plain_table(rows, columns), plain_table(rows, columns)):
        stack.addWidget(table)
    stack.resize(1280, 800)
    stack.show()
    stack.setCurrentIndex(1)
    stack.grab()
    stack.setCurrentIndex(0)
    begun = time.process_time()
    stack.setCurrentIndex(1)
    stack.grab()
    found = spent_since(begun)
    stack.deleteLater()
    return found


def settle(shell: Shell, qtbot: QtBot) -> None:
    """Until nothing waits to be drawn and nothing is at work."""
    qtbot.wait(60)
    qtbot.waitUntil(lambda: not shell.tasks.busy)


@pytest.mark.benchmark
def test_a_presentation_is_entered_and_its_pages_turned(
    qapp: QApplication,
    qtbot: QtBot,
    month: Database,
    preferences: Preferences,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    customer = add_field_work(month)
    preferences.theme = "light"
    preferences.lock_minutes = 0
    preferences.backup_folder = str(tmp_path / "backups")
    shell = Shell(qapp, month.path, still_clock(), preferences, tmp_path / "device", SHIPPED_FACE, PAGES)
    window = shell.enter(month)
    window.open_page("customer", customer)
    settle(shell, qtbot)
    ours: list[float] = []
    floors: list[float] = []
    first: dict[str, list[float]] = {spec.name: [] for spec in PRESENTED_PAGES}
    again: dict[str, list[float]] = {spec.name: [] for spec in PRESENTED_PAGES}
    for _turn in range(TURNS):
        begun = time.process_time()
        shell.present(customer)
        assert shell.stage is not None
        stage = shell.stage.window
        stage.grab()
        ours.append(spent_since(begun))
        settle(shell, qtbot)
        shapes = [(len(t.model.rows), len(t.columns)) for t in stage.findChildren(RecordTable)]
        for times in (first, again):
            for spec in PRESENTED_PAGES[1:] + PRESENTED_PAGES[:1]:
                begun = time.process_time()
                stage.open_page(spec.name)
                stage.grab()
                times[spec.name].append(spent_since(begun))
                settle(shell, qtbot)
        shell.end_presenting()
        settle(shell, qtbot)
        begun = time.process_time()
        bare = bare_entry(month, customer, shapes)
        floors.append(spent_since(begun))
        bare.deleteLater()
        settle(shell, qtbot)
    turn = median(bare_turn(20, 6) for _turn in range(TURNS))
    shell.leave()
    shell.close()
    entered, floor = median(ours), median(floors)
    with capsys.disabled():
        print(f"\nentering a presentation {entered:.0f} ms of work, bare {floor:.0f} ms ({entered / floor:.1f}x)")
        for name in again:
            was, is_ = median(first[name]), median(again[name])
            print(f"  {name}: first {was:.0f} ms, again {is_:.0f} ms ({is_ / turn:.1f}x a plain table's {turn:.0f} ms)")
