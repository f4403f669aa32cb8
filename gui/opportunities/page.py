"""The page of opportunities: board, list, and what may come of them."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QWidget

from gui.context import Context
from gui.opportunities.board import OpportunityBoard
from gui.opportunities.dialogs import move_to
from gui.opportunities.form import open_opportunity_form
from gui.opportunities.outlook import Outlook
from gui.opportunities.pipeline_dialog import ask_limits, ask_pipeline, take_out
from gui.opportunities.table import OpportunityTable, empty_words
from gui.page import Page
from gui.widgets.columns import money_words
from gui.widgets.conditions import Condition
from gui.widgets.labels import button
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.tabs import Tabs
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.months import first_day, month_of
from model.opportunities.pipelines import Pipeline
from model.opportunities.queries import OpportunityRow, list_opportunities
from model.opportunities.rules import forecast_of, funnel_of, sums_of
from model.opportunities.settings import pipelines_in_force
from resources.i18n import _

WON: Final = "list/won"
"""What `open_page` is given for the list of what was won this month."""

_MONTHS: Final = 6


class OpportunitiesPage(Page):
    """Everyone's opportunities, those of one pipeline and one outcome at a time on the board."""

    listens_to = frozenset(
        {"opportunity", "opportunity_stage", "opportunity_need", "customer", "setting", "quote", "buying_role"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Sales opportunities"))
        self._rows: Sequence[OpportunityRow] = ()
        self._pipelines: dict[str, Pipeline] = {}
        self.pipeline, self.outcome = QComboBox(), QComboBox()
        self.filter = QLineEdit()
        self.board = OpportunityBoard()
        self.list = OpportunityTable(context, of_customer=False)
        self.outlook = Outlook()
        self.nothing = empty_words(self.new_here)
        self.tabs = Tabs()
        self.tabs.add("board", _("Board"), self._board_sheet())
        self.tabs.add("list", _("List"), self.list)
        self.tabs.add("outlook", _("Funnel and forecast"), self.outlook)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.nothing, 1)
        self.stages_button = button(_("Stages and limits"), self._open_menu, glyph="settings")
        self.new_button = button(_("New opportunity"), self.new_here, "primary")
        self.buttons.addWidget(self.stages_button)
        self.buttons.addWidget(self.new_button)
        self.board.opened.connect(lambda row: context.open_page("opportunity", row, self._ids()))
        self.board.moved.connect(self.send)
        self.board.rest_wanted.connect(self.show_stage)
        self.outlook.stage_wanted.connect(self.show_stage)
        self.outlook.month_wanted.connect(self.show_month)
        self.setFocusProxy(self.filter)

    def refresh(self) -> None:
        """Read everything and show it."""
        today = self.context.today()
        with self.context.read() as session:
            self._pipelines = pipelines_in_force(session).by_name
            self._rows = list_opportunities(session, today)
        self._offer_pipelines()
        self.tabs.setVisible(bool(self._rows))
        self.nothing.setVisible(not self._rows)
        self.list.show_rows(self._rows)
        self._show_pipeline()
        self.tabs.set_words("list", _("List {count}").format(count=len(self._rows)))
        self._say_sums()

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """`list/won` leads to what was won this month."""
        super().show_target(target, within)
        if target == WON:
            today = self.context.today()
            since = (today.replace(day=1).isoformat(), today.isoformat())
            self.tabs.show_sheet("list")
            self.list.table.filter_by(Condition("outcome", "any", ("won",)), Condition("closed_on", "between", since))

    def send(self, row_id: str, key: str) -> None:
        """Put one into a stage; what is missing for it is asked for, a refusal is said in words."""
        row = next((one for one in self._rows if one.id == row_id), None)
        if row is None:
            return
        try:
            move_to(self, self.context, row, key)
        except UserError as error:
            self.context.say(error.sentence, tone="danger")

    def show_stage(self, key: str) -> None:
        """The list of what stands in a stage."""
        self.tabs.show_sheet("list")
        self.list.table.filter_by(
            Condition("stage_key", "any", (key,)), Condition("outcome", "any", (self.outcome.currentData() or "open",))
        )

    def show_month(self, month: int) -> None:
        """The list of what may close in a month; this month's takes what is overdue."""
        first = first_day(month)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        today = self.context.today()
        since = None if month == month_of(today) else first.isoformat()
        self.tabs.show_sheet("list")
        self.list.table.filter_by(
            Condition("expected_close", "between", (since, last.isoformat())), Condition("outcome", "any", ("open",))
        )

    def state(self) -> dict[str, Any]:
        """The sheet, the pipeline, the outcome and the filters."""
        return {
            "tab": self.tabs.current(),
            "pipeline": self.pipeline.currentData(),
            "outcome": self.outcome.currentData(),
            "filter": self.filter.text(),
            "list": self.list.table.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "board")))
        for box, key in ((self.pipeline, "pipeline"), (self.outcome, "outcome")):
            box.setCurrentIndex(max(box.findData(state.get(key)), 0))
        self.filter.setText(str(state.get("filter", "")))
        self.list.table.restore(state.get("list", {}))

    def new_here(self) -> bool:
        """Ctrl+N: a new opportunity."""
        open_opportunity_form(self, self.context)
        return True

    def help_text(self) -> str:
        """What an opportunity is, and how the board is used."""
        return _(
            "An opportunity is what may be sold to a customer. Drag its card to the next stage, or send it on with "
            "Ctrl+→ and Ctrl+←; arrows go from card to card, Enter opens one.\n"
            "A stage asks for something: a need behind it, a confirmed decider on the map before a solution is drawn "
            "up, a proposal before negotiating, a yes before carrying out. Without it a reason is asked for and kept.\n"
            "Each stage has a longest stay (a default until you change it); beyond it the card is red and a task "
            "stands on Today. Won, lost and shelved are written down with their reason.\n"
            "Money, authority and need are judged 0 to 3, each with the evidence for it."
        )

    def _board_sheet(self) -> QWidget:
        self.filter.setPlaceholderText(_("Filter the cards: name, customer, team"))
        self.filter.setAccessibleName(_("Filter the cards"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(320)
        self.pipeline.setAccessibleName(_("Pipeline"))
        self.outcome.setAccessibleName(_("Outcome"))
        for code, words in ENUMERATIONS["opportunity_outcome"].items():
            self.outcome.addItem(_(words), code)
        sheet = QWidget()
        row = in_row((self.filter, 1), self.outcome, self.pipeline, STRETCH, gap=8)
        in_column(row, (self.board, 1), gap=12, within=sheet)
        self.filter.textChanged.connect(lambda _text: self._show_pipeline())
        for box in (self.pipeline, self.outcome):
            box.currentIndexChanged.connect(lambda _index: self._show_pipeline())
        return sheet

    def _offer_pipelines(self) -> None:
        kept = self.pipeline.currentData()
        self.pipeline.blockSignals(True)
        self.pipeline.clear()
        for name, pipeline in self._pipelines.items():
            self.pipeline.addItem(pipeline.words, name)
        self.pipeline.setCurrentIndex(max(self.pipeline.findData(kept), 0))
        self.pipeline.blockSignals(False)
        self.pipeline.setVisible(len(self._pipelines) > 1)

    def _show_pipeline(self) -> None:
        if not self._pipelines:
            return
        pipeline = self._pipelines[self.pipeline.currentData() or ""]
        outcome, words = self.outcome.currentData(), self.filter.text().strip().casefold()
        mine = [row for row in self._rows if row.pipeline == pipeline.name]
        self.board.show_rows(
            [row for row in mine if row.outcome == outcome and words in _searched(row)], pipeline.stages
        )
        pursued = [row for row in mine if row.outcome == "open"]
        note = pipeline.words if len(self._pipelines) > 1 else ""
        months = forecast_of(pursued, self.context.today(), _MONTHS)
        self.outlook.show_outlook(sums_of(pursued), funnel_of(pursued, pipeline.stages), months, note)

    def _say_sums(self) -> None:
        sums = sums_of(row for row in self._rows if row.outcome == "open")
        words = _("{count} in pursuit · {amount} yuan").format(
            count=f"{sums.count:,}", amount=money_words(sums.amount_fen)
        )
        self.sub_heading.setText(words if sums.count else "")

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(_("Limits of the default stages…"), lambda: ask_limits(self, self.context))
        menu.addAction(_("New pipeline…"), lambda: ask_pipeline(self, self.context))
        for name in filter(None, self._pipelines):
            menu.addSeparator()
            menu.addAction(_("Edit “{name}”…").format(name=name), partial(ask_pipeline, self, self.context, name))
            menu.addAction(_("Delete “{name}”").format(name=name), partial(take_out, self.context, name))
        menu.popup(self.stages_button.mapToGlobal(self.stages_button.rect().bottomLeft()))

    def _ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self._rows)


def _searched(row: OpportunityRow) -> str:
    return f"{row.name} {row.customer_name} {row.team} {row.group_code}".casefold()
