"""A wizard: steps in a row, one shown, the next one only when this one lets go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from gui.widgets.confirm import confirm
from gui.widgets.labels import button, label, set_look, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.room import open_at
from resources.i18n import _


@dataclass
class Step:
    """One step: its word, what it shows, and what happens when it is reached or left.

    `enter()` is called each time it is reached; `ready()` says whether the way on is open (call `Wizard.refresh()` when
    it changes); `leave()` runs on the way on and returns what is wrong in words, empty to go on. `next_words` replaces
    "Next".
    """

    words: str
    body: QWidget
    enter: Callable[[], None] | None = None
    ready: Callable[[], bool] | None = None
    leave: Callable[[], str] | None = None
    next_words: str = ""
    may_go_back: bool = True


class Wizard(QDialog):
    """Steps with their words in a row above. `reached(place)` when a step is shown."""

    reached = Signal(int)

    def __init__(self, parent: QWidget | None, heading: str, steps: Sequence[Step]) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        open_at(self, 960, 720)
        self._steps = list(steps)
        self.unsaved = False
        """Set it once leaving would lose something; then Esc asks."""
        self._words: list[QLabel] = []
        self.stack = QStackedWidget()
        for step in self._steps:
            self.stack.addWidget(step.body)
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self.back_button = button(_("Back"), self.back)
        self.next_button = button("", self.next, "primary")
        self.cancel_button = button(_("Cancel"), self.reject)
        self._lay_out(heading)
        self._show(0)

    def place(self) -> int:
        """Which step is shown, from 0."""
        return self.stack.currentIndex()

    def next(self) -> None:
        """On to the next step, or done after the last."""
        step = self._steps[self.place()]
        if not self.next_button.isEnabled():
            return
        words = step.leave() if step.leave else ""
        self.complain(words)
        if words:
            return
        if self.place() + 1 == len(self._steps):
            self.unsaved = False
            self.accept()
        else:
            self._show(self.place() + 1)

    def back(self) -> None:
        """Back to the step before."""
        if self.place() > 0 and self._steps[self.place()].may_go_back:
            self.complain("")
            self._show(self.place() - 1)

    def complain(self, words: str) -> None:
        """Say what is wrong above the buttons; empty words take it back."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def refresh(self) -> None:
        """Ask the step again whether the way on is open."""
        step = self._steps[self.place()]
        last = self.place() + 1 == len(self._steps)
        self.next_button.setEnabled(step.ready() if step.ready else True)
        words = step.next_words or (_("Finish") if last else _("Next"))
        self.next_button.setText(words)
        self.next_button.setAccessibleName(words)
        self.back_button.setEnabled(self.place() > 0 and step.may_go_back)
        self.cancel_button.setVisible(not last)

    def _show(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        for at, words in enumerate(self._words):
            set_look(words, "look", "step-here" if at == place else "step-done" if at < place else "step")
        step = self._steps[place]
        if step.enter:
            step.enter()
        self.refresh()
        self.next_button.setDefault(True)
        self.reached.emit(place)

    def _lay_out(self, heading: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(24)
        for number, step in enumerate(self._steps, 1):
            words = label(f"{number}  {step.words}", "step")
            self._words.append(words)
            row.addWidget(words)
        row.addStretch(1)
        foot = in_row(self.cancel_button, STRETCH, self.back_button, self.next_button)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.stack.setProperty("look", "ground")
        area.setWidget(self.stack)
        in_column(title(heading), row, (area, 1), self.error, foot, gap=16, margins=FRAME, within=self)

    def reject(self) -> None:
        if self.unsaved and not confirm(
            self, _("Leave without finishing?"), _("What was chosen here would be lost."), _("Leave"), danger=True
        ):
            return
        super().reject()
