"""A board: columns of cards under their headings, each scrolling by itself; the whole scrolls sideways."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.labels import label, muted, set_look


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
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.remark)
        column.addWidget(scroll, 1)

    def fill(self, cards: Sequence[QWidget], foot: QWidget | None) -> None:
        """Show these cards and nothing else."""
        while (item := self.cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
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
        """The key of the column under a point of the screen; empty where there is none."""
        for key, column in self._columns.items():
            if column.rect().contains(column.mapFromGlobal(point)):
                return key
        return ""

    def mark(self, key: str) -> None:
        """Show one column as the place where a card would fall; none with an empty key."""
        for other, column in self._columns.items():
            set_look(column, "target", "true" if other == key else "false")
