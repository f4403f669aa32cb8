"""A board: columns of cards under their headings, each scrolling by itself; the whole scrolls sideways.

A card dragged near an edge draws along what lies beyond it.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from gui.widgets.labels import label, muted, set_look
from gui.widgets.placing import clear, in_column

_EDGE: Final = 48
"""Pixels from an edge within which a dragged card draws along what lies beyond it."""
_TICK_MS: Final = 16
_FASTEST: Final = 24


def _step(at: int, length: int, bar: QScrollBar) -> int:
    """How far to go from a place within a length: 0 away from both edges, or where there is no more to come."""
    before, after = _EDGE - at, at - (length - _EDGE)
    if before > 0 and bar.value() > bar.minimum():
        return -min(1 + before * _FASTEST // _EDGE, _FASTEST)
    if after > 0 and bar.value() < bar.maximum():
        return min(1 + after * _FASTEST // _EDGE, _FASTEST)
    return 0


class _Column(QFrame):
    """One column: heading, a quiet line under it, and its cards."""

    def __init__(self, least_width: int) -> None:
        super().__init__()
        self.setProperty("look", "board-column")
        self.setMinimumWidth(least_width)
        self.head: QLabel = label("", "section", wrap=True)
        self.remark = muted("")
        inside = QWidget()
        inside.setProperty("look", "ground")
        self.cards = QVBoxLayout(inside)
        self.cards.setContentsMargins(0, 0, 8, 0)
        self.cards.setSpacing(8)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        in_column(self.head, self.remark, (self.area, 1), gap=8, within=self)

    def fill(self, cards: Sequence[QWidget], foot: QWidget | None) -> None:
        """Show these cards and nothing else."""
        clear(self.cards)
        for card in cards:
            self.cards.addWidget(card)
        if foot is not None:
            self.cards.addWidget(foot)
        self.cards.addStretch(1)


class CardBoard(QScrollArea):
    """Columns by key, in the order given; `least_width` is what a column keeps before the board scrolls sideways."""

    def __init__(self, least_width: int = 0) -> None:
        super().__init__()
        self._least = least_width
        self._columns: dict[str, _Column] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = QWidget()
        self._ground.setProperty("look", "ground")
        self._row = QHBoxLayout(self._ground)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self.setWidget(self._ground)
        self._dragged_to = QPoint()
        self._drawing = QTimer(self)
        self._drawing.setInterval(_TICK_MS)
        self._drawing.timeout.connect(self._draw_along)

    def set_columns(self, keys: Sequence[str]) -> None:
        """These columns; those that stand already in this order are kept as they are."""
        if list(self._columns) == list(keys):
            return
        for column in self._columns.values():
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._columns = {key: _Column(self._least) for key in keys}
        for column in self._columns.values():
            self._row.addWidget(column, 1)

    def fill(
        self, key: str, heading: str, cards: Sequence[QWidget], foot: QWidget | None = None, remark: str = ""
    ) -> None:
        """Show the cards of one column under its heading; `foot` stands under the last card."""
        column = self._columns[key]
        column.head.setText(heading)
        column.remark.setText(remark)
        column.remark.setVisible(bool(remark))
        column.fill(cards, foot)

    def heading(self, key: str) -> str:
        """What stands over a column."""
        return self._columns[key].head.text()

    def cards(self, key: str) -> list[QWidget]:
        """The cards of a column from the top."""
        layout = self._columns[key].cards
        found = (layout.itemAt(place).widget() for place in range(layout.count()))  # type: ignore[union-attr]
        return [widget for widget in found if widget is not None]

    def column_at(self, point: QPoint) -> str:
        """The key of the column seen under a point of the screen; empty where there is none."""
        if not self.viewport().rect().contains(self.viewport().mapFromGlobal(point)):
            return ""
        for key, column in self._columns.items():
            if column.rect().contains(column.mapFromGlobal(point)):
                return key
        return ""

    def drag(self, point: QPoint) -> None:
        """A card is held over a point of the screen: its column is marked, and near an edge the board goes along."""
        self._dragged_to = point
        self._mark(self.column_at(point))
        if any(self._steps()):
            self._drawing.start()
        else:
            self._drawing.stop()

    def end_drag(self) -> None:
        """No card is held any more."""
        self._drawing.stop()
        self._mark("")

    def _mark(self, key: str) -> None:
        for other, column in self._columns.items():
            set_look(column, "target", "true" if other == key else "false")

    def _steps(self) -> tuple[int, int]:
        """Pixels sideways for the board and downwards for the column under the card, faster nearer the edge."""
        at = self.viewport().mapFromGlobal(self._dragged_to)
        across = _step(at.x(), self.viewport().width(), self.horizontalScrollBar())
        column = self._columns.get(self.column_at(self._dragged_to))
        if column is None:
            return across, 0
        inside = column.area.viewport()
        return across, _step(
            inside.mapFromGlobal(self._dragged_to).y(), inside.height(), column.area.verticalScrollBar()
        )

    def _draw_along(self) -> None:
        across, down = self._steps()
        column = self._columns.get(self.column_at(self._dragged_to))
        if column is not None and down:
            bar = column.area.verticalScrollBar()
            bar.setValue(bar.value() + down)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + across)
        self.drag(self._dragged_to)
