"""The counterpart matrix: our people across, theirs down, and the relationship that is and is wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gui.widgets.labels import button, muted, section
from gui.widgets.placing import FRAME, in_column
from model.decision_maps.graph import Person
from model.decision_maps.queries import CounterpartRow
from model.labels import label_of
from resources.i18n import _

_FITTING = 3
"""Columns that share the width of the dialog; more than that are scrolled."""


class MatrixDialog(QDialog):
    """`wanted`: a row was opened; the person whose counterpart is to be set."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget, people: Sequence[Person], rows: Sequence[CounterpartRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Counterpart matrix"))
        self.resize(760, 480)
        ours = sorted({row.our_name for row in rows})
        self._people = list(people)
        self.table = QTableWidget(len(people), len(ours) or 1)
        self.table.setAccessibleName(_("Counterpart matrix"))
        self.table.setHorizontalHeaderLabels(ours or [_("Nobody of ours yet")])
        self.table.setVerticalHeaderLabels([person.name for person in people])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setDefaultSectionSize(200)
        if len(ours) <= _FITTING:
            self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setMaximumWidth(240)
        known = {(row.person, row.our_name): row for row in rows}
        for down, person in enumerate(people):
            for across, name in enumerate(ours):
                self.table.setItem(down, across, QTableWidgetItem(levels_of(known.get((person.id, name)))))
        self.table.cellActivated.connect(lambda row, _column: self.wanted.emit(self._people[row].id))
        in_column(
            section(self.windowTitle()),
            muted(_("Enter sets who of us faces a person, and the relationship that is and is wanted.")),
            (self.table, 1),
            (button(_("Close"), self.accept), Qt.AlignmentFlag.AlignRight),
            gap=12,
            margins=FRAME,
            within=self,
        )


def levels_of(row: CounterpartRow | None) -> str:
    """Present and wanted relationship in one cell."""
    if row is None:
        return ""
    levels = [label_of("relationship_level", level) for level in (row.present_level, row.wanted_level) if level]
    return " → ".join(levels) or "✓"
