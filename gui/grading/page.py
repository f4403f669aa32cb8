"""The value page: the month's pyramid and moves, the list with each score explained, 两高一低, and the models."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox

from gui.context import Context
from gui.grading.list_tab import ListTab
from gui.grading.model_tab import ModelTab
from gui.grading.overview_tab import OverviewTab
from gui.grading.portrait_tab import PortraitTab
from gui.page import Page
from gui.tasks import Progress
from gui.widgets.conditions import Condition
from gui.widgets.labels import button
from gui.widgets.tabs import Tabs
from model.errors import UserError
from model.grading.actions import grade_month, latest_month
from model.grading.queries import graded_months
from model.months import month_words
from model.retention.actions import make_tasks
from resources.i18n import _, _n


class GradingPage(Page):
    """What customers are worth."""

    listens_to = frozenset({"value_score", "graded_month", "value_grade", "value_model"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Customer value"))
        self.month: int | None = None
        self._months: list[int] = []
        self._choice = QComboBox()
        self._choice.setAccessibleName(_("Month"))
        self.before_month: int | None = None
        self.tabs = Tabs()
        self.overview = OverviewTab(context)
        self.list = ListTab(context)
        self.portraits = PortraitTab(context)
        self.models = ModelTab(context)
        self.overview.wanted.connect(self._show_list)
        self.overview.asked.connect(self._show_those)
        for key, words, sheet in (
            ("overview", _("Overview"), self.overview),
            ("list", _("Customers"), self.list),
            ("portraits", _("Two highs and one low"), self.portraits),
            ("models", _("Value model"), self.models),
        ):
            self.tabs.add(key, words, sheet)
        self.body.addWidget(self.tabs, 1)
        self.buttons.addWidget(self._choice)
        self.buttons.addWidget(button(_("Grade again"), self.grade_again))
        self._choice.activated.connect(self._choose)

    def refresh(self) -> None:
        """Read the months, then what the chosen one says."""
        with self.context.read() as session:
            self._months = graded_months(session)
            if self.month not in self._months:
                self.month = self._months[0] if self._months else None
            newest = self._months[0] if self._months else latest_month(session, self.context.today())
            self.models.load(session, newest)
            if self.month is not None:
                self._load(session)
        self._show_months()
        self.overview.set_empty(self.month is None)

    def state(self) -> dict[str, Any]:
        """The tab, the month and the list's filter."""
        return {"tab": self.tabs.current(), "month": self.month, "list": self.list.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.month = state.get("month", self.month)
        self.tabs.show_sheet(state.get("tab", "overview"))
        self.list.table.restore(state.get("list", {}))

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Every month each customer with a bill gets a score from 0 to 100, a grade by its rank (A top 5 %, B next "
            "15 %, C next 30 %) and a class. A month once graded stays as it was, whatever becomes of the model. Click "
            "a step of the pyramid or a cell of the matrix for the customers behind it; choose one for every factor."
        )

    def grade_again(self) -> None:
        """Grade the newest month with its data as they are now."""
        today, database = self.context.today(), self.context.database

        def job(progress: Progress) -> int:
            with database.write() as session:
                month = latest_month(session, today)
                if month is None:
                    raise UserError(_("There are no bills yet. Import the month first."))
                run = grade_month(session, month)
                make_tasks(session, today)
            return run.customers

        self.context.tasks.run(
            job,
            lambda count: self.context.say(_n("{count} customer graded.", "{count} customers graded.", count)),
            title=_("Grading"),
            writes=True,
        )

    def _load(self, session: Any) -> None:
        month = self.month or 0
        earlier = [one for one in self._months if one < month]
        self.before_month = earlier[0] if earlier else None
        self.overview.load(session, month, self.before_month)
        self.list.load(session, month)
        self.portraits.load(session, month)

    def _show_months(self) -> None:
        words = [month_words(month) for month in self._months]
        self._choice.clear()
        self._choice.addItems(words)
        self._choice.setVisible(bool(words))
        if self.month is not None:
            self._choice.setCurrentIndex(self._months.index(self.month))
        self.sub_heading.setText(self._choice.currentText())

    def _choose(self, place: int) -> None:
        if self._months[place] != self.month:
            self.month = self._months[place]
            self.mark_stale()

    def _show_list(self, grade: str, before: str) -> None:
        """Open the list at what was clicked: a grade, or a move from one grade to another."""
        self.list.show_only(grade, before)
        self.tabs.show_sheet("list")

    def _show_those(self, conditions: Sequence[Condition]) -> None:
        """Open the list at the customers who meet these conditions."""
        self.list.table.clear()
        self.list.table.filter_by(*conditions)
        self.tabs.show_sheet("list")
