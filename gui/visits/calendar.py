"""The calendar of visits: a month or a week, drawn day by day, walked through with the arrow keys."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.colours import Colours, Tone, colours_of
from model.months import months_after
from resources.i18n import N_, _

HEAD: Final = 28
LINE: Final = 20
_TOP: Final = 24
_WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@dataclass(frozen=True)
class Mark:
    """One visit or next step on a day: its key, its words and its tone."""

    key: str
    day: date
    words: str
    tone: Tone


def days_of_month(day: date) -> list[date]:
    """The whole weeks, Monday first, that hold this day's month."""
    return [one for week in calendar.Calendar().monthdatescalendar(day.year, day.month) for one in week]


def days_of_week(day: date) -> list[date]:
    """Monday to Sunday around this day."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=step) for step in range(7)]


class CalendarView(QWidget):
    """Draws the marks; Enter or a click on a mark opens it, Enter on a free day starts a visit there."""

    opened = Signal(str)
    day_wanted = Signal(object)
    moved = Signal(object)
    """The chosen day changed."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(300)
        self._today = today
        self.day = today
        self.by_week = False
        self._marks: dict[date, list[Mark]] = {}
        self._tell()

    def days(self) -> list[date]:
        """The days that are drawn."""
        return days_of_week(self.day) if self.by_week else days_of_month(self.day)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these, in this order within each day."""
        self._marks = {}
        for mark in marks:
            self._marks.setdefault(mark.day, []).append(mark)
        self._tell()
        self.update()

    def marks_on(self, day: date) -> list[Mark]:
        """What stands on a day."""
        return self._marks.get(day, [])

    def go_to(self, day: date) -> None:
        """Choose a day."""
        self.day = day
        self._tell()
        self.update()
        self.moved.emit(day)

    def step(self, by: int) -> None:
        """One month or week on or back."""
        self.go_to(self.day + timedelta(days=7 * by) if self.by_week else months_after(self.day, by))

    def show_weeks(self, by_week: bool) -> None:
        """Show one week, or the whole month."""
        self.by_week = by_week
        self.go_to(self.day)

    def _tell(self) -> None:
        words = _("; ").join(mark.words for mark in self.marks_on(self.day)) or _("nothing planned")
        self.setAccessibleName(_("Calendar of visits"))
        self.setAccessibleDescription(f"{self.day.isoformat()} {words}")

    def _cell(self, place: int, count: int) -> QRectF:
        weeks = count // 7
        width, height = self.width() / 7, (self.height() - HEAD) / weeks
        return QRectF(place % 7 * width, HEAD + place // 7 * height, width, height)

    def _room(self, cell: QRectF) -> int:
        return max(int((cell.height() - _TOP - 4) // LINE), 1)

    def _hit(self, point: QPointF) -> tuple[date, Mark | None] | None:
        days = self.days()
        for place, day in enumerate(days):
            cell = self._cell(place, len(days))
            if cell.contains(point):
                row = int((point.y() - cell.top() - _TOP) // LINE)
                marks = self.marks_on(day)[: self._room(cell)]
                return day, marks[row] if 0 <= row < len(marks) else None
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        days = self.days()
        painter.setPen(QColor(colours.muted))
        for place, words in enumerate(_WEEKDAYS):
            area = QRectF(place * self.width() / 7 + 8, 0, self.width() / 7 - 8, HEAD)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), _(words))
        for place, day in enumerate(days):
            self._paint_day(painter, colours, day, self._cell(place, len(days)))
        painter.end()

    def _paint_day(self, painter: QPainter, colours: Colours, day: date, cell: QRectF) -> None:
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(cell.topLeft(), cell.topRight())
        if day == self.day:
            painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.hairline), 1))
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        inside = self.by_week or day.month == self.day.month
        font = QFont(painter.font())
        font.setBold(day == self._today)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(colours.accent if day == self._today else colours.text if inside else colours.faint))
        number = _("{day} today").format(day=day.day) if day == self._today else str(day.day)
        painter.drawText(cell.adjusted(8, 4, -4, 0), int(Qt.AlignmentFlag.AlignTop), number)
        painter.restore()
        self._paint_marks(painter, colours, self.marks_on(day), cell)

    def _paint_marks(self, painter: QPainter, colours: Colours, marks: list[Mark], cell: QRectF) -> None:
        room = self._room(cell)
        fits = marks if len(marks) <= room else marks[: room - 1]
        for row, mark in enumerate(fits):
            area = QRectF(cell.left() + 6, cell.top() + _TOP + row * LINE, cell.width() - 12, LINE - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.soft(mark.tone)))
            painter.drawRoundedRect(area, 4, 4)
            painter.setPen(QColor(colours.ink(mark.tone)))
            words = painter.fontMetrics().elidedText(mark.words, Qt.TextElideMode.ElideRight, int(area.width() - 10))
            painter.drawText(area.adjusted(5, 0, -5, 0), int(Qt.AlignmentFlag.AlignVCenter), words)
        if len(fits) < len(marks):
            area = QRectF(cell.left() + 11, cell.top() + _TOP + len(fits) * LINE, cell.width() - 16, LINE)
            painter.setPen(QColor(colours.muted))
            words = _("{count} more").format(count=len(marks) - len(fits))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.go_to(self.day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(self._today)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_wanted.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if hit is not None:
            self.go_to(hit[0])
            if hit[1] is not None:
                self.opened.emit(hit[1].key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if hit is not None and hit[1] is None:
            self.day_wanted.emit(hit[0])
