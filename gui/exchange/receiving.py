"""Taking files in: what would happen is said first, in plain words, and done when the person agrees."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.exchange.telling import tell
from gui.exchange.words import change_lines
from gui.tasks import Progress
from gui.widgets.labels import button, label, muted, title
from model.exchange.inbox import InboxReport, import_files
from resources.i18n import _


def choose_files(parent: QWidget, context: Context) -> None:
    """Ask for files, preview them, take them in."""
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Take files in"), "", _("Exchange files (*.mbx)"))
    if names:
        preview_files(parent, context, [Path(name) for name in names])


def preview_files(parent: QWidget, context: Context, paths: Sequence[Path]) -> None:
    """Say what the files would change; nothing is changed before the person agrees."""

    def look(progress: Progress) -> InboxReport:
        return import_files(context.database, paths, preview=True, progress=progress.report)

    context.tasks.run(
        look, lambda report: PreviewDialog(parent, context, paths, report).open(), title=_("Reading files"), writes=True
    )


def take_in(context: Context, paths: Sequence[Path], confirmed: bool) -> None:
    """Take the files in on the worker; what was refused is said, and the page shows each file's fate."""

    def work(progress: Progress) -> InboxReport:
        return import_files(context.database, paths, confirmed=confirmed, progress=progress.report)

    def told(report: InboxReport) -> None:
        troubled = [outcome for outcome in report.outcomes if not outcome.is_well]
        if troubled:
            tell(context, f"{troubled[0].file_name}: {troubled[0].sentence}", "warning")
        elif doubled := next(filter(None, (outcome.doubled for outcome in report.outcomes)), ""):
            tell(context, doubled, "warning")
        else:
            tell(context, report.sentence())

    context.tasks.run(work, told, title=_("Taking files in"), writes=True)


class PreviewDialog(QDialog):
    """Each file in a sentence with what it changes; what needs the person's yes is said apart."""

    def __init__(self, parent: QWidget, context: Context, paths: Sequence[Path], report: InboxReport) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What these files would change"))
        self.resize(600, 400)
        self._context, self._paths = context, list(paths)
        self.compared = QCheckBox(_("I compared these words with the office by voice"))
        self.compared.toggled.connect(lambda _on: self._offer())
        first = [outcome for outcome in report.outcomes if outcome.fingerprint]
        self._asks = bool(first)
        self._usable = any(outcome.state in ("applied", "held") or outcome.held for outcome in report.outcomes)
        self.take_button = button(_("Take in"), self._take, "primary")
        buttons = QHBoxLayout()
        buttons.addWidget(muted(report.sentence()))
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        buttons.addWidget(self.take_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(title(_("What these files would change")))
        whole.addWidget(self._lines(report), 1)
        if first:
            whole.addWidget(label(_("The office's words: {words}").format(words=first[0].fingerprint), "strong", True))
            whole.addWidget(self.compared)
        whole.addLayout(buttons)
        self._offer()

    def _lines(self, report: InboxReport) -> QScrollArea:
        lines = QWidget()
        lines.setProperty("look", "ground")
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for outcome in report.outcomes:
            first = bool(outcome.fingerprint)
            named = outcome.peer or (_("The office's first file") if first else outcome.file_name)
            column.addWidget(label(named, "strong"))
            sentence = _("Take it in once you have compared its words.") if first else outcome.sentence
            troubled = not outcome.is_well and not first
            column.addWidget(label(sentence, "danger" if troubled else "", wrap=True))
            for words in (*change_lines(outcome.applied), outcome.clock, outcome.doubled):
                if words:
                    column.addWidget(muted(words, wrap=True))
            column.addSpacing(8)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("What these files would change"))
        scroll.setWidget(lines)
        return scroll

    def _offer(self) -> None:
        self.take_button.setEnabled(self.compared.isChecked() if self._asks else self._usable)

    def _take(self) -> None:
        self.accept()
        take_in(self._context, self._paths, confirmed=self._asks and self.compared.isChecked())
