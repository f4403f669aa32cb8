"""The targets page: a month's items for district and manager, how they stand, and which customers moved them."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.targets.columns import figure_words, state_of, target_columns, target_row
from gui.targets.variance_card import VarianceCard
from gui.targets.wizard import PlanWizard
from gui.widgets.card import Figure
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.month_chooser import MonthChooser
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from model.months import month_of, month_words
from model.pay.targets import TargetMonth, TargetRow, find_variance, list_earlier, list_target_months, list_targets
from model.settings.queries import find_owner
from resources.i18n import _

_FIGURES = 4


class TargetsPage(Page):
    """A month's targets (指标)."""

    listens_to = frozenset(
        {"kpi_target", "kpi_rule", "staff", "billing_month", "customer", "visit", "snapshot_member", "member_month"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Targets"))
        self._found: TargetMonth | None = None
        self._unasked = True
        self.month = MonthChooser(context.today(), self)
        self.month.changed.connect(self.mark_stale)
        self.after_heading.addWidget(self.month)
        self.plan_button = button(_("Appraisal plan"), self.plan, "primary")
        self.plan_button.hide()
        self.buttons.addWidget(self.plan_button)
        self.figures = [Figure("") for _place in range(_FIGURES)]
        self.table = RecordTable("targets", target_columns(), context.preferences, context.today)
        self.table.view.hideColumn(0)
        self.variance = VarianceCard(context)
        self.empty = Empty(
            _("No target in this month"),
            _("Targets come with the office's workbook, sheet 指标; the office can also publish an appraisal plan."),
            _("Import a file"),
            lambda: context.import_wanted.emit(None),
            "target",
        )
        self.table.selection_changed.connect(self._show_chosen)
        self.table.opened.connect(lambda _row: self.variance.table.view.setFocus())
        offer_papers(self, context, self.table, _("Targets"))
        self._arrange()
        self.setFocusProxy(self.table.view)

    def refresh(self) -> None:
        """Read the month; the first time the newest one that has targets."""
        with self.context.read() as session:
            self._go_to_newest(session)
            found = list_targets(session, self.month.month(), self.context.today())
            self.plan_button.setVisible(find_owner(session).role == "office")
        self._found = found
        self._stack.setCurrentIndex(0 if found.rows else 1)
        pace = _("{worked} of {whole} working days are over")
        self.sub_heading.setText(pace.format(worked=found.pace.worked, whole=found.pace.whole))
        self._show_figures(found)
        self.table.set_rows([target_row(row) for row in found.rows])
        wanted = self.target if self.target and any(row.id == self.target for row in found.rows) else None
        if found.rows and (wanted or self.table.current_id() is None):
            self.table.select(wanted or found.rows[0].id)
        self._show_chosen()

    def state(self) -> dict[str, Any]:
        """The month and the table's state."""
        return {"month": self.month.month(), "table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        if "month" in state:
            self.month.set_month(state["month"])
            self._unasked = False
        self.table.restore(state.get("table", {}))
        self.mark_stale()

    def help_text(self) -> str:
        """What the page is for and what its words mean."""
        return _(
            "Targets (指标) come from the office by month, for a district or a manager. Reached is actual ÷ target; "
            "due by now is the share of the month's working days that are over, make-up days counted; the forecast is "
            "where the month ends at today's pace. A rate does not grow with the days: its forecast is itself.\n"
            "Choose an item to see which customers moved it since the month before. From your data is what Meiban "
            "works out itself, beside what the office's file says."
        )

    def rows(self) -> tuple[TargetRow, ...]:
        """The targets of the month that is shown."""
        return self._found.rows if self._found else ()

    def plan(self) -> PlanWizard:
        """The office's appraisal plan in five steps; what was published is shown from its first month on."""
        wizard = PlanWizard(self, self.context)
        wizard.accepted.connect(lambda: self._show_month(wizard.plan().valid_from))
        wizard.open()
        return wizard

    def _show_month(self, month: int) -> None:
        self.month.set_month(month)
        self.mark_stale()

    def _go_to_newest(self, session: Session) -> None:
        if not self._unasked:
            return
        self._unasked = False
        today = self.context.today()
        months = [month for month in list_target_months(session) if month <= month_of(today)]
        if months:
            self.month.set_month(months[0])

    def _show_figures(self, found: TargetMonth) -> None:
        subject = (found.rows[0].scope, found.rows[0].subject) if found.rows else ("", "")
        rows = [row for row in found.rows if (row.scope, row.subject) == subject]
        for place, figure in enumerate(self.figures):
            figure.setVisible(place < len(rows))
            if place < len(rows):
                _show_figure(figure, rows[place])

    def _show_chosen(self) -> None:
        chosen = self.table.current_id()
        row = next((one for one in self.rows() if one.id == chosen), None)
        if row is None:
            self.variance.clear()
            return
        with self.context.read() as session:
            self.variance.show_variance(find_variance(session, row), list_earlier(session, row))

    def _arrange(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for figure in self.figures:
            figures.addWidget(figure, 1)
        inside = QWidget()
        in_column(figures, (in_row((self.table, 8), (self.variance, 5), gap=16), 1), gap=16, within=inside)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(inside)
        self._stack.addWidget(self.empty)


def _show_figure(figure: Figure, row: TargetRow) -> None:
    standing = row.standing
    figure.caption.setText(f"{row.item}　{row.name}")
    note = _("target {target}").format(target=figure_words(row.target, row.is_rate))
    if not row.is_rate and standing.forecast_value is not None:
        forecast = figure_words(standing.forecast_value, row.is_rate)
        note = _("target {target}, forecast {forecast}").format(
            target=figure_words(row.target, row.is_rate), forecast=forecast
        )
    tone = Tone.DANGER if state_of(row) == "behind" else Tone.PLAIN
    words = _("{note}, behind").format(note=note) if tone is Tone.DANGER else note
    figure.show_value(figure_words(row.actual, row.is_rate), "", words, tone)
    figure.show_share(standing.reached or 0.0)
    figure.bar.setAccessibleName(f"{row.item} {month_words(row.month)}")
