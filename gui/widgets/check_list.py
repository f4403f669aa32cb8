"""A field of ticks: any number of named things out of a short list."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from gui.widgets.fields import Field

_ID: Final = int(Qt.ItemDataRole.UserRole)
_ROW: Final = 26


class TickList(QListWidget):
    """A list of ticks; a click on the words ticks as one on the box does."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed: tuple[QListWidgetItem, Qt.CheckState] | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (item, item.checkState()) if left and item is not None else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.itemAt(event.position().toPoint()) is not pressed[0]:
            return
        item, before = pressed
        if item.checkState() == before:  # the box itself has not taken the click
            ticked = before == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)


class CheckListField(Field):
    """Ticks; Space turns one on or off. The value is a tuple of ids in the order shown."""

    def __init__(self, most_rows: int = 4) -> None:
        self.list = TickList()
        super().__init__(self.list)
        self._most_rows = most_rows
        self._waiting: set[str] = set()
        self.list.setTabKeyNavigation(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setProperty("look", "ticks")
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.set_choices(())

    def set_choices(self, choices: Iterable[Sequence[str]]) -> None:
        """Offer these (id, words); what was ticked before stays ticked where it is still offered."""
        ticked = set(self.value()) | self._waiting
        self.list.blockSignals(True)
        self.list.clear()
        for key, words in choices:
            item = QListWidgetItem(words)
            item.setData(_ID, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._waiting = ticked - {key for key in ticked if self._item(key) is not None}
        if self.list.count():
            self.list.setCurrentRow(0)
        rows = min(max(self.list.count(), 1), self._most_rows)
        self.list.setFixedHeight(rows * max(_ROW, self.list.fontMetrics().height() + 8) + 8)

    def value(self) -> Any:
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def set_value(self, value: Any) -> None:
        wanted = set(value or ())
        self._waiting = {key for key in wanted if self._item(key) is None}
        for row in range(self.list.count()):
            item = self.list.item(row)
            ticked = item.data(_ID) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def typed(self) -> Any:
        return [*self.value(), *sorted(self._waiting)]

    def _item(self, key: str) -> QListWidgetItem | None:
        items = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in items if item.data(_ID) == key), None)
