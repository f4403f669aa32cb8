"""The work log of a month: it writes itself from visits; lines of one's own are added and corrected here."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from gui.colours import Tone
from gui.context import Context
from gui.page import Page
from gui.papers.preview import Paper, preview
from gui.visits.calendar import step_month
from gui.visits.visit_dialog import edit_visit
from gui.widgets.card import Figure
from gui.widgets.columns import Column, Kind, month_words
from gui.widgets.empty import Empty
from gui.widgets.labels import button, icon_button, section
from gui.widgets.record_table import RecordTable
from gui.work_log.entry_dialog import open_entry
from gui.work_log.form_dialog import open_form_dialog
from model.enumerations import ENUMERATIONS
from model.settings.queries import find_owner
from model.work_log.actions import delete_entry
from model.work_log.queries import WorkLog, WorkLogLine, work_log_of
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.work_log import WorkLogPaper, work_log_document, write_work_log
from resources.i18n import N_, _

_TONES: Final = {"development": Tone.NEWS, "retention": Tone.DONE, "other": Tone.NEUTRAL}


def hours_words(minutes: int) -> str:
    """Minutes as hours: 1.5."""
    return f"{minutes / 60:.1f}"


def log_columns() -> list[Column]:
    """Day, time, category, customer, what."""
    return [
        Column("work_date", N_("Date"), Kind.DATE, 100),
        Column("minutes", N_("Hours"), Kind.INTEGER, 70, words=hours_words),
        Column("category", N_("Category"), Kind.TAG, 90, choices=ENUMERATIONS["log_category"], tones=_TONES),
        Column("contact_mode", N_("Contact mode"), Kind.CHOICE, 90, choices=ENUMERATIONS["contact_mode"], quiet=True),
        Column("customer_name", N_("Customer"), width=220, bold=True),
        Column("what", N_("What was done"), width=340),
        Column("origin", N_("From"), width=90, quiet=True),
    ]


class WorkLogPage(Page):
    """One month, line by line, with the balance of development, retention and other work."""

    listens_to = frozenset({"work_log_entry", "visit", "customer"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Work log"))
        self._day = context.today()
        self._log: WorkLog | None = None
        self.month_words = section("")
        self.figures = {code: Figure(_(words)) for code, words in ENUMERATIONS["log_category"].items()}
        self.total = Figure(_("In all"))
        empty = Empty(
            _("Nothing in this month"),
            _("Visits write themselves into the log; add what else took your time."),
            _("New line"),
            self.new_here,
            "clipboard-list",
        )
        self.table = RecordTable("work-log", log_columns(), context.preferences, context.today, empty=empty)
        self.delete_button = icon_button("trash-2", _("Delete"), self.delete)
        self.form_button = button(_("Fill the company's form"), self.fill_form)
        self.print_button = button(_("Print"), self.print_here, glyph="printer")
        for made in (self.delete_button, self.form_button, self.print_button):
            self.buttons.addWidget(made)
        self.buttons.addWidget(button(_("New line"), self.new_here, "primary"))
        self._arrange()
        self.table.opened.connect(self._open)
        self.table.export_wanted.connect(self.export)
        self.table.print_wanted.connect(self.print_here)
        self.table.bar.offer_papers(True)
        self.setFocusProxy(self.table.view)

    def refresh(self) -> None:
        """Read the month."""
        with self.context.read() as session:
            self._log = work_log_of(session, self.month())
        balance = self._log.balance
        self.month_words.setText(month_words(self.month()))
        for code, figure in self.figures.items():
            share = f"{balance.share(code):.0%}"
            figure.show_value(hours_words(balance.minutes.get(code, 0)), _("h"), share)
            figure.show_share(balance.share(code))
        days = len({line.work_date for line in self._log.lines})
        self.total.show_value(hours_words(balance.total), _("h"), _("on {count} days").format(count=days))
        self.table.set_rows([_row(line) for line in self._log.lines])
        self.print_button.setEnabled(bool(self._log.lines))
        self.form_button.setEnabled(bool(self._log.lines))

    def month(self) -> int:
        """The month that is shown, YYYYMM."""
        return self._day.year * 100 + self._day.month

    def state(self) -> dict[str, Any]:
        """The month and the table's state."""
        return {"day": self._day.isoformat(), "table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self._day = type(self._day).fromisoformat(state.get("day", self._day.isoformat()))
        self.mark_stale()
        self.table.restore(state.get("table", {}))

    def new_here(self) -> bool:
        """Ctrl+N: a line of one's own."""
        day = self.context.today() if self.month() == _month_of(self.context.today()) else self._day.replace(day=1)
        open_entry(self, self.context, day)
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the log as a paper."""
        paper = self._paper()
        if paper is None or not paper.log.lines:
            return False
        name = f"{_('Work log')} {month_words(paper.log.month)} {paper.person}"

        def make() -> Paper:
            pdf = pdf_of(work_log_document(paper))
            return Paper(_("Work log"), name, pdf, lambda path: write_work_log(path, paper))

        preview(self, self.context, make)
        return True

    def export(self) -> None:
        """Write the log as a workbook."""
        paper = self._paper()
        name = f"{_('Work log')} {month_words(self.month())}.xlsx"
        file, _kind = QFileDialog.getSaveFileName(self, _("Export what is shown"), name, _("Workbook (*.xlsx)"))
        if file and paper is not None:
            target = Path(file).with_suffix(".xlsx")
            self.context.tasks.run(
                lambda progress: write_work_log(target, paper),
                lambda _done: self.context.say(_("Saved as {file}.").format(file=target.name)),
                title=_("Exporting"),
            )

    def fill_form(self) -> None:
        """Fill the company's own form with the month: what goes where is chosen once in the form itself."""
        paper = self._paper()
        template, _kind = QFileDialog.getOpenFileName(self, _("The company's form"), "", _("Workbook (*.xlsx)"))
        if template and paper is not None:
            open_form_dialog(self, self.context, Path(template), paper)

    def delete(self) -> None:
        """Take one's own lines out; a line made from a visit stays as long as the visit does."""
        own = [line.entry_id for line in self._chosen() if line.entry_id]
        if not own:
            self.context.say(_("This line comes from a visit: change the visit."), "news")
            return
        with self.context.write(N_("Delete {count} lines of the work log"), count=len(own)) as session:
            for entry in own:
                delete_entry(session, entry)
        self.context.say(_("Deleted"), undo=True)

    def help_text(self) -> str:
        """Where the lines come from."""
        return _(
            "Each visit that took place is a line of the log. Visits to customers who are not ours yet count as "
            "development, others as retention; times without start and end are shipped defaults (on site 90 minutes, "
            "phone 15). Enter corrects a line, Ctrl+N adds one. Fill the company's form writes the month into your "
            "own Excel form and leaves everything else in it untouched."
        )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(icon_button("chevron-left", _("Earlier"), lambda: self._step(-1)))
        head.addWidget(self.month_words)
        head.addWidget(icon_button("chevron-right", _("Later"), lambda: self._step(1)))
        head.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        for figure in (self.total, *self.figures.values()):
            row.addWidget(figure, 1)
        self.body.addLayout(head)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)

    def _step(self, by: int) -> None:
        self._day = step_month(self._day.replace(day=1), by)
        self.mark_stale()

    def _paper(self) -> WorkLogPaper | None:
        if self._log is None:
            return None
        with self.context.read() as session:
            owner = find_owner(session)
        return WorkLogPaper(self._log, owner.name, Imprint(self.context.today(), owner.name, VERSION))

    def _chosen(self) -> list[WorkLogLine]:
        ids = set(self.table.selected_ids())
        return [line for line in (self._log.lines if self._log else ()) if _key(line) in ids]

    def _open(self, key: str) -> None:
        line = next((line for line in (self._log.lines if self._log else ()) if _key(line) == key), None)
        if line is None:
            return
        if line.source_entity == "visit" and line.entry_id is None and not line.what and line.source_id:
            edit_visit(self, self.context, line.source_id)
        else:
            open_entry(self, self.context, line.work_date, line)


def _month_of(day: Any) -> int:
    return int(day.year * 100 + day.month)


def _key(line: WorkLogLine) -> str:
    return line.entry_id or f"{line.source_entity}:{line.source_id}"


def _row(line: WorkLogLine) -> tuple[object, ...]:
    origin = _("Visit") if line.entry_id is None else _("Corrected") if line.source_id else _("Own line")
    return (
        _key(line), line.work_date, line.minutes, line.category, line.contact_mode or None, line.customer_name,
        line.what, origin,
    )  # fmt: skip
