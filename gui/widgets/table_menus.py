"""What a right click on a table offers: the row's menu and that of a column's heading."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from gui.widgets.columns import Column, Kind, words_of
from gui.widgets.conditions import Condition, Order
from reports.words import cut
from resources.i18n import _, _n

if TYPE_CHECKING:
    from gui.widgets.record_table import RecordTable

_MOST_WORDS = 24
"""Letters of a value that a line of the menu names."""


def row_menu(table: "RecordTable", index: QModelIndex) -> QMenu:
    """Open, copy, the page's own steps for the chosen rows, and filtering by the cell under the mouse."""
    menu = _new_menu(table)
    row = table.model.rows[index.row()]
    _add(menu, _("Open"), partial(table.opened.emit, row[0]), "Enter")
    chosen = len(table.view.selected_rows())
    copied = _n("Copy {count} row with headings", "Copy {count} rows with headings", chosen)
    _add(menu, copied, table.view.copy, "Ctrl+C")
    column = table.columns[index.column() - 1] if index.column() > 0 else None
    value = row[index.column()] if column is not None else None
    words = _cell_words(column, value) if column is not None else ""
    if words:
        _add(menu, _('Copy "{words}"').format(words=_short(words)), partial(QGuiApplication.clipboard().setText, words))
    _add_offered(menu, table)
    condition = condition_of(column, value, bool(table.choices(column))) if column is not None else None
    if condition is not None and not table.bar.isHidden():
        menu.addSeparator()
        name = _('Only those with "{words}"').format(words=_short(words or _("(empty)")))
        _add(menu, name, partial(table.only, condition))
    return menu


def heading_menu(table: "RecordTable", column: Column) -> QMenu:
    """Sorting, filtering and hiding one column."""
    menu = _new_menu(table)
    if column.kind is not Kind.ACTION:
        _add(menu, _("Smallest first"), partial(table.sort_by, Order(column.key)))
        _add(menu, _("Largest first"), partial(table.sort_by, Order(column.key, descending=True)))
        if table.query.order is not None:
            _add(menu, _("As delivered"), partial(table.sort_by, None))
    if not table.bar.isHidden():
        menu.addSeparator()
        if column.kind is not Kind.ACTION:
            _add(
                menu, _("Filter by {column}…").format(column=_(column.title)), partial(table.ask_condition, column.key)
            )
        if len(table.view.visible_columns()) > 1:
            _add(menu, _("Hide this column"), partial(table.layout_.show_column, column.key, False))
        _add(menu, _("Choose columns…"), table.choose_columns)
    return menu


def columns_menu(table: "RecordTable") -> QMenu:
    """Which columns there are, ticked where they are shown."""
    menu = _new_menu(table)
    for place, column in enumerate(table.columns, 1):
        if not column.hidden_key:
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setChecked(not table.view.isColumnHidden(place))
            action.toggled.connect(partial(table.layout_.show_column, column.key))
    menu.addSeparator()
    menu.addAction(_("As delivered"), table.layout_.reset)
    return menu


def condition_of(column: Column, value: Any, listed: bool) -> Condition | None:
    """The filter that keeps the rows with this value; `listed` says that the column's filter is a list to tick.

    None where a single value says little: fractions, buttons, cells of several things.
    """
    if column.kind in (Kind.ACTION, Kind.PERCENT) or isinstance(value, list):
        return None
    if value is None or value == "":
        return Condition(column.key, "any", (value,)) if listed else Condition(column.key, "empty", (True,))
    if listed:
        return Condition(column.key, "any", (value,))
    if isinstance(value, date):
        return Condition(column.key, "between", (value.isoformat(),) * 2)
    if column.kind in (Kind.MONEY, Kind.INTEGER, Kind.MONTH):
        return Condition(column.key, "between", (value, value))
    words = words_of(column, value)
    return Condition(column.key, "contains", (words,)) if words else None


def _cell_words(column: Column, value: Any) -> str:
    """What can be copied of a cell: nothing of a button or of several things."""
    return "" if column.kind is Kind.ACTION or isinstance(value, list) else words_of(column, value).strip()


def _new_menu(table: "RecordTable") -> QMenu:
    """A menu that is gone once it is closed: each click makes one."""
    menu = QMenu(table)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add_offered(menu: QMenu, table: "RecordTable") -> None:
    if not table.offered:
        return
    menu.addSeparator()
    count = len(table.selected_ids())
    for words, do in table.offered:
        _add(menu, _n("{what} ({count} row)…", "{what} ({count} rows)…", count, what=words), do)


def _add(menu: QMenu, words: str, do: Any, key: str = "") -> None:
    shown = words.replace("&", "&&").replace("\t", " ")
    action = menu.addAction(f"{shown}\t{key}" if key else shown)
    action.triggered.connect(lambda _checked: do())


def _short(words: str) -> str:
    return cut(" ".join(words.split()), _MOST_WORDS)
