"""The card of the week's three self-test questions: what waits for an answer, and what the store counts of it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.card import Card
from gui.widgets.labels import button, icon_button, label, muted
from gui.widgets.placing import clear, in_column, in_row
from model.knowledge.rules import A_WEEK, monday_of
from model.knowledge.self_test import QuestionRow
from resources.i18n import _

LAYOUT: Final = "week-questions"


class WeekQuestionsCard(Card):
    """Each question with the way to answer it; it goes once answered this week, and the card with the last."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Ask yourself this week"), " ")
        self._context = context
        self.head.addWidget(icon_button("x", _("Do not show again"), self.dismiss))
        self.hide()

    def is_wanted(self) -> bool:
        """Whether the person still wants it."""
        return not self._context.preferences.layout(LAYOUT).get("dismissed")

    def dismiss(self) -> None:
        """Show it no more; the page of the self-test brings it back."""
        self._context.preferences.keep_layout(LAYOUT, {"dismissed": True})
        self.hide()

    def show_questions(self, rows: Sequence[QuestionRow], today: date) -> None:
        """Show those of the week's questions that have not been answered this week."""
        clear(self.body)
        monday = monday_of(today)
        waiting = [row for row in rows if row.answered_on is None or row.answered_on < monday]
        self.remark.setText(_("{left} of {count} left").format(left=len(waiting), count=A_WEEK))
        for row in waiting:
            self.body.addWidget(self._line(row))
        self.setVisible(bool(waiting) and self.is_wanted())

    def _line(self, row: QuestionRow) -> QWidget:
        from gui.knowledge.self_test_columns import figure_words  # at its first use, as all that Today leads to

        line = QWidget()
        words = in_column(label(_(row.words), wrap=True), muted(figure_words(row), wrap=True), gap=2)
        made = button(_("Answer it"), lambda: self._answer(row.code), "link")
        made.setAccessibleName(_("Answer: {what}").format(what=_(row.words)))
        in_row((words, 1), made, gap=8, within=line)
        return line

    def _answer(self, code: str) -> None:
        from gui.knowledge.answer_dialog import open_answer

        open_answer(self.window(), self._context, code)
