"""One questionnaire: its questions, whom to ask, the answer sheets, and what they come to."""

from typing import Any, Final

from PySide6.QtWidgets import QMenu, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.papers.preview import preview
from gui.questionnaires.columns import STATE_TONES, STATES, sample_columns, sheet_columns
from gui.questionnaires.dialogs import ask_revision, open_questionnaire
from gui.questionnaires.fill_dialog import fill_in
from gui.questionnaires.papers import blank_paper, results_paper_of
from gui.questionnaires.questions_tab import QuestionsTab
from gui.questionnaires.results_tab import ResultsTab
from gui.questionnaires.steps import act_on_version, close_or_reopen, delete_whole, take_out_sheets
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button, icon_button, muted
from gui.widgets.pager import Pager
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from gui.widgets.tag_label import TagLabel
from model.errors import UserError
from model.questionnaires.actions import write_version
from model.questionnaires.queries import (
    QuestionnaireSheet,
    SampleRow,
    find_questionnaire,
    list_sample,
    list_sheets,
    results_of,
)
from model.questionnaires.rules import Question
from reports.questionnaire import result_lead, version_of
from resources.i18n import N_, _

_NEXT: Final = {"draft": ("try", N_("Start the trial")), "trial": ("use", N_("Put in the field"))}


class QuestionnairePage(Page):
    """The questionnaire `target`; previous and next stay inside the list it was opened from."""

    listens_to = frozenset({"questionnaire", "questionnaire_version", "answer_sheet", "segment", "customer", "contact"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.sheet: QuestionnaireSheet | None = None
        self._drawn: list[SampleRow] | None = None
        self.heading.setMinimumWidth(120)
        back = button(_("Questionnaires ›"), lambda: context.open_page("questionnaires"), "link")
        self.before_heading.addWidget(back)
        self.tag = TagLabel("", Tone.NEWS)
        self.after_heading.addWidget(self.tag)
        self.pager = Pager()
        self.pager.moved.connect(lambda row: context.open_page("questionnaire", row, self.within))
        self.questions = QuestionsTab(context)
        self.questions.written.connect(self._write)
        self.sample = self._sample_table()
        self.sheets = self._sheets_table()
        self.results = ResultsTab(lambda: self._on_tab("results"))
        self.tabs = Tabs()
        self.tabs.add("questions", _("Questions"), self.questions)
        self.tabs.add("sample", _("Whom to ask"), self.sample)
        self.tabs.add("sheets", _("Answer sheets"), self._sheets_sheet())
        self.tabs.add("results", _("What came out"), self.results)
        self.tabs.changed.connect(self._on_tab)
        self.body.addWidget(self.tabs, 1)
        self._add_buttons()
        self.setFocusProxy(self.questions.table.view)

    def refresh(self) -> None:
        """Read it again; one that is gone says so."""
        if self.target is None:
            return
        try:
            with self.context.read() as session:
                sheet = find_questionnaire(session, self.target)
                rows = list_sheets(session, self.target)
        except UserError as error:
            self.sheet = None
            self.heading.setText(error.sentence)
            self.tabs.hide()
            return
        self.sheet, self._drawn = sheet, None
        self.tabs.show()
        self._show_header(sheet)
        self.questions.show_version(sheet.newest)
        self.sheets.set_rows(rows_of(rows, sheet_columns()))
        self.tabs.set_words("sheets", f"{_('Answer sheets')} {len(rows):,}" if rows else _("Answer sheets"))
        self.results.show_versions(sheet.versions, version_of(sheet, self.results.chosen()).id)
        self._on_tab(self.tabs.current())

    def state(self) -> dict[str, Any]:
        """The sheet that is shown."""
        return {"tab": self.tabs.current()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show it again."""
        self.tabs.show_sheet(str(state.get("tab", "questions")))

    def new_here(self) -> bool:
        """Ctrl+N: fill it in, or add a question while it is being written."""
        if self.sheet is not None and self.sheet.asked:
            fill_in(self, self.context, self.sheet.newest.id)
        else:
            self.questions.add()
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the results where they are shown, else the blank form."""
        if self.sheet is None:
            return True
        row_id, version = self.sheet.id, self.results.chosen()
        if self.tabs.current() == "results":
            preview(self, self.context, lambda: results_paper_of(self.context, row_id, version))
        else:
            preview(self, self.context, lambda: blank_paper(self.context, row_id))
        return True

    def go_on(self) -> None:
        """On trial, or into the field."""
        if self.sheet is not None and self.sheet.newest.state in _NEXT:
            act_on_version(self.context, self.sheet, _NEXT[self.sheet.newest.state][0])

    def fill(self) -> None:
        """Fill it in for the customer chosen in the sample, else for one to be chosen."""
        if self.sheet is not None and self.sheet.asked:
            chosen = self.sample.current_id() if self.tabs.current() == "sample" else None
            fill_in(self, self.context, self.sheet.newest.id, chosen)

    def more_menu(self) -> QMenu:
        """What else can be done with it, ready to be shown."""
        menu = QMenu(self)
        sheet = self.sheet
        if sheet is None:
            return menu
        menu.addAction(_("Edit…"), lambda: open_questionnaire(self, self.context, sheet))
        if sheet.newest.state in ("trial", "live"):
            menu.addAction(_("Revise…"), lambda: ask_revision(self, self.context, sheet))
        if sheet.newest.state == "draft":
            menu.addAction(_("Put in the field without a trial"), lambda: act_on_version(self.context, sheet, "use"))
        menu.addSeparator()
        menu.addAction(
            _("Ask again") if sheet.closed_on else _("End the asking"), lambda: close_or_reopen(self.context, sheet)
        )
        menu.addAction(_("Delete"), lambda: delete_whole(self, self.context, sheet))
        return menu

    def help_text(self) -> str:
        """What the page shows."""
        return _(
            "The questions of the newest version can be changed while it is being written; what is in use is revised, "
            "and its answers stay with it. The sample is drawn by lot with a kept seed: Enter on a customer fills the "
            "form in. The results show one version at a time; a trial's answers are not counted with those of the "
            "field. Ctrl+P prints the blank form, or the results on their sheet."
        )

    def _show_header(self, sheet: QuestionnaireSheet) -> None:
        state = "closed" if sheet.closed_on else sheet.newest.state
        self.heading.setText(sheet.name)
        self.heading.setToolTip(sheet.name)
        self.tag.set_tag(_(STATES[state]), STATE_TONES[state])
        self.sub_heading.setText(_("Version {number}").format(number=sheet.newest.number))
        self.pager.show_place(self.target, self.within)
        step = _NEXT.get(sheet.newest.state)
        self.next_button.setVisible(step is not None and sheet.closed_on is None)
        self.next_button.setText(_(step[1]) if step else "")
        self.next_button.setEnabled(bool(sheet.newest.questions))
        self.fill_button.setEnabled(sheet.asked)
        self.print_button.setEnabled(bool(sheet.newest.questions))

    def _on_tab(self, key: str) -> None:
        """The sample is drawn, and results are counted, when they are looked at: both ask for every customer."""
        if self.sheet is not None and key in ("sample", "results"):
            drawn = self._draw(self.sheet)
            if key == "results":
                self._show_results(self.sheet, drawn)

    def _draw(self, sheet: QuestionnaireSheet) -> list[SampleRow]:
        if self._drawn is None:
            try:
                with self.context.read() as session:
                    self._drawn = list_sample(session, sheet.id)
            except UserError as error:
                self._drawn = []
                self.sample.empty.say(_("No sample"), error.sentence)
            self.sample.set_rows(rows_of(self._drawn, sample_columns()))
        return self._drawn

    def _show_results(self, sheet: QuestionnaireSheet, drawn: list[SampleRow]) -> None:
        version = version_of(sheet, self.results.chosen())
        with self.context.read() as session:
            results = results_of(session, sheet.id, version)
        reached = sum(one.answered_on is not None for one in drawn)
        self.results.show_results(results, result_lead(results, len(drawn), reached))

    def _write(self, questions: tuple[Question, ...]) -> None:
        if self.sheet is None:
            return
        with self.context.write(N_("Questions of {name}"), name=self.sheet.name[:60]) as session:
            write_version(session, self.sheet.newest.id, questions)

    def _take_out_sheets(self) -> None:
        take_out_sheets(self, self.context, self.sheets.selected_ids())

    def _sample_table(self) -> RecordTable:
        nothing = Empty(_("No sample"), _("No customer is in the segment that is asked."), glyph="users")
        made = RecordTable(
            "questionnaire-sample", sample_columns(), self.context.preferences, self.context.today, empty=nothing
        )
        made.opened.connect(lambda _row: self.fill())
        offer_papers(self, self.context, made, _("Whom to ask"))
        return made

    def _sheets_table(self) -> RecordTable:
        nothing = Empty(
            _("No answer sheet yet"), _("Fill the form in during a visit: from here, from the visit, or from the "
                                        "customer's page."), glyph="clipboard-list",
        )  # fmt: skip
        made = RecordTable(
            "answer-sheets", sheet_columns(), self.context.preferences, self.context.today, empty=nothing
        )
        offer_papers(self, self.context, made, _("Answer sheets"))
        return made

    def _sheets_sheet(self) -> QWidget:
        out = button(_("Take out"), self._take_out_sheets, "quiet")
        self.sheets.selection_changed.connect(lambda: out.setEnabled(bool(self.sheets.selected_ids())))
        out.setEnabled(False)
        row = in_row(muted(_("Taking a sheet out also takes back what it said of the customer.")), STRETCH, out)
        sheet = QWidget()
        in_column(row, (self.sheets, 1), gap=12, within=sheet)
        return sheet

    def _add_buttons(self) -> None:
        self.more_button = icon_button("ellipsis", _("More for this questionnaire"), self._open_menu)
        self.print_button = button(_("Print"), self.print_here, glyph="printer")
        self.next_button = button("", self.go_on)
        self.fill_button = button(_("Fill it in"), self.fill, "primary")
        for made in (self.pager, self.more_button, self.print_button, self.next_button, self.fill_button):
            self.buttons.addWidget(made)

    def _open_menu(self) -> None:
        self.more_menu().popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
