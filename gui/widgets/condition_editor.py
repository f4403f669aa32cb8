"""The small dialog that makes or changes one filter, and the words a filter is shown by."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.check_list import TickList
from gui.widgets.columns import Column, Kind, words_of
from gui.widgets.conditions import Condition
from gui.widgets.fields import DateField, Field, IntegerField, MoneyField, MonthField, TextField
from gui.widgets.labels import button, label, section
from gui.widgets.placing import STRETCH, in_column, in_row
from resources.i18n import _

RANGES = frozenset({Kind.MONEY, Kind.DATE, Kind.MONTH, Kind.PERCENT, Kind.INTEGER})


class _PercentField(TextField):
    """A percentage; the value is the fraction."""

    def read(self, text: str) -> float:
        return float(text.rstrip("%％")) / 100

    def words(self, value: Any) -> str:
        return f"{value * 100:g}"

    def complaint(self) -> str:
        return _("Type a number.")


def condition_words(column: Column, condition: Condition) -> str:
    """How a filter reads on its chip."""
    name = _(column.title)
    if condition.op == "contains":
        return _('{column} contains "{text}"').format(column=name, text=condition.values[0])
    if condition.op == "empty":
        return (_("{column} is empty") if condition.values[0] else _("{column} is filled")).format(column=name)
    if condition.op == "any":
        words = [words_of(column, value) or _("(empty)") for value in condition.values]
        more = _(" and {count} more").format(count=len(words) - 3) if len(words) > 3 else ""
        return f"{name} {_(', ').join(words[:3])}{more}"
    low, high = (_end_words(column, end) for end in condition.values)
    if not low:
        return f"{name} ≤ {high}"
    return f"{name} ≥ {low}" if not high else f"{name} {low} – {high}"


def _end_words(column: Column, end: Any) -> str:
    if end is None:
        return ""
    return str(end) if column.kind is Kind.DATE else words_of(column, end)


class ConditionEditor(QDialog):
    """Asks for the filter of one column: a list to tick, two ends, or words."""

    def __init__(
        self, parent: QWidget | None, column: Column, values: Sequence[Any], today: date, start: Condition | None
    ) -> None:
        super().__init__(parent)
        self.column = column
        self.setWindowTitle(_("Filter by {column}").format(column=_(column.title)))
        self.setMinimumWidth(320)
        self._today = today
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 16)
        self.box.setSpacing(12)
        self.box.addWidget(section(_(column.title)))
        self.list: QListWidget | None = None
        self.ends: list[Field] = []
        self.words = QLineEdit()
        self.empty = QCheckBox(_("only the empty ones"))
        if values:
            self._add_list(values, start)
        elif column.kind in RANGES:
            self._add_ends(start)
        else:
            self._add_words(start)
        if not values:
            self.empty.setChecked(start is not None and start.op == "empty" and bool(start.values[0]))
            self.box.addWidget(self.empty)
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self.box.addWidget(self.error)
        self._add_buttons()

    def condition(self) -> Condition | None:
        """The filter asked for; None when nothing was."""
        key = self.column.key
        if self.empty.isChecked():
            return Condition(key, "empty", (True,))
        if self.list is not None:
            items = [self.list.item(row) for row in range(self.list.count())]
            ticked = [
                item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
            ]
            return Condition(key, "any", tuple(ticked)) if ticked else None
        if self.ends:
            ends = [end.value() for end in self.ends]
            plain = tuple(end.isoformat() if isinstance(end, date) else end for end in ends)
            return Condition(key, "between", plain) if any(end is not None for end in plain) else None
        text = self.words.text().strip()
        return Condition(key, "contains", (text,)) if text else None

    def finish(self) -> None:
        """Take the filter, unless an end cannot be read."""
        problems = [field.problem() for field in self.ends if field.problem()]
        if problems:
            self.error.setText(problems[0])
            self.error.show()
            return
        self.accept()

    def _add_list(self, values: Sequence[Any], start: Condition | None) -> None:
        chosen = set(start.values) if start is not None and start.op == "any" else set()
        self.list = TickList()
        self.list.setAccessibleName(_(self.column.title))
        for value in values:
            item = QListWidgetItem(words_of(self.column, value) or _("(empty)"))
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setMinimumHeight(min(30 * len(values) + 8, 280))
        self.box.addWidget(self.list)

    def _add_ends(self, start: Condition | None) -> None:
        ends = start.values if start is not None and start.op == "between" else (None, None)
        row = QHBoxLayout()
        for name, end in zip((_("From"), _("To")), ends, strict=True):
            field = self._field()
            field.set_name(name)
            field.set_value(end)
            field.committed.connect(self.finish)
            self.ends.append(field)
            column = in_column(label(name, "label"), field)
            row.addLayout(column)
        self.box.addLayout(row)

    def _add_words(self, start: Condition | None) -> None:
        self.words.setText(str(start.values[0]) if start is not None and start.op == "contains" else "")
        self.words.setAccessibleName(_("contains"))
        self.words.setPlaceholderText(_("contains"))
        self.words.returnPressed.connect(self.finish)
        self.box.addWidget(self.words)

    def _add_buttons(self) -> None:
        row = in_row(STRETCH, button(_("Cancel"), self.reject), button(_("Filter"), self.finish, "primary"))
        self.box.addLayout(row)

    def _field(self) -> Field:
        if self.column.kind is Kind.DATE:
            return DateField(self._today)
        makers = {Kind.MONEY: MoneyField, Kind.MONTH: MonthField, Kind.PERCENT: _PercentField}
        if self.column.kind in makers:
            return makers[self.column.kind]()
        return IntegerField(least=-2_000_000_000)
