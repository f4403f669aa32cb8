"""Chooses between the customer's own map and those of his opportunities."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox

from resources.i18n import _


class MapChooser(QComboBox):
    """Hidden where there is but one map; calls `go` with the target of the map chosen."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName(_("Which map"))
        self.activated.connect(lambda index: go(self.itemData(index)))
        self.hide()

    def show_maps(self, customer: str, opportunities: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer the customer's map and those of these opportunities (id, name); `chosen` is the one shown."""
        self.clear()
        self.addItem(_("Map of the customer"), customer)
        for opportunity, name in opportunities:
            self.addItem(_("Opportunity: {name}").format(name=name), f"{customer}/{opportunity}")
        self.setCurrentIndex(max(0, self.findData(f"{customer}/{chosen}" if chosen else customer)))
        self.setVisible(bool(opportunities))
