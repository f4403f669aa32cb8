"""Who approved a proposal or sent it back, on which day, and how or why."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.widgets.fields import DateField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from model.proposals.decisions import approve_quote, send_quote_back
from model.proposals.queries import QuoteSheet
from model.settings.queries import find_owner
from model.store.base import RowId
from resources.i18n import N_, _

_HEADINGS: Final = {"approve": N_("Approval"), "return": N_("Send a proposal back")}
_WHO: Final = {"approve": N_("Approved by"), "return": N_("Sent back by")}
_WORDS: Final = {"approve": N_("Approved how"), "return": N_("What has to be amended")}
_LABELS: Final = {"approve": N_("Approval of {number}"), "return": N_("{number} sent back")}
_MANY: Final = {"approve": N_("{count} proposals approved"), "return": N_("{count} proposals sent back")}
_ACTIONS: Final[dict[str, Callable[[Session, RowId, str, str, date | None], None]]] = {
    "approve": approve_quote,
    "return": send_quote_back,
}


def open_decision(parent: QWidget, context: Context, numbers: Mapping[RowId, str], act: str) -> FormDialog:
    """Ask once for these proposals (id → number); in an office's store it is the person at the screen who decides."""
    with context.read() as session:
        owner = find_owner(session)
    form = Form()
    form.add("who", _(_WHO[act]), TextField("", 80), needed=True)
    form.add("day", _("Date"), DateField(context.today()), needed=True)
    hint = _("Call, message, minutes of a meeting") if act == "approve" else ""
    form.add("words", _(_WORDS[act]), NoteField(hint, 3), needed=True)
    in_office = owner.role == "office"
    here = _("Approved in the office's store") if in_office and act == "approve" else None
    form.set_values({"who": owner.name if in_office else None, "day": context.today(), "words": here})

    def save(values: dict[str, Any]) -> None:
        one = len(numbers) == 1
        number, count = next(iter(numbers.values())), len(numbers)
        with context.write(_LABELS[act] if one else _MANY[act], number=number, count=count) as session:
            for quote_id in numbers:
                _ACTIONS[act](session, quote_id, values["who"] or "", values["words"] or "", values["day"])
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _(_HEADINGS[act]), form, save)
    dialog.open()
    return dialog


def standing_words(sheet: QuoteSheet) -> str:
    """Who decided on a proposal, when, and how or why; why it waits where it waits; else nothing."""
    if sheet.state == "pending":
        words = _("Waiting for approval since {day}: {reason}")
        return words.format(day=_day(sheet.state_since), reason=sheet.draft.reason)
    if sheet.state == "rejected" and sheet.returned_by:
        words = _("Sent back by {who} on {day}: {reason}")
        return words.format(who=sheet.returned_by, day=_day(sheet.returned_on), reason=sheet.return_reason)
    if sheet.state != "in_progress" and sheet.approved_by:
        words = _("Approved by {who} on {day}: {note}")
        return words.format(who=sheet.approved_by, day=_day(sheet.approved_on), note=sheet.approval_note)
    return ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"
