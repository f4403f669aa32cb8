"""One file's fate: what it was, what came of it, and what is to be done."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.exchange.columns import STATES, TONES, content_words, counts_words, missing_words, reason_words
from gui.exchange.words import count_lines
from gui.widgets.columns import moment_words
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.scrolled import scrolled
from gui.widgets.tag_label import TagLabel
from model.exchange.refusals import Reason
from model.exchange.status import FileRow
from resources.i18n import N_, _

_KINDS: Final = {
    "full": N_("everything"),
    "delta": N_("changes"),
    "handover": N_("hand-over"),
    "receipt": N_("receipt only"),
    "enrol": N_("first file after admission"),
    "directory": N_("list of devices"),
}
_NEXT: Final[dict[str, str]] = {
    Reason.TOO_BIG: N_("Look whether it is an exchange file at all; if it is, ask its sender to write it again."),
    Reason.NOT_FOR_ME: N_("Give it to the person it was written for."),
    Reason.UNKNOWN_SENDER: N_("Ask its sender whether the office has admitted that device, and ask the office."),
    Reason.REVOKED: N_("If the device is back in its owner's hands, it asks to be admitted again."),
    Reason.OLD_DIRECTORY: N_("Ask the office to write its files again, and take in the newest."),
}
"""What a person can do about a refused file, where its sentence does not say so itself."""


def next_step(reason: str) -> str:
    """What to do about a file that was not taken in; empty where its own sentence says it."""
    return _(_NEXT[reason]) if reason in _NEXT else ""


class FateDialog(QDialog):
    """A file of the journal looked at."""

    def __init__(self, parent: QWidget, context: Context, row: FileRow) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_("File"))
        self.resize(620, 420)
        self.words = [words for words in (*what_came(row), *what_next(row)) if words]
        inside = QWidget()
        column = in_column(gap=8, margins=(0, 0, 8, 0), within=inside)
        for place, words in enumerate(self.words):
            column.addWidget(label(words, "" if place else "strong", wrap=True))
        for words in count_lines(row.counts):
            column.addWidget(muted(words, wrap=True))
        column.addSpacing(8)
        column.addLayout(_facts(row))
        column.addStretch(1)
        tag = TagLabel(_(STATES.get(row.state, row.state)), TONES.get(row.state, Tone.NEUTRAL))
        head = in_row(title(heading_of(row)), tag, STRETCH)
        area = scrolled(inside)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # nothing inside takes the keys that scroll
        area.setAccessibleName(heading_of(row))
        parts = (head, (area, 1), self._buttons(row))
        in_column(*parts, gap=12, margins=FRAME, within=self)
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(True)  # Enter presses the one in focus
        self.close_button.setFocus()

    def _buttons(self, row: FileRow) -> QHBoxLayout:
        line = in_row(STRETCH)
        if row.counts.get("conflicts"):
            line.addWidget(button(_("Show the conflicts"), lambda: self._go("conflicts")))
        if row.counts.get("held"):
            line.addWidget(button(_("Show what is held"), lambda: self._go("held")))
        self.close_button = button(_("Close"), self.accept, "primary")
        line.addWidget(self.close_button)
        return line

    def _go(self, sheet: str) -> None:
        self.accept()
        self._context.open_page("exchange", sheet)


def heading_of(row: FileRow) -> str:
    """Whose file it is, in the words of a heading."""
    if row.outgoing:
        return _("File for {name}").format(name=row.peer)
    return _("File from {name}").format(name=row.peer) if row.peer else _("File of an unknown sender")


def what_came(row: FileRow) -> list[str]:
    """What became of the file."""
    if row.state in ("held", "waiting", "refused"):
        return [reason_words(row.reason)]
    if row.outgoing:
        said = _("The addressee has everything in it.")
        if row.state != "arrived":
            said = _("It was written and waits to be carried over, or for the addressee's answer.")
        return [said, _("It holds: {words}.").format(words=_(", ").join(content_words(row)))]
    return [_("It was taken in: {words}.").format(words=counts_words(row))]


def what_next(row: FileRow) -> list[str]:
    """What is to be done, if anything."""
    if row.outgoing:
        if row.state == "arrived":
            return []
        return [_("If it got lost, write files again: what is not acknowledged goes with them. Nothing is lost.")]
    said = [next_step(row.reason)]
    if row.counts.get("incomplete"):
        said.append(_("What it builds on has not come yet. Write files and carry them over: they ask for it whole."))
    if missing_words(row):
        said.append(_("Take in the missing part when it comes; or wait for the next file, which holds the same."))
    return said


def _facts(row: FileRow) -> QGridLayout:
    facts = (
        (_("File"), row.file_name),
        (_("Kind of file sent"), _(_KINDS.get(row.kind, "")) if row.kind in _KINDS else ""),
        (
            _("Part of the package"),
            _("{part} of {parts}").format(part=row.part, parts=row.parts) if row.parts > 1 else "",
        ),
        (_("Packed on"), moment_words(row.made_at) if row.state not in ("refused", "waiting") else ""),
        (_("Came in on"), "" if row.outgoing else moment_words(row.at)),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for place, (name, words) in enumerate((name, words) for name, words in facts if words):
        grid.addWidget(muted(name), place, 0)
        grid.addWidget(label(words, wrap=True), place, 1)
    return grid
