"""Two contacts that are one person: found when customers merge, joined with them, apart again when they part.

The joined contact's row stays and says `merged_into`; what names it names the kept one instead but stays in its own
dossier, which is how it finds the way back. Its place on the map stays its own.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import Column, Table, or_, select, update
from sqlalchemy.orm import Session, aliased

from model.customers.actions import set_fields
from model.customers.merge_rules import choices_between
from model.customers.person_rules import PersonPair, PersonSide, pairs_of_people
from model.customers.records import Contact
from model.schema import SCHEMA
from model.store.base import RowId, field_groups, is_travelling

_OWN: Final = frozenset({"customer_id", "name", "placeholder", "status", "merged_into"})
_STAYS: Final = frozenset({"contact", "map_position"})


def people_alike(session: Session, keep_id: RowId, other_id: RowId) -> tuple[PersonPair, ...]:
    """The people of two customers that may be one person, surest first."""
    return tuple(pairs_of_people(_sides(session, keep_id), _sides(session, other_id)))


def join_person(session: Session, pair: PersonPair, today: date) -> RowId:
    """Make the pair's two contacts one, whose id is returned; it takes over what only the other one says."""
    keep, other = session.get_one(Contact, pair.keep.id), session.get_one(Contact, pair.other.id)
    values: dict[str, Any] = {}
    for choice in choices_between(_groups(), _values(keep), _values(other)):
        if choice.from_other:
            values |= dict(zip(choice.fields, choice.other, strict=True))
    if values:
        set_fields(session, Contact, [keep.id], values, today)
    for table, column in columns_naming_people():
        session.execute(update(table).where(column == other.id).values({column.name: keep.id}))
    into = or_(Contact.id == other.id, Contact.merged_into == other.id)
    session.execute(update(Contact).where(into).values(merged_into=keep.id))
    return keep.id


def part_people(session: Session, customer_ids: tuple[RowId, RowId]) -> None:
    """Take apart the joined people of two parted customers whose halves now stand at different ones."""
    kept = aliased(Contact)
    query = (
        select(Contact.id, Contact.dossier_id, Contact.merged_into)
        .outerjoin(kept, kept.id == Contact.merged_into)
        .where(Contact.customer_id.in_(customer_ids), Contact.merged_into.is_not(None))
        .where(or_(kept.id.is_(None), kept.customer_id != Contact.customer_id))
        .order_by(Contact.id)
    )
    for contact, dossier, into in session.execute(query).all():
        for table, column in columns_naming_people():
            mine = (column == into) & (table.c.dossier_id == dossier)
            session.execute(update(table).where(mine).values({column.name: contact}))
        session.execute(update(Contact).where(Contact.id == contact).values(merged_into=None))


def _sides(session: Session, customer_id: RowId) -> list[PersonSide]:
    joined: dict[RowId, set[RowId]] = {}
    people = Contact.customer_id == customer_id
    query = select(Contact.merged_into, Contact.dossier_id).where(people, Contact.merged_into.is_not(None))
    for into, dossier in session.execute(query):
        joined.setdefault(str(into), set()).add(dossier)
    standing = (people, Contact.merged_into.is_(None), Contact.placeholder.is_(False))
    return [
        PersonSide(
            found.id,
            found.name,
            found.department,
            found.title,
            found.mobile,
            found.phone,
            frozenset({found.dossier_id, *joined.get(found.id, ())}),
        )
        for found in session.scalars(select(Contact).where(*standing).order_by(Contact.pinyin_key, Contact.id))
    ]


def columns_naming_people() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column that names a contact and follows it when it is joined."""
    for table in SCHEMA.tables.values():
        if is_travelling(table) and table.name not in _STAYS:
            for column in table.columns:
                if column.info.get("refers") == "contact":
                    yield table, column


def _groups() -> dict[str, list[str]]:
    groups = field_groups(Contact.__table__)
    return {name: [column.name for column in columns] for name, columns in groups.items() if name not in _OWN}


def _values(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for fields in _groups().values() for name in fields}
