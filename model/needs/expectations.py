"""The expectation ledger: what customers expect of us, what we promised for it, and whether it was met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.customers.records import Contact, Customer
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.needs.promise_rules import standing_state
from model.needs.records import Expectation, Promise
from model.store.base import RowId, new_id, take_over
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class ExpectationDraft:
    """An expectation as a form gives it; `promise_id` is what we promised for it."""

    customer_id: RowId
    text: str
    said_by_id: RowId | None = None
    said_on: date | None = None
    promise_id: RowId | None = None
    state: str = "open"
    remarks: str = ""


@dataclass(frozen=True)
class ExpectationRow:
    """A line of the ledger; the promise's state is the one to show today, both are empty without a promise."""

    id: RowId
    customer_id: RowId
    group_code: str
    customer_name: str
    text: str
    said_by_id: RowId | None
    said_by: str
    said_on: date | None
    promise_id: RowId | None
    promise: str
    promise_state: str
    state: str
    remarks: str


@dataclass(frozen=True)
class Ledger:
    """How many expectations there are, for how many something was promised, how many are judged and how many met."""

    count: int
    promised: int
    judged: int
    met: int


_FIELDS: Final = ("said_by_id", "said_on", "promise_id", "state", "remarks")


def ledger_of(rows: Iterable[ExpectationRow]) -> Ledger:
    """The figures of these lines; partly met is judged and not met."""
    counted = list(rows)
    return Ledger(
        len(counted),
        sum(row.promise_id is not None for row in counted),
        sum(row.state != "open" for row in counted),
        sum(row.state == "met" for row in counted),
    )


def add_expectation(session: Session, draft: ExpectationDraft) -> RowId:
    """Keep an expectation. Raises `UserError` without words, or for a promise made to another customer."""
    customer = customer_by_id(session, draft.customer_id)
    _check(session, draft, customer.id)
    row = Expectation(id=new_id(), dossier_id=customer.dossier_id, customer_id=customer.id, text=draft.text.strip())
    for name in _FIELDS:
        setattr(row, name, getattr(draft, name))
    session.add(row)
    session.flush()
    return row.id


def change_expectation(session: Session, expectation_id: RowId, draft: ExpectationDraft) -> None:
    """Make an expectation say what the draft says; only what differs is written."""
    row = _expectation(session, expectation_id)
    _check(session, draft, row.customer_id)
    take_over(row, {"text": draft.text.strip(), **{name: getattr(draft, name) for name in _FIELDS}})


def set_expectation(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Check field values of an expectation as its form would, and give them back to be set."""
    row = session.get_one(Expectation, row_id)
    content = {name: values.get(name, getattr(row, name)) for name in ("text", *_FIELDS)}
    customer_id = values.get("customer_id", row.customer_id)
    _check(session, ExpectationDraft(customer_id=customer_id, **content), customer_id)
    return dict(values)


def delete_expectation(session: Session, expectation_id: RowId) -> None:
    """Take an expectation out."""
    session.delete(_expectation(session, expectation_id))


def list_expectations(session: Session, today: date) -> list[ExpectationRow]:
    """The ledger, the newest first."""
    record = Expectation
    query = (
        select(
            record,
            func.coalesce(Customer.group_code, ""),
            func.coalesce(Customer.name, ""),
            func.coalesce(Contact.name, ""),
            Promise.text,
            Promise.state,
            Promise.due_on,
        )
        .outerjoin(Customer, Customer.id == record.customer_id)
        .outerjoin(Contact, Contact.id == record.said_by_id)
        .outerjoin(Promise, Promise.id == record.promise_id)
        .order_by(record.said_on.desc(), record.id.desc())
    )
    return [
        ExpectationRow(
            one.id, one.customer_id, code, name, one.text, one.said_by_id, person, one.said_on,
            one.promise_id if promise is not None else None, promise or "",
            standing_state(state, due, today) if state else "", one.state, one.remarks,
        )
        for one, code, name, person, promise, state, due in session.execute(query)
    ]  # fmt: skip


def _expectation(session: Session, expectation_id: RowId) -> Expectation:
    return existing_row(session, Expectation, expectation_id, _("This expectation is no longer here."))


def _check(session: Session, draft: ExpectationDraft, customer_id: RowId) -> None:
    if not draft.text.strip():
        raise UserError(_("Say what the customer expects."))
    if draft.state not in ENUMERATIONS["expectation_state"]:
        raise UserError(_("There is no state “{state}”.").format(state=draft.state))
    promise = session.get(Promise, draft.promise_id) if draft.promise_id else None
    if promise is not None and promise.customer_id != customer_id:
        raise UserError(_("The promise was made to another customer."))
