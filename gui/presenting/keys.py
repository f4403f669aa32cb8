"""Hears the presenting key in whichever window of the program is in front, dialogs before the window included."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication


class PresentingKeys(QObject):
    """Asks `heard(event)` about every key that comes in; what it takes (True) nobody else sees.

    `left` is told when another window, or another program, comes to the front. As `gui.idle` it looks at windows only.
    """

    def __init__(self, app: QApplication, heard: Callable[[QKeyEvent], bool], left: Callable[[], object]) -> None:
        super().__init__()
        self._app = app
        self._heard = heard
        self._left = left
        app.focusWindowChanged.connect(self._watch)

    def let_go(self) -> None:
        """Look at windows no more."""
        self._app.focusWindowChanged.disconnect(self._watch)
        for window in self._app.allWindows():
            window.removeEventFilter(self)

    def _watch(self, window: QWindow | None) -> None:
        self._left()
        if window is not None:
            window.installEventFilter(self)  # once more is no harm: Qt keeps one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            return self._heard(event)
        return False


def is_presenting_key(event: QKeyEvent) -> bool:
    """Whether this is Ctrl+F12, pressed or let go."""
    return event.key() == Qt.Key.Key_F12 and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
