"""Two customers that are one: what a merge would do, doing it, and taking the two apart again later.

The other customer's row stays and says `merged_into`; what hangs on it gets the kept customer's `customer_id` but stays
in its own dossier (`exchange.md`), which is how it finds the way back. Measured rows stay where they were measured.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Table, func, or_, select, update
from sqlalchemy.orm import Session

from model.customers.actions import set_fields
from model.customers.finding import customer_by_id
from model.customers.homes import family_of
from model.customers.joining import join_person, part_people, people_alike
from model.customers.merge_rules import MergeChoice, choices_between, names_besides
from model.customers.person_rules import PersonPair
from model.customers.records import Customer
from model.errors import UserError
from model.schema import SCHEMA
from model.store.base import RowId, field_groups, is_fact, is_travelling
from resources.i18n import _

_NOT_CHOSEN: Final = frozenset({"merged_into", "former_names", "status"})
"""Names are kept from both sides; a status says nothing of which row is right."""
_FOLLOWS: Final = (
    ("visit_id", "visit"),
    ("need_id", "need"),
    ("contact_id", "contact"),
    ("from_id", "contact"),
    ("opportunity_id", "opportunity"),
    ("table_id", "priority_table"),
)
"""What a row goes with when the two are taken apart, by the column that names it; the first that a table has."""


@dataclass(frozen=True)
class MergeSide:
    """One of the two customers."""

    id: RowId
    name: str
    group_code: str


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do: fields and people to choose, rows that come over by entity, months to count."""

    keep: MergeSide
    other: MergeSide
    choices: tuple[MergeChoice, ...]
    moving: tuple[tuple[str, int], ...]
    months: int
    people: tuple[PersonPair, ...] = ()


@dataclass(frozen=True)
class MergedCustomer:
    """A customer that was merged into another; `id` is its own."""

    id: RowId
    name: str
    group_code: str
    into_id: RowId
    into_name: str
    into_code: str


def merge_preview(session: Session, keep_id: RowId, other_id: RowId) -> MergePreview:
    """What merging the other customer into the kept one would do. Raises `UserError` where they cannot be merged."""
    keep, other = _two(session, keep_id, other_id)
    choices = choices_between(_groups(), _values(keep), _values(other))
    moving = []
    for table in tables_hanging_on_customers():
        query = select(func.count()).select_from(table).where(table.c.customer_id == other.id)
        if count := session.scalar(query):
            moving.append((table.name, count))
    bills = SCHEMA.tables["billing_month"]
    months = session.scalar(select(func.count()).select_from(bills).where(bills.c.customer_id == other.id)) or 0
    people = people_alike(session, keep.id, other.id)
    return MergePreview(_side(keep), _side(other), tuple(choices), tuple(moving), months, people)


def merge_customers(
    session: Session,
    keep_id: RowId,
    other_id: RowId,
    today: date,
    from_other: Collection[str] | None = None,
    joined: Collection[RowId] | None = None,
) -> RowId:
    """Merge the other customer into the kept one, whose id is returned.

    `from_other`: the field groups whose values come from the other; by default those in which the kept one says
    nothing. `joined`: the other's contacts that are one person with the kept one's of that name or number; by default
    those that nothing speaks against. Raises `UserError` where the two are one already, belong to two managers, or one
    is gone or handed over.
    """
    keep, other = _two(session, keep_id, other_id)
    values: dict[str, Any] = {}
    for choice in choices_between(_groups(), _values(keep), _values(other)):
        if choice.from_other if from_other is None else choice.group in from_other:
            values |= dict(zip(choice.fields, choice.other, strict=True))
    name = str(values.get("name", keep.name))
    former = names_besides(name, ((keep.name, keep.former_names), (other.name, other.former_names)))
    if former != keep.former_names:
        values["former_names"] = former
    if values:
        set_fields(session, Customer, [keep.id], values, today)
    for pair in people_alike(session, keep.id, other.id):
        if pair.likely if joined is None else pair.other.id in joined:
            join_person(session, pair, today)
    for table in tables_hanging_on_customers():
        session.execute(update(table).where(table.c.customer_id == other.id).values(customer_id=keep.id))
    into = or_(Customer.id == other.id, Customer.merged_into == other.id)
    session.execute(update(Customer).where(into).values(merged_into=keep.id))
    return keep.id


def part_customers(session: Session, other_id: RowId) -> RowId:
    """Take a merged customer out of the one it was merged into, with all that came from it; returns its id.

    What was added since to its people, visits and needs goes with them. Values that the kept customer took over stay
    there. Raises `UserError` where it is not merged.
    """
    other = session.get(Customer, other_id)
    if other is None or other.merged_into is None:
        raise UserError(_("This customer is not merged into another."))
    keep_id = _standing(session, other.merged_into)
    session.execute(update(Customer).where(Customer.id == other.id).values(merged_into=None))
    tables = list(tables_hanging_on_customers())
    with_it = select(Customer.dossier_id).where(Customer.id.in_(family_of(session, other.id)))
    for table in tables:
        own = (table.c.customer_id == keep_id) & table.c.dossier_id.in_(with_it)
        session.execute(update(table).where(own).values(customer_id=other.id))
    part_people(session, (keep_id, other.id))
    for table in tables:
        _follow(session, table, keep_id, other.id)
    return other.id


def list_merged(session: Session) -> list[MergedCustomer]:
    """Every merged customer with the one it was merged into, by name."""
    into = select(Customer.id, Customer.name, Customer.group_code).subquery("into_")
    query = (
        select(Customer.id, Customer.name, Customer.group_code, into.c.id, into.c.name, into.c.group_code)
        .join(into, into.c.id == Customer.merged_into)
        .order_by(Customer.pinyin_key, Customer.group_code)
    )
    return [MergedCustomer(*row) for row in session.execute(query)]


def _standing(session: Session, customer_id: RowId) -> RowId:
    """Who stands for a customer in the end; itself where it is not here."""
    found = session.get(Customer, customer_id)
    return customer_id if found is None else customer_by_id(session, found.id).id


def _two(session: Session, keep_id: RowId, other_id: RowId) -> tuple[Customer, Customer]:
    keep, other = customer_by_id(session, keep_id), customer_by_id(session, other_id)
    if keep.id == other.id:
        raise UserError(_("These two are one customer already."))
    _check_together(session, keep, other)
    return keep, other


def _check_together(session: Session, keep: Customer, other: Customer) -> None:
    """Merged dossiers are owned and released together (`exchange.md`): two owners' customers stay two."""
    dossiers = SCHEMA.tables["dossier"]
    query = select(dossiers.c.owner, dossiers.c.released)
    rows = session.execute(query.where(dossiers.c.id.in_([keep.dossier_id, other.dossier_id]))).all()
    if any(row.released for row in rows):
        raise UserError(_("This customer was handed over to a colleague and can only be read here."))
    if len({row.owner for row in rows if row.owner}) > 1:
        raise UserError(
            _("These customers belong to two account managers. The office first assigns both to one, then they merge.")
        )


def tables_hanging_on_customers() -> Iterator[Table]:
    """What hangs on a customer: rows that copy its code, as the work log's do, keep what was written then."""
    for table in SCHEMA.tables.values():
        if (
            is_travelling(table)
            and not is_fact(table)
            and table.info.get("dumped")
            and "customer_id" in table.columns
            and "group_code" not in table.columns
        ):
            yield table


def _follow(session: Session, table: Table, keep_id: RowId, other_id: RowId) -> None:
    for column, parent in _FOLLOWS:
        if column in table.columns:
            above = SCHEMA.tables[parent]
            gone = select(above.c.id).where(above.c.customer_id == other_id)
            mine = (table.c.customer_id == keep_id) & table.c[column].in_(gone)
            session.execute(update(table).where(mine).values(customer_id=other_id))
            return


def _groups() -> dict[str, list[str]]:
    groups = field_groups(Customer.__table__)
    return {name: [c.name for c in columns] for name, columns in groups.items() if name not in _NOT_CHOSEN}


def _values(customer: Customer) -> dict[str, Any]:
    return {name: getattr(customer, name) for fields in _groups().values() for name in fields}


def _side(customer: Customer) -> MergeSide:
    return MergeSide(customer.id, customer.name, customer.group_code)
