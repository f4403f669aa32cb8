"""Forms of questionnaires: what it is to find out, one question, and why a version is revised."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.segments.rule_form import segment_choices
from gui.widgets.fields import CheckField, ChoiceField, IntegerField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.questionnaires.actions import QuestionnaireDraft, revise, save_questionnaire
from model.questionnaires.queries import QuestionnaireSheet
from model.questionnaires.rules import Meaning, Question, QuestionKind, question_fault
from model.store.base import new_id
from resources.i18n import N_, _

_FIELDS: Final = ("name", "purpose", "opening", "segment_id", "sample_size", "sample_seed")


def open_questionnaire(parent: QWidget, context: Context, sheet: QuestionnaireSheet | None = None) -> FormDialog:
    """Write a questionnaire and go to it; or change the one given."""
    form = Form(columns=2)
    form.add("name", _("Questionnaire"), TextField(limit=120), needed=True, wide=True)
    form.add(
        "purpose", _("What it is to find out"), NoteField(lines=2), help=_("The decision that hangs on the answers.")
    )
    form.add("opening", _("Opening words"), NoteField(lines=2), help=_("They stand first on the printed form."))
    form.add(
        "segment_id", _("Segment asked"), ChoiceField(segment_choices(context), optional=True), wide=True,
        help=_("Empty means all customers."),
    )  # fmt: skip
    form.add("sample_size", _("Sample size"), IntegerField(1, 10_000), needed=True, help=_("Drawn by lot."))
    form.add("sample_seed", _("Seed of the lot"), IntegerField(0, 1_000_000), needed=True,
             help=_("The same seed draws the same customers again."))  # fmt: skip
    start = {name: getattr(sheet, name) for name in _FIELDS} if sheet else {"sample_size": 30, "sample_seed": 1}
    form.set_values(start)

    def save(values: dict[str, Any]) -> None:
        draft = QuestionnaireDraft(**{**values, "purpose": values["purpose"] or "", "opening": values["opening"] or ""})
        with context.write(N_("Questionnaire {name}"), name=draft.name[:60]) as session:
            made = save_questionnaire(session, draft, context.today(), sheet.id if sheet else None)
        context.say(_("Saved"), undo=True)
        if sheet is None:
            context.open_page("questionnaire", made)

    heading = _("Edit questionnaire") if sheet else _("New questionnaire")
    name = f"questionnaire/{sheet.id if sheet else 'new'}"
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=620)
    dialog.open()
    return dialog


def ask_question(parent: QWidget, keep: Callable[[Question], None], known: Question | None = None) -> FormDialog:
    """Ask for one question's words; `keep` takes it."""
    form = Form(columns=2)
    form.add(
        "text", _("Question"), NoteField(lines=2), needed=True, help=_("One thing at a time, as one says it aloud.")
    )
    form.add("kind", _("How it is answered"), ChoiceField(ENUMERATIONS["question_kind"]), needed=True)
    form.add(
        "meaning", _("Kept of the customer"), ChoiceField(ENUMERATIONS["opinion_kind"], optional=True),
        help=_("The answer is written to the customer with date and source: satisfaction from a scale, perceived price "
               "from a number (yuan), scale or choice, a switching barrier from a choice or words."),
    )  # fmt: skip
    form.add("choices", _("Answers to choose from"), NoteField(lines=4), help=_("Each on its own line."))
    form.add("needed", _("Needed"), CheckField(_("It must be answered")), wide=True)
    if known is None:
        form.set_values({"kind": QuestionKind.SINGLE.value})
    else:
        form.set_values(
            {
                "text": known.text,
                "kind": known.kind.value,
                "meaning": known.meaning.value or None,
                "choices": "\n".join(known.choices),
                "needed": known.needed,
            }
        )

    def save(values: dict[str, Any]) -> None:
        kind = QuestionKind(values["kind"])
        chosen = kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
        lines = [line.strip() for line in (values["choices"] or "").splitlines() if line.strip()]
        question = Question(
            known.key if known else new_id(),
            values["text"],
            kind,
            tuple(lines) if chosen else (),
            values["needed"],
            Meaning(values["meaning"] or ""),
        )
        fault = question_fault(question)
        if fault:
            raise UserError(fault)
        keep(question)

    dialog = FormDialog(parent, _("Question"), form, save, width=560)
    dialog.open()
    return dialog


def ask_revision(parent: QWidget, context: Context, sheet: QuestionnaireSheet) -> FormDialog:
    """Ask why the newest version is revised, and begin the next."""
    form = Form()
    form.add("reason", _("Why it was revised"), NoteField(lines=3), needed=True,
             help=_("What was misread on trial, or what changed."))  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Revise questionnaire {name}"), name=sheet.name[:60]) as session:
            revise(session, sheet.newest.id, values["reason"], context.today())
        context.say(_("Version {number} is being written.").format(number=sheet.newest.number + 1), undo=True)

    dialog = FormDialog(parent, _("Revise"), form, save, save_words=_("Begin the next version"), width=480)
    dialog.open()
    return dialog
