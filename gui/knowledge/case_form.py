"""Forms of cases and experts."""

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QCompleter, QWidget

from gui.context import Context
from gui.customers.row_dialog import revealer
from gui.widgets.fields import CheckField, NoteField, PhoneField, TextField
from gui.widgets.form import Form, FormDialog
from model.enumerations import INDUSTRIES
from model.errors import UserError
from model.knowledge.cases import TEXTS, CaseDraft, CaseRow, draft_from_opportunity, save_case
from model.knowledge.experts import TEXTS as EXPERT_TEXTS
from model.knowledge.experts import ExpertDraft, ExpertRow, save_expert
from resources.i18n import N_, _


def open_case(parent: QWidget, context: Context, case: CaseRow | None = None) -> FormDialog:
    """A new case, or one that stands."""
    draft = CaseDraft("") if case is None else CaseDraft(**{name: getattr(case, name) for name in _FIELDS})
    return _case_dialog(parent, context, draft, case.id if case else None)


def open_case_of(parent: QWidget, context: Context, opportunity_id: str) -> FormDialog | None:
    """A case from a won opportunity, prefilled; None where it cannot become one, which is said."""
    try:
        with context.read() as session:
            draft = draft_from_opportunity(session, opportunity_id)
    except UserError as error:
        context.say(error.sentence, "danger")
        return None
    return _case_dialog(parent, context, draft, None)


def open_expert(parent: QWidget, context: Context, expert: ExpertRow | None = None) -> FormDialog:
    """A new expert, or one that stands."""
    form = Form(columns=2)
    show = revealer(context, "expert", expert.id) if expert else None
    form.add("topic", _("Topic"), TextField(_("Data lines abroad"), 80), needed=True)
    form.add("person_name", _("Expert"), TextField(limit=60), needed=True)
    form.add("unit", _("Department"), TextField(limit=80))
    form.add("phone", _("Phone"), PhoneField((lambda: show("phone")) if show else None))
    form.add("industry", _("Industry"), _industries())
    form.add("remarks", _("Remarks"), NoteField(_("What for, and when to call"), lines=2))
    if expert is not None:
        form.set_values({name: getattr(expert, name) or None for name in (*EXPERT_TEXTS, "phone")})

    def save(values: dict[str, Any]) -> None:
        draft = ExpertDraft(**{name: values[name] or "" for name in (*EXPERT_TEXTS, "phone")})
        with context.write(N_("Expert {name}"), name=draft.person_name) as session:
            save_expert(session, draft, expert.id if expert else None)
        context.say(_("Saved"), undo=True)

    name = f"expert/{expert.id if expert else 'new'}"
    heading = _("Expert") if expert else _("New expert")
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=600)
    dialog.open()
    return dialog


_FIELDS = (*TEXTS, "may_be_told", "customer_id", "opportunity_id")


def _case_dialog(parent: QWidget, context: Context, draft: CaseDraft, case_id: str | None) -> FormDialog:
    form = Form(columns=2)
    form.add("name", _("Case"), TextField(_("What it is about"), 120), needed=True, wide=True)
    form.add(
        "told_as", _("Told as"), TextField(_("a hospital with over 1,000 people"), 120),
        help=_("How the customer is called where the case is told: never by its name."),
    )  # fmt: skip
    form.add("industry", _("Industry"), _industries())
    form.add("products", _("Products"), TextField(limit=200))
    form.add("may_be_told", "", CheckField(_("May be told to customers: offered in proposals")))
    form.add("situation", _("Situation"), NoteField(_("What troubled the customer"), lines=2))
    form.add("action", _("What we did"), NoteField(_("Who did what, in which order"), lines=2))
    form.add("result", _("What came of it"), NoteField(_("In figures where there are some"), lines=2))
    form.add("lesson", _("Lesson"), NoteField(_("What to do again, what not"), lines=2))
    form.set_values({name: value or None for name, value in asdict(draft).items()})

    def save(values: dict[str, Any]) -> None:
        made = CaseDraft(
            **{name: values[name] or "" for name in TEXTS},
            may_be_told=bool(values["may_be_told"]),
            customer_id=draft.customer_id,
            opportunity_id=draft.opportunity_id,
        )
        with context.write(N_("Case “{name}”"), name=made.name[:60]) as session:
            save_case(session, made, context.today(), case_id)
        context.say(_("Saved"), undo=True)

    name = f"case/{case_id or draft.opportunity_id or 'new'}"
    heading = _("Case") if case_id else _("New case")
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=680)
    dialog.open()
    return dialog


def _industries() -> TextField:
    """An industry, with those of the field offered while typing."""
    field = TextField(limit=60)
    completer = QCompleter(list(INDUSTRIES), field)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    field.line.setCompleter(completer)
    return field
