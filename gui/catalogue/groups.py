"""The groups beside the list of products: by layer, function and brand line, each with its count."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.labels import button, muted
from model.catalogue.queries import OfferingRow
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _, _n

GROUPS: Final = {
    "product_layer": N_("Layer"),
    "product_function": N_("Function"),
    "brand_line": N_("Brand line"),
}


class GroupList(QScrollArea):
    """One word a group; choosing it narrows the list. `chosen(field, code)`, both empty for everything."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFixedWidth(172)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Groups of products"))
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        self._together = QButtonGroup(self)
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self._add(column, "", "", _("All products"))
        for field, words in GROUPS.items():
            column.addSpacing(10)
            column.addWidget(muted(_(words)))
            for code, label in ENUMERATIONS[field].items():
                self._add(column, field, code, _(label))
        column.addStretch(1)
        self.setWidget(ground)
        self.buttons["", ""].setChecked(True)

    def show_counts(self, rows: Sequence[OfferingRow]) -> None:
        """Say how many there are of each; a group without any is not offered."""
        for (field, code), made in self.buttons.items():
            count = Counter(getattr(row, field) for row in rows)[code] if field else len(rows)
            words = str(made.property("words"))
            made.setText(f"{words}  {count:,}")
            made.setAccessibleName(_n("{group}, {count} product", "{group}, {count} products", count, group=words))
            made.setVisible(count > 0 or not field)

    def _add(self, column: QVBoxLayout, field: str, code: str, words: str) -> None:
        made = button(words, lambda: self.chosen.emit(field, code), "rail")
        made.setProperty("words", words)
        made.setCheckable(True)
        self._together.addButton(made)
        self.buttons[field, code] = made
        column.addWidget(made)
