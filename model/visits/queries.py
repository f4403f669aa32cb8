"""What is asked of visits: lists, one whole, notes to finish, the last true contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from model.customers.records import Contact, Customer
from model.store.base import RowId
from model.visits.records import Visit, VisitMet


@dataclass(frozen=True)
class VisitRow:
    """A visit as a list shows it; `met` are the names of the people met, in one text."""

    id: RowId
    customer_id: RowId
    group_code: str
    customer_name: str
    visit_date: date | None
    start_time: time | None
    end_time: time | None
    status: str
    contact_mode: str
    initiator: str
    place: str
    purpose: str
    actions: str
    note: str
    outcome: str
    next_step: str
    next_date: date | None
    written_by: str
    met: str


@dataclass(frozen=True)
class MetPerson:
    """A contact who was met on a visit."""

    contact_id: RowId
    name: str
    title: str


def list_visits(
    session: Session,
    *,
    customer_id: RowId | None = None,
    status: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    limit: int | None = None,
) -> list[VisitRow]:
    """Visits from the latest back, narrowed by customer, status and days (both ends included)."""
    query = _rows().order_by(Visit.visit_date.desc(), Visit.start_time.desc(), Visit.id.desc())
    if customer_id is not None:
        query = query.where(Visit.customer_id == customer_id)
    if status:
        query = query.where(Visit.status.in_(status))
    if first is not None:
        query = query.where(Visit.visit_date >= first)
    if last is not None:
        query = query.where(Visit.visit_date <= last)
    if limit is not None:
        query = query.limit(limit)
    return _read(session, query)


def find_visit(session: Session, visit_id: RowId) -> VisitRow | None:
    """One visit, or None where it is no longer there."""
    found = _read(session, _rows().where(Visit.id == visit_id))
    return found[0] if found else None


def list_met(session: Session, visit_id: RowId) -> list[MetPerson]:
    """The people met on a visit, by name."""
    query = (
        select(Contact.id, Contact.name, Contact.title)
        .join(VisitMet, VisitMet.contact_id == Contact.id)
        .where(VisitMet.visit_id == visit_id)
        .order_by(Contact.pinyin_key, Contact.name)
    )
    return [MetPerson(*row) for row in session.execute(query)]


def list_unfinished(session: Session, today: date, limit: int = 50) -> list[VisitRow]:
    """Visits that took place, or whose day has passed, and that say nothing yet."""
    query = (
        _rows()
        .where(
            Visit.status != "cancelled",
            or_(Visit.visit_date < today, Visit.status == "done"),
            func.trim(Visit.note) == "",
            func.trim(Visit.outcome) == "",
        )
        .order_by(Visit.visit_date.desc(), Visit.id.desc())
        .limit(limit)
    )
    return _read(session, query)


def _rows() -> Select[*tuple[Any, ...]]:
    met = (
        select(func.group_concat(Contact.name, "、"))
        .join(VisitMet, VisitMet.contact_id == Contact.id)
        .where(VisitMet.visit_id == Visit.id)
        .scalar_subquery()
    )
    return select(
        Visit.id,
        Visit.customer_id,
        func.coalesce(Customer.group_code, ""),
        func.coalesce(Customer.name, ""),
        Visit.visit_date,
        Visit.start_time,
        Visit.end_time,
        Visit.status,
        Visit.contact_mode,
        Visit.initiator,
        Visit.place,
        Visit.purpose,
        Visit.actions,
        Visit.note,
        Visit.outcome,
        Visit.next_step,
        Visit.next_date,
        Visit.written_by,
        func.coalesce(met, ""),
    ).outerjoin(Customer, Customer.id == Visit.customer_id)


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> list[VisitRow]:
    return [VisitRow(*row) for row in session.execute(query)]
