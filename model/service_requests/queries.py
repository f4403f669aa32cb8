"""What is asked of service requests (工单)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.homes import family_of
from model.customers.records import Customer
from model.service_requests.records import ServiceRequest
from model.service_requests.rules import days_open, days_waiting, standing_of
from model.store.base import RowId


@dataclass(frozen=True)
class RequestRow:
    """A request as a list shows it today; `standing` is open, due_soon, late or closed, `age` and `waits` are days."""

    id: RowId
    customer_id: RowId
    group_code: str
    customer_name: str
    number: str
    kind: str
    content: str
    accepted_on: date | None
    deadline: date | None
    stage: str
    waiting_on: str
    waiting_since: date | None
    result: str
    closed_on: date | None
    standing: str
    age: int | None
    waits: int | None


def list_requests(
    session: Session, today: date, *, customer_id: RowId | None = None, open_only: bool = False
) -> list[RequestRow]:
    """Requests, open ones by deadline first, then the closed ones, the newest first."""
    request = ServiceRequest
    query = (
        select(
            request.id,
            request.customer_id,
            func.coalesce(Customer.group_code, "").label("group_code"),
            func.coalesce(Customer.name, "").label("customer_name"),
            request.number,
            request.kind,
            request.content,
            request.accepted_on,
            request.deadline,
            request.stage,
            request.waiting_on,
            request.waiting_since,
            request.result,
            request.closed_on,
        )
        .outerjoin(Customer, Customer.id == request.customer_id)
        .order_by(
            request.closed_on.is_not(None),
            request.closed_on.desc(),
            request.deadline.is_(None),
            request.deadline,
            request.id,
        )
    )
    if customer_id is not None:
        query = query.where(request.customer_id.in_(family_of(session, customer_id)))
    if open_only:
        query = query.where(request.closed_on.is_(None))
    return [_row(found, today) for found in session.execute(query)]


def find_request(session: Session, request_id: RowId, today: date) -> RequestRow | None:
    """One request as it stands; None where it is gone."""
    return next((row for row in list_requests(session, today) if row.id == request_id), None)


def list_stages(session: Session) -> list[str]:
    """The stages that requests have been in, the commonest first: what a form offers."""
    return _words(session, ServiceRequest.stage)


def list_waited_on(session: Session) -> list[str]:
    """Whom requests have waited on, the commonest first."""
    return _words(session, ServiceRequest.waiting_on)


def _words(session: Session, column: Any) -> list[str]:
    query = select(column).where(column != "").group_by(column).order_by(func.count().desc(), column).limit(30)
    return list(session.scalars(query))


def _row(found: Any, today: date) -> RequestRow:
    accepted, deadline, since, closed = found.accepted_on, found.deadline, found.waiting_since, found.closed_on
    return RequestRow(
        **found._mapping,
        standing=standing_of(deadline, closed, today),
        age=days_open(accepted, closed, today),
        waits=days_waiting(accepted, since, closed, today),
    )
