"""The page of the self-test (自检): 45 questions in four groups, answered by the store where it can."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from gui.context import Context
from gui.knowledge.answer_dialog import open_answer, open_missing
from gui.knowledge.certificate import certificate_menu
from gui.knowledge.quiz_tab import QuizTab
from gui.knowledge.self_test_columns import question_columns, question_row
from gui.page import Page
from gui.papers.export import offer_papers
from gui.today.figures_row import FigureButton
from gui.today.week_questions import LAYOUT
from gui.widgets.conditions import Condition
from gui.widgets.labels import button
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.knowledge.questions import GROUPS
from model.knowledge.quiz import list_rounds
from model.knowledge.rules import progress_of, questions_of_week, whole_progress
from model.knowledge.self_test import QuestionRow, list_questions
from resources.i18n import _


class SelfTestPage(Page):
    """The questions with how each stands.

    A target is a question's code, `week` for the week's three, or `task/` with the id of the task that a gap became.
    """

    listens_to = frozenset(
        {"self_test_answer", "quiz_round", "customer", "contact", "buying_role", "visit", "need", "promise",
         "opportunity", "installed_product", "agreement", "retention_task", "competitor_move", "success_case",
         "product_offering", "counterpart", "reporting_line", "site", "value_grade", "graded_month"}
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Self-test"))
        self._reading = self._again = False
        self._rows: list[QuestionRow] = []
        self.table = RecordTable("self-test", question_columns(), context.preferences, context.today)
        self.table.view.hideColumn(0)
        self.figures = {group: FigureButton(_(words)) for group, words in GROUPS.items()}
        self.quiz = QuizTab(context)
        self.tabs = Tabs()
        self.tabs.add("questions", _("45 questions"), self._questions())
        self.tabs.add("quiz", _("Product quiz"), self.quiz)
        self.body.addWidget(self.tabs, 1)
        self.certificate_button = button(_("Certificates"), self.offer_certificates, glyph="trophy")
        self.missing_button = button(_("Show what is missing"), self.show_missing)
        self.week_button = button(_("This week's three"), self.show_week)
        self.answer_button = button(_("Answer it"), self.answer, "primary")
        self.today_button = button(_("Three a week on Today"), self.bring_back, "quiet")
        self.today_button.setVisible(bool(context.preferences.layout(LAYOUT).get("dismissed")))
        for part in (
            self.today_button,
            self.certificate_button,
            self.week_button,
            self.missing_button,
            self.answer_button,
        ):
            self.buttons.addWidget(part)
        self.table.opened.connect(lambda code: open_answer(self, context, code))
        self.table.selection_changed.connect(self._on_selection)
        self.tabs.changed.connect(self._on_sheet)
        offer_papers(self, context, self.table, _("Self-test"))
        self.setFocusProxy(self.table.view)
        self._on_selection()

    def refresh(self) -> None:
        """Count anew; 36 counts take a moment, so the worker does them."""
        with self.context.read() as session:
            self.quiz.show_rounds(list_rounds(session, self.context.today()))
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self.context.tasks.run(lambda progress: self._read(), self._on_read)

    def state(self) -> dict[str, Any]:
        """The sheet shown and the table's filter, order and place."""
        return {"tab": self.tabs.current(), "table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "questions")))
        self.table.restore(state.get("table", {}))

    def new_here(self) -> bool:
        """Ctrl+N: answer the chosen question, or begin a round of the quiz."""
        if self.tabs.current() == "quiz":
            self.quiz.begin()
        else:
            self.answer()
        return True

    def answer(self) -> None:
        """The form of the chosen question; without one, of the week's first that is not passed."""
        week = [question.code for question in questions_of_week(self.context.today())]
        waiting = [row.code for row in self._rows if row.code in week and row.standing != "passed"]
        code = self.table.current_id() or next(iter(waiting or week))
        open_answer(self, self.context, code)

    def show_missing(self) -> None:
        """What keeps the chosen question from being passed."""
        row = self._chosen()
        if row is not None and row.measured is not None:
            open_missing(self, self.context, row)

    def show_week(self) -> None:
        """Only the week's three questions."""
        self.tabs.show_sheet("questions")
        self.table.filter_by(Condition("week", "any", (True,)))

    def bring_back(self) -> None:
        """The week's questions stand on Today again."""
        self.context.preferences.keep_layout(LAYOUT, {})
        self.today_button.hide()
        self.context.open_page("today")

    def offer_certificates(self) -> QMenu:
        """The certificates that are earned, and how far the others are."""
        menu = certificate_menu(self, self.context, self._rows)
        menu.popup(self.certificate_button.mapToGlobal(self.certificate_button.rect().bottomLeft()))
        return menu

    def show_group(self, group: str) -> None:
        """Only the questions of a group."""
        self.table.filter_by(Condition("group", "any", (group,)))

    def help_text(self) -> str:
        """What the page is for and what its words mean."""
        return _(
            "45 questions in four groups (5 + 15 + 12 + 13), worded by us. The store answers 36 of them: it counts, "
            "for example, at how many of your A customers the decider is confirmed. A counted question is passed at "
            "80% (100% where one slip is one too many): defaults of ours. Where nothing can be counted, your own "
            "answer stands for half a year.\n"
            "Grade is the one that drives visits: the company's own where known. “Show what is missing” lists the "
            "customers or people behind a count; Enter opens one. A gap becomes a task when you answer.\n"
            "Three questions a week stand on Today, the same all week; all 45 come round in fifteen weeks. A group "
            "passed whole gives a certificate that shows what it rests on. The product quiz makes ten questions of "
            "the catalogue; what you missed last time comes first."
        )

    def _questions(self) -> QWidget:
        sheet = QWidget()
        row = QHBoxLayout()
        row.setSpacing(16)
        for group, figure in self.figures.items():
            figure.opened.connect(partial(self.show_group, group))
            row.addWidget(figure, 1)
        in_column(row, (self.table, 1), gap=16, within=sheet)
        return sheet

    def _read(self) -> list[QuestionRow]:
        with self.context.read() as session:
            return list_questions(session, self.context.today())

    def _on_read(self, rows: list[QuestionRow]) -> None:
        self._reading = False
        self._rows = rows
        week = {question.code for question in questions_of_week(self.context.today())}
        self.table.set_rows([question_row(row, week) for row in rows])
        self._show_progress(rows)
        if self.target == "week":
            self.show_week()
        elif self.target:
            self._show_question(self.target)
        self.target = None
        self._on_selection()
        if self._again:
            self.refresh()

    def _show_question(self, target: str) -> None:
        """Choose a question; a filter that hides it goes."""
        code = next((row.code for row in self._rows if row.task_id and target == f"task/{row.task_id}"), target)
        self.tabs.show_sheet("questions")
        if not self.table.select(code):
            self.table.clear()
            self.table.select(code)

    def _show_progress(self, rows: Sequence[QuestionRow]) -> None:
        for group, found in progress_of(rows).items():
            note = _("all passed") if found.whole else _("{count} with a gap").format(count=found.gaps)
            self.figures[group].show_value(f"{found.passed} / {found.out_of}", _("passed"), note)
            self.figures[group].show_share(found.share)
        whole = whole_progress(rows)
        self.sub_heading.setText(_("{passed} of {count} passed").format(passed=whole.passed, count=whole.out_of))

    def _chosen(self) -> QuestionRow | None:
        code = self.table.current_id()
        return next((row for row in self._rows if row.code == code), None)

    def _on_sheet(self, sheet: str) -> None:
        """What is done with a question goes with its sheet."""
        for part in (self.week_button, self.missing_button, self.answer_button):
            part.setVisible(sheet == "questions")

    def _on_selection(self) -> None:
        row = self._chosen()
        counted = row.measured if row is not None else None
        self.missing_button.setEnabled(counted is not None and counted.have < counted.out_of)
