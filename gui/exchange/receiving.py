"""Taking files in: what would happen is said first, in plain words, and done when the person agrees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QScrollArea, QWidget

from gui.context import Context
from gui.exchange.fate import next_step
from gui.exchange.telling import offer, tell, why_stopped
from gui.exchange.words import change_lines
from gui.files import ask_sources
from gui.tasks import Cancelled, Progress
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import FRAME, STRETCH, Part, in_column, in_row
from model.errors import UserError
from model.exchange.inbox import InboxReport, import_files
from model.exchange.outcome import Outcome
from resources.i18n import _, _n

MOST_SHOWN = 60
"""Files that a preview tells one by one; of 300 the sentence below says how they stand together."""


@dataclass(frozen=True)
class _Came:
    """What was taken in, and the words for why the rest was not."""

    report: InboxReport
    stopped: str = ""


def choose_files(parent: QWidget, context: Context, take: Callable[[Sequence[Path]], object]) -> None:
    """Ask for files and give them to whom takes them."""
    kinds = _("Exchange files (*.mbx *.mbe)")
    files = ask_sources(parent, context, _("Take files in"), kinds)
    if files:
        take(files)


def preview_files(parent: QWidget, context: Context, paths: Sequence[Path]) -> None:
    """Say what the files would change; nothing is changed before the person agrees."""

    def look(progress: Progress) -> InboxReport:
        return import_files(context.database, paths, preview=True, progress=progress.report)

    def show(report: InboxReport) -> None:
        if report.outcomes:
            PreviewDialog(parent, context, paths, report).open()
        else:
            context.say(report.plan(), "news")

    context.tasks.run(look, show, title=_("Reading files"), writes=True)


def take_in(context: Context, paths: Sequence[Path], confirmed: bool) -> None:
    """Take the files in on the worker, and say what came of them with the way to what is to be done next."""

    def work(progress: Progress) -> _Came:
        came: list[Outcome] = []
        try:
            report = import_files(
                context.database, paths, confirmed=confirmed, progress=progress.report, heard=came.append
            )
        except (Cancelled, UserError) as trouble:
            if not came:
                raise
            return _Came(InboxReport(tuple(came)), why_stopped(trouble))
        return _Came(report)

    context.tasks.run(work, lambda came: _say(context, came), title=_("Taking files in"), writes=True)


def _say(context: Context, came: _Came) -> None:
    """One sentence; where something is to be decided or did not go well, with the button that leads there."""
    report, outcomes = came.report, came.report.outcomes
    sentence = report.sentence()
    if came.stopped:
        words = _("{what}. Then it stopped: {why} The other files were not touched.")
        offer(context, words.format(what=sentence, why=came.stopped), _("See each file"), "files")
        return
    for doubled in {outcome.doubled for outcome in outcomes if outcome.doubled}:
        tell(context, doubled, "warning")
    troubled = [outcome for outcome in outcomes if outcome.state in ("refused", "waiting")]
    if troubled:
        first = troubled[0]
        said = f"{first.file_name}: {first.sentence}" if len(outcomes) == 1 else sentence
        offer(context, said, _("See each file"), "files")
    elif any(outcome.held or outcome.state == "held" for outcome in outcomes):
        offer(context, sentence, _("Look at what is held"), "held")
    elif any(outcome.conflicts for outcome in outcomes):
        offer(context, sentence, _("Decide the conflicts"), "conflicts")
    else:
        tell(context, sentence)


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
        cancel = button(_("Cancel") if self._usable or first else _("Close"), self.reject)
        parts: list[Part] = [title(_("What these files would change")), (self._lines(report), 1)]
        if first:
            parts += [
                label(_("The office's words: {words}").format(words=first[0].fingerprint), "strong", True),
                muted(_("If they differ, cancel and call the office: the file is not theirs."), True),
                self.compared,
            ]
        parts.append(in_row((muted(report.plan(), wrap=True), 1), cancel, self.take_button))
        in_column(*parts, gap=12, margins=FRAME, within=self)
        for made in (cancel, self.take_button):
            made.setAutoDefault(True)
        self.take_button.setDefault(True)
        self._offer()
        (self.compared if first else self.take_button if self._usable else cancel).setFocus()

    def _lines(self, report: InboxReport) -> QScrollArea:
        lines = QWidget()
        lines.setProperty("look", "ground")
        told = sorted(report.outcomes, key=lambda outcome: outcome.is_well)[:MOST_SHOWN]
        parts: list[Part] = []
        for outcome in told:
            parts += [*_told(outcome), 8]
        rest = len(report.outcomes) - len(told)
        if rest:
            parts.append(muted(_n("and {count} more file", "and {count} more files", rest)))
        in_column(*parts, STRETCH, gap=4, margins=(0, 0, 8, 0), within=lines)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("What these files would change"))
        scroll.setWidget(lines)
        return scroll

    def _offer(self) -> None:
        """Where nothing can be taken in, there is nothing to agree to."""
        self.take_button.setEnabled(self.compared.isChecked() if self._asks else self._usable)

    def _take(self) -> None:
        self.accept()
        take_in(self._context, self._paths, confirmed=self._asks and self.compared.isChecked())


def _told(outcome: Outcome) -> list[QWidget]:
    """A file of the preview: whose it is, what would come of it, what it would change, what to do about it."""
    first = bool(outcome.fingerprint)
    named = outcome.peer or (_("The office's first file") if first else outcome.file_name)
    sentence = _("Take it in once you have compared its words.") if first else outcome.sentence
    if outcome.state == "held":
        sentence = _("{sentence} Taken in, it lies under Held, where you say yes or no.").format(sentence=sentence)
    lines: list[QWidget] = [label(named, "strong", wrap=True)]
    lines.append(label(sentence, "" if outcome.is_well or first or outcome.held else "danger", wrap=True))
    remarks = (*change_lines(outcome.applied), outcome.clock, outcome.doubled, next_step(outcome.reason))
    return lines + [muted(words, wrap=True) for words in remarks if words]
