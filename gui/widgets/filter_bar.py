"""The bar above a table: quick filter, chips of filters, saved filters, columns and export."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from gui.icons import icon
from gui.widgets.columns import Column
from gui.widgets.condition_editor import condition_words
from gui.widgets.conditions import Condition
from gui.widgets.labels import button, icon_button, muted
from resources.i18n import _


class Flow(QLayout):
    """Lays chips side by side and goes on in the next line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def clear(self) -> None:
        """Take every widget out and let it go."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def _arrange(self, rect: QRect, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x + size.width() > rect.right() + 1 and line:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size


class FilterBar(QWidget):
    """Shows the filters in force and asks for others; knows no rows."""

    quick_changed = Signal(str)
    asked = Signal(str)
    removed = Signal(str)
    saved_chosen = Signal(str)
    save_wanted = Signal()
    forget_wanted = Signal(str)
    cleared = Signal()

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = [column for column in columns if not column.hidden_key]
        self.add_button: QPushButton | None = None
        self.quick = QLineEdit()
        self.quick.setPlaceholderText(_("Filter this list"))
        self.quick.setAccessibleName(_("Filter this list"))
        self.quick.setClearButtonEnabled(True)
        self.quick.setFixedWidth(176)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(lambda: self.quick_changed.emit(self.quick.text()))
        self.quick.textChanged.connect(lambda _text: self._timer.start())
        self.chips = Flow()
        self.columns_button = icon_button("columns-3", _("Choose columns"))
        self.export_button = icon_button("download", _("Export what is shown"))
        self._lay_out()

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setLayout(self.chips)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self.right = QHBoxLayout()
        self.right.setSpacing(4)
        self.right.addWidget(self.export_button)
        self.right.addWidget(self.columns_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.quick, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(holder, 1)
        row.addLayout(self.right)

    def show_filters(self, conditions: Sequence[Condition], saved: Mapping[str, object]) -> None:
        """Show these filters and the names of the saved ones."""
        self.chips.clear()
        by_key = {column.key: column for column in self._columns}
        for condition in conditions:
            if condition.key in by_key:
                self._add_chip(by_key[condition.key], condition)
        self.add_button = button(_("Filter"), self._choose_column, "chip", "plus")
        self.chips.addWidget(self.add_button)
        if conditions:
            self.chips.addWidget(button(_("Save filter"), self.save_wanted.emit, "quiet"))
            self.chips.addWidget(button(_("Clear"), self.cleared.emit, "quiet"))
        if saved:
            self.chips.addWidget(muted(_("Saved:")))
        for name in saved:
            self._add_saved(name)

    def _add_chip(self, column: Column, condition: Condition) -> None:
        words = condition_words(column, condition)
        chip = button(words, lambda: self.asked.emit(column.key), "chip")
        chip.setProperty("on", "true")
        chip.setIcon(icon("x", "accent"))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setToolTip(_("Click to change, right click or Delete to remove"))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda _point: self.removed.emit(column.key))
        chip.clicked.disconnect()
        chip.clicked.connect(lambda: self._on_chip(chip, column.key))
        self.chips.addWidget(chip)

    def _on_chip(self, chip: QPushButton, key: str) -> None:
        at = chip.mapFromGlobal(chip.cursor().pos())
        on_cross = chip.rect().contains(at) and at.x() > chip.width() - 28
        (self.removed if on_cross else self.asked).emit(key)

    def _add_saved(self, name: str) -> None:
        chip = button(name, lambda: self.saved_chosen.emit(name), "chip")
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda point: self._saved_menu(chip, name, point))
        chip.setToolTip(_("Right click to remove"))
        self.chips.addWidget(chip)

    def _saved_menu(self, chip: QPushButton, name: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_("Remove “{name}”").format(name=name), lambda: self.forget_wanted.emit(name))
        menu.popup(chip.mapToGlobal(point))

    def _choose_column(self) -> None:
        menu = QMenu(self)
        for column in self._columns:
            menu.addAction(_(column.title), partial(self.asked.emit, column.key))
        if self.add_button is not None:
            menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))
