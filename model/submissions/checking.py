"""The checklist before a hand-in: each open point with the record it leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.labels import label_of
from model.months import month_range
from model.needs.records import Promise
from model.pay.queries import list_entries
from model.proposals.records import Quote
from model.retention.records import RetentionTask
from model.retention.settings import work_calendar
from model.store.base import RowId
from model.visits.records import Visit
from model.work_log.queries import work_log_of


@dataclass(frozen=True)
class OpenPoint:
    """One thing to look at: its kind, the record behind it (a day has none), when, for whom, and what it says."""

    kind: str
    entity: str
    id: RowId
    customer_id: RowId | None
    day: date | None
    customer: str
    words: str


def check_month(session: Session, month: int, today: date) -> list[OpenPoint]:
    """What is open in a month up to a day, of the person whose store it is."""
    first, after = month_range(month)
    until = min(after, today + timedelta(days=1))
    if until <= first:
        return []
    found: list[OpenPoint] = [*_pieces(session, month)]
    for kind, (entity, query) in _QUERIES.items():
        found += [
            OpenPoint(kind, entity, row_id, customer, day, name, _words(kind, words))
            for row_id, customer, day, words, name in session.execute(query(first, until))
        ]
    return [*found, *_empty_days(session, month, first, until)]


def count_points(points: list[OpenPoint]) -> dict[str, int]:
    """How many points of each kind are open; kinds with none are left out."""
    counts: dict[str, int] = {}
    for point in points:
        counts[point.kind] = counts.get(point.kind, 0) + 1
    return counts


def _pieces(session: Session, month: int) -> list[OpenPoint]:
    found = []
    for entry in list_entries(session, month):
        for kind, wrong in (("piece_price", entry.unit_price_fen is None), ("piece_evidence", not entry.proved)):
            if wrong:
                words = f"{entry.item} × {entry.quantity}"
                found.append(
                    OpenPoint(
                        kind, "piece_entry", entry.id, entry.customer_id, entry.entry_date, entry.customer_name, words
                    )
                )
    return found


def _empty_days(session: Session, month: int, first: date, until: date) -> list[OpenPoint]:
    """Working days up to yesterday that have no line; today is not over."""
    calendar, worked = work_calendar(session), {line.work_date for line in work_log_of(session, month).lines}
    days = (first + timedelta(days=number) for number in range((until - first).days - 1))
    return [
        OpenPoint("empty_day", "", day.isoformat(), None, day, "", "")
        for day in days
        if calendar.is_working_day(day) and day not in worked
    ]


def _asked(record: Any, day: Any, words: Any, *where: ColumnElement[bool]) -> Select[Any]:
    return (
        select(record.id, record.customer_id, day, words, func.coalesce(Customer.name, ""))
        .outerjoin(Customer, Customer.id == record.customer_id)
        .where(*where)
        .order_by(day, record.id)
    )


def _visits_open(first: date, until: date) -> Select[Any]:
    days = (Visit.visit_date >= first, Visit.visit_date < until)
    return _asked(Visit, Visit.visit_date, Visit.purpose, Visit.status == "planned", *days)


def _visits_bare(first: date, until: date) -> Select[Any]:
    bare = (Visit.status == "done", func.trim(Visit.note) == "", func.trim(Visit.outcome) == "")
    return _asked(Visit, Visit.visit_date, Visit.purpose, *bare, Visit.visit_date >= first, Visit.visit_date < until)


def _steps(first: date, until: date) -> Select[Any]:
    open_step = (Visit.status == "done", func.trim(Visit.next_step) != "", Visit.next_date.is_(None))
    return _asked(
        Visit, Visit.visit_date, Visit.next_step, *open_step, Visit.visit_date >= first, Visit.visit_date < until
    )


def _promises(_first: date, until: date) -> Select[Any]:
    due = Promise.due_on < until - timedelta(days=1)
    return _asked(Promise, Promise.due_on, Promise.text, Promise.state.in_(("open", "late")), due)


def _tasks(_first: date, until: date) -> Select[Any]:
    due = func.coalesce(RetentionTask.postponed_to, RetentionTask.due)
    words = func.coalesce(func.nullif(RetentionTask.title, ""), RetentionTask.kind)
    return _asked(RetentionTask, due, words, RetentionTask.status == "open", due < until - timedelta(days=1))


def _quotes(_first: date, until: date) -> Select[Any]:
    return _asked(
        Quote, Quote.made_on, Quote.number + " " + Quote.title, Quote.state == "pending", Quote.made_on < until
    )


_QUERIES: Final[dict[str, tuple[str, Callable[[date, date], Select[Any]]]]] = {
    "visit_open": ("visit", _visits_open),
    "visit_note": ("visit", _visits_bare),
    "next_step": ("visit", _steps),
    "promise_late": ("promise", _promises),
    "task_late": ("retention_task", _tasks),
    "quote_pending": ("quote", _quotes),
}


def _words(kind: str, words: str) -> str:
    """A task without words of its own is named by its kind."""
    return label_of("task_kind", words) if kind == "task_late" and words else words
