"""The recycle bin: rows deleted within the last 90 days, and bringing one back with what hung on it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row
from sqlalchemy.orm import Session

from model.decision_maps.guarding import loop_closed_by
from model.editing.actions import restore_row
from model.errors import UserError
from model.needs.actions import links_back
from model.schema import SCHEMA
from model.store.base import RowId, is_fact, is_travelling
from model.store.event_words import event_title
from resources.i18n import _

_TITLES: Final = (
    "name",
    "statement",
    "text",
    "purpose",
    "note",
    "what",
    "offering_name",
    "number",
    "file_name",
    "remarks",
)
_LINKS: Final = frozenset({"visit_met", "need_link"})
"""Rows that only tie two others together: they come back with these."""


@dataclass(frozen=True)
class DeletedRow:
    """A deleted row: its entity, what it was called, whose it was, and when (UTC) by which event it went."""

    id: str
    entity: str
    row_id: RowId
    title: str
    customer_name: str
    deleted_at: datetime
    event: str


def list_deleted(session: Session, limit: int = 500) -> list[DeletedRow]:
    """Deleted rows that have not come back, the latest first; taken-back additions are no deletions."""
    names: dict[str, str] = {}
    found: dict[tuple[str, str], DeletedRow] = {}
    for cell in _deletions(session, limit * 4):
        key = (cell.entity, cell.row_id)
        if key in found or cell.entity in _LINKS or not _is_gone(session, *key):
            continue
        before = json.loads(cell.before)
        customer = str(before.get("customer_id") or "")
        if customer and customer not in names:
            names[customer] = _customer_name(session, customer)
        found[key] = DeletedRow(
            id=f"{cell.entity}:{cell.row_id}",
            entity=cell.entity,
            row_id=cell.row_id,
            title=_title(before),
            customer_name=names.get(customer, ""),
            deleted_at=datetime.fromisoformat(f"{cell.made_at}+00:00"),
            event=event_title(cell.label, json.loads(cell.params)),
        )
        if len(found) == limit:
            break
    return list(found.values())


def restore_with_links(session: Session, entity: str, row_id: RowId) -> int:
    """Bring a row back, and what went with it in the same event and names it; returns how many rows came.

    A link that would close a loop by now stays out. Raises `UserError` where it stands or nothing is kept of it.
    """
    event = session.connection().exec_driver_sql(
        "SELECT max(transaction_id) FROM undo_cell WHERE kind = 'delete' AND entity = ? AND row_id = ?",
        (entity, row_id),
    )
    number = event.scalar_one()
    if number is None:
        raise UserError(_("Nothing is kept of this row any more, so it cannot come back."))
    restore_row(session, entity, row_id)
    count = 1
    for cell in list(_cells_of(session, number)):
        before = json.loads(cell.before)
        if row_id not in before.values() or not _is_gone(session, cell.entity, cell.row_id):
            continue
        if not _closes_loop(session, cell.entity, cell.row_id, before):
            restore_row(session, cell.entity, cell.row_id)
            count += 1
    return count


def _closes_loop(session: Session, entity: str, row_id: RowId, before: Mapping[str, Any]) -> bool:
    if entity == "need_link":
        return bool(links_back(session, before["need_id"], before["unlocks_id"]))
    return entity == "reporting_line" and bool(loop_closed_by(session, row_id, before))


def _deletions(session: Session, limit: int) -> Iterator[Row[Any]]:
    yield from session.connection().exec_driver_sql(
        "SELECT c.entity, c.row_id, c.before, t.made_at, t.label, t.params FROM undo_cell AS c"
        " JOIN undo_transaction AS t ON t.id = c.transaction_id"
        " WHERE c.kind = 'delete' AND c.before IS NOT NULL AND t.undoes IS NULL AND t.undone_by IS NULL"
        " ORDER BY c.id DESC LIMIT ?",
        (limit,),
    )


def _cells_of(session: Session, transaction: int) -> Iterator[Row[Any]]:
    yield from session.connection().exec_driver_sql(
        "SELECT entity, row_id, before FROM undo_cell"
        " WHERE transaction_id = ? AND kind = 'delete' AND before IS NOT NULL ORDER BY id",
        (transaction,),
    )


def _is_gone(session: Session, entity: str, row_id: RowId) -> bool:
    table = SCHEMA.tables.get(entity)
    if table is None or not is_travelling(table) or is_fact(table):
        return False
    found = session.connection().exec_driver_sql(f"SELECT 1 FROM {entity} WHERE id = ?", (row_id,))
    return found.one_or_none() is None


def _title(before: dict[str, Any]) -> str:
    return next((" ".join(str(before[name]).split())[:120] for name in _TITLES if before.get(name)), "")


def _customer_name(session: Session, customer_id: str) -> str:
    found = session.connection().exec_driver_sql("SELECT name FROM customer WHERE id = ?", (customer_id,))
    return str(found.scalar_one_or_none() or "")
