"""What is done with promises: made, kept, broken, substituted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.errors import UserError
from model.needs.promise_rules import CLOSED, closing_fault
from model.needs.records import Promise
from model.store.base import RowId, new_id, take_over
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class PromiseDraft:
    """A promise as a form, a selected text or the command line gives it."""

    customer_id: RowId
    text: str
    due_on: date | None
    visit_id: RowId | None = None
    made_to_id: RowId | None = None
    made_to: str = ""
    owner: str = ""
    expected_effect: str = ""
    churn_risk: int | None = None


_FIELDS = ("due_on", "visit_id", "made_to_id", "made_to", "owner", "expected_effect", "churn_risk")
_ENDING: Final = ("state", "reason", "substitute", "closed_on")


def add_promise(session: Session, draft: PromiseDraft, today: date) -> RowId:
    """Keep a promise made today; raises `UserError` without words or without a day to keep it by."""
    _check(draft)
    customer = customer_by_id(session, draft.customer_id)
    promise_id = new_id()
    fields = {name: getattr(draft, name) for name in _FIELDS}
    session.add(
        Promise(
            id=promise_id,
            dossier_id=customer.dossier_id,
            customer_id=customer.id,
            text=draft.text.strip(),
            made_on=today,
            **fields,
        )
    )
    session.flush()
    return promise_id


def change_promise(session: Session, promise_id: RowId, draft: PromiseDraft) -> None:
    """Make a promise say what the draft says; only what differs is written."""
    _check(draft)
    promise = promise_of(session, promise_id)
    take_over(promise, {"text": draft.text.strip(), **{name: getattr(draft, name) for name in _FIELDS}})


def close_promise(
    session: Session, promise_id: RowId, state: str, today: date, *, reason: str = "", substitute: str = ""
) -> None:
    """End a promise: kept, broken (with a reason) or substituted (with what was done); raises `UserError` else."""
    fault = closing_fault(state, reason, substitute)
    if fault:
        raise UserError(_(fault))
    promise = promise_of(session, promise_id)
    promise.state, promise.reason, promise.substitute, promise.closed_on = state, reason, substitute, today


def reopen_promise(session: Session, promise_id: RowId) -> None:
    """Make an ended promise open again."""
    promise = promise_of(session, promise_id)
    promise.state, promise.reason, promise.substitute, promise.closed_on = "open", "", "", None


def set_ending(session: Session, promise_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """End or reopen a promise where field values say so, as its page would; the values left to be set.

    Raises `UserError` where the end asks for a reason or a substitute and neither values nor row have it.
    """
    promise = promise_of(session, promise_id)
    if "due_on" in values and values["due_on"] is None:
        raise UserError(_("Say by which day."))
    state = values.get("state", promise.state)
    if state == promise.state or state not in (*CLOSED, "open"):
        return dict(values)
    if state == "open":
        reopen_promise(session, promise_id)
    else:
        said = {name: values.get(name, getattr(promise, name)) for name in ("reason", "substitute")}
        close_promise(session, promise_id, state, values.get("closed_on") or today, **said)
    return {name: value for name, value in values.items() if name not in _ENDING}


def delete_promise(session: Session, promise_id: RowId) -> None:
    """Take a promise out; undo and the recycle bin bring it back."""
    session.delete(promise_of(session, promise_id))


def promise_of(session: Session, promise_id: RowId) -> Promise:
    """The record of a promise; raises `UserError` where it is gone."""
    return existing_row(session, Promise, promise_id, _("This promise is no longer here."))


def _check(draft: PromiseDraft) -> None:
    if not draft.text.strip():
        raise UserError(_("Say what was promised."))
    if draft.due_on is None:
        raise UserError(_("Say by which day."))
