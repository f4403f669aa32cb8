"""The large frame of the page: tree, petals or an empty map, and under it the search and the day."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget

from gui.decision_maps.canvas import MapCanvas
from gui.decision_maps.day_slider import DaySlider
from gui.decision_maps.petal_view import PetalView
from gui.decision_maps.scene import MapScene
from gui.widgets.empty import Empty
from gui.widgets.placing import in_column, in_row
from resources.i18n import _


class MapFrame(QFrame):
    """Holds the scene's canvas and the petals, one of them shown."""

    def __init__(self, scene: MapScene, add: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.canvas = MapCanvas(scene)
        self.petals = PetalView()
        self.slider = DaySlider()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search; the others fade"))
        self.search.setAccessibleName(_("Search; the others fade"))
        self.search.setMaximumWidth(200)
        self.search.setMinimumWidth(72)
        self.empty = Empty(
            _("Nobody on this map yet"),
            _("Put the people on it who use, decide, approve, pay, influence and guard the door."),
            _("Add a person"),
            add,
            glyph="network",
        )
        self.stack = QStackedWidget()
        for sheet in (self.canvas, self.petals, self.empty):
            self.stack.addWidget(sheet)
        foot = in_row((self.search, 1), (self.slider, 3), margins=(12, 6, 0, 8))
        in_column((self.stack, 1), foot, gap=0, margins=(1, 1, 1, 1), within=self)

    def show_sheet(self, petals: bool, people: bool) -> None:
        """Show the petals, the tree, or that nobody is there yet."""
        self.stack.setCurrentWidget(self.petals if petals else self.canvas if people else self.empty)

    def say_gone(self, sentence: str) -> None:
        """Show nothing but a sentence: the map is gone."""
        self.empty.say(sentence)
        self.stack.setCurrentWidget(self.empty)
