"""The slider that shows the map of any day."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from gui.widgets.labels import button, muted
from gui.widgets.placing import STRETCH, in_row
from resources.i18n import _

_MONTH = 30


class DaySlider(QWidget):
    """From the first day anything is kept of the map until today. `changed`: the day chosen.

    A map whose first day is today has no past to show yet, so there is nothing to slide.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._first = self._today = date(2000, 1, 1)
        self._at_end = True
        self.start, self.end = muted(""), muted("")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(_("Day of the map"))
        self.slider.setPageStep(_MONTH)
        self.today_button = button(_("Back to today"), self.go_to_today, "quiet")
        in_row(
            self.start, (self.slider, 1), (STRETCH, 0), self.end, self.today_button, margins=(12, 0, 16, 0), within=self
        )
        self.slider.valueChanged.connect(self._on_value)

    def set_days(self, first: date, today: date) -> None:
        """The span; a slider that stood at its end stays there."""
        chosen = self.day
        self._first, self._today = min(first, today), today
        self.slider.blockSignals(True)
        self.slider.setRange(0, (today - self._first).days)
        self.slider.setValue(self.slider.maximum() if self._at_end else (chosen - self._first).days)
        self.slider.blockSignals(False)
        for part in (self.start, self.slider):
            part.setVisible(self._first < today)
        self.start.setText(f"{self._first:%Y-%m}")
        self._say()

    @property
    def day(self) -> date:
        """The day chosen."""
        return self._first + timedelta(days=self.slider.value())

    def go_to_today(self) -> None:
        """Back to the present."""
        self.slider.setValue(self.slider.maximum())

    def _say(self) -> None:
        today = self.day == self._today
        self.end.setText(_("today") if today else f"{self.day:%Y-%m-%d}")
        self.today_button.setVisible(not today)
        self.slider.setAccessibleDescription(self.end.text())

    def _on_value(self) -> None:
        self._at_end = self.slider.value() == self.slider.maximum()
        self._say()
        self.changed.emit(self.day)
