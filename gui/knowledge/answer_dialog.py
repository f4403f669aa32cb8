"""Answers a question of the self-test, and shows what stands behind a count."""

from datetime import timedelta
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.context import Context
from gui.knowledge.self_test_columns import answered_words, figure_words
from gui.papers.list_dialog import ListDialog
from gui.widgets.columns import Column, rows_of
from gui.widgets.fields import CheckField, ChoiceField, DateField, NoteField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label, muted
from model.enumerations import ENUMERATIONS
from model.knowledge.actions import AnswerDraft, answer_question
from model.knowledge.questions import QUESTIONS
from model.knowledge.rules import answer_by
from model.knowledge.self_test import QuestionRow, find_question, list_missing
from resources.i18n import N_, _

_WEEK: Final = timedelta(days=7)


def open_answer(parent: QWidget, context: Context, code: str) -> FormDialog | None:
    """The form of one answer; None for a question there is not."""
    with context.read() as session:
        row = find_question(session, code, context.today())
    if row is None:
        return None
    form = Form(columns=2)
    form.add("answer", _("Your answer"), ChoiceField(ENUMERATIONS["self_test_answer"]), needed=True)
    form.add("gap", _("What is missing"), NoteField(_("Who or what exactly? It becomes part of the task."), lines=2))
    form.add("due", _("Task due"), DateField(context.today()), help=_("When the task for a gap is due."))
    form.add("task", "", CheckField(_("Make a task of the gap")))
    form.add_note(_standing(parent, context, row))
    counted = answer_by(row.measured, next(one for one in QUESTIONS if one.code == code))
    start = counted or row.answer or "yes"
    form.set_values({"answer": start, "due": context.today() + _WEEK, "gap": row.gap, "task": not row.task_open})

    def save(values: dict[str, Any]) -> None:
        due = (values["due"] or context.today() + _WEEK) if values["task"] else None
        with context.write(N_("Self-test: question {number}"), number=row.number) as session:
            answer_question(session, AnswerDraft(code, values["answer"], values["gap"] or "", due), context.today())
        context.say(_("Saved"), undo=True)

    name = f"self-test/{code}"
    dialog = FormDialog(parent, _(row.words), form, save, name=name, drafts=context.drafts, width=640)
    _follow_answer(form)
    dialog.open()
    return dialog


def open_missing(parent: QWidget, context: Context, row: QuestionRow) -> "MissingDialog":
    """What the count of a question found not in order; Enter opens the customer."""
    dialog = MissingDialog(parent, context, row)
    dialog.open()
    return dialog


class MissingDialog(ListDialog):
    """The customers, people or records that keep a question from being passed."""

    def __init__(self, parent: QWidget, context: Context, row: QuestionRow) -> None:
        with context.read() as session:
            missing = list_missing(session, row.code, context.today())
        self._customers = {one.id: one.customer_id for one in missing if one.customer_id}
        columns = [
            Column("group_code", N_("Group code"), width=120, quiet=True),
            Column("customer_name", N_("Customer"), width=280, bold=True),
            Column("subject", N_("What"), width=240),
        ]
        words = _("{figure} are in order; the others stand here. Enter opens the customer.")
        remark, rows = words.format(figure=figure_words(row)), rows_of(missing, columns)
        super().__init__(parent, context, "self-test-missing", _(row.words), remark, columns, rows)

    def open_record(self, row_id: str) -> None:
        """Go to the customer; what has none stays."""
        customer = self._customers.get(row_id)
        if customer is not None:
            found = (self._customers[shown] for shown in self.table.shown_ids() if shown in self._customers)
            self.accept()
            self.context.open_page("customer", customer, tuple(dict.fromkeys(found)))


def _standing(parent: QWidget, context: Context, row: QuestionRow) -> QWidget:
    """What the store counts, what is enough, when it was last answered, and the way to what is missing."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(4)
    if row.measured is not None and row.measured.out_of:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(_("The store counts: {figure}").format(figure=figure_words(row)), "strong", wrap=True), 1)
        if row.measured.have < row.measured.out_of:
            line.addWidget(button(_("Show the others"), lambda: open_missing(parent, context, row), "link"))
        column.addLayout(line)
        enough = _("{percent}% are enough to pass (our default); what is counted decides, your answer is kept with it.")
        column.addWidget(muted(enough.format(percent=row.enough), wrap=True))
    elif row.measured is not None:
        column.addWidget(muted(_("There is nothing to count yet, so your own answer decides."), wrap=True))
    else:
        column.addWidget(muted(_("Nothing in the store tells; your own answer decides, for half a year."), wrap=True))
    column.addWidget(muted(answered_words(row, context.today()), wrap=True))
    if row.task_open:
        column.addWidget(muted(_("A task of this gap waits already."), wrap=True))
    return ground


def _follow_answer(form: Form) -> None:
    """A task and what is missing go with an answer that is no yes."""

    def show() -> None:
        has_gap = form.field("answer").value() != "yes"
        for key in ("gap", "task"):
            form.field(key).setEnabled(has_gap)
        form.field("due").setEnabled(has_gap and bool(form.field("task").value()))

    form.changed.connect(show)
    show()
