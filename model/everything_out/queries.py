"""Every table of the store as an open sheet: the office's own sheets, which can be imported again, then the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import LargeBinary, Table, func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.entity_words import entity_words
from model.everything_out.cells import (
    Cell,
    OutColumn,
    kept_column,
    name_column,
    office_column,
    plain_column,
)
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.sheets import Sheet
from model.labels import heading_of
from model.schema import SCHEMA
from model.store.base import content_columns, is_fact, is_travelling
from model.visits.records import Attachment
from resources.i18n import _

_CHUNK: Final = 5_000
_STORED_KEYS: Final = {"subscriber_code": "subscriber_key"}
"""Fields of the office's sheets of months whose stored column has another name."""
_MADE: Final = frozenset({"value_score"})
"""Tables that travel nowhere, since every store makes them anew, and that go out all the same."""


@dataclass(frozen=True)
class OutSheet:
    """A table as an open sheet: its title, columns, how many rows, and whether the office's import reads it."""

    entity: str
    title: str
    columns: tuple[OutColumn, ...]
    count: int
    importable: bool


@dataclass(frozen=True)
class OutFile:
    """An attachment: its file name and its bytes."""

    name: str
    content: bytes


def list_sheets(session: Session) -> list[OutSheet]:
    """Every sheet that has rows."""
    return [sheet for sheet in every_sheet(session) if sheet.count]


def every_sheet(session: Session) -> list[OutSheet]:
    """Every sheet, empty ones too: what the office's import reads first, then the other tables by name."""
    office = {sheet.entity: sheet for sheet in OFFICE_SHEETS}
    found = [_office_sheet(session, sheet) for sheet in OFFICE_SHEETS]
    for name in sorted(SCHEMA.tables):
        table = SCHEMA.tables[name]
        if name not in office and goes_out(table):
            found.append(_other_sheet(session, table))
    return found


def goes_out(table: Table) -> bool:
    """Whether a table's rows stand on a sheet; the others are named in `leaving_out`."""
    return is_travelling(table) or is_fact(table) or table.name in _MADE


def rows_of(session: Session, sheet: OutSheet) -> Iterator[tuple[Cell, ...]]:
    """The rows of a sheet, read and turned into cells chunk by chunk."""
    table = SCHEMA.tables[sheet.entity]
    shows = [column.show for column in sheet.columns]
    fields = [_expression(table, column) for column in sheet.columns]
    query = select(*fields)
    if "customer_id" in table.c:
        customer = Customer.__table__
        query = query.select_from(table.outerjoin(customer, customer.c.id == table.c.customer_id))
    result = session.execute(query.order_by(*table.primary_key.columns), execution_options={"yield_per": _CHUNK})
    for row in result:
        yield tuple(show(value) for show, value in zip(shows, row, strict=True))


def list_files(session: Session) -> Iterator[OutFile]:
    """The attachments, each under a name that begins with its customer's code."""
    query = (
        select(Attachment.id, Attachment.file_name, Attachment.content, func.coalesce(Customer.group_code, ""))
        .outerjoin(Customer, Customer.id == Attachment.customer_id)
        .where(Attachment.content.is_not(None))
        .order_by(Attachment.id)
    )
    for id, name, content, code in session.execute(query, execution_options={"yield_per": 20}):
        yield OutFile(_safe(f"{code or 'none'}-{id[-8:]}-{name}"), content or b"")


def _safe(name: str) -> str:
    """A file name that no system takes for a path or refuses."""
    kept = "".join(char if char.isalnum() or char in "-_." else "_" for char in name)
    return kept[-120:].lstrip(".") or "attachment"


def _expression(table: Table, column: OutColumn) -> Any:
    field = column.field
    if field in ("group_code", "customer_name") and field not in table.c:
        return func.coalesce(Customer.group_code if field == "group_code" else Customer.name, "")
    if column.beside:
        return func.coalesce(table.c[column.beside], "") + "\n" + table.c[field]
    return table.c[field]


def _office_sheet(session: Session, sheet: Sheet) -> OutSheet:
    """The office's columns in its order, then what else is kept under headings that its import does not know."""
    table = SCHEMA.tables[sheet.entity]
    columns: list[OutColumn] = []
    for office in sheet.columns:
        field = _STORED_KEYS.get(office.field, office.field) if is_fact(table) else office.field
        if office.side or (field not in table.c and field != "group_code"):
            continue
        if field in table.c:
            columns.append(office_column(table.c[field], office))
        else:
            columns.append(OutColumn(field, office.headings[0], "text", str))
    taken = {heading.casefold() for office in sheet.columns for heading in office.headings}
    have = {column.field for column in columns}
    for more in _content(session, table):
        if more.field not in have and more.field != "customer_id":
            heading = more.heading if more.heading.casefold() not in taken else f"{more.heading} *"
            columns.append(OutColumn(more.field, heading, more.kind, more.show))
    return OutSheet(sheet.entity, sheet.title, tuple(columns), _count(session, table), importable=True)


def _other_sheet(session: Session, table: Table) -> OutSheet:
    columns: list[OutColumn] = []
    if "customer_id" in table.c:
        columns += [
            OutColumn(field, words, "text", str)
            for field, words in (("group_code", "集团编码"), ("customer_name", _("Customer")))
            if field not in table.c
        ]
    columns += [column for column in _content(session, table) if column.field != "customer_id"]
    told = tuple(_told_apart(columns))
    return OutSheet(table.name, entity_words(table.name), told, _count(session, table), importable=False)


def _told_apart(columns: Sequence[OutColumn]) -> Iterator[OutColumn]:
    """Two columns of one heading (a person's name, and whom it refers to) are told apart by a number."""
    met: Counter[str] = Counter()
    for column in columns:
        met[column.heading] += 1
        number = met[column.heading]
        yield replace(column, heading=f"{column.heading} {number}") if number > 1 else column


def _content(session: Session, table: Table) -> Iterator[OutColumn]:
    """Every column that travels but bytes, under its label, and the row's own id last."""
    rows = is_travelling(table)
    for column in content_columns(table) if rows else [c for c in table.columns if c.name != "customer_id"]:
        if isinstance(column.type, LargeBinary):
            continue
        refers = str(column.info.get("refers") or "")
        names = _names_of(session, refers) if refers and refers != "customer" else None
        heading = heading_of(column)
        yield kept_column(session, column, heading) or plain_column(column, heading, names)
    if rows:
        yield plain_column(table.c.id, _("Record number"))


def _names_of(session: Session, entity: str) -> dict[str, str]:
    """Id → what the row is called, for a table that others refer to."""
    table = SCHEMA.tables[entity]
    named = name_column(table)
    if named is None:
        return {}
    return {id: str(name or "") for id, name in session.execute(select(table.c.id, named))}


def _count(session: Session, table: Table) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
