"""What a person sees when something goes wrong."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gui.errors import CrashDialog, ErrorCatcher, ErrorDialog, log, report_of, start_log
from model.errors import UserError
from tests.shell.accessibility import unnamed_controls


@pytest.fixture
def own_log(tmp_path: Path) -> Iterator[Path]:
    """The program's log in the test's own folder."""
    start_log(tmp_path)
    yield tmp_path / "meiban.log"
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    log.propagate = True
    log.setLevel(logging.NOTSET)


def _raise(error: Exception) -> tuple[type[BaseException], BaseException, object]:
    try:
        raise error
    except Exception as caught:  # noqa: BLE001 - it is handed to the hook
        return type(caught), caught, caught.__traceback__


def test_a_bug_is_logged_and_shown_without_any_customer(qtbot: QtBot, own_log: Path) -> None:
    catcher = ErrorCatcher()
    kind, error, trace = _raise(ValueError("临江精密机械有限公司 13800005678"))
    catcher.catch(kind, error, trace)  # type: ignore[arg-type]
    assert isinstance(catcher.dialog, CrashDialog)
    qtbot.addWidget(catcher.dialog)
    assert unnamed_controls(catcher.dialog) == []
    catcher.dialog.copy()
    copied = QGuiApplication.clipboard().text()
    written = own_log.read_text("utf-8")
    for words in (copied, written):
        assert "ValueError" in words
        assert "test_errors.py" in words
        assert "临江" not in words
        assert "13800005678" not in words
    catcher.dialog.accept()


def test_a_report_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    kind, _error, trace = _raise(KeyError("x"))
    report = report_of(kind, trace)  # type: ignore[arg-type]
    assert str(Path(__file__).parents[3]) not in report
    assert report.splitlines()[-1] == "KeyError"


def test_one_dialog_stands_at_a_time(qtbot: QtBot, own_log: Path) -> None:
    catcher = ErrorCatcher()
    catcher.catch(*_raise(ValueError()))  # type: ignore[arg-type]
    first = catcher.dialog
    catcher.catch(*_raise(KeyError()))  # type: ignore[arg-type]
    assert catcher.dialog is first
    assert first is not None
    qtbot.addWidget(first)
    first.accept()
    catcher.catch(*_raise(KeyError()))  # type: ignore[arg-type]
    assert catcher.dialog is not first
    assert catcher.dialog is not None
    qtbot.addWidget(catcher.dialog)
    catcher.dialog.accept()
    assert own_log.read_text("utf-8").count("KeyError") == 2


def test_a_sentence_for_the_person_is_shown_and_not_logged(qtbot: QtBot, own_log: Path) -> None:
    catcher = ErrorCatcher()
    catcher.catch(*_raise(UserError("磁盘已满。")))  # type: ignore[arg-type]
    assert isinstance(catcher.dialog, ErrorDialog)
    qtbot.addWidget(catcher.dialog)
    catcher.dialog.accept()
    assert not own_log.exists()


def test_the_catcher_takes_the_place_of_the_hook() -> None:
    before = sys.excepthook
    try:
        catcher = ErrorCatcher()
        catcher.install()
        assert sys.excepthook == catcher.catch
    finally:
        sys.excepthook = before
