"""A story: from the customer's map back to paper, with the keys that work everywhere."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.decision_maps.page import MapPage
from gui.main_window import MainWindow
from gui.pages import PAGES
from model.store.database import Database
from tests.decision_maps.sample import make_sample_map
from tests.windows import on_screen


def test_a_judgement_is_made_taken_back_done_again_and_the_map_printed(
    qtbot: QtBot, context: Context, store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer, people = make_sample_map(store)
    window = on_screen(qtbot, MainWindow(context, PAGES, "示例经理"))
    window.open_page("map", customer)
    page = window.page()
    assert isinstance(page, MapPage)
    qtbot.waitUntil(lambda: page.picture is not None)
    boss = people["示例总经理"]

    def attitude() -> str:
        assert page.picture is not None
        return page.picture.state.of(boss)[0].attitude

    page.scene.choose(boss)
    page.canvas.setFocus()
    qtbot.keyClick(page.canvas, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: attitude() == "champion")
    window.undo()
    qtbot.waitUntil(lambda: attitude() == "supporter")
    window.redo()
    qtbot.waitUntil(lambda: attitude() == "champion")

    target = tmp_path / "map.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert page.print_here()
    menu = next(found for found in page.findChildren(QMenu) if found.isVisible())
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not context.tasks.busy)
    text = PdfReader(target).pages[0].extract_text()
    assert "示例总经理" in text
    assert "坚定支持" in text
