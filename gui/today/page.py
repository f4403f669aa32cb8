"""The first page of the day: figures, whom to see and why, reminders, the evening wrap-up."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.context import Context
from gui.page import Page
from gui.today.figures_row import FiguresRow
from gui.today.first_days import FirstDaysCard
from gui.today.first_run import FirstRunGuide
from gui.today.reminders import Reminders
from gui.today.stops_table import StopsTable, most_urgent
from gui.today.week_questions import WeekQuestionsCard
from gui.today.words import date_line
from gui.widgets.card import Card
from gui.widgets.labels import button
from gui.widgets.placing import in_column, in_row
from model.customers.listing import count_customers
from model.knowledge.self_test import QuestionRow, list_week
from model.retention.rounds import Load, load_of
from model.today.figures import TodayFigures, figures_of
from model.today.queries import Agenda, agenda_of, count_first_steps
from resources.i18n import _

READ_AT_ONCE = 3000
"""Customers up to which the page reads while the person waits; more come from the worker."""


_REMINDERS_WIDTH = 296


@dataclass(frozen=True)
class _Day:
    figures: TodayFigures
    agenda: Agenda
    load: Load
    steps: dict[str, int]
    questions: list[QuestionRow]


class TodayPage(Page):
    """What is due or planned, and why."""

    listens_to = frozenset(
        {"visit", "promise", "need", "customer", "retention_task", "billing_month", "installed_product", "agreement",
         "snapshot_member", "buying_role", "product_offering", "kpi_target", "self_test_answer", "opportunity"}
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Today's work"))
        self._reading = False
        self._next_day = context.today()
        self.figures = FiguresRow()
        self.figures.opened.connect(self._open_figure)
        self.stops = StopsTable(context)
        self.stops.chosen.connect(lambda customer: context.open_page("customer", customer, self.stops.shown_ids()))
        self.reminders = Reminders()
        self.reminders.opened.connect(self._open_reminder)
        self.first_days = FirstDaysCard(context)
        self.questions = WeekQuestionsCard(context)
        self.stops_card = Card(_("People to see"), " ", margins=1)
        self.all_button = button(_("All tasks"), lambda: context.open_page("retention"), "link")
        self.plan_button = button(_("Plan visits"), self.plan, "link")
        self.plan_button.setToolTip(_("A planned visit to each customer chosen in the list"))
        self.stops.offer(_("Plan visits"), self.plan)
        self.evening_button = button(_("Evening wrap-up"), self.wrap_up)
        self.new_button = button(_("Note a visit"), self.new_here, "primary")
        self.buttons.addWidget(self.evening_button)
        self.buttons.addWidget(self.new_button)
        self._fill()
        self._guide_first_run(False)

    def refresh(self) -> None:
        """Read the day; a big book comes from the worker."""
        with self.context.read() as session:
            count = count_customers(session)
        self._guide_first_run(count == 0)
        if count == 0:
            self.sub_heading.setText("")
            self.context.set_badge("today", 0)
        elif count <= READ_AT_ONCE:
            self._show(self._read())
        elif not self._reading:
            self._reading = True
            self.context.tasks.run(lambda progress: self._read(), self._on_read)

    def new_here(self) -> bool:
        """Ctrl+N: note a visit."""
        from gui.visits.visit_dialog import open_visit  # at its first use, as all that this start page leads to

        open_visit(self, self.context)
        return True

    def wrap_up(self) -> None:
        """The evening's last look."""
        from gui.today.evening_dialog import EveningDialog

        EveningDialog(self, self.context).open()

    def plan(self) -> None:
        """Plan a visit to each of the chosen customers, today or on the next working day."""
        from gui.visits.plan_dialog import plan_visits

        plan_visits(self, self.context, self.stops.selected_ids(), self._next_day)

    def help_text(self) -> str:
        """What Today shows."""
        return _(
            "People to see stand by grid, so that one round serves several; each says why and what to do next. Enter "
            "opens the customer.\n"
            "Snapshot: the office freezes a list of members with their revenue of one month. Retention is how much of "
            "it is still there; numerator and denominator stand under the figure.\n"
            "Evening wrap-up shows notes to finish, talks without a next step, and tomorrow."
        )

    def _fill(self) -> None:
        self.stops_card.head.addWidget(self.plan_button)
        self.stops_card.head.addWidget(self.all_button)
        self.stops_card.body.addWidget(self.stops, 1)
        row = in_row((self.stops_card, 9), (self._right_side(), 4), gap=16)
        self.guide = FirstRunGuide(self.context)
        self.day = QWidget()
        in_column(self.figures, (row, 1), gap=16, within=self.day)
        self.body.addWidget(self.day, 1)
        self.body.addWidget(self.guide, 1, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)

    def _right_side(self) -> QScrollArea:
        reminders = Card(_("Reminders"))
        reminders.body.addWidget(self.reminders, 1)
        reminders.setMinimumHeight(200)
        ground = QWidget()
        ground.setProperty("look", "ground")
        in_column(self.first_days, (reminders, 1), self.questions, gap=16, within=ground)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        scroll.setMinimumWidth(_REMINDERS_WIDTH)
        return scroll

    def _guide_first_run(self, first: bool) -> None:
        """Without a customer the day is empty: the guide stands in its place."""
        self.guide.setVisible(first)
        for part in (self.day, self.evening_button, self.new_button):
            part.setVisible(not first)
        self.setFocusProxy(self.guide.import_button if first else self.stops.view)

    def _read(self) -> _Day:
        today = self.context.today()
        with self.context.read() as session:
            return _Day(
                figures_of(session, today), agenda_of(session, today), load_of(session, today),
                count_first_steps(session), list_week(session, today),
            )  # fmt: skip

    def _on_read(self, day: _Day) -> None:
        self._reading = False
        self._show(day)

    def _show(self, day: _Day) -> None:
        today, agenda = self.context.today(), day.agenda
        self._next_day = agenda.working_days[0] if agenda.working_days else today
        self.sub_heading.setText(date_line(today, agenda.working_days))
        self.figures.show_figures(day.figures, today)
        shown = most_urgent(agenda.stops)
        self.stops.show_stops(shown)
        hours = _("by grid · about {hours} h of visits a week, {planned} h planned").format(
            hours=round(day.load.hours / 4.3), planned=round(day.load.planned_hours)
        )
        self.stops_card.remark.setText(hours if agenda.stops else "")
        self.all_button.setText(_("All {count}").format(count=len(agenda.stops)))
        self.all_button.setVisible(len(agenda.stops) > len(shown))
        self.plan_button.setVisible(bool(shown))
        self.reminders.show_agenda(agenda, today)
        self.first_days.show_counts(day.steps)
        self.questions.show_questions(day.questions, today)
        self.context.set_badge("today", len(shown))

    def _open_figure(self, key: str) -> None:
        from gui.needs.page import LATE, OPEN
        from gui.opportunities.page import WON

        targets: dict[str, tuple[str, Any]] = {
            "snapshot": ("snapshots", None),
            "won": ("opportunities", WON),
            "new_business": ("customers", None),
            "ends": ("retention", None),
            "promises": ("needs", OPEN),
            "late": ("needs", LATE),
        }
        page, target = targets[key]
        self.context.open_page(page, target)

    def _open_reminder(self, entity: str, row: str) -> None:
        from gui.needs.page import OPEN

        if entity == "unfinished":
            self.wrap_up()
        elif entity == "promise":
            self.context.open_page("needs", OPEN)
        elif entity == "customer":
            self.context.open_page("customer", row)
        elif entity == "self_test":
            self.context.open_page("self_test", f"task/{row}")
        else:
            self.context.open_page("retention")
