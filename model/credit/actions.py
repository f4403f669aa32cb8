"""Notes a credit review or an event, and takes one out again."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.credit.newest import newest_reviews
from model.credit.records import CreditEvent
from model.credit.rules import next_review_after
from model.customers.finding import customer_by_id
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.retention.records import CreditReview
from model.store.ids import RowId, new_id
from resources.i18n import _

_Row = TypeVar("_Row", CreditReview, CreditEvent)


@dataclass(frozen=True)
class ReviewDraft:
    """A review as a person writes it; without a next day the rating says when it is due again. Money in fen."""

    customer_id: RowId
    rating: str
    reviewed_on: date
    limit_fen: int | None = None
    sources: str = ""
    reviewer: str = ""
    next_review: date | None = None


@dataclass(frozen=True)
class EventDraft:
    """A kept, broken or fraud event; money in fen."""

    customer_id: RowId
    kind: str
    happened_on: date
    amount_fen: int | None = None
    note: str = ""
    source: str = ""


def add_review(session: Session, draft: ReviewDraft, today: date) -> RowId:
    """Keep a review; the newest one's rating becomes the customer's. Raises `UserError` for what cannot be."""
    if draft.rating not in ENUMERATIONS["credit_rating"]:
        raise UserError(_("Choose the credit rating."))
    if draft.reviewed_on > today:
        raise UserError(_("A review cannot lie ahead."))
    if draft.next_review is not None and draft.next_review <= draft.reviewed_on:
        raise UserError(_("The next review comes after this one."))
    if not draft.sources.strip():
        raise UserError(_("Say what the rating rests on: bills, register, court notices, a visit."))
    _check_money(draft.limit_fen)
    due = draft.next_review or next_review_after(draft.rating, draft.reviewed_on)
    row = _keep(session, CreditReview, replace(draft, next_review=due))
    _rate_anew(session, row.customer_id)
    return row.id


def delete_review(session: Session, review_id: RowId) -> None:
    """Take a review out; the one before it counts again. Raises `UserError` where it is gone."""
    _rate_anew(session, _take_out(session, CreditReview, review_id, _("This review is no longer here.")))


def add_event(session: Session, draft: EventDraft, today: date) -> RowId:
    """Keep an event. Raises `UserError` for what cannot be."""
    if draft.kind not in ENUMERATIONS["credit_event_kind"]:
        raise UserError(_("Choose what happened."))
    if draft.happened_on > today:
        raise UserError(_("What happened cannot lie ahead."))
    _check_money(draft.amount_fen)
    return _keep(session, CreditEvent, draft).id


def delete_event(session: Session, event_id: RowId) -> None:
    """Take an event out. Raises `UserError` where it is gone."""
    _take_out(session, CreditEvent, event_id, _("This event is no longer here."))


def _keep(session: Session, record: type[_Row], draft: ReviewDraft | EventDraft) -> _Row:
    """A row of a draft, with its texts trimmed, in the customer's dossier; raises `UserError` for a customer gone."""
    customer = customer_by_id(session, draft.customer_id)
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(draft).items()}
    row = record(id=new_id(), dossier_id=customer.dossier_id, **values | {"customer_id": customer.id})
    session.add(row)
    session.flush()
    return row


def _take_out(session: Session, record: type[_Row], row_id: RowId, gone: str) -> RowId:
    """Delete a row; returns whose it was. Raises `UserError` with the sentence `gone` where it is no longer here."""
    row = session.get(record, row_id)
    if row is None:
        raise UserError(gone)
    session.delete(row)
    session.flush()
    return row.customer_id


def _check_money(fen: int | None) -> None:
    if fen is not None and fen < 0:
        raise UserError(_("An amount cannot be below nil."))


def _rate_anew(session: Session, customer_id: RowId) -> None:
    """The rating of the newest review stands on the customer too, where lists and the value score read it."""
    newest = session.scalar(select(newest_reviews(customer_id).c.rating))
    customer = customer_by_id(session, customer_id)
    if newest is not None and customer.credit_rating != newest:
        customer.credit_rating = newest
