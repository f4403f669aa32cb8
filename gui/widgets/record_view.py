"""The view of a record table: whole-row hover, keys, ticking, copy and paste."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from gui.colours import colours_of
from gui.icons import draw_icon
from gui.widgets.cell_painter import CellPainter
from gui.widgets.clipboard import as_html, as_tsv, rows_on
from gui.widgets.columns import Column, Kind, words_of
from gui.widgets.record_model import COLUMN_ROLE, RecordModel

ROW_HEIGHT = 32
CHECK_WIDTH = 36


class RecordView(QTableView):
    """A calm table: rows of 32 pixels, no vertical rules, one row selected as a whole."""

    opened = Signal(str)
    acted = Signal(str, str)
    pasted = Signal(object)
    emptied = Signal()
    menu_wanted = Signal(QPoint, QModelIndex)
    """Where on the screen, and for which cell."""
    widened = Signal()
    """There is more room for the columns, or less."""

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self._model = model
        self._painter = CellPainter()
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 14))
        self._dress_header()

    def _dress_header(self) -> None:
        header = CheckHeader(self._model, self)
        self.setHorizontalHeader(header)
        # It shows no selection: of its own, an empty one, it asks nothing, where thousands of rows are chosen.
        header.setSelectionModel(QItemSelectionModel(self._model, header))
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(CHECK_WIDTH)
        header.setResizeContentsPrecision(50)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, CHECK_WIDTH)
        header.setStretchLastSection(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def visible_columns(self) -> list[int]:
        """The shown columns (model places) from left to right, without the tick boxes."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(visual) for visual in range(header.count()))
        return [place for place in places if place > 0 and not self.isColumnHidden(place)]

    def words_of_rows(self, rows: Sequence[int]) -> list[list[str]]:
        """The shown words of these rows, with the titles above."""
        places = self.visible_columns()
        columns: list[Column] = [self._model.columns[place - 1] for place in places]
        titles = [
            str(self._model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
            for place in places
        ]
        body = [
            [words_of(column, self._model.rows[row][place]) for column, place in zip(columns, places, strict=True)]
            for row in rows
        ]
        return [titles, *body]

    def selected_rows(self) -> list[int]:
        """The selected rows from top to bottom: rows are selected whole, so that no cell of them need be asked."""
        spans = self.selectionModel().selection().toList()
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def select_ids(self, ids: set[str], current: str) -> None:
        """Select the rows of these records, with one of them current; nothing where that one is not shown."""
        shown = [record[0] for record in self._model.rows]
        if current not in shown:
            return
        chosen, last = QItemSelection(), self._model.columnCount() - 1
        for first, end in _spans([row for row, record in enumerate(shown) if record in ids]):
            chosen.select(self._model.index(first, 0), self._model.index(end, last))
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._model.index(shown.index(current), 1), flag.NoUpdate)
        self.selectionModel().select(chosen, flag.ClearAndSelect)

    def copy(self) -> None:
        """Put the selected rows on the clipboard for Excel and for text."""
        rows = self.selected_rows()
        if not rows:
            return
        words = self.words_of_rows(rows)
        data = QMimeData()
        data.setText(as_tsv(words))
        data.setHtml(as_html(words))
        QGuiApplication.clipboard().setMimeData(data)

    def _press_button_of(self, row: int) -> None:
        """The first button that stands in a row."""
        for column in range(self._model.columnCount()):
            if self._press_at(self._model.index(row, column)):
                return

    def _press_at(self, index: QModelIndex) -> bool:
        """Press the button at a place; False where none stands there."""
        column = index.data(COLUMN_ROLE)
        if not isinstance(column, Column) or column.kind is not Kind.ACTION:
            return False
        if index.data():
            self.acted.emit(self._model.id_at(index.row()), column.key)
        return True

    def _tick_selected(self) -> None:
        ids = {self._model.id_at(row) for row in self.selected_rows()}
        if ids:
            all_ticked = ids <= self._model.checked
            self._model.check(self._model.checked - ids if all_ticked else self._model.checked | ids)

    def _open_at(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid() and index.column() > 0:
            self.opened.emit(self._model.id_at(index.row()))

    def _hover(self, row: int) -> None:
        if row == self._painter.hovered:
            return
        for place in (self._painter.hovered, row):
            self._painter.hovered = row
            if 0 <= place < len(self._model.rows):
                top = self.rowViewportPosition(place)
                self.viewport().update(QRect(0, top, self.viewport().width(), self.rowHeight(place)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.currentIndex().row()
            if row >= 0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._press_button_of(row)
            elif row >= 0:
                self.opened.emit(self._model.id_at(row))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(rows_on(QGuiApplication.clipboard().mimeData()))
        elif event.key() == Qt.Key.Key_Space:
            self._tick_selected()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0 and event.button() == Qt.MouseButton.LeftButton:
            ticked = self._model.id_at(index.row()) in self._model.checked
            state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            self._model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
            return
        if event.button() == Qt.MouseButton.LeftButton and self._press_at(index):
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open_at(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point: QPoint = event.position().toPoint()
        self._hover(self.indexAt(point).row())
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            spot = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        else:
            index, spot = self.indexAt(event.pos()), event.globalPos()
        if index.isValid():
            self.menu_wanted.emit(spot, index)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        super().initViewItemOption(option)
        option.state = option.state & ~QStyle.StateFlag.State_HasFocus


class CheckHeader(QHeaderView):
    """The header, with a box above the tick boxes that ticks all shown rows or none."""

    def __init__(self, model: RecordModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._records = model
        model.checks_changed.connect(self.viewport().update)
        model.modelReset.connect(self.viewport().update)
        self.sectionClicked.connect(self._on_click)

    def _on_click(self, section: int) -> None:
        if section == 0:
            shown = {row[0] for row in self._records.rows}
            self._records.check(set() if shown <= self._records.checked else shown)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        super().paintSection(painter, rect, section)
        if section != 0 or not self._records.rows:
            return
        colours = colours_of(self.palette())
        box = QRect(rect.left() + 13, rect.center().y() - 6, 14, 14)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        some = bool(self._records.checked)
        painter.setPen(QPen(QColor(colours.accent if some else colours.faint), 1))
        painter.setBrush(QColor(colours.accent if some else colours.card))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if some:
            whole = len(self._records.checked) >= len(self._records.rows)
            draw_icon(painter, "check" if whole else "minus", box.toRectF().adjusted(1, 1, -1, -1), colours.on_accent)
        painter.restore()


def _spans(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows from top to bottom as spans of neighbours, the first and the last of each: thousands are few spans."""
    starts = [place for place, row in enumerate(rows) if place == 0 or rows[place - 1] != row - 1]
    ends = [*starts[1:], len(rows)]
    return [(rows[start], rows[end - 1]) for start, end in zip(starts, ends, strict=True) if rows]
