"""The table model: tuples in memory, words made for the cells that are painted; never the database."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.widgets.columns import Column, tags_of, words_of
from gui.widgets.conditions import Row
from resources.i18n import _

Index = QModelIndex | QPersistentModelIndex

COLUMN_ROLE: Final = int(Qt.ItemDataRole.UserRole)
VALUE_ROLE: Final = COLUMN_ROLE + 1
TAGS_ROLE: Final = COLUMN_ROLE + 2

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordModel(QAbstractTableModel):
    """Rows as tuples, the id first; column 0 is the check box, column n shows `columns[n - 1]`."""

    checks_changed = Signal()

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: Sequence[Row] = ()
        self.checked: set[str] = set()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, in this order."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def id_at(self, row: int) -> str:
        """The id of the row shown at this place."""
        found: str = self.rows[row][0]
        return found

    def check(self, ids: set[str]) -> None:
        """Tick exactly these ids."""
        self.checked = set(ids)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0), [Qt.ItemDataRole.CheckStateRole])
        self.checks_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if index.column() == 0:
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row[0] in self.checked else Qt.CheckState.Unchecked
            return None
        column = self.columns[index.column() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(column, row[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.at_right else _LEFT
        return self._own_data(column, row[index.column()], role)

    def _own_data(self, column: Column, value: Any, role: int) -> Any:
        if role == COLUMN_ROLE:
            return column
        if role == VALUE_ROLE:
            return value
        if role == TAGS_ROLE:
            return tags_of(column, value)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if index.column() != 0 or role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        key = self.id_at(index.row())
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.checked.add(key)
        else:
            self.checked.discard(key)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        self.checks_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 < section <= len(self.columns):
            return None
        column = self.columns[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(column.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _(column.help) if column.help else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.at_right else _LEFT
        return None
