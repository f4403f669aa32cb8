"""A timeline: dated entries with a tag, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.colours import Tone
from gui.widgets.labels import label, muted, plain_tip
from gui.widgets.tag_label import TagLabel
from reports.words import cut

_HEADING, _TEXT, _QUIET = 72, 180, 90
"""Characters of an entry that are shown: one long note leaves room for the others. Pointing at it shows the whole."""


@dataclass(frozen=True)
class Entry:
    """One entry: what kind (tag), a bold line, a remark at its right, text and a quiet line under it."""

    key: str
    tag: str
    tone: Tone
    heading: str
    remark: str = ""
    text: str = ""
    quiet: str = ""


class EntryView(QFrame):
    """One entry; Enter or a click opens it."""

    opened = Signal(str)

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.setProperty("look", "entry")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{entry.tag} {entry.heading} {entry.remark} {entry.text}".strip())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 6, 8, 6)
        whole.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(TagLabel(entry.tag, entry.tone), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(cut(entry.heading, _HEADING), "strong", wrap=True), 1)
        if entry.remark:
            head.addWidget(muted(entry.remark), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        if entry.text:
            whole.addWidget(label(cut(entry.text, _TEXT), wrap=True))
        if entry.quiet:
            whole.addWidget(muted(cut(entry.quiet, _QUIET), wrap=True))
        if len(entry.heading) > _HEADING or len(entry.text) > _TEXT or len(entry.quiet) > _QUIET:
            self.setToolTip(plain_tip("\n".join(filter(None, (entry.heading, entry.text, entry.quiet)))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.entry.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.entry.key)


class Timeline(QScrollArea):
    """The entries under each other; `opened(key)` when one is chosen."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entries: tuple[Entry, ...] = ()
        self.set_entries(())

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        self.entries = tuple(entries)
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for entry in entries:
            view = EntryView(entry)
            view.opened.connect(self.opened)
            column.addWidget(view)
        column.addStretch(1)
        self.setWidget(ground)
