"""How the sheets of the hand-in page stand: acts over their table, and at the right what is known of the chosen row."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.card import Card


def arrange(sheet: QWidget, acts: Iterable[QWidget], table: QWidget, right: Card) -> None:
    """Lay a sheet out."""
    buttons = QHBoxLayout()
    buttons.setSpacing(8)
    for made in acts:
        buttons.addWidget(made)
    buttons.addStretch(1)
    left = QVBoxLayout()
    left.setSpacing(12)
    left.addLayout(buttons)
    left.addWidget(table, 1)
    right.setMinimumWidth(280)
    right.body.addStretch(0)
    whole = QHBoxLayout(sheet)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(16)
    whole.addLayout(left, 3)
    whole.addWidget(right, 1)
