"""A sheet of the company's form as a grid: cells as in Excel, merged areas too, what goes where marked in them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from gui.colours import colours_of
from gui.widgets.labels import plain_tip
from reports.form_sheets import FormSheet
from reports.sheet_cells import Place
from reports.workbook import cell_name
from resources.i18n import _


class FormGrid(QTableWidget):
    """Shows a sheet; `chosen` says which cell was clicked, `taken` that Enter was pressed on it."""

    chosen = Signal(int, int)
    taken = Signal()

    def __init__(self) -> None:
        super().__init__(0, 0)
        self._sheet: FormSheet | None = None
        self.setAccessibleName(_("The form"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().setDefaultSectionSize(104)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.currentCellChanged.connect(lambda row, column, *_before: self._choose(row, column))

    def show_sheet(self, sheet: FormSheet) -> None:
        """Show a sheet's cells; free rows and columns stand below and beside."""
        self._sheet = None
        self.clearSpans()
        self.clear()
        rows = len(sheet.rows) + 6
        columns = max((len(row) for row in sheet.rows), default=0) + 2
        self.setRowCount(rows)
        self.setColumnCount(columns)
        self.setHorizontalHeaderLabels([cell_name(0, column)[:-1] for column in range(columns)])
        for row in range(rows):
            for column in range(columns):
                self.setItem(row, column, QTableWidgetItem())
        for (top, left), (bottom, right) in sheet.areas:
            if top < rows and left < columns and (bottom > top or right > left):
                self.setSpan(top, left, min(bottom, rows - 1) - top + 1, min(right, columns - 1) - left + 1)
        self._sheet = sheet
        self.show_marks({}, {})

    def show_marks(self, starts: Mapping[Place, str], below: Mapping[Place, str]) -> None:
        """Write the fields' names into the cells that take them, and tint the lines below them."""
        sheet = self._sheet
        if sheet is None:
            return
        colours = colours_of(self.palette())
        marked, soft = QBrush(QColor(colours.accent)), QBrush(QColor(colours.accent_soft))
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item, place = self.item(row, column), (row, column)
                if item is None:
                    continue
                words = sheet.words(place)
                field = starts.get(place, "")
                item.setText(f"〔{field}〕" if field else words)
                item.setToolTip(plain_tip(words))
                item.setForeground(marked if field else QBrush(QColor(colours.text)))
                item.setBackground(soft if field or place in below else QBrush())
                name = f"{cell_name(row, column)} {field or words}".strip()
                item.setData(Qt.ItemDataRole.AccessibleTextRole, name)

    def _choose(self, row: int, column: int) -> None:
        if self._sheet is not None and row >= 0 and column >= 0:
            self.chosen.emit(*self._sheet.first_cell((row, column)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
