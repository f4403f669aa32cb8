"""The store as canonical text: every row that travels, one JSON line each; equal contents give equal bytes."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import LargeBinary, Table, select
from sqlalchemy.orm import Session

from model.schema import SCHEMA
from model.store.base import content_columns, is_fact, is_travelling
from model.store.ids import RowId, natural_id


def dump_lines(session: Session, customer_id: RowId | None = None, *, full: bool = False) -> Iterator[str]:
    """Lines sorted by table, then id. `customer_id`: that dossier only. `full`: phone numbers and names unmasked."""
    for name in sorted(SCHEMA.tables):
        table = SCHEMA.tables[name]
        if is_travelling(table) and table.info["dumped"]:
            yield from _rows(session, table, customer_id, full)
        elif is_fact(table):
            yield from _facts(session, table, customer_id)


def _rows(session: Session, table: Table, customer_id: RowId | None, full: bool) -> Iterator[str]:
    columns = [table.c.id, table.c.dossier_id, *content_columns(table)]
    query = select(*columns).order_by(table.c.id)
    if customer_id is not None:
        query = query.where(table.c.dossier_id == customer_id)
    masked = set() if full else {column.name for column in columns if column.info.get("personal") == "phone"}
    binary = {column.name for column in columns if isinstance(column.type, LargeBinary)}
    for row in session.execute(query):
        content = dict(row._mapping)
        for name in masked:
            content[name] = mask_number(content[name])
        for name in binary:
            content[name] = None if content[name] is None else content[name].hex()
        yield _line(table.name, content)


def _facts(session: Session, table: Table, customer_id: RowId | None) -> Iterator[str]:
    keys = [column.name for column in table.primary_key.columns]
    query = select(table)
    if customer_id is not None:
        query = query.where(table.c.customer_id == customer_id)
    lines = []
    for row in session.execute(query):
        content = dict(row._mapping)
        row_id = natural_id(table.name, *(content[key] for key in keys))
        lines.append((row_id, _line(table.name, {"id": row_id, **content})))
    yield from (line for _row_id, line in sorted(lines))


def mask_number(number: str | None) -> str | None:
    """A phone number as it may be shown: 138****5678, (0571)8***88; what is too short to hide is hidden whole."""
    if not number:
        return number
    if len(number) >= 11:
        return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
    return f"{number[:1]}{'*' * max(len(number) - 3, 1)}{number[-2:]}" if len(number) > 4 else "*" * len(number)


def _line(entity: str, content: dict[str, Any]) -> str:
    return json.dumps({"table": entity, **content}, ensure_ascii=False, sort_keys=True, default=str)
