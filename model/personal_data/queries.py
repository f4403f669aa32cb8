"""Everything that is kept of one person, gathered from what the records declare."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, Date, LargeBinary, Table, or_, select
from sqlalchemy.orm import Session

from model.customers.records import Contact, Customer
from model.entity_words import entity_words
from model.everything_out.cells import kept_column, name_column, plain_column
from model.labels import heading_of
from model.members.records import Member, MemberMonth
from model.questionnaires.records import AnswerSheet, QuestionnaireVersion
from model.questionnaires.rules import answers_in_words, read_answers, read_questions
from model.schema import SCHEMA
from model.store.base import RowId, content_columns, is_travelling
from model.store.rows import existing_row
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
    person = existing_row(session, Contact, contact_id, _("This person is not in the store any more."))
    customer = session.scalar(select(Customer.name).where(Customer.id == person.customer_id))
    records: list[KeptRecord] = []
    for table, columns in _tables():
        holds = [column == contact_id for column in columns]
        days = [column for column in table.columns if isinstance(column.type, Date)][:1]
        for row in session.execute(select(table).where(or_(*holds)).order_by(*days, table.c.id)):
            records.append(_record(session, table, row._mapping, contact_id))
    records += _own_line(session, person)
    return PersonCopy(contact_id, person.name, customer or "", tuple(records))


def _own_line(session: Session, person: Contact) -> Iterator[KeptRecord]:
    """The person's own line among the customer's members, by its whole number, and its accounts of each month."""
    numbers = {number for number in (person.mobile, person.own_subscriber_number) if number}
    of_customer = Member.customer_id == person.customer_id
    table, accounts = SCHEMA.tables[Member.__tablename__], SCHEMA.tables[MemberMonth.__tablename__]
    members = session.scalars(select(Member).where(of_customer, Member.msisdn.in_(numbers)).order_by(Member.id)).all()
    for member in members:
        row = {column.name: getattr(member, column.name) for column in content_columns(table)}
        yield _record(session, table, row, person.id)
        months = accounts.select().where(
            accounts.c.customer_id == member.customer_id,
            accounts.c.subscriber_key.in_([key for key in (member.subscriber_code, member.msisdn) if key]),
        )
        for month in session.execute(months.order_by(accounts.c.month)):
            yield _record(session, accounts, month._mapping, person.id)


def _tables() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """The contact's own table, then every one that says something of a contact, with the columns that refer to one."""
    own = Contact.metadata.tables[Contact.__tablename__]
    yield own, [own.c.id]
    for name in sorted(SCHEMA.tables):
        table = SCHEMA.tables[name]
        columns = [column for column in table.columns if column.info.get("refers") == own.name]
        if columns and is_travelling(table) and _says_something(table, columns):
            yield table, columns


def _says_something(table: Table, about: list[Column[Any]]) -> bool:
    """Whether anything but how the program keeps it stands beside the person and the customer."""
    names = {column.name for column in about} | {"customer_id"}
    return len(about) > 1 or any(c.name not in names and not c.info.get("inner") for c in content_columns(table))


def _record(session: Session, table: Table, row: Any, contact_id: RowId) -> KeptRecord:
    fields: list[tuple[str, str]] = []
    for column in content_columns(table) if is_travelling(table) else table.columns:
        value = row[column.name]
        if value == contact_id or _is_silent(column, value):
            continue
        if column.info.get("refers"):
            fields.append((heading_of(column), _name_of(session, column.info["refers"], value)))
        elif table.name == AnswerSheet.__tablename__ and column.name == "answers":
            fields += _answers(session, row["version_id"], value)
        else:
            out = kept_column(session, column, "") or plain_column(column, "")
            whole = f"{row[out.beside]}\n{value}" if out.beside else value
            fields.append((heading_of(column), _words(out.kind, out.show(whole))))
    return KeptRecord(entity_words(table.name), tuple((label, words) for label, words in fields if words))


def _is_silent(column: Column[Any], value: Any) -> bool:
    """Whether a field says nothing: how the program keeps it, whose customer it is, a mark that was not set."""
    unset = isinstance(column.type, Boolean) and not column.nullable and not value
    inside = bool(column.info.get("inner")) or column.name == "customer_id" or isinstance(column.type, LargeBinary)
    return inside or unset or value in (None, "")


def _answers(session: Session, version: RowId, kept: str) -> list[tuple[str, str]]:
    """What the person answered, question by question; a question that is gone is called by its key."""
    written = session.scalar(select(QuestionnaireVersion.questions).where(QuestionnaireVersion.id == version))
    return answers_in_words(read_questions(written) if written else (), read_answers(kept))


def _name_of(session: Session, entity: str, row_id: Any) -> str:
    table = SCHEMA.tables[entity]
    named = name_column(table)
    if not row_id or named is None:
        return ""
    return str(session.scalar(select(named).where(table.c.id == row_id)) or "")


def _words(kind: str, shown: Any) -> str:
    """A value as it is printed; `kind` is that of an open table's column."""
    if kind == "money":
        return f"{shown / 100:,.2f}"
    return f"{shown // 100}-{shown % 100:02}" if kind == "month" else str(shown)
