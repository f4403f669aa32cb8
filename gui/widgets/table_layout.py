"""A table's remembered columns (order, width, which) and saved filters, and what a wide window adds to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer

from gui.preferences import Preferences
from gui.widgets.cell_painter import PADDING, TAG_ROOM
from gui.widgets.columns import Column, Kind
from gui.widgets.conditions import Order
from gui.widgets.record_view import CHECK_WIDTH, RecordView
from resources.i18n import _

_MOST = 180
"""Pixels that a column is widened to at the most."""
_HEADING_ROOM = 28
"""Pixels beside the words of a heading."""
_GIVE = 26
"""Percent that wide columns of words give way by, so that the last columns stand without scrolling."""
_WIDE = 140
"""Pixels that a column has at least to be a wide one; a narrower one has no word to spare."""
_ENOUGH = 60
"""Percent that columns of words grow by, where the last column can take the rest."""


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
        self._widths: dict[str, int] = {}
        self._held: set[str] = set()
        self._setting = False
        self._apply(kept)
        header = view.horizontalHeader()
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)
        view.widened.connect(self._fill)

    def show_column(self, key: str, on: bool) -> None:
        """Show or hide a column."""
        self._view.setColumnHidden(self._place(key), not on)
        self._fill()
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
        widths, shown, held = kept.get("widths", {}), kept.get("shown", {}), kept.get("held", [])
        self._held = {key for key in held if key in known} if isinstance(held, list) else set()
        for column in self._columns:
            place = known[column.key]
            width = widths.get(column.key, 0)
            fits = isinstance(width, int) and width >= CHECK_WIDTH
            self._widths[column.key] = width if fits else self._delivered(column)
            self._view.setColumnHidden(place, column.hidden_key or not shown.get(column.key, column.shown))
        self._set_widths(self._widths)
        self._fill()

    def _fill(self) -> None:
        """Give the room that is left to the columns of words, each by its width, instead of the last column alone.

        Where a little is lacking, the wide ones give way. Where the last one is of words too, the others take no more
        than reads well and it has the rest. Where a person has set the width of every column of words, and where a
        table spreads its columns itself, nothing is added.
        """
        if not self._view.horizontalHeader().stretchLastSection():
            return
        shown = [self._columns[place - 1] for place in self._view.visible_columns()]
        wordy = [one for one in shown if one.bold or (one.kind is Kind.TEXT and not one.figures)]
        growing = [one for one in wordy if one.key not in self._held]
        taken = CHECK_WIDTH * (not self._view.isColumnHidden(0)) + sum(self._widths[column.key] for column in shown)
        room = self._view.viewport().width() - taken
        whole = sum(self._widths[column.key] for column in growing)
        if room < 0:
            self._narrow([one for one in growing if not one.whole and self._widths[one.key] >= _WIDE], -room)
            return
        if growing and shown[-1] is growing[-1]:
            room = min(room, whole * _ENOUGH // 100)
        elif shown:
            room = max(room - self._lacking(shown[-1]), 0)
        more = {column.key: room * self._widths[column.key] // whole for column in growing}
        self._set_widths({key: width + more.get(key, 0) for key, width in self._widths.items()})

    def _narrow(self, wide: Sequence[Column], lacking: int) -> None:
        """Let wide columns of words give way a little where the last ones would just not fit; much is scrolled to."""
        whole = sum(self._widths[one.key] for one in wide)
        gives = whole and lacking * 100 <= whole * _GIVE
        less = {one.key: -(-lacking * self._widths[one.key] // whole) for one in wide} if gives else {}
        self._set_widths({key: width - less.get(key, 0) for key, width in self._widths.items()})

    def _lacking(self, last: Column) -> int:
        """What the last column needs beyond its width for its heading."""
        heading = self._view.horizontalHeader().fontMetrics().horizontalAdvance(_(last.title))
        return max(heading + _HEADING_ROOM - self._widths[last.key], 0)

    def _set_widths(self, widths: Mapping[str, int]) -> None:
        header = self._view.horizontalHeader()
        self._setting = True
        for column in self._columns:
            header.resizeSection(self._place(column.key), widths[column.key])
        self._setting = False

    def _on_moved(self) -> None:
        self._fill()
        self._soon.start()

    def _on_resized(self, place: int, _before: int, width: int) -> None:
        """A person holds a column at a width; what the last one has is what the others leave."""
        if self._setting or place == 0 or self._view.isColumnHidden(place) or place == self._view.visible_columns()[-1]:
            return
        key = self._columns[place - 1].key
        self._widths[key] = width
        self._held.add(key)
        self._soon.start()

    def _delivered(self, column: Column) -> int:
        """The width as delivered, more where its heading or the words of its choices are longer in this language."""
        self._view.ensurePolished()
        metrics = self._view.fontMetrics()
        widest = self._view.horizontalHeader().fontMetrics().horizontalAdvance(_(column.title)) + _HEADING_ROOM
        if column.choices:
            room = TAG_ROOM if column.kind is Kind.TAG else 2 * PADDING
            widest = max(widest, *(metrics.horizontalAdvance(_(words)) + room for words in column.choices.values()))
        return max(column.width, min(widest, _MOST))

    def _keep(self) -> None:
        header = self._view.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(1, header.count())]
        self._preferences.keep_layout(
            self._name,
            {
                "order": [self._columns[place - 1].key for place in order],
                "widths": {column.key: self._widths[column.key] for place, column in enumerate(self._columns, 1)
                           if not self._view.isColumnHidden(place)},
                "held": sorted(self._held),
                "shown": {column.key: not self._view.isColumnHidden(place)
                          for place, column in enumerate(self._columns, 1)},
                "saved": self.saved,
            },
        )  # fmt: skip
