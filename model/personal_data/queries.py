"""Everything that is kept of one person, gathered from what the records declare."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, or_, select
from sqlalchemy.orm import Session

from model.customers.records import Contact, Customer
from model.entity_words import entity_words
from model.errors import UserError
from model.everything_out.cells import heading_of, plain_column
from model.schema import SCHEMA
from model.store.base import RowId, content_columns, is_travelling
from resources.i18n import _


@dataclass(frozen=True)
class KeptRecord:
    """One record about the person: what kind it is, and its fields that hold something, label and value."""

    kind: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PersonCopy:
    """A person's own copy: name, where they work, their own record first, then what refers to them."""

    contact_id: RowId
    name: str
    customer: str
    records: tuple[KeptRecord, ...]


def copy_of_person(session: Session, contact_id: RowId) -> PersonCopy:
    """What is kept of a contact, in words; whole numbers, since they are theirs. Raises `UserError` for nobody."""
    found = session.execute(
        select(Contact.name, Customer.name)
        .outerjoin(Customer, Customer.id == Contact.customer_id)
        .where(Contact.id == contact_id)
    ).first()
    if found is None:
        raise UserError(_("This person is not in the store any more."))
    records: list[KeptRecord] = []
    for table, columns in _tables():
        holds = [column == contact_id for column in columns]
        for row in session.execute(select(table).where(or_(*holds)).order_by(table.c.id)):
            records.append(_record(session, table, row._mapping, {column.name for column in columns}))
    return PersonCopy(contact_id, found[0], found[1] or "", tuple(records))


def _tables() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """The contact's own table, then every one that refers to contacts, with the columns that do."""
    own = Contact.metadata.tables[Contact.__tablename__]
    yield own, [own.c.id]
    for name in sorted(SCHEMA.tables):
        table = SCHEMA.tables[name]
        columns = [column for column in table.columns if column.info.get("refers") == own.name]
        if columns and is_travelling(table):
            yield table, columns


def _record(session: Session, table: Table, row: Any, about: set[str]) -> KeptRecord:
    fields = []
    for column in content_columns(table):
        if column.name in about or isinstance(column.type, LargeBinary):
            continue
        value = row[column.name]
        refers = str(column.info.get("refers") or "")
        if refers:
            value = _name_of(session, refers, value)
        shown = plain_column(column, "", {} if refers else None).show(value)
        if shown not in (None, ""):
            fields.append((heading_of(column), _words(column, shown)))
    return KeptRecord(entity_words(table.name), tuple(fields))


def _name_of(session: Session, entity: str, row_id: Any) -> str:
    table = SCHEMA.tables[entity]
    named = next((name for name in ("name", "text", "statement", "title", "purpose") if name in table.c), None)
    if not row_id or named is None:
        return ""
    return str(session.scalar(select(table.c[named]).where(table.c.id == row_id)) or "")


def _words(column: Column[Any], shown: Any) -> str:
    return f"{shown / 100:,.2f}" if column.name.endswith("_fen") else str(shown)
