"""The main story in a real window, a program of its own: `python -m tests.journeys.real_window STORE PICTURE`.

The gate is opened by the passphrase typed, a customer found by initials, opened and left again; at the end the screen
is photographed. Prints one line a step.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.app import Shell
from gui.preferences import Preferences
from gui.theme import load_shipped_face
from tests.builders import PASSPHRASE, still_clock

LONGEST_MS = 60_000
Key = Qt.Key


def wait_for(what: str, holds: Callable[[], bool]) -> None:
    """Let the program run until this holds; ends the program in words where it never does."""
    deadline = QDeadlineTimer(LONGEST_MS)
    while not holds():
        if deadline.hasExpired():
            sys.exit(f"never: {what}")
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
    print(what, flush=True)


def main(store: Path, picture: Path) -> None:
    """Play the story on a store and write the picture of the screen."""
    app = QApplication([])
    preferences = Preferences(QSettings(str(store.with_name("window.ini")), QSettings.Format.IniFormat))
    shell = Shell(app, store, still_clock(), preferences, store.parent / "device", load_shipped_face())
    shell.start()
    gate = shell.gate
    assert gate is not None
    wait_for("the gate stands", gate.isVisible)
    line = next(field for field in gate.findChildren(QLineEdit) if field.isVisible())
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Key.Key_Return)
    wait_for("the window stands", lambda: shell.window is not None and shell.window.page() is not None)
    window = shell.window
    assert window is not None
    window.resize(1440, 900)
    window.search.line.setFocus()
    QTest.keyClicks(window.search.line, "ljjm")
    wait_for("the customer is found", window.search.popup.isVisible)
    QTest.keyClick(window.search.line, Key.Key_Return)
    wait_for("the customer is open", lambda: _heading(shell) == "临江精密机械有限公司（示例）")
    window.go_back()
    wait_for("back where it began", lambda: _heading(shell) != "临江精密机械有限公司（示例）")
    window.go_forward()
    wait_for("and forward again", lambda: _heading(shell) == "临江精密机械有限公司（示例）")
    wait_for("all is read", lambda: not shell.tasks.busy)
    QTest.qWait(500)
    app.primaryScreen().grabWindow(window.winId()).save(str(picture))
    window.close()
    shell.close()


def _heading(shell: Shell) -> str:
    page = shell.window.page() if shell.window is not None else None
    return page.heading.text() if page is not None else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
