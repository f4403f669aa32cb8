"""The identity of pay as figures: base salary + performance + piecework + retention − deductions = monthly income."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.card import Card
from gui.widgets.columns import money_words
from gui.widgets.labels import figure, label, muted
from gui.widgets.placing import in_column
from model.labels import label_of
from model.pay.statements import PARTS, Statement
from resources.i18n import _

_SIGNS: Final = {"base": "", "performance": "+", "piecework": "+", "retention": "+", "deduction": "−"}


class Term(QFrame):
    """One term: its name over its amount; Enter or a click shows its lines."""

    opened = Signal(str)

    def __init__(self, key: str, words: str) -> None:
        super().__init__()
        self.key = key
        self._words = words
        self.setProperty("look", "entry")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.amount = label("", "section")
        in_column(muted(words, wrap=True), self.amount, gap=2, margins=(6, 4, 6, 4), within=self)

    def show_amount(self, fen: int) -> None:
        """Show an amount in fen."""
        self.amount.setText(money_words(fen))
        self.setAccessibleName(f"{self._words} {money_words(fen)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.key)


class IdentityRow(Card):
    """The five terms and the income they make; `opened(part)`."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(2)
        self.total = figure()
        self.total_note = muted(_("Estimate before tax, in yuan"), wrap=True)
        row.addLayout(self._total(), 2)
        row.addWidget(self._sign("="))
        self.terms: dict[str, Term] = {}
        for part in PARTS:
            if _SIGNS[part]:
                row.addWidget(self._sign(_SIGNS[part]))
            term = Term(part, label_of("pay_part", part))
            term.opened.connect(self.opened)
            self.terms[part] = term
            row.addWidget(term, 1)
        self.body.addLayout(row)

    def show_statement(self, statement: Statement) -> None:
        """Show a month."""
        self.total.setText(money_words(statement.total_fen))
        for part, term in self.terms.items():
            term.show_amount(statement.sum_of(part))

    def _total(self) -> QVBoxLayout:
        return in_column(self.total, self.total_note, gap=0)

    def _sign(self, words: str) -> QWidget:
        made = label(words, "muted")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made
