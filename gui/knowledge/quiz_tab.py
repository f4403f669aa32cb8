"""The product quiz: a round of ten questions, and the rounds before."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from gui.context import Context
from gui.knowledge.quiz_card import QuizCard
from gui.papers.export import offer_papers
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.placing import in_row
from gui.widgets.record_table import RecordTable
from model.errors import UserError
from model.knowledge.quiz import RoundRow, save_round, start_quiz
from resources.i18n import N_, _


class QuizTab(QWidget):
    """Ask, answer, look back."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.offer = Empty(
            _("Ten questions about our products"),
            _("Made of the catalogue: buying points, layers, functions, list prices. What you missed last time comes "
              "first."),
            _("Begin a round"), self.begin, "graduation-cap",
        )  # fmt: skip
        self.card = QuizCard()
        self.card.ended.connect(self._finish)
        self._columns = round_columns()
        nothing = Empty(_("No round yet"), _("Each round you finish stands here."), glyph="clock")
        self.table = RecordTable(
            "quiz-rounds", self._columns, context.preferences, context.today, empty=nothing, bar=False,
            footer=False, frame=False,
        )  # fmt: skip
        self.table.view.hideColumn(0)
        offer_papers(self, context, self.table, _("Product quiz"))
        quiz = QWidget()
        self._stack = QStackedLayout(quiz)
        offered = Card()
        offered.body.addWidget(self.offer)
        self._stack.addWidget(offered)
        self._stack.addWidget(self.card)
        history = Card(_("Rounds before"), margins=1)
        history.body.addWidget(self.table)
        in_row((quiz, 1), (history, 1), gap=16, within=self)

    def show_rounds(self, rounds: list[RoundRow]) -> None:
        """Show what was taken before."""
        self.table.set_rows(rows_of(rounds, self._columns))

    def begin(self) -> None:
        """Start a round; what is in the way is said."""
        try:
            with self._context.read() as session:
                questions = start_quiz(session, self._context.today())
        except UserError as error:
            self._context.say(error.sentence, "danger")
            return
        self._stack.setCurrentIndex(1)
        self.card.begin(questions)

    def _finish(self, asked: int, missed: tuple[str, ...]) -> None:
        with self._context.write(N_("Product quiz: {count} questions"), count=asked) as session:
            save_round(session, asked, missed, self._context.today())
        words = _("Round kept: {missed} of {count} missed.").format(missed=len(missed), count=asked)
        self._context.say(words, undo=True)
        self._stack.setCurrentIndex(0)
        self.offer.button.setFocus()


def round_columns() -> list[Column]:
    """The columns of the rounds."""
    return [
        Column("taken_on", N_("Taken on"), Kind.DATE, 100),
        Column("share", N_("Share"), Kind.PERCENT, 80),
        Column("missed", N_("Missed"), width=180, quiet=True),
        Column("right_count", N_("Answered right"), Kind.INTEGER, 124, quiet=True),
        Column("asked", N_("Questions asked"), Kind.INTEGER, 132, quiet=True),
    ]
