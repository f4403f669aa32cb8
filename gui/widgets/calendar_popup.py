"""A month to pick a day from, under the field it is for."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from gui.icons import icon
from gui.widgets.placing import in_column
from resources.i18n import _, language


class CalendarPopup(QFrame):
    """Click a day or press Enter on it; Esc leaves everything as it was."""

    def __init__(self, parent: QWidget, start: date, choose: Callable[[date], object]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "card")
        self._choose = choose
        self.month = QCalendarWidget()
        self.month.setLocale(QLocale(language()))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setSelectedDate(QDate(start.year, start.month, start.day))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, QTextCharFormat())
        self.month.setAccessibleName(_("Calendar"))
        for name, glyph, words in (
            ("qt_calendar_prevmonth", "chevron-left", _("Month before")),
            ("qt_calendar_nextmonth", "chevron-right", _("Month after")),
        ):
            step = self.month.findChild(QToolButton, name)
            if step is not None:
                step.setIcon(icon(glyph, "muted"))
                step.setToolTip(words)
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        in_column(self.month, margins=(4, 4, 4, 4), within=self)

    def open_under(self, field: QWidget) -> None:
        """Show it below the field, or above where there is no room."""
        self.adjustSize()
        spot = field.mapToGlobal(QPoint(0, field.height() + 2))
        room = field.screen().availableGeometry()
        if spot.y() + self.height() > room.bottom():
            spot.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        spot.setX(max(room.left(), min(spot.x(), room.right() - self.width())))
        self.move(spot)
        self.show()
        self.month.setFocus()

    def _take(self, day: QDate) -> None:
        choose = self._choose
        self.close()
        choose(date(day.year(), day.month(), day.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
