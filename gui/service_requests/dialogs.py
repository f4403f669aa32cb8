"""Forms of service requests: handed off, changed, moved on, closed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCompleter, QWidget

from gui.context import Context
from gui.customer_field import customer_field
from gui.widgets.fields import ChoiceField, DateField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from model.enumerations import ENUMERATIONS
from model.service_requests.actions import RequestDraft, add_request, change_request, close_request, move_request
from model.service_requests.queries import RequestRow, find_request, list_stages, list_waited_on
from resources.i18n import N_, _


def open_request(parent: QWidget, context: Context, customer_id: str | None = None) -> FormDialog:
    """A new hand-off."""
    form = _form(context, customer_id)
    form.set_values({"kind": "provisioning", "accepted_on": context.today()})

    def save(values: dict[str, Any]) -> None:
        draft = _draft(customer_id, values)
        with context.write(N_("Hand off: {text}"), text=draft.content[:60]) as session:
            add_request(session, draft, context.today())
        context.say(_("Saved"), undo=True)

    name = f"service-request/new/{customer_id or ''}"
    dialog = FormDialog(parent, _("New request"), form, save, name=name, drafts=context.drafts, width=640)
    dialog.open()
    return dialog


def edit_request(parent: QWidget, context: Context, request_id: str) -> FormDialog | None:
    """Change a request; None where it is gone."""
    with context.read() as session:
        found = find_request(session, request_id, context.today())
    if found is None:
        return None
    form = _form(context, found.customer_id)
    names = ("kind", "number", "content", "accepted_on", "deadline", "stage", "waiting_on")
    form.set_values({name: getattr(found, name) or None for name in names})

    def save(values: dict[str, Any]) -> None:
        draft = _draft(found.customer_id, values)
        with context.write(N_("Edit request {text}"), text=draft.content[:60]) as session:
            change_request(session, request_id, draft, context.today())
        context.say(_("Saved"), undo=True)

    heading = found.customer_name or _("Request")
    name = f"service-request/{request_id}"
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=640)
    dialog.open()
    return dialog


def ask_move(parent: QWidget, context: Context, requests: Sequence[RequestRow]) -> FormDialog:
    """Ask where the chosen requests are now and on whom they wait."""
    form = Form()
    stages, waited_on = _known_words(context)
    form.add("stage", _("Stage"), _offering(stages))
    form.add("waiting_on", _("Waiting on"), _offering(waited_on), help=_("The days of waiting are counted from today."))
    form.set_values({"stage": requests[0].stage or None, "waiting_on": requests[0].waiting_on or None})

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("{count} requests moved on"), count=len(requests)) as session:
            for one in requests:
                move_request(session, one.id, values["stage"] or "", values["waiting_on"] or "", context.today())
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Move on"), form, save)
    dialog.open()
    return dialog


def ask_close(parent: QWidget, context: Context, requests: Sequence[RequestRow]) -> FormDialog:
    """Ask what came of the chosen requests, and close them."""
    form = Form()
    form.add("result", _("Result"), NoteField(lines=3), needed=True)

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("{count} requests closed"), count=len(requests)) as session:
            for one in requests:
                close_request(session, one.id, values["result"], context.today())
        context.say(_("Saved"), undo=True)

    name = f"service-request-end/{requests[0].id}"
    dialog = FormDialog(parent, _("Close request"), form, save, name=name, drafts=context.drafts)
    dialog.open()
    return dialog


def _form(context: Context, customer_id: str | None) -> Form:
    form = Form(columns=2)
    if customer_id is None:
        form.add("customer_id", _("Customer"), customer_field(context), needed=True, wide=True)
    stages, waited_on = _known_words(context)
    form.add("content", _("What is to be done"), NoteField(lines=2), needed=True)
    form.add("kind", _("Type"), ChoiceField(ENUMERATIONS["service_request_kind"]), needed=True)
    form.add("number", _("Request number"), TextField(limit=60), help=_("As the office's system gave it, if it did."))
    form.add("accepted_on", _("Accepted on"), DateField(context.today()), needed=True)
    form.add("deadline", _("Deadline"), DateField(context.today()))
    form.add("stage", _("Stage"), _offering(stages))
    form.add("waiting_on", _("Waiting on"), _offering(waited_on), help=_("Who has it now; the days are counted there."))
    return form


def _offering(words: Sequence[str]) -> TextField:
    """A text with what was written here before offered while typing."""
    field = TextField(limit=80)
    completer = QCompleter(list(words), field)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    field.line.setCompleter(completer)
    return field


def _known_words(context: Context) -> tuple[list[str], list[str]]:
    with context.read() as session:
        return list_stages(session), list_waited_on(session)


def _draft(customer_id: str | None, values: dict[str, Any]) -> RequestDraft:
    return RequestDraft(
        customer_id=customer_id or values["customer_id"],
        kind=values["kind"],
        content=values["content"] or "",
        accepted_on=values["accepted_on"],
        deadline=values["deadline"],
        number=values["number"] or "",
        stage=values["stage"] or "",
        waiting_on=values["waiting_on"] or "",
    )
