"""The cases: a list to look through, the chosen one to read, out to a file and in from one."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customers.row_dialog import delete_with_undo
from gui.files import ask_source, ask_target
from gui.knowledge.case_card import CaseCard
from gui.knowledge.case_form import open_case
from gui.papers.export import offer_papers
from gui.papers.preview import Paper, preview
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.splitter import Splitter
from model.errors import UserError
from model.knowledge.cases import CaseRow
from model.knowledge.records import SuccessCase
from model.knowledge.sharing import read_shared, share_cases, take_cases
from model.settings.queries import find_owner
from reports.imprint import VERSION, Imprint
from reports.knowledge import case_document, read_file, write_shared
from reports.pdf import pdf_of
from resources.i18n import N_, _, _n


class CasesTab(QWidget):
    """Success cases (案例)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cases: list[CaseRow] = []
        self._columns = case_columns()
        nothing = Empty(
            _("No cases yet"),
            _("A case tells what troubled a customer, what was done and what came of it. Write one, make one of a won "
              "opportunity, or take in a colleague's file."),
            _("New case"), self.new_row, "trophy",
        )  # fmt: skip
        self.table = RecordTable("cases", self._columns, context.preferences, context.today, empty=nothing)
        self.card = CaseCard()
        self.table.selection_changed.connect(self._show_chosen)
        self.table.opened.connect(lambda _row: self.edit())
        self.card.edit_button.clicked.connect(lambda _on: self.edit())
        offer_papers(self, context, self.table, _("Success cases"))
        self._lay_out()

    def show_cases(self, cases: list[CaseRow], target: str | None) -> None:
        """Show them; the target, else what was chosen, else the first is read."""
        self._cases = cases
        self.table.set_rows(rows_of(cases, self._columns))
        if cases and not (target and self.table.select(target)) and self.table.current_id() is None:
            self.table.select(cases[0].id)
        self._show_chosen()

    def new_row(self) -> None:
        """Write a case."""
        open_case(self, self._context)

    def edit(self) -> None:
        """Change the chosen case."""
        case = self.chosen()
        if case is not None:
            open_case(self, self._context, case)

    def delete(self) -> None:
        """Take the chosen case out."""
        case = self.chosen()
        if case is not None:
            delete_with_undo(self, self._context, SuccessCase, case.id, case.name)

    def print_it(self) -> None:
        """The chosen case as a page."""
        case = self.chosen()
        if case is None:
            self._context.say(_("Choose a case first."), "news")
        else:
            preview(self, self._context, lambda: paper_of_case(self._context, case))

    def chosen(self) -> CaseRow | None:
        """The case the table stands on."""
        current = self.table.current_id()
        return next((case for case in self._cases if case.id == current), None)

    def ask_share(self) -> None:
        """Ask where to, then write the chosen cases as a file for colleagues."""
        target = ask_target(self, self._context, _("Give cases on"), _("cases") + ".mbk", _("Cases (*.mbk)"))
        if target is not None:
            self.share(target)

    def share(self, path: Path) -> None:
        """Write the selected cases; what may not leave is said."""
        ids = self.table.selected_ids()
        try:
            with self._context.read() as session:
                content = share_cases(session, ids)
            write_shared(path, content)
        except UserError as error:
            self._context.say(error.sentence, "danger")
            return
        self._context.say(_n("{count} case is in {file}.", "{count} cases are in {file}.", len(ids), file=path.name))

    def ask_take(self) -> None:
        """Ask for a colleague's file and take it in."""
        file = ask_source(self, self._context, _("Take cases in"), _("Cases (*.mbk)"))
        if file is not None:
            self.take(file)

    def take(self, path: Path) -> None:
        """Add the cases of a file that are new here."""
        try:
            shared = read_shared(read_file(path))
            with self._context.write(N_("Take in {count} cases"), count=len(shared)) as session:
                taken = take_cases(session, shared)
        except UserError as error:
            self._context.say(error.sentence, "danger")
            return
        words = _("Cases taken in: {new}; standing here already: {known}.").format(new=taken.new, known=taken.known)
        self._context.say(words, undo=taken.new > 0)

    def _show_chosen(self) -> None:
        case = self.chosen()
        self.card.show_case(case)
        for part in (self.share_button, self.delete_button):
            part.setEnabled(bool(self.table.selected_ids()))

    def _lay_out(self) -> None:
        self.share_button = button(_("Give on as a file"), self.ask_share, glyph="upload")
        self.delete_button = button(_("Delete"), self.delete, "quiet", "trash-2")
        row = in_row(
            self.share_button,
            button(_("Take in a file"), self.ask_take, glyph="download"),
            self.delete_button,
            STRETCH,
            gap=8,
        )
        both = Splitter("cases", self._context.preferences, self.table, self.card)
        both.setStretchFactor(0, 5)
        both.setStretchFactor(1, 4)
        in_column(row, (both, 1), gap=12, within=self)


def case_columns() -> list[Column]:
    """The columns of cases; the hidden words are looked through by the filter."""
    return [
        Column("name", N_("Case"), width=210, bold=True),
        Column("industry", N_("Industry"), width=76),
        Column("products", N_("Products"), width=150, quiet=True),
        Column("may_be_told", N_("May be told"), Kind.BOOL, 84, quiet=True),
        Column("author", N_("Written by"), width=90, quiet=True),
        Column("noted_on", N_("Noted on"), Kind.DATE, 96, quiet=True),
        Column("text", N_("Words"), hidden_key=True, shown=False),
    ]


def paper_of_case(context: Context, case: CaseRow) -> Paper:
    """A case as a page."""
    with context.read() as session:
        imprint = Imprint(context.today(), find_owner(session).name, VERSION)
    heading = _("Success case")
    return Paper(heading, f"{heading} {case.name[:40]}", pdf_of(case_document(case, imprint)))
