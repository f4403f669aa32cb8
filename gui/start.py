"""One run of the window: the application, its log, its shell, and what is seen to when it ends."""

import sys
from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from gui.app import Shell
from gui.errors import ErrorCatcher, start_log
from gui.preferences import Preferences
from gui.theme import choose_face
from gui.widgets.clipboard import is_ours
from model.clock import Clock, system_clock
from model.store.opening import default_store
from model.store.replica import device_folder


def run(store: Path | None = None, clock: Clock | None = None) -> int:
    """Start the window on this store (or the person's own) and stay until it is closed; returns the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Meiban")
    app.setOrganizationName("Meiban")
    start_log(Path(platformdirs.user_log_dir("Meiban", appauthor=False)))
    catcher = ErrorCatcher()
    catcher.install()
    shell = Shell(
        app, store or default_store(), clock or system_clock(), Preferences(QSettings()), device_folder(), choose_face()
    )
    app.aboutToQuit.connect(shell.close)
    app.aboutToQuit.connect(lambda: keep_as_text(app.clipboard()))
    shell.start()
    return app.exec()


def keep_as_text(clipboard: QClipboard) -> None:
    """Leave what was copied as plain text: rows made in Python outlive the interpreter there, and crash its end."""
    if is_ours(clipboard):
        clipboard.setText(clipboard.text())
