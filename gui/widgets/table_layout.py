"""A table's remembered columns (order, width, which) and saved filters."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer

from gui.preferences import Preferences
from gui.widgets.cell_painter import TAG_ROOM
from gui.widgets.columns import Column, Kind
from gui.widgets.conditions import Order
from gui.widgets.record_view import CHECK_WIDTH, RecordView
from resources.i18n import _

_MOST = 180
"""Pixels that a column is widened to at the most."""


class TableLayout:
    """Brings the columns back as they were left and keeps every change."""

    def __init__(self, name: str, columns: Sequence[Column], view: RecordView, preferences: Preferences) -> None:
        self._name = f"table/{name}"
        self._columns = tuple(columns)
        self._view = view
        self._preferences = preferences
        kept = preferences.layout(self._name)
        saved = kept.get("saved", {})
        self.saved: dict[str, list[dict[str, Any]]] = saved if isinstance(saved, dict) else {}
        self._soon = QTimer(view)
        self._soon.setSingleShot(True)
        self._soon.setInterval(300)
        self._soon.timeout.connect(self._keep)
        self._apply(kept)
        header = view.horizontalHeader()
        header.sectionMoved.connect(lambda *_: self._soon.start())
        header.sectionResized.connect(lambda *_: self._soon.start())

    def show_column(self, key: str, on: bool) -> None:
        """Show or hide a column."""
        self._view.setColumnHidden(self._place(key), not on)
        self._keep()

    def reset(self) -> None:
        """The columns as delivered; saved filters stay."""
        self._apply({})
        self._keep()

    def save_filter(self, name: str, conditions: list[dict[str, Any]]) -> None:
        """Keep a filter under a name."""
        self.saved[name] = conditions
        self._keep()

    def forget_filter(self, name: str) -> None:
        """Let a saved filter go."""
        self.saved.pop(name, None)
        self._keep()

    def show_order(self, order: Order | None) -> None:
        """Mark the column that sorts."""
        header = self._view.horizontalHeader()
        header.setSortIndicatorShown(order is not None)
        if order is not None:
            side = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(self._place(order.key), side)

    def _place(self, key: str) -> int:
        return next(place for place, column in enumerate(self._columns, 1) if column.key == key)

    def _apply(self, kept: dict[str, Any]) -> None:
        header = self._view.horizontalHeader()
        known = {column.key: place for place, column in enumerate(self._columns, 1)}
        order = [key for key in kept.get("order", []) if key in known]
        order += [key for key in known if key not in order]
        for visual, key in enumerate(order, 1):
            header.moveSection(header.visualIndex(known[key]), visual)
        widths, shown = kept.get("widths", {}), kept.get("shown", {})
        for column in self._columns:
            place = known[column.key]
            width = widths.get(column.key, 0)
            fits = isinstance(width, int) and width >= CHECK_WIDTH
            header.resizeSection(place, width if fits else self._delivered(column))
            self._view.setColumnHidden(place, column.hidden_key or not shown.get(column.key, column.shown))

    def _delivered(self, column: Column) -> int:
        """The width as delivered, more where the words of its tags are longer in this language."""
        if column.kind is not Kind.TAG or not column.choices:
            return column.width
        self._view.ensurePolished()
        metrics = self._view.fontMetrics()
        widest = max(metrics.horizontalAdvance(_(words)) for words in column.choices.values())
        return max(column.width, min(widest + TAG_ROOM, _MOST))

    def _keep(self) -> None:
        header = self._view.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(1, header.count())]
        self._preferences.keep_layout(
            self._name,
            {
                "order": [self._columns[place - 1].key for place in order],
                "widths": {column.key: header.sectionSize(place) for place, column in enumerate(self._columns, 1)
                           if not self._view.isColumnHidden(place)},
                "shown": {column.key: not self._view.isColumnHidden(place)
                          for place, column in enumerate(self._columns, 1)},
                "saved": self.saved,
            },
        )  # fmt: skip
