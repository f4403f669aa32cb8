"""What the tests of the windows share."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Shell
from gui.main_window import MainWindow
from gui.presenting.stage import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
PROTECTED = ("难缠", "示例对手", "加班")


def window_of(shell: Shell) -> MainWindow:
    """The ordinary window."""
    assert shell.window is not None
    return shell.window


def stage_of(shell: Shell) -> Stage:
    """The presentation that is on."""
    assert shell.stage is not None
    return shell.stage


def visible() -> list[QWidget]:
    """Every window that is shown."""
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def begin(shell: Shell, qtbot: QtBot) -> Stage:
    """Present the customer of the page that is shown; the window is in front."""
    shell.present()
    stage = stage_of(shell)
    qtbot.waitUntil(stage.window.isActiveWindow)
    return stage


def press(over: QWidget, kind: QEvent.Type = QEvent.Type.KeyPress, again: bool = False) -> None:
    """Ctrl+F12 goes down (or comes up), for the first time or because it is held."""
    QApplication.sendEvent(over.windowHandle(), QKeyEvent(kind, Qt.Key.Key_F12, CONTROL, "", again))
