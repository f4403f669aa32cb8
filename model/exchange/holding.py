"""What waits for a person's yes: accepted or dropped, a dossier of a file or a whole file."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.errors import UserError
from model.exchange.apply import Applied, apply_line
from model.exchange.books import Replicas, knowledge, note_own_writes
from model.exchange.conflicts import note_sources
from model.exchange.outcome import Outcome
from model.exchange.receive import import_content
from model.exchange.settling import left_by, settle_merges
from model.exchange.shapes import DossierLine
from model.exchange.taking import SAID_NO
from model.security.records import AuditEntry
from model.settings.queries import find_owner
from model.store.database import Database
from model.store.ids import RowId, new_id, person_id
from resources.i18n import _


class _SeenError(Exception):
    """Ends a preview: all it did is taken back."""

    def __init__(self, applied: Applied) -> None:
        super().__init__()
        self.applied = applied


def accept_held_dossier(database: Database, sender: str, dossier: RowId) -> Applied:
    """Take a held dossier of a sender (the name of its keys) in; what is incomplete is asked for again, whole.

    Raises `UserError` where it does not wait any more.
    """
    with database.write() as session:
        return _apply(session.connection(), sender, dossier)


def _apply(connection: Connection, sender: str, dossier: RowId) -> Applied:
    row = connection.exec_driver_sql(
        "SELECT line, file_name FROM held_line WHERE sender = ? AND dossier_id = ? AND reason <> ?",
        (sender, dossier, SAID_NO),
    ).first()
    if row is None:
        raise UserError(_("This does not wait any more."))
    line = msgspec.json.decode(row[0], type=DossierLine)
    applied = Applied()
    note_own_writes(connection)
    mine = knowledge(connection, [dossier])[dossier]
    apply_line(connection, Replicas(connection), line, mine, applied, from_office=False)
    applied.conflicts += settle_merges(connection, left_by(applied.conflicts))
    note_sources(connection, row[1])
    connection.exec_driver_sql("DELETE FROM held_line WHERE sender = ? AND dossier_id = ?", (sender, dossier))
    return applied


def preview_held_dossier(database: Database, sender: str, dossier: RowId) -> Applied:
    """What taking it in would change; nothing is changed. Raises `UserError` where it does not wait any more."""
    try:
        with database.write() as session:
            raise _SeenError(_apply(session.connection(), sender, dossier))
    except _SeenError as seen:
        return seen.applied


def refuse_held_dossier(database: Database, sender: str, dossier: RowId, reason: str) -> None:
    """Say no, with the reason written down: its sender keeps what he wrote, and is asked about again only once he
    writes something new there. Raises `UserError` without a reason.
    """
    with database.write() as session:
        _note_refusal(session, dossier, reason, database.clock.now())
        session.connection().exec_driver_sql(
            "UPDATE held_line SET reason = ? WHERE sender = ? AND dossier_id = ?", (SAID_NO, sender, dossier)
        )


def accept_held_file(database: Database, number: int) -> Outcome:
    """Take a whole file in that waited for a yes; `number` is its place in the journal. Raises `UserError`."""
    name, content = _held_file(database, number)
    outcome = import_content(database, name, content, confirmed=True)
    with database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM exchange_file WHERE no = ? AND state = 'held'", (number,))
    return outcome


def preview_held_file(database: Database, number: int) -> Applied:
    """What taking a whole held file in would change; nothing is changed. Raises `UserError`."""
    name, content = _held_file(database, number)
    return import_content(database, name, content, confirmed=True, preview=True).applied


def _held_file(database: Database, number: int) -> tuple[str, bytes]:
    with database.read() as session:
        row = (
            session.connection()
            .exec_driver_sql("SELECT file_name, content FROM exchange_file WHERE no = ? AND state = 'held'", (number,))
            .first()
        )
    if row is None:
        raise UserError(_("This does not wait any more."))
    return row[0], row[1]


def refuse_held_file(database: Database, number: int, reason: str) -> None:
    """Say no to a whole file: it is forgotten, and its sender's next file brings what it held again.

    Raises `UserError` without a reason, or where it does not wait any more.
    """
    with database.write() as session:
        connection = session.connection()
        _note_refusal(session, "", reason, database.clock.now())
        done = connection.exec_driver_sql(
            "UPDATE exchange_file SET state = 'refused', reason = ?, content = NULL WHERE no = ? AND state = 'held'",
            (SAID_NO, number),
        )
        if done.rowcount == 0:
            raise UserError(_("This does not wait any more."))


def _note_refusal(session: Session, dossier: RowId, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise UserError(_("Say why it is refused; the reason is kept."))
    person = person_id(find_owner(session).employee_no)
    session.add(
        AuditEntry(
            id=new_id(),
            dossier_id=person,
            made_at=now,
            action="exchange_refused",
            entity="customer",
            row_id=dossier or None,
            reason=reason.strip(),
        )
    )
    session.flush()
