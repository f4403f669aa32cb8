"""The calendar with its heading and what stands on the chosen day."""

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.visits.calendar import CalendarView, Mark
from gui.visits.columns import STATUS_TONES
from gui.visits.visit_dialog import edit_visit, open_visit
from gui.widgets.card import Card
from gui.widgets.labels import button, icon_button, muted, section
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.timeline import Entry, Timeline
from model.labels import label_of
from model.visits.queries import VisitRow, list_visits
from resources.i18n import _


class CalendarSheet(QWidget):
    """Visits by day; planned ones are blue, done ones green. The chosen day's stand at the right."""

    stale = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._visits: Sequence[VisitRow] = ()
        self.view = CalendarView(context.today())
        self.heading = section("")
        self.month_button = button(_("Month"), lambda: self._show_weeks(False), "chip")
        self.week_button = button(_("Week"), lambda: self._show_weeks(True), "chip")
        self.day = Card()
        self.day_heading = section("")
        self.day_list = Timeline()
        self.nothing = muted(_("Nothing on this day. Enter plans a visit."), wrap=True)
        self._lay_out()
        self.view.moved.connect(lambda _day: self.stale.emit())
        self.view.opened.connect(lambda visit: edit_visit(self, context, visit))
        self.view.day_wanted.connect(self.plan)
        self.day_list.opened.connect(lambda visit: edit_visit(self, context, visit))
        self._show_weeks(False)

    def load(self, session: Session) -> None:
        """Read the days that are drawn."""
        days = self.view.days()
        self._visits = sorted(
            list_visits(session, first=days[0], last=days[-1]),
            key=lambda one: (one.visit_date or date.min, one.start_time or time.max, one.customer_name),
        )
        self.view.set_marks([_mark(one) for one in self._visits if one.visit_date is not None])
        self._show_day()

    def plan(self, day: date) -> None:
        """Plan a visit on a day, or note one on a day that has passed."""
        status = "planned" if day > self.context.today() else "done"
        open_visit(self, self.context, start={"visit_date": day, "status": status})

    def _lay_out(self) -> None:
        head = in_row(
            icon_button("chevron-left", _("Earlier"), lambda: self.view.step(-1)),
            icon_button("chevron-right", _("Later"), lambda: self.view.step(1)),
            self.heading,
            button(_("Today"), lambda: self.view.go_to(self.context.today()), "link"),
            STRETCH,
            self.month_button,
            self.week_button,
            gap=8,
        )
        card = Card(margins=1)
        card.body.addWidget(self.view)
        self.day.body.addWidget(self.day_heading)
        self.day.body.addWidget(self.day_list, 1)
        self.day.body.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        self.day.setMinimumWidth(250)
        in_column(head, (in_row((card, 3), (self.day, 1), gap=16), 1), gap=12, within=self)

    def _show_weeks(self, by_week: bool) -> None:
        for made, on in ((self.month_button, not by_week), (self.week_button, by_week)):
            made.setProperty("on", "true" if on else "false")
            made.style().unpolish(made)
            made.style().polish(made)
        self.view.show_weeks(by_week)

    def _show_day(self) -> None:
        day = self.view.day
        self.heading.setText(_("{year}-{month}").format(year=day.year, month=f"{day.month:02d}"))
        self.day_heading.setText(day.isoformat())
        entries = [_entry(one) for one in self._visits if one.visit_date == day]
        self.day_list.set_entries(entries)
        self.day_list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)


def _mark(visit: VisitRow) -> Mark:
    start = visit.start_time.strftime("%H:%M ") if visit.start_time else ""
    tone = STATUS_TONES.get(visit.status, Tone.NEUTRAL)
    return Mark(visit.id, visit.visit_date or date.min, f"{start}{visit.customer_name}", tone)


def _entry(visit: VisitRow) -> Entry:
    status = label_of("visit_status", visit.status)
    mode = label_of("contact_mode", visit.contact_mode)
    return Entry(
        key=visit.id,
        tag=status,
        tone=STATUS_TONES.get(visit.status, Tone.NEUTRAL),
        heading=visit.customer_name,
        remark=" ".join(filter(None, (visit.start_time.strftime("%H:%M") if visit.start_time else "", mode))),
        quiet=visit.outcome or visit.purpose,
    )
