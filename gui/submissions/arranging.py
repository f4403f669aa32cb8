"""How the sheets of the hand-in page stand: acts over their table, and at the right what is known of the chosen row."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from gui.widgets.card import Card
from gui.widgets.placing import STRETCH, in_column, in_row


def arrange(sheet: QWidget, acts: Iterable[QWidget], table: QWidget, right: Card) -> None:
    """Lay a sheet out."""
    right.setMinimumWidth(280)
    right.body.addStretch(0)
    in_row((in_column(in_row(*acts, STRETCH, gap=8), (table, 1), gap=12), 3), (right, 1), gap=16, within=sheet)
