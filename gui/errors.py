"""Shows what went wrong: a sentence for what a person can mend, a report for a bug."""

import logging
import logging.handlers
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from gui.widgets.labels import button, label, section
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from model.errors import UserError
from resources.i18n import _

log = logging.getLogger("meiban")


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What happened and where, free of any value: no message, no customer, no folder of this machine."""
    lines = [
        f"Meiban · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.release()}"
    ]
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        lines.append(f"{'/'.join(path.parts[-3:])}:{frame.lineno} {frame.name}")
    lines.append(kind.__name__)
    return "\n".join(lines)


def start_log(folder: Path) -> None:
    """Write the program's log into the folder, four files of 500 kB at most."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "meiban.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


class CrashDialog(QDialog):
    """Says that the program made a mistake, what was kept, and offers the report."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(_("Something went wrong"))
        self.resize(560, 380)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(_("Report"))
        self.copy_button = button(_("Copy report"), self.copy, glyph="copy")
        close = button(_("Go on"), self.accept, "primary")
        foot = in_row(self.copy_button, STRETCH, close)
        in_column(
            section(_("The program made a mistake")),
            label(
                _(
                    "Everything saved is safe, and what you were typing was kept. You can go on working. "
                    "Please send the report; it holds no customer data."
                ),
                wrap=True,
            ),
            (text, 1),
            foot,
            gap=12,
            margins=FRAME,
            within=self,
        )

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)
        self.copy_button.setText(_("Copied"))


class ErrorDialog(QDialog):
    """The sentence of a `UserError` where there is no page to show it on."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Meiban"))
        self.setMinimumWidth(400)
        foot = in_row(STRETCH, button(_("Close"), self.accept, "primary"))
        in_column(label(sentence, wrap=True), foot, gap=16, margins=FRAME, within=self)


class ErrorCatcher:
    """Takes the place of `sys.excepthook`: one dialog at a time, everything in the log."""

    def __init__(self) -> None:
        self._showing = False
        self.dialog: QDialog | None = None

    def install(self) -> None:
        """Catch whatever nobody else catches."""
        sys.excepthook = self.catch

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it and show it."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        if isinstance(error, UserError):
            self._show(ErrorDialog(error.sentence, QApplication.activeWindow()))
            return
        report = report_of(kind, trace)
        log.error("%s", report)
        self._show(CrashDialog(report, QApplication.activeWindow()))

    def _show(self, dialog: QDialog) -> None:
        if self._showing:
            return
        self._showing = True
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self) -> None:
        self._showing = False
