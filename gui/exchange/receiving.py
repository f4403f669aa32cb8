"""Taking files in: what would happen is said first, in plain words, and done when the person agrees."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.tasks import Progress
from gui.widgets.confirm import confirm
from gui.widgets.labels import button, label, muted, title
from model.exchange.holding import accept_held_dossier, accept_held_file
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
        return import_files(context.database, paths, preview=True, confirmed=True, progress=progress.report)

    context.tasks.run(
        look, lambda report: PreviewDialog(parent, context, paths, report).open(), title=_("Reading files"), writes=True
    )


def take_in(context: Context, paths: Sequence[Path], confirmed: bool) -> None:
    """Take the files in on the worker; what was refused is said, and the page shows each file's fate."""

    def work(progress: Progress) -> InboxReport:
        return import_files(context.database, paths, confirmed=confirmed, progress=progress.report)

    def tell(report: InboxReport) -> None:
        troubled = [outcome for outcome in report.outcomes if not outcome.is_well]
        if troubled:
            context.say(f"{troubled[0].file_name}: {troubled[0].sentence}", "warning")
        else:
            context.say(report.sentence())

    context.tasks.run(work, tell, title=_("Taking files in"), writes=True)


def accept_held(parent: QWidget, context: Context, held: str) -> None:
    """Ask, then take a held dossier in (`held` is the sender's key and the dossier, parted by a stroke)."""
    sender, _stroke, dossier = held.partition("/")
    if confirm(
        parent,
        _("Take these changes in?"),
        _("They were written by somebody who is not this customer's manager. They become part of the record."),
        _("Take in"),
    ):
        context.tasks.run(
            lambda progress: accept_held_dossier(context.database, sender, dossier),
            lambda applied: context.say(_("{count} dossiers changed").format(count=len(applied.customers))),
            title=_("Taking files in"),
            writes=True,
        )


def accept_file(parent: QWidget, context: Context, number: int) -> None:
    """Ask, then take a whole held file in."""
    if confirm(
        parent,
        _("Take this file in?"),
        _("It deletes many rows. They can be restored one by one afterwards, not all at once."),
        _("Take in"),
        danger=True,
    ):
        context.tasks.run(
            lambda progress: accept_held_file(context.database, number),
            lambda outcome: context.say(outcome.sentence),
            title=_("Taking files in"),
            writes=True,
        )


class PreviewDialog(QDialog):
    """Each file in a sentence, with what needs the person's yes said apart."""

    def __init__(self, parent: QWidget, context: Context, paths: Sequence[Path], report: InboxReport) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What these files would change"))
        self.setMinimumSize(560, 280)
        self._context, self._paths = context, list(paths)
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setSpacing(4)
        for outcome in report.outcomes:
            column.addWidget(label(outcome.peer or outcome.file_name, "strong"))
            column.addWidget(label(outcome.sentence, "" if outcome.is_well else "danger", wrap=True))
            for words in (outcome.clock, ", ".join(_changes(outcome.applied.deleted, _("deleted")))):
                if words:
                    column.addWidget(muted(words, wrap=True))
            column.addSpacing(8)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(lines)
        usable = any(outcome.state == "applied" for outcome in report.outcomes)
        self.take_button = button(_("Take in"), self._take, "primary")
        self.take_button.setEnabled(usable)
        buttons = QHBoxLayout()
        buttons.addWidget(muted(report.sentence()))
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        buttons.addWidget(self.take_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(title(_("What these files would change")))
        whole.addWidget(scroll, 1)
        whole.addLayout(buttons)

    def _take(self) -> None:
        self.accept()
        take_in(self._context, self._paths, confirmed=True)


def _changes(counts: dict[str, int], words: str) -> list[str]:
    return [f"{entity} {count} {words}" for entity, count in sorted(counts.items())]
