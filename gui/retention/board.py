"""The board: tasks as cards in columns by when they are due."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.retention.task_columns import KIND_TONES, due_words
from gui.widgets.board import CardBoard
from gui.widgets.labels import label, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.tag_label import TagLabel
from model.labels import label_of
from model.retention.lines import TaskLine
from resources.i18n import N_, _

_SHOWN: Final = 40
COLUMNS: Final = (
    ("late", N_("Overdue"), 1, 100_000),
    ("today", N_("Today"), 0, 0),
    ("week", N_("Within a week"), -7, -1),
    ("later", N_("Later"), -100_000, -8),
)
"""Key, heading, and the days late from and to of each column."""


class TaskCard(QFrame):
    """One task: kind and due day, customer, reason. Enter or a double click opens the customer."""

    opened = Signal(str)

    def __init__(self, line: TaskLine, due: str) -> None:
        super().__init__()
        self._customer = line.customer_id
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        kind = label_of("task_kind", line.kind)
        self.setAccessibleName(f"{kind} {line.customer} {line.why}")
        head = in_row(TagLabel(kind, KIND_TONES[line.kind]), STRETCH)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        if line.customer:
            column.addWidget(label(line.customer, "strong", wrap=True))
        column.addWidget(muted(line.why, wrap=True))
        column.addWidget(label(due, "danger" if line.days_late > 0 else "muted", wrap=True))

    def _open(self) -> None:
        if self._customer:
            self.opened.emit(self._customer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open()


class Board(QWidget):
    """Four columns of cards; each shows the most urgent and says how many more there are."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.board = CardBoard()
        self.board.set_columns([key for key, *_rest in COLUMNS])
        in_column((self.board, 1), within=self)

    def set_lines(self, lines: Sequence[TaskLine]) -> None:
        """Show these tasks."""
        for key, heading, least, most in COLUMNS:
            found = [line for line in lines if least <= line.days_late <= most]
            more = len(found) - _SHOWN
            foot = muted(_("{count} more stand in the list.").format(count=more)) if more > 0 else None
            self.board.fill(key, f"{_(heading)}  {len(found)}", [self._card(line) for line in found[:_SHOWN]], foot)

    def _card(self, line: TaskLine) -> TaskCard:
        card = TaskCard(line, due_words(line.due, line.due + timedelta(days=line.days_late)))
        card.opened.connect(self.opened)
        return card
