"""The columns of a list that are to be filled: those it has as chips, others from a menu."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from gui.widgets.flow import Flow
from gui.widgets.labels import button, set_look
from model.filling.queries import fillable_fields
from reports.filling import ListSheet
from resources.i18n import _


class ColumnChips(QWidget):
    """One chip a column; a click chooses it or lets it go."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._columns: dict[str, bool] = {}
        self._list: ListSheet | None = None
        self._row = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_columns(self, found: ListSheet, remembered: Sequence[str]) -> None:
        """Offer the list's own columns, chosen where they are blank or were chosen last time."""
        self._list = found
        offered = {_(field.label) for field in fillable_fields(found.key)}
        self._columns = {text: text in remembered or _blank(found, text) for text in found.fillable()}
        self._columns |= {text: True for text in remembered if text not in self._columns and text in offered}
        self._show()

    def chosen(self) -> list[str]:
        """The headings that are chosen, in order."""
        return [text for text, on in self._columns.items() if on]

    def toggle(self, heading: str) -> None:
        """Choose a column or let it go."""
        self._columns[heading] = not self._columns.get(heading, False)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._row.clear()
        for text, on in self._columns.items():
            made = button(text, None, "chip", "check" if on else "")
            made.setCheckable(True)
            made.setChecked(on)
            set_look(made, "on", "true" if on else "false")
            made.clicked.connect(partial(self._on_chip, text))
            self._row.addWidget(made)
        self.add_button = button(_("Add a column"), self._ask, "chip", "plus")
        self._row.addWidget(self.add_button)
        self.updateGeometry()

    def _on_chip(self, heading: str, _on: bool) -> None:
        self.toggle(heading)

    def _ask(self) -> None:
        if self._list is None:
            return
        menu = QMenu(self)
        for field in fillable_fields(self._list.key):
            words = _(field.label)
            if words not in self._columns:
                menu.addAction(words, partial(self.toggle, words))
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))


def _blank(found: ListSheet, heading: str) -> bool:
    place = found.headings.index(heading)
    return all(place >= len(row) or row[place] == "" for row in found.rows[found.heading_row + 1 :])
