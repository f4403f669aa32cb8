"""Lines that the records make by themselves: visits, tasks done, promises kept, proposals and pieces counted."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.enumerations import ENUMERATIONS
from model.needs.records import Promise
from model.pay.records import PieceEntry
from model.proposals.records import Quote
from model.retention.records import RetentionTask
from model.store.base import RowId
from model.visits.records import Visit
from model.work_log.lines import WorkLogLine
from model.work_log.rules import PROVED_BY_WORK, SOURCE_MINUTES, TOLD_BY_OTHERS, category_of, minutes_of_visit
from resources.i18n import N_, _

SOURCES = {
    "visit": N_("Visit"),
    "retention_task": N_("Task"),
    "promise": N_("Promise"),
    "quote": N_("Proposal"),
    "piece_entry": N_("Piece"),
}
"""Entity → what the log calls the record behind a line."""


def lines_from_records(session: Session, first: date, after: date, person: str) -> Iterator[WorkLogLine]:
    """What the records of these days say was done, for customers of every manager.

    `person` is whose work it is where every record is one person's own; "" takes the customer's manager.
    """
    yield from _from_visits(session, first, after, person)
    for entity, query in _WORK.items():
        for row_id, day, words, more, code, name, status, manager in session.execute(query(first, after)):
            yield WorkLogLine(
                None,
                day,
                SOURCE_MINUTES[entity],
                category_of(entity, status),
                _words(entity, words, more),
                code,
                name,
                "",
                entity,
                row_id,
                person or manager,
            )


def lines_from_pieces(session: Session, first: date, after: date, people: dict[RowId, str]) -> Iterator[WorkLogLine]:
    """Pieces counted in these days by their own dossiers' people (dossier → employee number)."""
    entry = PieceEntry
    query = (
        select(
            entry.id,
            entry.entry_date,
            entry.item,
            entry.quantity,
            entry.group_code,
            entry.customer_name,
            Customer.status,
            entry.dossier_id,
        )
        .outerjoin(Customer, Customer.id == entry.customer_id)
        .where(entry.entry_date >= first, entry.entry_date < after, entry.source_entity.not_in(PROVED_BY_WORK))
    )
    for row_id, day, item, quantity, code, name, status, dossier in session.execute(query):
        yield WorkLogLine(
            None,
            day or first,
            SOURCE_MINUTES["piece_entry"],
            category_of("piece_entry", status),
            _("Set up {item} × {count}").format(item=item, count=quantity),
            code,
            name,
            "",
            "piece_entry",
            row_id,
            people.get(dossier, ""),
        )


def _from_visits(session: Session, first: date, after: date, person: str) -> Iterator[WorkLogLine]:
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
            *_CUSTOMER,
        )
        .outerjoin(Customer, Customer.id == Visit.customer_id)
        .where(Visit.status == "done", Visit.visit_date >= first, Visit.visit_date < after)
    )
    for visit, day, start, end, mode, purpose, outcome, note, code, name, status, manager in session.execute(query):
        yield WorkLogLine(
            None,
            day or first,
            minutes_of_visit(start, end, mode),
            category_of("visit", status),
            "；".join(part for part in (purpose, outcome or note) if part),
            code,
            name,
            mode,
            "visit",
            visit,
            person or manager,
        )


_CUSTOMER = (
    func.coalesce(Customer.group_code, ""),
    func.coalesce(Customer.name, ""),
    Customer.status,
    func.coalesce(Customer.manager_no, ""),
)


def _tasks(first: date, after: date) -> Select[*tuple[Any, ...]]:
    task = RetentionTask
    query = select(task.id, task.closed_on, task.kind, func.coalesce(func.nullif(task.result, ""), task.title))
    done = (task.status == "done", task.kind.not_in(TOLD_BY_OTHERS))
    return _of_days(query, task.closed_on, task.customer_id, first, after, *done)


def _promises(first: date, after: date) -> Select[*tuple[Any, ...]]:
    promise = Promise
    query = select(promise.id, promise.closed_on, promise.text, promise.substitute)
    kept = promise.state.in_(("kept", "substituted"))
    return _of_days(query, promise.closed_on, promise.customer_id, first, after, kept)


def _quotes(first: date, after: date) -> Select[*tuple[Any, ...]]:
    quote = Quote
    query = select(quote.id, quote.made_on, quote.number, quote.title)
    return _of_days(query, quote.made_on, quote.customer_id, first, after, quote.state != "cancelled")


def _of_days(
    query: Select[*tuple[Any, ...]],
    day: ColumnElement[Any] | Any,
    customer: Any,
    first: date,
    after: date,
    *wanted: ColumnElement[bool],
) -> Select[*tuple[Any, ...]]:
    return (
        query.add_columns(*_CUSTOMER)
        .outerjoin(Customer, Customer.id == customer)
        .where(day >= first, day < after, *wanted)
    )


_WORK = {"retention_task": _tasks, "promise": _promises, "quote": _quotes}


def _words(entity: str, words: str, more: str) -> str:
    """What such a record says was done."""
    if entity == "retention_task":
        kind = _(ENUMERATIONS["task_kind"].get(words, "")) if words else ""
        return "：".join(part for part in (kind, more) if part) or _("Task")
    if entity == "promise":
        return _("Kept a promise: {text}").format(text="；".join(part for part in (words, more) if part))
    return _("Drew up proposal {number} {title}").format(number=words, title=more).strip()
