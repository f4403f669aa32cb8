"""Dragging a row of a table to another place: a line shows where it would fall."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QTableView


class RowDrag(QObject):
    """Watches the view; `moved(row, to)`: the row goes before the one that stands at `to` now (or to the end)."""

    moved = Signal(int, int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._row = -1
        self._from = QPoint()
        self._target = -1
        self.enabled = True
        self.line = QFrame(view.viewport())
        self.line.setProperty("look", "drop")
        self.line.setFixedHeight(2)
        self.line.hide()
        view.viewport().installEventFilter(self)

    def _press(self, event: QMouseEvent) -> None:
        index = self._view.indexAt(event.position().toPoint())
        self._row = index.row() if index.isValid() and index.column() > 0 else -1
        self._from = event.position().toPoint()
        self._target = -1

    def _drag(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        far = (point - self._from).manhattanLength() >= QApplication.startDragDistance()
        if self._row < 0 or (not far and self._target < 0):
            return False
        self._target = self._place_at(point.y())
        self.line.setFixedWidth(self._view.viewport().width())
        self.line.move(0, max(self._top_of(self._target) - 1, 0))
        self.line.show()
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def _release(self) -> bool:
        row, target = self._row, self._target
        self._row = self._target = -1
        self.line.hide()
        self._view.viewport().unsetCursor()
        if target < 0:
            return False
        if target not in (row, row + 1):
            self.moved.emit(row, target)
        return True

    def _place_at(self, y: int) -> int:
        row = self._view.rowAt(y)
        if row < 0:
            return self._view.model().rowCount()
        middle = self._view.rowViewportPosition(row) + self._view.rowHeight(row) // 2
        return row + (y > middle)

    def _top_of(self, row: int) -> int:
        if row < self._view.model().rowCount():
            return self._view.rowViewportPosition(row)
        last = row - 1
        return self._view.rowViewportPosition(last) + self._view.rowHeight(last)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.enabled or not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._press(event)
        elif kind == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
            return self._drag(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            return self._release()
        return False
