"""How a dialog that shows a plan before it is carried out is arranged: heading, what it would do, rows, two buttons."""

from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from gui.widgets.card import Card
from gui.widgets.labels import button, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from resources.i18n import _


def arrange_plan(dialog: QDialog, heading: str, summary: QLabel, table: RecordTable, apply: QPushButton) -> None:
    """Lay the parts out in the dialog; Cancel stands beside the button that carries the plan out."""
    card = Card(margins=1)
    card.body.addWidget(table, 1)
    foot = in_row(STRETCH, button(_("Cancel"), dialog.reject), apply)
    in_column(title(heading), summary, (card, 1), foot, gap=16, margins=FRAME, within=dialog)
