"""The first rows of a list as they will be once it is filled."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from gui.colours import colours_of
from reports.filling import FillPlan, shown_value
from resources.i18n import _

_MOST_ROWS: Final = 30
_HEIGHT: Final = 32
_INDENT: Final = 8
_WIDEST: Final = 340


class _Indented(QStyledItemDelegate):
    """Cells that stand under their heading's words."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.rect = option.rect.adjusted(_INDENT, 0, 0, 0)


class PreviewTable(QTableWidget):
    """Key, whether it was found, and what will stand in each chosen column."""

    def __init__(self) -> None:
        super().__init__(0, 0)
        self.setAccessibleName(_("The first rows, as they will be"))
        self.setItemDelegate(_Indented(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(_HEIGHT)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)

    def show_plan(self, plan: FillPlan) -> None:
        """Show the plan's first rows."""
        keyed = plan.list.headings[plan.list.key_column]
        heads = [keyed, _("Found"), *plan.headings]
        numbers = list(plan.keys)[:_MOST_ROWS]
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setRowCount(len(numbers))
        for row, number in enumerate(numbers):
            self._show_row(row, number, plan)
        for place in range(len(heads)):
            least = 90 if place == 1 else 130
            self.setColumnWidth(place, min(max(self.sizeHintForColumn(place) + _INDENT, least), _WIDEST))

    def _show_row(self, row: int, number: int, plan: FillPlan) -> None:
        colours = colours_of(self.palette())
        values = plan.values.get(number)
        self.setItem(row, 0, QTableWidgetItem(plan.keys[number]))
        found = QTableWidgetItem(_("not found") if values is None else _("found"))
        found.setForeground(QBrush(QColor(colours.danger if values is None else colours.done)))
        self.setItem(row, 1, found)
        for place, heading in enumerate(plan.headings):
            new = "" if values is None else shown_value(plan, place, values[place])
            item = QTableWidgetItem(new or _standing(plan, number, heading))
            if not new:
                item.setForeground(QBrush(QColor(colours.muted)))
            self.setItem(row, place + 2, item)


def _standing(plan: FillPlan, number: int, heading: str) -> str:
    """What the cell holds already, which stays where nothing is known."""
    plain = "".join(heading.split())
    row = plan.list.rows[number]
    place = plan.list.headings.index(plain) if plain in plan.list.headings else len(row)
    return str(row[place]) if place < len(row) else ""
