"""Where files go and come from: the folder of the last time."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.files import ask_source, ask_sources, ask_target
from gui.widgets.confirm import Question


def test_a_file_is_asked_for_where_the_last_one_went_and_gets_its_ending(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    offered: list[str] = []

    def answer(_parent: QWidget, _heading: str, place: str, _kinds: str) -> tuple[str, str]:
        offered.append(place)
        return str(tmp_path / "客户.表"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    assert ask_target(parent, context, "存", "客户.xlsx", "*.xlsx") == tmp_path / "客户.xlsx"
    assert ask_target(parent, context, "存", "拜访.pdf", "*.pdf") == tmp_path / "客户.pdf"
    assert offered[0] != offered[1] == str(tmp_path / "拜访.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    assert ask_target(parent, context, "存", "拜访.pdf", "*.pdf") is None


def test_a_file_that_only_gets_its_ending_is_replaced_after_a_question(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    kept = tmp_path / "客户.xlsx"
    kept.write_bytes(b"kept")
    asked: list[str] = []

    def answer(question: Question, by: QDialog.DialogCode) -> QDialog.DialogCode:
        asked.append(question.yes.text())
        return by

    codes = QDialog.DialogCode
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "客户"), ""))
    monkeypatch.setattr(Question, "exec", lambda question: answer(question, codes.Rejected))
    assert ask_target(parent, context, "存", "客户.xlsx", "*.xlsx") is None
    monkeypatch.setattr(Question, "exec", lambda question: answer(question, codes.Accepted))
    assert ask_target(parent, context, "存", "客户.xlsx", "*.xlsx") == kept
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(kept), ""))
    assert ask_target(parent, context, "存", "客户.xlsx", "*.xlsx") == kept
    assert asked == ["替换", "替换"]


def test_a_name_that_is_a_whole_path_is_offered_there(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda _parent, _heading, place, _kinds: (place, ""))
    assert ask_target(parent, context, "存", str(tmp_path / "表 已填.xlsx"), "*.xlsx") == tmp_path / "表 已填.xlsx"


def test_files_are_looked_for_where_the_last_came_from_unless_the_folder_is_gone(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    came = tmp_path / "下载"
    came.mkdir()
    offered: list[str] = []

    def answer(_parent: QWidget, _heading: str, place: str, _kinds: str) -> tuple[list[str], str]:
        offered.append(place)
        return [str(came / "十月.xlsx")], ""

    def nothing(_parent: QWidget, _heading: str, place: str, _kinds: str) -> tuple[str, str]:
        offered.append(place)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    assert ask_sources(parent, context, "选", "*.xlsx") == [came / "十月.xlsx"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", nothing)
    assert ask_source(parent, context, "选", "*.xlsx") is None
    came.rmdir()
    assert ask_source(parent, context, "选", "*.xlsx") is None
    assert offered[1] == str(came)
    assert offered[2] == offered[0]
