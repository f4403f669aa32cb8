"""A row of choices, each one click."""

from collections.abc import Set as AbstractSet
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from gui.widgets.flow import FlowRow
from gui.widgets.labels import button, set_look
from model.enumerations import ENUMERATIONS
from resources.i18n import _


class ChipRow(FlowRow):
    """The codes of an enumeration as chips; `toggled` names the one clicked."""

    toggled = Signal(str)

    def __init__(self, enumeration: str) -> None:
        super().__init__(gap=6)
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
