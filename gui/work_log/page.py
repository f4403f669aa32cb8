"""The work log: it writes itself from what was done; lines are added, corrected and left out here."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.files import ask_source, ask_target
from gui.page import Page
from gui.papers.preview import Paper, preview
from gui.widgets.card import Card
from gui.widgets.chart import ChartView
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField
from gui.widgets.labels import button, icon_button, label
from gui.widgets.placing import STRETCH, in_row
from gui.widgets.record_table import RecordTable
from gui.work_log.balance import BalanceCard
from gui.work_log.columns import line_key, line_row, log_columns
from gui.work_log.entry_dialog import open_entry
from gui.work_log.form_dialog import open_form_dialog
from gui.work_log.span import SpanChooser
from gui.work_log.tracing import open_source
from model.settings.queries import find_owner
from model.work_log.actions import delete_entry, leave_out
from model.work_log.queries import Person, WorkLog, WorkLogLine, list_people, work_log_between
from reports.charts import stacked_bar_chart
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.work_log import WorkLogPaper, log_name, work_log_document, write_work_log
from reports.work_log_chart import hours_by_day
from resources.i18n import N_, _, _n

_CHART = 128
"""Least height of the chart: the table below has the room."""


class WorkLogPage(Page):
    """A month, a week or a day, line by line, with the balance of development, retention and other work."""

    listens_to = frozenset(
        {
            "work_log_entry",
            "visit",
            "customer",
            "retention_task",
            "promise",
            "quote",
            "piece_entry",
            "submission",
            "staff",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Work log"))
        self._log: WorkLog | None = None
        self._people: dict[str, Person] = {}
        self._wanted = ""
        with context.read() as session:
            self._owner = find_owner(session)
        self.of_all = self._owner.role == "office"
        self.span = SpanChooser(context.today(), self)
        self.who = ChoiceField({"": N_("All account managers")})
        self.who.set_name(_("Account manager"))
        self.who.setVisible(self.of_all)
        self.balance = BalanceCard()
        self.chart = ChartView(_("Hours by day"))
        self.table = RecordTable(
            "work-log", log_columns(self.of_all), context.preferences, context.today, empty=self._empty()
        )
        self.notice = label("", "muted", wrap=True)
        self.bring_back = button(_("Bring them back"), self.restore_lines, "link")
        self._add_buttons()
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table.view)

    def refresh(self) -> None:
        """Read the days that are shown."""
        with self.context.read() as session:
            self._show_people(session)
            self._log = log = work_log_between(session, self.span.first(), self.span.after(), str(self.who.value()))
        self.balance.show_balance(log.balance, len({line.work_date for line in log.lines}))
        names = {number: person.name for number, person in self._people.items()} if self.of_all else None
        self.table.set_rows([line_row(line, names) for line in log.lines])
        self._show_chart(log)
        self._show_notice(log)
        for made in (self.print_button, self.form_button):
            made.setEnabled(bool(log.lines))

    def month(self) -> int:
        """The month that is shown, YYYYMM."""
        return self.span.month()

    def state(self) -> dict[str, Any]:
        """The days, whose they are, and the table's state."""
        return {**self.span.state(), "who": self.who.value(), "table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.span.restore(state)
        self.who.set_value(state.get("who", ""))
        self.mark_stale()
        self.table.restore(state.get("table", {}))

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """A day (YYYY-MM-DD) or a month (YYYYMM) to show; `within` may name whose log, by employee number."""
        super().show_target(target, within)
        if self.of_all and within:
            self._wanted = within[0]
        if target and target.isdigit():
            self.span.restore({"day": f"{target[:4]}-{target[4:]}-01", "span": "month"})
        elif target:
            self.span.restore({"day": target, "span": "day"})

    def new_here(self) -> bool:
        """Ctrl+N: a line of one's own."""
        today = self.context.today()
        inside = self.span.first() <= today < self.span.after()
        open_entry(self, self.context, today if inside else self.span.first())
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the log as a paper."""
        paper = self._paper()
        if paper is None or not paper.log.lines:
            return False

        def make() -> Paper:
            pdf = pdf_of(work_log_document(paper))
            return Paper(_("Work log"), log_name(paper), pdf, lambda path: write_work_log(path, paper))

        preview(self, self.context, make)
        return True

    def export(self) -> None:
        """Write the log as a workbook."""
        paper = self._paper()
        if paper is None:
            return
        name = f"{log_name(paper)}.xlsx"
        target = ask_target(self, self.context, _("Export what is shown"), name, _("Workbook (*.xlsx)"))
        if target is not None:
            self.context.tasks.run(
                lambda progress: write_work_log(target, paper),
                lambda _done: self.context.say(_("Saved as {file}.").format(file=target.name)),
                title=_("Exporting"),
            )

    def fill_form(self) -> None:
        """Fill the company's own form with what is shown: what goes where is chosen once in the form itself."""
        paper = self._paper()
        template = ask_source(self, self.context, _("The company's form"), _("Workbook (*.xlsx)"))
        if template is not None and paper is not None:
            open_form_dialog(self, self.context, template, paper)

    def open_record(self) -> None:
        """Show the record behind the chosen line."""
        chosen = self._chosen()
        if chosen and not open_source(self, self.context, chosen[0]):
            self.context.say(_("This line was written by hand; no record stands behind it."), "news")

    def delete(self) -> None:
        """Take one's own lines out, and leave those that records make out of the log."""
        chosen = self._chosen()
        if not chosen:
            return
        with self.context.write(N_("Take {count} lines out of the work log"), count=len(chosen)) as session:
            for line in chosen:
                if line.entry_id is not None:
                    delete_entry(session, line.entry_id)
                else:
                    leave_out(session, line)
        self.context.say(_("Taken out of the log; the records stay."), undo=True)

    def restore_lines(self) -> None:
        """Bring the lines back that were left out of these days."""
        left_out = self._log.left_out if self._log else ()
        with self.context.write(N_("Bring {count} lines back into the work log"), count=len(left_out)) as session:
            for line in left_out:
                delete_entry(session, line.entry_id or "")
        self.context.say(_("Saved"), undo=True)

    def help_text(self) -> str:
        """Where the lines come from."""
        return _(
            "The log writes itself: visits and calls that took place, tasks done, promises kept, proposals drawn up "
            "and pieces counted are lines of it. Proposals, pieces and work for customers who are not ours yet count "
            "as development, the rest as retention. Times without start and end are shipped defaults (on site 90 "
            "minutes, phone 15, a proposal 60, a promise 30, a task 20, a piece 15).\n"
            "Enter corrects a line, Ctrl+N adds one, Open the record shows where it comes from; a line that is taken "
            "out leaves its record alone. A click on a day's bar shows that day; Alt+Page Up and Alt+Page Down go on. "
            "A month that was handed in stands as it was. Fill the company's form writes the lines into your own "
            "Excel form and leaves everything else in it untouched."
        )

    def _empty(self) -> Empty:
        return Empty(
            _("Nothing in these days"),
            _("Visits, tasks, promises, proposals and pieces write themselves in; add what else took your time."),
            _("New line"),
            self.new_here,
            "clipboard-list",
        )

    def _add_buttons(self) -> None:
        self.delete_button = icon_button("trash-2", _("Take out of the log"), self.delete)
        self.trace_button = button(_("Open the record"), self.open_record)
        self.form_button = button(_("Fill the company's form"), self.fill_form)
        self.print_button = button(_("Print"), self.print_here, glyph="printer")
        for made in (self.delete_button, self.trace_button, self.form_button, self.print_button):
            self.buttons.addWidget(made)
        self.buttons.addWidget(button(_("New line"), self.new_here, "primary"))

    def _arrange(self) -> None:
        head = in_row((self.span, 1), self.who, gap=12)
        self.chart.setMinimumHeight(_CHART)
        card = Card()
        card.body.addWidget(self.chart, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(card, 2)
        row.addWidget(self.balance, 1)
        self.overview = QWidget()
        self.overview.setLayout(row)
        self.overview.setMaximumHeight(_CHART + 60)
        row.setContentsMargins(0, 0, 0, 0)
        told = in_row(self.notice, self.bring_back, STRETCH)
        self.body.addLayout(head)
        self.body.addWidget(self.overview)
        self.body.addLayout(told)
        self.body.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.span.changed.connect(self.mark_stale)
        self.who.changed.connect(self.mark_stale)
        self.chart.clicked.connect(self._show_day)
        self.table.opened.connect(self._open)
        self.table.export_wanted.connect(self.export)
        self.table.print_wanted.connect(self.print_here)
        self.table.bar.offer_papers(True)

    def _show_people(self, session: Session) -> None:
        """Offer every account manager; whoever is chosen stays chosen."""
        if not self.of_all:
            return
        people = {person.employee_no: person for person in list_people(session)}
        if people == self._people and not self._wanted:
            return
        self._people = people
        box, chosen = self.who.box, self._wanted or self.who.value()
        self._wanted = ""
        box.blockSignals(True)
        while box.count() > 1:
            box.removeItem(1)
        for person in people.values():
            box.addItem(f"{person.name}  {person.employee_no}", person.employee_no)
        self.who.set_value(chosen if chosen in people else "")
        box.blockSignals(False)

    def _show_chart(self, log: WorkLog) -> None:
        data = hours_by_day(log)
        self.overview.setVisible(bool(log.lines))
        self.chart.set_chart(lambda width, height: stacked_bar_chart(data, width, height))

    def _show_notice(self, log: WorkLog) -> None:
        words = []
        if log.frozen:
            words.append(_("This month is handed in and stands as it was."))
        if log.left_out:
            words.append(
                _n("{count} line of a record is left out.", "{count} lines of records are left out.", len(log.left_out))
            )
        self.notice.setText(" ".join(words))
        self.notice.setVisible(bool(words))
        self.bring_back.setVisible(bool(log.left_out))

    def _show_day(self, day: str) -> None:
        self.span.show_span("day", type(self.span.day).fromisoformat(day))

    def _paper(self) -> WorkLogPaper | None:
        if self._log is None:
            return None
        person = self._people.get(str(self.who.value()))
        name = person.name if person else self._owner.name
        if self.of_all and person is None:
            name = _("All account managers")
        names = {number: one.name for number, one in self._people.items()} if self.of_all and person is None else None
        return WorkLogPaper(self._log, name, Imprint(self.context.today(), self._owner.name, VERSION), names)

    def _chosen(self) -> list[WorkLogLine]:
        ids = set(self.table.selected_ids())
        return [line for line in (self._log.lines if self._log else ()) if line_key(line) in ids]

    def _open(self, key: str) -> None:
        line = next((line for line in (self._log.lines if self._log else ()) if line_key(line) == key), None)
        if line is None:
            return
        if line.entry_id is None and not line.what:
            open_source(self, self.context, line)
        else:
            open_entry(self, self.context, line.work_date, line)
