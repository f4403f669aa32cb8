"""A row of choices, each one click."""

from collections.abc import Set as AbstractSet
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QWidget

from gui.widgets.labels import button, set_look
from model.enumerations import ENUMERATIONS
from resources.i18n import _


class FlowLayout(QLayout):
    """Widgets from left to right, in as many lines as they need."""

    def __init__(self, parent: QWidget, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

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
        return self._flow(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._flow(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _flow(self, rect: QRect, move: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y = rect.x(), y + height + self._gap
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            height = hint.height()
        return y + height - rect.y()


class FlowRow(QWidget):
    """Widgets that flow into as many lines as they need; add them to `flow`."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.flow.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))


class ChipRow(FlowRow):
    """The codes of an enumeration as chips; `toggled` names the one clicked."""

    toggled = Signal(str)

    def __init__(self, enumeration: str) -> None:
        super().__init__()
        self._enumeration = enumeration
        self.chips: dict[str, QPushButton] = {}
        for code, words in ENUMERATIONS[enumeration].items():
            chip = button(_(words), partial(self.toggled.emit, code), "chip")
            self.chips[code] = chip
            self.flow.addWidget(chip)

    def set_chosen(self, codes: AbstractSet[str]) -> None:
        """Mark what holds; said in words too, for who does not see the colour."""
        for code, chip in self.chips.items():
            set_look(chip, "on", "true" if code in codes else "false")
            words = _(ENUMERATIONS[self._enumeration][code])
            chip.setAccessibleName(_("{choice} (chosen)").format(choice=words) if code in codes else words)
