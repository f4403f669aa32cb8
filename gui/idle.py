"""Counts the time in which nobody touches a key, a button or the wheel in any window."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

_ACTIVITY: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Idle(QObject):
    """Calls `over` when nothing was done for so long; `touched` is asked at every key or click and counts anew.

    It looks at windows, where keys and clicks come in, and not at the whole application: Python would be asked about
    every event of every widget, and the first of them makes PySide read in all its classes.
    """

    def __init__(self, app: QApplication, touched: Callable[[], object], over: Callable[[], object]) -> None:
        super().__init__()
        self._app = app
        self._touched = touched
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(over)
        app.focusWindowChanged.connect(self._watch)

    def count(self, milliseconds: int) -> None:
        """Count so long from now."""
        self._timer.start(milliseconds)

    def rest(self) -> None:
        """Count no more."""
        self._timer.stop()

    def left(self) -> int:
        """Milliseconds left; -1 while nothing is counted."""
        return self._timer.remainingTime()

    def let_go(self) -> None:
        """Look at windows no more."""
        self.rest()
        self._app.focusWindowChanged.disconnect(self._watch)
        for window in self._app.allWindows():
            window.removeEventFilter(self)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more is no harm: Qt keeps one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._touched()
        return False
