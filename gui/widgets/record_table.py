"""The record table: rows in memory, sorted and filtered at once, with everything a list of records needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QInputDialog, QStackedLayout, QWidget

from gui.preferences import Preferences
from gui.widgets.columns import Column, Kind, money_words
from gui.widgets.condition_editor import ConditionEditor, condition_words
from gui.widgets.conditions import (
    Condition,
    Order,
    Row,
    filtered,
    haystack,
    ordered,
    place_of,
    quickly_filtered,
    sums,
)
from gui.widgets.empty import Empty
from gui.widgets.filter_bar import FilterBar
from gui.widgets.labels import elided, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_model import RecordModel
from gui.widgets.record_view import RecordView
from gui.widgets.table_layout import TableLayout
from gui.widgets.table_menus import columns_menu, heading_menu, row_menu
from resources.i18n import _

MOST_CHOICES = 60
_MOST_REMEMBERED = 500
"""Rows of a selection that back and forward bring again."""


@dataclass(frozen=True)
class Query:
    """What the person asked a table for: words, filters and order; enough to ask the store with."""

    quick: str = ""
    conditions: tuple[Condition, ...] = ()
    order: Order | None = None


@dataclass(frozen=True)
class Shown:
    """What stands on the screen, for export and print: columns from left to right and the raw values under them.

    `totals` are the sums by column key, `filters` the filters in force in words.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    totals: Mapping[str, int] = field(default_factory=dict)
    filters: tuple[str, ...] = ()


class RecordTable(QWidget):
    """A table of records. `rows` are tuples: the id first, then one value for each column in order.

    `name` is what layout and saved filters are kept under. With `on_query` the table sorts and filters nothing itself:
    it calls `on_query(query)` and waits for `set_rows`.
    """

    opened = Signal(str)
    acted = Signal(str, str)
    pasted = Signal(object)
    export_wanted = Signal()
    print_wanted = Signal()
    selection_changed = Signal()
    shown_changed = Signal(int, int)
    """Rows shown, rows there are."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        preferences: Preferences,
        today: Callable[[], date],
        *,
        empty: Empty | None = None,
        on_query: Callable[[Query], None] | None = None,
        bar: bool = True,
        footer: bool = True,
        frame: bool = True,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.query = Query()
        self._today = today
        self._on_query = on_query
        self._rows: Sequence[Row] = ()
        self._hay: dict[str, str] | None = None
        self._total: int | None = None
        self.offered: list[tuple[str, Callable[[], object]]] = []
        self.model = RecordModel(self.columns)
        self.view = RecordView(self.model)
        self.view.setAccessibleName(_("Table"))
        self.layout_ = TableLayout(name, self.columns, self.view, preferences)
        self.bar = FilterBar(self.columns)
        if not bar:
            self.bar.hide()
        self.empty = empty or Empty(_("Nothing here yet"))
        self.no_match = Empty(_("No row matches"), _("Take a filter away to see more."), _("Clear filters"), self.clear)
        self.left, self.right = muted(""), elided("", "muted")
        self._lay_out(footer, frame)
        self._connect()
        self.bar.show_filters((), self.layout_.saved)

    def set_rows(self, rows: Sequence[Row], total: int | None = None) -> None:
        """Show these records; `total` is how many there are without filters (for `on_query`).

        Selection and scroll stay; a single record that has come to others is chosen, so that one sees where it stands.
        """
        come = self._single_new(rows)
        self._rows = rows
        self._hay = None
        self._total = total
        self._show()
        if come is not None:
            self.select(come)

    def _single_new(self, rows: Sequence[Row]) -> str | None:
        if not self._rows or len(rows) != len(self._rows) + 1 or len(self.selected_ids()) > 1:
            return None
        come = {row[0] for row in rows} - {row[0] for row in self._rows}
        return come.pop() if len(come) == 1 else None

    def has_rows(self) -> bool:
        """Whether there is any record, shown or filtered away."""
        return bool(self._rows)

    def shown_ids(self) -> tuple[str, ...]:
        """The ids in the order shown: what `open_page(..., within=...)` wants."""
        return tuple(row[0] for row in self.model.rows)

    def current_id(self) -> str | None:
        """The id of the current row."""
        index = self.view.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> tuple[str, ...]:
        """The ticked ids that are shown; without any, the selected rows'."""
        if self.model.checked:
            return tuple(row[0] for row in self.model.rows if row[0] in self.model.checked)
        return tuple(self.model.id_at(row) for row in self.view.selected_rows())

    def select(self, record: str) -> bool:
        """Select a record and bring it into sight; False when it is not shown."""
        for place, row in enumerate(self.model.rows):
            if row[0] == record:
                # Not `selectRow`: it adds to the selection while a key such as Ctrl is held.
                self.view.selectionModel().setCurrentIndex(
                    self.model.index(place, 1),
                    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
                )
                self.view.scrollTo(self.model.index(place, 1))
                return True
        return False

    def shown(self) -> Shown:
        """What is shown, for an export."""
        places = self.view.visible_columns()
        columns = tuple(self.columns[place - 1] for place in places)
        rows = tuple(tuple(row[place] for place in places) for row in self.model.rows)
        return Shown(columns, rows, sums(self.model.rows, self.columns), self._filters_in_words())

    def offer(self, words: str, do: Callable[[], object]) -> None:
        """Offer something to do to the chosen rows in the menu of a row."""
        self.offered.append((words, do))

    def _selected(self) -> list[str]:
        return [self.model.id_at(row) for row in self.view.selected_rows()]

    def _filters_in_words(self) -> tuple[str, ...]:
        by_key = {column.key: column for column in self.columns}
        words = [_('contains "{text}"').format(text=self.query.quick.strip())] if self.query.quick.strip() else []
        words += [condition_words(by_key[one.key], one) for one in self.query.conditions if one.key in by_key]
        return tuple(words)

    def set_query(self, query: Query) -> None:
        """Filter and sort like this."""
        self.query = query
        if self.bar.quick.text() != query.quick:
            self.bar.quick.blockSignals(True)
            self.bar.quick.setText(query.quick)
            self.bar.quick.blockSignals(False)
        self._show_query()

    def filter_by(self, *conditions: Condition) -> None:
        """Replace the filters, keep the order: where a chart's bar or a number on Today leads to."""
        self.set_query(Query("", tuple(conditions), self.query.order))

    def clear(self) -> None:
        """Take every filter away."""
        self.set_query(Query(order=self.query.order))

    def state(self) -> dict[str, Any]:
        """Filter, order, selection and scroll as plain values, for back and forward."""
        return {
            "quick": self.query.quick,
            "conditions": [asdict(condition) for condition in self.query.conditions],
            "order": asdict(self.query.order) if self.query.order else None,
            "current": self.current_id(),
            "selected": self._selected()[:_MOST_REMEMBERED],
            "scroll": self.view.verticalScrollBar().value(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Bring a state back."""
        if not state:
            return
        order = Order(**state["order"]) if state["order"] else None
        self.set_query(Query(state["quick"], conditions_from(state["conditions"]), order))
        if state["current"]:
            self.view.select_ids({state["current"], *state.get("selected", ())}, state["current"])
        self.view.verticalScrollBar().setValue(state["scroll"])

    def _lay_out(self, footer: bool, frame: bool) -> None:
        card = QFrame()
        card.setProperty("look", "card" if frame else "")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 4, 1, 4) if frame else self._stack.setContentsMargins(0, 0, 0, 0)
        for part in (self.view, self.empty, self.no_match):
            self._stack.addWidget(part)
            part.setMinimumWidth(1)  # what an empty table says must not make a narrow one wide
        in_column(self.bar, (card, 1), in_row(self.left, STRETCH, self.right), gap=12, within=self)
        self.left.setVisible(footer)
        self.right.setVisible(footer)

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.acted.connect(self.acted)
        self.view.pasted.connect(self.pasted)
        self.view.menu_wanted.connect(self._open_row_menu)
        self.view.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.horizontalHeader().customContextMenuRequested.connect(self._open_heading_menu)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.model.checks_changed.connect(self._on_selection)
        self.view.horizontalHeader().sectionClicked.connect(self._on_header)
        self.bar.quick_changed.connect(self._on_quick)
        self.bar.asked.connect(self.ask_condition)
        self.bar.removed.connect(self._remove)
        self.bar.cleared.connect(self.clear)
        self.bar.save_wanted.connect(self._save_filter)
        self.bar.saved_chosen.connect(self._use_saved)
        self.bar.forget_wanted.connect(self._forget_saved)
        self.bar.columns_button.clicked.connect(self.choose_columns)
        self.bar.export_button.clicked.connect(self.export_wanted)
        self.bar.print_button.clicked.connect(self.print_wanted)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.bar.quick.setFocus)

    def _show_query(self) -> None:
        self.bar.show_filters(self.query.conditions, self.layout_.saved)
        self.layout_.show_order(self.query.order)
        if self._on_query is not None:
            self._on_query(self.query)
        else:
            self._show()

    def _show(self) -> None:
        current, selected = self.current_id(), self._selected()
        scroll = self.view.verticalScrollBar().value()
        rows = self._rows
        if self._on_query is None:
            rows = filtered(rows, self.columns, self.query.conditions)
            if self.query.quick.strip():
                self._hay = self._hay or haystack(self._rows, self.columns)
                rows = quickly_filtered(rows, self._hay, self.query.quick)
            rows = ordered(rows, self.columns, self.query.order)
        self.model.set_rows(rows)
        if current is not None and selected:
            self.view.select_ids(set(selected), current)
        self.view.verticalScrollBar().setValue(scroll)
        asked = bool(self.query.conditions or self.query.quick)
        self._stack.setCurrentWidget(self.view if rows else self.no_match if asked else self.empty)
        self._say()
        self.shown_changed.emit(len(rows), len(self._rows) if self._total is None else self._total)

    def _say(self) -> None:
        chosen = set(self.selected_ids())
        parts = [_("{count} selected").format(count=f"{len(chosen):,}")] if chosen else []
        parts.append(_("Enter opens"))
        self.left.setText("　".join(parts))
        several = len(chosen) > 1
        rows = [row for row in self.model.rows if row[0] in chosen] if several else self.model.rows
        totals = sums(rows, self.columns)
        titles = {column.key: column for column in self.columns}
        sentence = _("{column} of the chosen {amount}") if several else _("{column} in all {amount}")
        words = []
        for key, amount in totals.items():
            column = titles[key]
            text = money_words(amount) if column.kind is Kind.MONEY else f"{amount:,}"
            words.append(sentence.format(column=_(column.title), amount=text))
        self.right.setText("　".join(words))

    def _on_selection(self) -> None:
        self._say()
        self.selection_changed.emit()

    def _on_quick(self, text: str) -> None:
        self.query = Query(text, self.query.conditions, self.query.order)
        if self._on_query is not None:
            self._on_query(self.query)
        else:
            self._show()

    def _on_header(self, section: int) -> None:
        if section == 0:
            self.layout_.show_order(self.query.order)  # Qt has moved the arrow to the boxes
            return
        key, order = self.columns[section - 1].key, self.query.order
        if order is None or order.key != key:
            wanted: Order | None = Order(key)
        else:
            wanted = None if order.descending else Order(key, descending=True)
        self.sort_by(wanted)

    def sort_by(self, order: Order | None) -> None:
        """Sort like this, keep the filters."""
        self.set_query(Query(self.query.quick, self.query.conditions, order))

    def only(self, condition: Condition) -> None:
        """Filter by this too, in place of another filter on the column."""
        self._replace(condition.key, condition)

    def _open_row_menu(self, spot: QPoint, index: QModelIndex) -> None:
        row_menu(self, index).popup(spot)

    def _open_heading_menu(self, point: QPoint) -> None:
        header = self.view.horizontalHeader()
        section = header.logicalIndexAt(point)
        if section > 0 and header.sectionsClickable():
            heading_menu(self, self.columns[section - 1]).popup(header.mapToGlobal(point))

    def ask_condition(self, key: str) -> None:
        """Ask for the filter of one column, starting with the one in force."""
        column = self.columns[place_of(self.columns, key) - 1]
        start = next((condition for condition in self.query.conditions if condition.key == key), None)
        editor = ConditionEditor(self, column, self.choices(column), self._today(), start)
        editor.accepted.connect(lambda: self._replace(key, editor.condition()))
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.open()

    def choices(self, column: Column) -> list[Any]:
        """The values a filter of this column offers to tick; none where there are too many."""
        if column.choices:
            return list(column.choices)
        if column.kind not in (Kind.TEXT, Kind.TAG, Kind.BOOL):
            return []
        place = place_of(self.columns, column.key)
        values: dict[Any, None] = {}
        for row in self._rows:
            if not isinstance(row[place], list):
                values[row[place]] = None
            if len(values) > MOST_CHOICES:
                return []
        return sorted(values, key=lambda value: (value is None, str(value)))

    def _replace(self, key: str, condition: Condition | None) -> None:
        others = tuple(other for other in self.query.conditions if other.key != key)
        wanted = (*others, condition) if condition is not None else others
        self.set_query(Query(self.query.quick, wanted, self.query.order))

    def _remove(self, key: str) -> None:
        self._replace(key, None)

    def _save_filter(self) -> None:
        name, good = QInputDialog.getText(self, _("Save filter"), _("Name of this filter"))
        if good and name.strip():
            self.layout_.save_filter(name.strip()[:40], [asdict(condition) for condition in self.query.conditions])
            self._show_query()

    def _use_saved(self, name: str) -> None:
        self.set_query(Query("", conditions_from(self.layout_.saved[name]), self.query.order))

    def _forget_saved(self, name: str) -> None:
        self.layout_.forget_filter(name)
        self._show_query()

    def choose_columns(self) -> None:
        """Show which columns there are, to show or hide them."""
        columns_menu(self).popup(self.bar.columns_button.mapToGlobal(QPoint(0, self.bar.columns_button.height())))


def conditions_from(plain: Sequence[Mapping[str, Any]]) -> tuple[Condition, ...]:
    """Filters out of their JSON form."""
    return tuple(Condition(item["key"], item["op"], tuple(item["values"])) for item in plain)
