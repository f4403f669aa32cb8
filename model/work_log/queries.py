"""A month's work log: it builds itself from visits, with the lines a person wrote or corrected in their place."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.store.base import RowId
from model.visits.records import Visit
from model.work_log.records import WorkLogEntry
from model.work_log.rules import Balance, balance_of, minutes_of_visit, month_range


@dataclass(frozen=True)
class WorkLogLine:
    """One line; `entry_id` is empty for a line made from its record (`source_entity`, `source_id`) as it stands."""

    entry_id: RowId | None
    work_date: date
    minutes: int
    category: str
    what: str
    group_code: str
    customer_name: str
    contact_mode: str
    source_entity: str
    source_id: RowId | None


@dataclass(frozen=True)
class WorkLog:
    """A month's lines by day, and how the time was spent."""

    month: int
    lines: tuple[WorkLogLine, ...]
    balance: Balance


def work_log_of(session: Session, month: int) -> WorkLog:
    """The log of a month (YYYYMM); raises `ValueError` for no month."""
    first, after = month_range(month)
    written = _written(session, first, after)
    corrected = {line.source_id for line in written if line.source_id is not None}
    lines = [*written, *(line for line in _from_visits(session, first, after) if line.source_id not in corrected)]
    lines.sort(key=lambda line: (line.work_date, line.group_code, line.what, line.source_id or line.entry_id or ""))
    return WorkLog(month, tuple(lines), balance_of((line.category, line.minutes) for line in lines))


def _written(session: Session, first: date, after: date) -> list[WorkLogLine]:
    query = select(WorkLogEntry).where(WorkLogEntry.work_date >= first, WorkLogEntry.work_date < after)
    return [
        WorkLogLine(
            entry.id,
            entry.work_date or first,
            entry.minutes,
            entry.category,
            entry.what,
            entry.group_code,
            entry.customer_name,
            "",
            entry.source_entity,
            entry.source_id,
        )
        for entry in session.scalars(query)
    ]


def _from_visits(session: Session, first: date, after: date) -> list[WorkLogLine]:
    """Visits that took place; one to a customer who is not yet ours counts as development, others as retention."""
    query = (
        select(
            Visit.id,
            Visit.visit_date,
            Visit.start_time,
            Visit.end_time,
            Visit.contact_mode,
            Visit.purpose,
            Visit.outcome,
            Visit.note,
            func.coalesce(Customer.group_code, ""),
            func.coalesce(Customer.name, ""),
            Customer.status,
        )
        .outerjoin(Customer, Customer.id == Visit.customer_id)
        .where(Visit.status == "done", Visit.visit_date >= first, Visit.visit_date < after)
    )
    return [
        WorkLogLine(
            None,
            day or first,
            minutes_of_visit(start, end, mode),
            "development" if status == "potential" else "retention",
            "；".join(part for part in (purpose, outcome or note) if part),
            code,
            name,
            mode,
            "visit",
            visit_id,
        )
        for visit_id, day, start, end, mode, purpose, outcome, note, code, name, status in session.execute(query)
    ]
