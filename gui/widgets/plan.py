"""How a dialog that shows a plan before it is carried out is arranged: heading, what it would do, rows, two buttons."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from gui.widgets.card import Card
from gui.widgets.labels import button, title
from gui.widgets.record_table import RecordTable
from resources.i18n import _


def arrange_plan(dialog: QDialog, heading: str, summary: QLabel, table: RecordTable, apply: QPushButton) -> None:
    """Lay the parts out in the dialog; Cancel stands beside the button that carries the plan out."""
    card = Card(margins=1)
    card.body.addWidget(table, 1)
    foot = QHBoxLayout()
    foot.addStretch(1)
    foot.addWidget(button(_("Cancel"), dialog.reject))
    foot.addWidget(apply)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(24, 20, 24, 20)
    whole.setSpacing(16)
    whole.addWidget(title(heading))
    whole.addWidget(summary)
    whole.addWidget(card, 1)
    whole.addLayout(foot)
