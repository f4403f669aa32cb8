"""Who received, sent back or approved a hand-in, on which day and how."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.widgets.fields import ChoiceField, DateField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from model.enumerations import ENUMERATIONS
from model.settings.queries import find_owner
from model.submissions.actions import Decision, approve, receive, send_back
from model.submissions.queries import SubmissionRow
from resources.i18n import N_, _

HEADINGS: Final = {
    "receive": N_("Record the receipt"),
    "return": N_("Record that it was sent back"),
    "approve": N_("Record the approval"),
}
_WORDS: Final = {"return": N_("What has to be amended"), "approve": N_("Approval note")}
_ACTIONS: Final[dict[str, Callable[[Session, str, Decision], None]]] = {
    "receive": receive,
    "return": send_back,
    "approve": approve,
}


def open_decision(parent: QWidget, context: Context, row: SubmissionRow, act: str, in_office: bool) -> FormDialog:
    """Ask for it and keep it; in an office's store it is the person at the screen who says so, here and now."""
    form = Form(columns=2)
    form.add("who", _("Handled by"), TextField(limit=60), needed=True, help=_("The name of whoever said so."))
    form.add("day", _("Date"), DateField(context.today()), needed=True)
    if act != "return":
        form.add("way", _("How"), ChoiceField(ENUMERATIONS["submission_way"]))
    if act in _WORDS:
        form.add("words", _(_WORDS[act]), NoteField(lines=3), needed=act == "return", wide=True)
    with context.read() as session:
        me = find_owner(session).name
    form.set_values({"who": me if in_office else None, "day": context.today(), "way": _way(in_office)})

    def save(values: dict[str, Any]) -> None:
        decision = Decision(
            values["who"] or "", values["day"], values.get("way") or "system", values.get("words") or ""
        )
        with context.write(HEADINGS[act]) as session:
            _ACTIONS[act](session, row.id, decision)
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(
        parent, _(HEADINGS[act]), form, save, name=f"submission/{row.id}/{act}", drafts=context.drafts, width=520
    )
    dialog.open()
    return dialog


def _way(in_office: bool) -> str:
    return "system" if in_office else "in_person"
