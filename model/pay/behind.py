"""What stands behind a figure: items that can be counted, records that prove a piece, who was kept, what was due."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, literal, or_, select
from sqlalchemy.orm import Session

from model.catalogue.records import Agreement
from model.customers.records import Contact, Customer
from model.decision_maps.records import BuyingRole
from model.months import month_range
from model.opportunities.records import Opportunity
from model.pay.inputs import KEY_ROLES, due_range
from model.pay.queries import rates_in_force
from model.pay.records import PieceEntry
from model.pay.rules import Rate
from model.proposals.records import Quote
from model.retention.records import RetentionTask
from model.search.pinyin import initials
from model.store.ids import RowId
from model.visits.records import Visit

MOST_PROOFS = 30


@dataclass(frozen=True)
class Proof:
    """A record that may prove a piece: its entity and id, the day, and what it says."""

    entity: str
    id: RowId
    day: date | None
    words: str


@dataclass(frozen=True)
class KeyPersonRow:
    """A key person of a customer, and whether he is still in office at the month's end."""

    id: RowId
    customer_id: RowId
    customer: str
    name: str
    title: str
    kept: bool


@dataclass(frozen=True)
class ProcessRow:
    """A visit or a task that was due in a month, what kind of task it is, and whether it counts as done."""

    id: RowId
    entity: str
    day: date | None
    customer_id: RowId | None
    customer: str
    what: str
    kind: str
    counted: bool


def find_items(session: Session, month: int, text: str) -> list[Rate]:
    """The items priced in a month that fit a text: code, name or pinyin initials; those that begin so first."""
    wanted = text.strip().casefold()
    rates = rates_in_force(session, month)
    if not wanted:
        return rates
    keys = [(rate, (rate.item_code.casefold(), rate.item.casefold(), initials(rate.item))) for rate in rates]
    found = [(rate, words) for rate, words in keys if any(wanted in word for word in words)]
    found.sort(key=lambda pair: not any(word.startswith(wanted) for word in pair[1]))
    return [rate for rate, _words in found]


def find_item(session: Session, month: int, item_code: str) -> Rate | None:
    """The item of a code where it has a price in the month."""
    return next((rate for rate in rates_in_force(session, month) if rate.item_code == item_code), None)


def find_entry(session: Session, entry_id: RowId) -> PieceEntry | None:
    """A piece entry by its id."""
    return session.get(PieceEntry, entry_id)


def list_proofs(session: Session, customer_id: RowId) -> list[Proof]:
    """A customer's visits that took place, accepted proposals, won opportunities and agreements, the newest first."""
    visits = select(
        literal("visit"), Visit.id, Visit.visit_date, func.coalesce(func.nullif(Visit.purpose, ""), Visit.outcome)
    )
    quotes = select(literal("quote"), Quote.id, Quote.made_on, Quote.number + " " + Quote.title)
    signed = select(literal("agreement"), Agreement.id, Agreement.signed_on, Agreement.number)
    won = select(literal("opportunity"), Opportunity.id, Opportunity.closed_on, Opportunity.name)
    found: list[Proof] = []
    for query in (
        visits.where(Visit.customer_id == customer_id, Visit.status == "done"),
        quotes.where(Quote.customer_id == customer_id, Quote.state == "accepted"),
        signed.where(Agreement.customer_id == customer_id),
        won.where(Opportunity.customer_id == customer_id, Opportunity.outcome == "won"),
    ):
        columns = list(query.selected_columns)
        found += [
            Proof(*row) for row in session.execute(query.order_by(columns[2].desc(), columns[1]).limit(MOST_PROOFS))
        ]
    found.sort(key=lambda proof: (proof.day or date.min, proof.id), reverse=True)
    return found[:MOST_PROOFS]


def list_key_people(session: Session, month: int) -> list[KeyPersonRow]:
    """The key people that the retention bonus counts in a month, those who are gone first."""
    _first, after = month_range(month)
    last = after - timedelta(days=1)
    role = BuyingRole
    judged = (
        select(role.id)
        .where(
            role.contact_id == Contact.id,
            role.role.in_(KEY_ROLES),
            or_(role.valid_from.is_(None), role.valid_from < after),
            or_(role.valid_to.is_(None), role.valid_to >= last),
        )
        .exists()
    )
    there = or_(Contact.status == "active", Contact.status_since > last)
    query = (
        select(Contact.id, Customer.id, Customer.name, Contact.name, Contact.title, there)
        .join(Customer, Customer.id == Contact.customer_id)
        .where(Contact.placeholder.is_(False), judged)
        .order_by(there, Customer.group_code, Contact.pinyin_key, Contact.id)
    )
    return [
        KeyPersonRow(row_id, customer, name, person, title, bool(kept))
        for row_id, customer, name, person, title, kept in session.execute(query)
    ]


def list_process(session: Session, month: int, today: date) -> list[ProcessRow]:
    """The visits and tasks that basic process work counts in a month up to a day, what does not count first."""
    first, after = due_range(month, today)
    written = and_(Visit.status == "done", or_(Visit.note != "", Visit.outcome != ""))
    visits = (
        select(
            Visit.id,
            literal("visit"),
            Visit.visit_date,
            Visit.customer_id,
            func.coalesce(Customer.name, ""),
            Visit.purpose,
            literal(""),
            written,
        )
        .outerjoin(Customer, Customer.id == Visit.customer_id)
        .where(Visit.visit_date >= first, Visit.visit_date < after, Visit.status != "cancelled")
    )
    task = RetentionTask
    tasks = (
        select(
            task.id,
            literal("retention_task"),
            task.due,
            task.customer_id,
            func.coalesce(Customer.name, ""),
            task.title,
            task.kind,
            task.status == "done",
        )
        .outerjoin(Customer, Customer.id == task.customer_id)
        .where(task.due >= first, task.due < after, task.status.in_(("open", "done")))
    )
    rows = [ProcessRow(*row[:-1], bool(row[-1])) for query in (visits, tasks) for row in session.execute(query)]
    rows.sort(key=lambda row: (row.counted, row.day or first, row.id))
    return rows
