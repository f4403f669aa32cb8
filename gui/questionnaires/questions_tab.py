"""The questions of the newest version: added, changed, moved and taken out while it is being written."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.questionnaires.columns import question_columns
from gui.questionnaires.dialogs import ask_question
from gui.widgets.empty import Empty
from gui.widgets.labels import button, muted
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from model.questionnaires.queries import VersionRow
from model.questionnaires.rules import Question
from resources.i18n import _


class QuestionsTab(QWidget):
    """The table; `written(questions)` when they are to be kept. Alt+Up and Alt+Down move a question."""

    written = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.questions: tuple[Question, ...] = ()
        self._next: str | None = None
        self._open = False
        nothing = Empty(
            _("No question yet"),
            _("Few questions, each with a use. Satisfaction, perceived price and switching barriers are kept of the "
              "customer with date and source."),
            _("Add a question"), self.add, "clipboard-list",
        )  # fmt: skip
        self.table = RecordTable(
            "questions", question_columns(), context.preferences, context.today, empty=nothing, bar=False
        )
        self.table.view.hideColumn(0)
        self.table.opened.connect(self.change)
        self.table.selection_changed.connect(self._enable)
        self.note = muted("", wrap=True)
        self.add_button = button(_("Add a question"), self.add, glyph="plus")
        self.up_button = button(_("Up"), lambda: self.shift(-1), "quiet", "arrow-up")
        self.down_button = button(_("Down"), lambda: self.shift(1), "quiet", "arrow-down")
        self.out_button = button(_("Take out"), self.take_out, "quiet")
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self.shift(by))
        row = in_row(self.add_button, self.up_button, self.down_button, self.out_button, (self.note, 1), gap=8)
        in_column(row, (self.table, 1), gap=12, within=self)

    def show_version(self, version: VersionRow) -> None:
        """Show a version; only one that is being written can be changed."""
        self.questions = version.questions
        self._open = version.state == "draft"
        self.table.set_rows(
            [
                (one.key, number, one.text, one.kind.value, one.meaning.value or None, one.needed or None,
                 _(", ").join(one.choices))
                for number, one in enumerate(version.questions, 1)
            ]
        )  # fmt: skip
        if self._next is not None:
            self.table.select(self._next)
            self._next = None
        used = "" if self._open else _("This version is in use; “Revise” begins the next one.")
        why = _("Revised because: {reason}").format(reason=version.reason) if version.reason else ""
        self.note.setText("\n".join(filter(None, (used, why))))
        self._enable()

    def add(self) -> None:
        """Add a question at the end."""
        if self._open:
            ask_question(self, lambda made: self._write((*self.questions, made), made.key))

    def change(self, key: str) -> None:
        """Change a question."""
        known = next((one for one in self.questions if one.key == key), None)
        if known is None or not self._open:
            return

        def keep(made: Question) -> None:
            self._write(tuple(made if one.key == key else one for one in self.questions), key)

        ask_question(self, keep, known)

    def shift(self, by: int) -> None:
        """Move the chosen question up or down."""
        place = self._place()
        if place is None or not self._open or not 0 <= place + by < len(self.questions):
            return
        moved = list(self.questions)
        moved.insert(place + by, moved.pop(place))
        self._write(moved, self.questions[place].key)

    def take_out(self) -> None:
        """Take the chosen question out."""
        place = self._place()
        if place is not None and self._open:
            self._write(self.questions[:place] + self.questions[place + 1 :], None)

    def _place(self) -> int | None:
        current = self.table.current_id()
        return next((place for place, one in enumerate(self.questions) if one.key == current), None)

    def _write(self, questions: Sequence[Question], chosen: str | None) -> None:
        self._next = chosen
        self.written.emit(tuple(questions))

    def _enable(self) -> None:
        place = self._place()
        self.add_button.setEnabled(self._open)
        self.up_button.setEnabled(self._open and place is not None and place > 0)
        self.down_button.setEnabled(self._open and place is not None and place + 1 < len(self.questions))
        self.out_button.setEnabled(self._open and place is not None)
