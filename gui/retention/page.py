"""The retention page: tasks with their reasons as list and board, whom to see first, what was done, the rules."""

from functools import partial
from typing import Any

from gui.context import Context
from gui.files import ask_target
from gui.page import Page
from gui.papers.export import offer_papers
from gui.retention.behind_dialog import BehindDialog
from gui.retention.board import Board
from gui.retention.priority_tab import PriorityTab
from gui.retention.rules_tab import RulesTab
from gui.retention.task_columns import ended_columns, task_columns
from gui.retention.task_dialogs import dismiss, finish, postpone, write_own
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.retention.behind import MANY
from model.retention.lines import TaskLine
from model.retention.queries import coming_lines, list_tasks
from model.retention.warnings import RULE_BY_CODE
from reports.calendar_file import write_calendar
from resources.i18n import N_, _, _n

_COMING_DAYS = 30
_IMPORT = N_("Import the month's file")
_ENDED = ("done", "dismissed", "closed")


class RetentionPage(Page):
    """Everything to do to keep customers."""

    listens_to = frozenset(
        {"retention_task", "customer", "value_score", "value_grade", "reminder_rule", "visit_cycle", "holiday_day",
         "setting", "visit"}
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Retention"))
        self._lines: list[TaskLine] = []
        self.tabs = Tabs()
        calm = _("Tasks come from rules: ends, birthdays, visits, warnings. After the month's import they stand here.")
        self.tasks = self._table("tasks", self._nothing(_("Nothing is due"), calm, _IMPORT))
        well = _("Falling figures, members leaving, arrears, rivals' moves and lost deciders would stand here.")
        self.warnings = self._table("warnings", self._nothing(_("No warning"), well, _IMPORT))
        self.ended = RecordTable(
            "tasks-ended",
            ended_columns(),
            context.preferences,
            context.today,
            empty=self._nothing(_("Nothing done yet"), _("What you finish or dismiss stands here with its result.")),
        )
        self.board = Board()
        self.priorities = PriorityTab(context)
        self.rules = RulesTab(context)
        self._add_tabs()
        self._add_buttons()
        self.board.opened.connect(lambda customer: context.open_page("customer", customer))
        self.setFocusProxy(self.tasks.view)

    def refresh(self) -> None:
        """Read tasks, priorities and rules."""
        today = self.context.today()
        with self.context.read() as session:
            self._lines = list_tasks(session, today)
            coming = coming_lines(session, today, _COMING_DAYS)
            ended = list_tasks(session, today, status=_ENDED)
            self.priorities.load(session, today)
            self.rules.load(session)
        for table in (self.tasks, self.warnings):
            table.empty.button.setVisible(not self.priorities.table.has_rows())
        warnings = [line for line in self._lines if line.rule in RULE_BY_CODE]
        columns = task_columns(today)
        self.tasks.set_rows(rows_of(self._lines, columns))
        self.warnings.set_rows(rows_of(warnings, columns))
        self.ended.set_rows(rows_of(ended, ended_columns()))
        self.board.set_lines(self._lines + coming)
        self._say_counts(len(warnings))

    def state(self) -> dict[str, Any]:
        """The tab and the list's filter, order and selection."""
        return {"tab": self.tabs.current(), "tasks": self.tasks.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(state.get("tab", "tasks"))
        self.tasks.restore(state.get("tasks", {}))

    def new_here(self) -> bool:
        """Ctrl+N: a task of one's own."""
        write_own(self, self.context)
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Tasks are made from rules and never twice: each says why. When its cause is gone, a task closes by "
            "itself. Tick several to finish, put off or dismiss them together. Keeping is by relationship, by cost or "
            "by product; the rules and their figures stand in the last tab."
        )

    def export_calendar(self) -> None:
        """Write the open tasks as an .ics file."""
        name = f"{_('Retention')} {self.context.today().isoformat()}.ics"
        target = ask_target(self, self.context, _("Export as calendar"), name, _("Calendar (*.ics)"))
        if target is None:
            return
        lines, now = self._lines, self.context.clock.now()
        self.context.tasks.run(
            lambda progress: write_calendar(target, lines, now),
            lambda done: self.context.say(
                _n("{count} task is in {file}.", "{count} tasks are in {file}.", len(lines), file=target.name)
            ),
            title=_("Exporting"),
        )

    def _table(self, name: str, empty: Empty) -> RecordTable:
        table = RecordTable(
            name, task_columns(self.context.today()), self.context.preferences, self.context.today, empty=empty
        )
        table.opened.connect(self._open)
        for words, act in ((_("Finish"), finish), (_("Put off"), postpone), (_("Dismiss"), dismiss)):
            table.offer(words, partial(self._with_chosen, act))
        offer_papers(self, self.context, table, _("Retention"))
        return table

    def _nothing(self, words: str, more: str, first_step: str = "") -> Empty:
        return Empty(words, more, _(first_step) if first_step else "", self._import, "circle-check")

    def _import(self) -> None:
        self.context.import_wanted.emit(())

    def _add_tabs(self) -> None:
        for key, words, sheet in (
            ("tasks", _("Tasks"), self.tasks),
            ("board", _("Board"), self.board),
            ("warnings", _("Early warnings"), self.warnings),
            ("priorities", _("Whom to see first"), self.priorities),
            ("ended", _("Done"), self.ended),
            ("rules", _("Rules"), self.rules),
        ):
            self.tabs.add(key, words, sheet)
        self.body.addWidget(self.tabs, 1)

    def _add_buttons(self) -> None:
        self.finish_button = button(_("Finish"), lambda: self._with_chosen(finish), "primary")
        for made in (
            button(_("To the calendar"), self.export_calendar),
            button(_("New task"), self.new_here),
            button(_("Dismiss"), lambda: self._with_chosen(dismiss)),
            button(_("Put off"), lambda: self._with_chosen(postpone)),
            self.finish_button,
        ):
            self.buttons.addWidget(made)

    def _with_chosen(self, act: Any) -> None:
        table = self.warnings if self.tabs.current() == "warnings" else self.tasks
        ids = table.selected_ids()
        if not ids:
            self.context.say(_("Tick the tasks first: Space, or the box before the row."), "news")
            return
        act(self, self.context, ids)

    def _open(self, task: str) -> None:
        line = next((line for line in self._lines if line.id == task), None)
        if line is not None and line.rule in MANY:
            BehindDialog(self, self.context, line).open()
        if line is not None and line.kind == "self_test":
            self.context.open_page("self_test", f"task/{line.id}")
        if line is None or not line.customer_id:
            return
        customers = dict.fromkeys(other.customer_id for other in self._lines if other.customer_id)
        self.context.open_page("customer", line.customer_id, within=tuple(customers))

    def _say_counts(self, warnings: int) -> None:
        late = sum(line.days_late > 0 for line in self._lines)
        words = _("{count} open · {late} overdue").format(count=f"{len(self._lines):,}", late=f"{late:,}")
        self.sub_heading.setText(words if self._lines else "")
        self.tabs.set_words("tasks", _("Tasks  {count}").format(count=len(self._lines)))
        self.tabs.set_words("warnings", _("Early warnings  {count}").format(count=warnings))
        self.context.set_badge("retention", warnings)
