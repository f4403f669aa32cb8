"""Scaled screens: the pages stay whole, named, spoken and in order, whatever the scale, the letters and the language.

Here some pages stand for all; `python -m tests.shell.every_page` walks every page and dialog.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.tabs import Tabs
from tests.architecture.sources import ROOT
from tests.shell.every_page import make_walked_store
from tests.shell.layout_faults import cut_off
from tests.shell.spoken import out_of_order, passed_over, unspoken

_RUNS = (
    ("1.25", "17", "zh_CN", ("today", "customer")),
    ("1.5", "13", "en", ("opportunities", "targets")),
    ("2", "15", "en", ("pay-estimate", "needs")),
)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with something on every page."""
    database = make_walked_store(tmp_path_factory.mktemp("walked"))
    database.close()
    return database.path


@pytest.mark.parametrize(("scale", "text_size", "language", "pages"), _RUNS)
def test_nothing_is_cut_off_unsaid_or_out_of_order_on_a_page(
    walked: Path, scale: str, text_size: str, language: str, pages: tuple[str, ...]
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.shell.every_page", text_size, language, str(walked), *pages],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.stdout, ran.returncode) == ("", 0), ran.stderr[-2000:]


def _row(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    ground = QWidget()
    row = QHBoxLayout(ground)
    for widget in widgets:
        row.addWidget(widget)
    qtbot.addWidget(ground)
    ground.show()
    return ground


def test_the_walk_finds_what_has_no_name_what_is_cut_and_what_comes_too_early(qtbot: QtBot) -> None:
    words, line, box = QPushButton("谈"), QLineEdit(), QCheckBox("会")
    narrow = QLabel("两厂区账单分开")
    narrow.setFixedWidth(20)
    ground = _row(qtbot, words, line, box, narrow)
    assert unspoken(ground) == ["EditableText QLineEdit '' in QWidget"]
    assert out_of_order(ground) == []
    assert [fault.split()[0] for fault in cut_off(ground)] == ["QLabel"]
    QWidget.setTabOrder(box, line)
    QWidget.setTabOrder(words, box)
    assert [fault.split()[0] for fault in out_of_order(ground)] == ["QLineEdit"]
    assert passed_over(ground) == []


def test_tab_comes_to_the_chosen_word_alone_and_the_arrows_go_along(qtbot: QtBot) -> None:
    tabs = Tabs()
    lines = [QLineEdit(), QLineEdit()]
    for key, line in zip(("one", "two"), lines, strict=True):
        tabs.add(key, key, line)
    before = QLineEdit()
    ground = _row(qtbot, before, tabs)
    with qtbot.waitActive(ground):
        ground.activateWindow()
    tabs.show_sheet("two")
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    chosen = ground.focusWidget()
    assert isinstance(chosen, QPushButton)
    assert chosen.text() == "two"
    qtbot.keyClick(chosen, Qt.Key.Key_Tab)
    assert ground.focusWidget() is lines[1]
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Left)
    assert tabs.current() == "one"
    assert ground.focusWidget().accessibleName() == "one"
