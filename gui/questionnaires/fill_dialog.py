"""Filling in a questionnaire at the customer's desk, offline, by keyboard."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QInputDialog, QWidget

from gui.context import Context
from gui.customer_field import customer_field, name_of_customer, people_of
from gui.widgets.check_list import CheckListField
from gui.widgets.fields import ChoiceField, DateField, Field, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import muted
from model.intake.cells import UnreadableError
from model.intake.numbers import read_figure
from model.questionnaires.actions import SheetDraft, add_sheet
from model.questionnaires.queries import VersionRow, find_version, list_asked
from model.questionnaires.rules import SCALE, Question, QuestionKind
from reports.questionnaire import question_words
from resources.i18n import N_, _


class FigureField(TextField):
    """A number that may have decimals."""

    def __init__(self) -> None:
        super().__init__("", 24)

    def read(self, text: str) -> float | None:
        try:
            return read_figure(text)
        except UnreadableError as error:
            raise ValueError(text) from error

    def words(self, value: Any) -> str:
        return f"{value:g}"

    def complaint(self) -> str:
        return _("Type a number.")


def choose_and_fill(
    parent: QWidget, context: Context, customer_id: str | None, visit_id: str | None = None
) -> FormDialog | None:
    """Fill in what is asked now for a customer; where several are, ask which. None where nothing is asked."""
    with context.read() as session:
        asked = list_asked(session)
    if not asked:
        context.say(_("No questionnaire is in the field: put one there first, under More."), "news")
        return None
    version = asked[0][0]
    if len(asked) > 1:
        names = [words for _row, words in asked]
        chosen, good = QInputDialog.getItem(parent, _("Questionnaire"), _("Which one?"), names, 0, False)
        if not good:
            return None
        version = asked[names.index(chosen)][0]
    return fill_in(parent, context, version, customer_id, visit_id)


def fill_in(
    parent: QWidget, context: Context, version_id: str, customer_id: str | None = None, visit_id: str | None = None
) -> FormDialog:
    """The form of a version's questions for this customer, or for one still to be chosen."""
    with context.read() as session:
        version = find_version(session, version_id)
    form = _form(context, version, customer_id)
    form.set_values({"answered_on": context.today()})

    def save(values: dict[str, Any]) -> None:
        customer = customer_id or values["customer_id"]
        answered_on: date = values["answered_on"]
        draft = SheetDraft(
            customer,
            {question.key: _value(question, values[question.key]) for question in version.questions},
            answered_on,
            values["contact_id"],
            visit_id,
        )
        name = name_of_customer(context, customer)
        with context.write(N_("Answers of {customer}"), customer=name[:60]) as session:
            add_sheet(session, version_id, draft, context.today())
        context.say(_("Saved"), undo=True)

    heading = name_of_customer(context, customer_id) if customer_id else _("Fill in a questionnaire")
    draft_name = f"answer-sheet/{version_id}/{customer_id or ''}"
    dialog = FormDialog(parent, heading, form, save, name=draft_name, drafts=context.drafts, width=680)
    dialog.open()
    return dialog


def _form(context: Context, version: VersionRow, customer_id: str | None) -> Form:
    form = Form(columns=2)
    people = ChoiceField(dict(people_of(context, customer_id)), optional=True)
    if customer_id is None:
        field = customer_field(context)
        form.add("customer_id", _("Customer"), field, needed=True, wide=True)

        def offer() -> None:
            while people.box.count() > 1:
                people.box.removeItem(1)
            for row_id, words in people_of(context, field.value()):
                people.box.addItem(words, row_id)

        field.changed.connect(offer)
    form.add("answered_on", _("Answered on"), DateField(context.today()), needed=True)
    form.add("contact_id", _("Answered by"), people)
    if version.state == "trial":
        form.add_note(muted(_("A trial run: these answers are kept apart and not counted."), wrap=True))
    for number, question in enumerate(version.questions, 1):
        words = question_words(number, question).replace(" *", "")
        form.add(question.key, words, _field(question), needed=question.needed, wide=True)
    return form


def _field(question: Question) -> Field:
    match question.kind:
        case QuestionKind.SINGLE:
            return ChoiceField({choice: choice for choice in question.choices}, optional=True)
        case QuestionKind.MULTIPLE:
            field = CheckListField(most_rows=6)
            field.set_choices([(choice, choice) for choice in question.choices])
            return field
        case QuestionKind.SCALE:
            steps = {str(step): str(step) for step in SCALE}
            steps |= {str(SCALE[0]): _("1 (very poor)"), str(SCALE[-1]): _("5 (very good)")}
            return ChoiceField(steps, optional=True)
        case QuestionKind.NUMBER:
            return FigureField()
        case QuestionKind.TEXT:
            return NoteField(lines=2)


def _value(question: Question, value: Any) -> Any:
    if question.kind is QuestionKind.SCALE:
        return int(value) if value else None
    return list(value) if question.kind is QuestionKind.MULTIPLE else value
