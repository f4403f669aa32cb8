"""The days a log shows: one day, a week or a month, stepped through with arrows or Alt+Page Up and Alt+Page Down."""

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from gui.visits.calendar import days_of_week
from gui.widgets.labels import button, icon_button, section, set_look
from gui.widgets.placing import STRETCH, in_row
from model.months import month_of, month_range, month_words, months_after
from resources.i18n import N_, _

SPANS: Final = {"month": N_("Whole month"), "week": N_("Whole week"), "day": N_("Single day")}
_WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class SpanChooser(QWidget):
    """`changed` when other days are chosen."""

    changed = Signal()

    def __init__(self, today: date, page: QWidget) -> None:
        super().__init__()
        self._today = today
        self.day = today
        self.span = "month"
        self.words = section("")
        self.chips = {key: self._chip(key, words) for key, words in SPANS.items()}
        in_row(
            icon_button("chevron-left", _("Earlier"), lambda: self.step(-1)),
            self.words,
            icon_button("chevron-right", _("Later"), lambda: self.step(1)),
            button(_("Today"), lambda: self.show_day(today), "link"),
            STRETCH,
            *self.chips.values(),
            gap=8,
            within=self,
        )
        for keys, by in (("Alt+PgUp", -1), ("Alt+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.step(by))
        self._show()

    def first(self) -> date:
        """The first day that is shown."""
        if self.span == "month":
            return self.day.replace(day=1)
        return days_of_week(self.day)[0] if self.span == "week" else self.day

    def after(self) -> date:
        """The first day that is not shown any more."""
        if self.span == "month":
            return month_range(self.month())[1]
        return self.first() + timedelta(days=7 if self.span == "week" else 1)

    def month(self) -> int:
        """The month of the first day that is shown, YYYYMM."""
        return month_of(self.first())

    def step(self, by: int) -> None:
        """So many months, weeks or days on."""
        days = {"week": 7, "day": 1}.get(self.span)
        self.day = self.day + timedelta(days=days * by) if days else months_after(self.day.replace(day=1), by)
        self._tell()

    def show_span(self, span: str, day: date | None = None) -> None:
        """Show the day, the week or the month around a day; without one around today where it lies in what is shown."""
        shows_today = self.first() <= self._today < self.after()
        self.day = day or (self._today if shows_today else self.first())
        self.span = span
        self._tell()

    def show_day(self, day: date) -> None:
        """Go to a day, as many days shown as before."""
        self.day = day
        self._tell()

    def state(self) -> dict[str, Any]:
        """Which days are shown, as plain values."""
        return {"day": self.day.isoformat(), "span": self.span}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the days of a state, the present ones where it names no day; says nothing."""
        try:
            self.day = date.fromisoformat(str(state.get("day")))
        except ValueError:
            return
        self.span = state.get("span", self.span) if state.get("span") in SPANS else self.span
        self._show()

    def _chip(self, span: str, words: str) -> QPushButton:
        return button(_(words), lambda: self.show_span(span), "chip")

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        last = self.after() - timedelta(days=1)
        if self.span == "month":
            words = month_words(self.month())
        elif self.span == "week":
            words = f"{self.first().isoformat()} – {last.isoformat()}"
        else:
            words = f"{self.day.isoformat()} {_(_WEEKDAYS[self.day.weekday()])}"
        self.words.setText(words)
        for key, chip in self.chips.items():
            set_look(chip, "on", "true" if key == self.span else "false")
