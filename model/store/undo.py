"""Taking a user event back, and putting it forth again: ordinary writes on cells that nobody has changed since."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from model.errors import UserError
from model.store.database import Database
from model.store.event_words import event_title
from model.store.undo_cells import Key, Written, put_back, take_away
from resources.i18n import N_, _

KEPT_DAYS = 90
_OLD = "SELECT id FROM undo_transaction WHERE made_at < ? AND id < (SELECT max(id) FROM undo_transaction)"
_UNDONE = N_("Undo: {event}")
_REDONE = N_("Redo: {event}")


@dataclass(frozen=True)
class UndoEvent:
    """One user event that stands in the list: when it was made, what it is called in the reader's language."""

    id: int
    made_at: datetime
    title: str
    label: str
    params: dict[str, str | int]


@dataclass(frozen=True)
class UndoResult:
    """What an undo did: cells and rows put back, and those left because a later edit stands in the way."""

    title: str
    restored: int
    left: tuple[Key, ...]
    """(entity, row id, field group) that changed since; the group is empty for a whole row."""


def next_undo(session: Session) -> UndoEvent | None:
    """The last event that can be taken back: the last one done, or done again, and not undone."""
    return _event(
        session,
        "SELECT * FROM undo_transaction WHERE undone_by IS NULL AND (undoes IS NULL OR label = ?)"
        " ORDER BY id DESC LIMIT 1",
        (_REDONE,),
    )


def next_redo(session: Session) -> UndoEvent | None:
    """The undo that can itself be taken back: the last event of all, as long as nothing new was done after it."""
    newest_edit = (
        session.connection()
        .exec_driver_sql("SELECT coalesce(max(id), 0) FROM undo_transaction WHERE undoes IS NULL")
        .scalar_one()
    )
    return _event(
        session,
        "SELECT * FROM undo_transaction WHERE label = ? AND undone_by IS NULL AND id > ? ORDER BY id DESC LIMIT 1",
        (_UNDONE, newest_edit),
    )


def list_events(session: Session, limit: int = 100) -> list[UndoEvent]:
    """The latest events, newest first, undone ones left out."""
    rows = session.connection().exec_driver_sql(
        "SELECT * FROM undo_transaction WHERE undone_by IS NULL AND label <> ? ORDER BY id DESC LIMIT ?",
        (_UNDONE, limit),
    )
    return [_event_of(row) for row in rows]


def undo(database: Database) -> UndoResult | None:
    """Take the last event back; None where there is none."""
    with database.read() as session:
        found = next_undo(session)
    return None if found is None else undo_event(database, found.id)


def redo(database: Database) -> UndoResult | None:
    """Put the last undone event forth again; None where there is none."""
    with database.read() as session:
        found = next_redo(session)
    if found is None:
        return None
    return _take_back(database, found, _REDONE, str(found.params.get("event", "")))


def undo_event(database: Database, event_id: int) -> UndoResult:
    """Take one event back, wherever it stands in the list. Raises `UserError` where it is gone or undone already."""
    with database.read() as session:
        found = _event(session, "SELECT * FROM undo_transaction WHERE id = ? AND undone_by IS NULL", (event_id,))
    if found is None:
        raise UserError(_("This change can no longer be undone."))
    title = str(found.params["event"]) if found.label == _REDONE else found.title
    return _take_back(database, found, _UNDONE, title)


def has_old_events(session: Session, now: datetime) -> bool:
    """Whether there is anything to forget."""
    return session.connection().exec_driver_sql(_OLD, (_oldest(now),)).first() is not None


def forget_old_events(session: Session, now: datetime) -> None:
    """Drop what is older than 90 days; the newest event stays, so that no later one gets its number."""
    connection = session.connection()
    connection.exec_driver_sql(f"DELETE FROM undo_cell WHERE transaction_id IN ({_OLD})", (_oldest(now),))
    connection.exec_driver_sql(f"DELETE FROM undo_transaction WHERE id IN ({_OLD})", (_oldest(now),))
    connection.exec_driver_sql(
        "DELETE FROM undo_alias WHERE NOT EXISTS (SELECT 1 FROM undo_cell"
        " WHERE undo_cell.entity = undo_alias.entity AND undo_cell.row_id = undo_alias.row_id)"
    )


def _oldest(now: datetime) -> str:
    return (now - timedelta(days=KEPT_DAYS)).replace(tzinfo=None).isoformat(" ")


def _take_back(database: Database, found: UndoEvent, label: str, title: str) -> UndoResult:
    with database.read() as session:
        bulk, replica, first, last = (
            session.connection()
            .exec_driver_sql(
                "SELECT bulk, replica, first_seq, last_seq FROM undo_transaction WHERE id = ?", (found.id,)
            )
            .one()
        )
    with database.write(label, bulk=bool(bulk), event=title) as session:
        connection = session.connection()
        taker, seq = connection.exec_driver_sql("SELECT recording, seq FROM replica_state").one()
        written = Written(found.id, replica, first, last, bool(bulk), seq + 1)
        done = [*put_back(connection, written), *take_away(connection, written)]
        connection.exec_driver_sql("UPDATE undo_transaction SET undone_by = ? WHERE id = ?", (taker, found.id))
        connection.exec_driver_sql("UPDATE undo_transaction SET undoes = ? WHERE id = ?", (found.id, taker))
    return UndoResult(title, sum(ok for _key, ok in done), tuple(key for key, ok in done if not ok))


def _event(session: Session, statement: str, params: tuple[Any, ...]) -> UndoEvent | None:
    row = session.connection().exec_driver_sql(statement, params).one_or_none()
    return None if row is None else _event_of(row)


def _event_of(row: Any) -> UndoEvent:
    params = json.loads(row.params)
    return UndoEvent(
        row.id, datetime.fromisoformat(f"{row.made_at}+00:00"), event_title(row.label, params), row.label, params
    )
