"""One round of the product quiz: a question at a time, answered by a click or the keys 1 to 4."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.icons import icon
from gui.widgets.card import Card
from gui.widgets.columns import money_words
from gui.widgets.labels import button, label, muted, set_look
from gui.widgets.placing import in_column
from model.enumerations import ENUMERATIONS
from model.knowledge.quiz import OPTIONS, QuizQuestion
from resources.i18n import N_, _

_ASK: Final = {
    "buying_point": N_("Which product gives the customer this: “{told}”?"),
    "layer": N_("In which layer does {told} stand?"),
    "function": N_("What is {told} for?"),
    "price": N_("What does {told} cost a month by the list (yuan)?"),
}
_ENUMERATED: Final = {"layer": "product_layer", "function": "product_function"}


class QuizCard(Card):
    """The questions of a round, one after the other. `ended(asked, missed codes)` comes with the last."""

    ended = Signal(int, object)

    def __init__(self) -> None:
        super().__init__(_("Product quiz"), " ")
        self.setAccessibleName(_("Product quiz"))
        self._round: Sequence[QuizQuestion] = ()
        self._place = 0
        self._missed: list[str] = []
        self._answered = False
        self.question = label("", "section", wrap=True)
        self.told = label("", wrap=True)
        self.options = [button(str(place + 1), partial(self.choose, place)) for place in range(OPTIONS)]
        self.next_button = button(_("Next"), self.go_on, "primary")
        self.hint = muted(_("Click an answer, or press 1 to 4."), wrap=True)
        choices = QWidget()
        in_column(*self.options, gap=8, margins=(0, 8, 0, 8), within=choices)
        for part in (self.question, choices, self.told, self.hint):
            self.body.addWidget(part)
        self.body.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def begin(self, questions: Sequence[QuizQuestion]) -> None:
        """Ask the first."""
        self._round, self._place, self._missed = questions, 0, []
        self._show()
        self.setFocus()

    def choose(self, place: int) -> None:
        """Answer; the right one is told either way. A second answer changes nothing."""
        asked = self._round[self._place]
        if self._answered or place >= len(asked.options):
            return
        self._answered = True
        is_right = place == asked.right
        if not is_right:
            self._missed.append(asked.code)
        words = option_words(asked, asked.right)
        said = _("Right: {answer}.") if is_right else _("Not quite. It is {answer}.")
        self.told.setText(said.format(answer=words))
        set_look(self.told, "look", "strong" if is_right else "danger")
        for number, option in enumerate(self.options):
            option.setEnabled(False)
            if number in (place, asked.right):
                option.setIcon(icon("check" if number == asked.right else "x", "muted"))
        last = self._place == len(self._round) - 1
        self.next_button.setText(_("Finish") if last else _("Next"))
        self.next_button.show()
        self.hint.hide()
        self.next_button.setFocus()

    def go_on(self) -> None:
        """The next question, or the end of the round."""
        if not self._answered:
            return
        if self._place == len(self._round) - 1:
            self.ended.emit(len(self._round), tuple(self._missed))
            return
        self._place += 1
        self._show()
        self.setFocus()

    def _show(self) -> None:
        asked = self._round[self._place]
        self._answered = False
        self.remark.setText(_("question {number} of {count}").format(number=self._place + 1, count=len(self._round)))
        self.question.setText(_(_ASK[asked.kind]).format(told=asked.told))
        for place, option in enumerate(self.options):
            option.setVisible(place < len(asked.options))
            option.setEnabled(True)
            option.setIcon(QIcon())
            if place < len(asked.options):
                words = option_words(asked, place)
                option.setText(f"{place + 1}   {words}".replace("&", "&&"))
                option.setAccessibleName(words)
        self.told.setText("")
        self.next_button.hide()
        self.hint.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < OPTIONS:
            self.choose(place)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)


def option_words(question: QuizQuestion, place: int) -> str:
    """What an option reads."""
    option = question.options[place]
    if question.kind in _ENUMERATED:
        return _(ENUMERATIONS[_ENUMERATED[question.kind]].get(option, option))
    return money_words(int(option)) if question.kind == "price" else option
