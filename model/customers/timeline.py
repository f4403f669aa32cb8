"""What happened at a customer, day by day, read from every record that says under which day it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from model.labels import label_of
from model.schema import SCHEMA
from model.store.base import RowId


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened: its day, its entity and id, and what its fields say, in the reader's language."""

    day: date
    entity: str
    id: RowId
    words: tuple[str, ...]


def timeline_of(session: Session, customer_id: RowId, limit: int = 100) -> list[TimelineEntry]:
    """The latest entries, newest first; those of one kind and day by their words, alike in every store."""
    entries: list[TimelineEntry] = []
    for table in SCHEMA.tables.values():
        if table.info.get("timeline") and "customer_id" in table.columns:
            entries += _entries(session, table, customer_id, limit)
    entries.sort(key=lambda entry: (entry.words, entry.id))
    entries.sort(key=lambda entry: (entry.day, entry.entity), reverse=True)
    return entries[:limit]


def _entries(session: Session, table: Table, customer_id: RowId, limit: int) -> list[TimelineEntry]:
    day, *fields = (table.c[name] for name in table.info["timeline"])
    query = (
        select(table.c.id, day, *fields)
        .where(table.c.customer_id == customer_id, day.is_not(None))
        .order_by(day.desc(), table.c.id.desc())
        .limit(limit)
    )
    rows: list[tuple[Any, ...]] = [tuple(row) for row in session.execute(query)]
    names = _names(session, fields, rows)
    return [
        TimelineEntry(
            row[1],
            table.name,
            row[0],
            tuple(
                word for field, value in zip(fields, row[2:], strict=True) if (word := _word(field.info, value, names))
            ),
        )
        for row in rows
    ]


def _word(info: dict[str, str], value: object, names: dict[str, str]) -> str:
    if value is None or value == "":
        return ""
    if info.get("choices"):
        return label_of(info["choices"], str(value))
    if info.get("refers"):
        return names.get(str(value), "")
    return str(value)


def _names(session: Session, fields: list[Any], rows: list[tuple[Any, ...]]) -> dict[str, str]:
    """Id → name of the rows that the fields refer to."""
    names: dict[str, str] = {}
    for index, field in enumerate(fields, start=2):
        target = SCHEMA.tables.get(field.info.get("refers", ""))
        if target is not None and "name" in target.columns:
            wanted = {row[index] for row in rows if row[index]}
            found = session.execute(select(target.c.id, target.c.name).where(target.c.id.in_(wanted)))
            names |= dict(found.all())
    return names
