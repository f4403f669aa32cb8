"""What waits for a person's yes: accepted or dropped, a dossier of a file or a whole file."""

import msgspec

from model.errors import UserError
from model.exchange.apply import Applied, apply_line
from model.exchange.books import Replicas, knowledge, note_own_writes
from model.exchange.outcome import Outcome
from model.exchange.receive import import_content
from model.exchange.shapes import DossierLine
from model.store.database import Database
from model.store.ids import RowId
from resources.i18n import _


def accept_held_dossier(database: Database, sender: str, dossier: RowId) -> Applied:
    """Take a held dossier of a sender (the name of its keys) in; what is incomplete is asked for again, whole.

    Raises `UserError` where it does not wait any more.
    """
    applied = Applied()
    with database.write() as session:
        connection = session.connection()
        row = connection.exec_driver_sql(
            "SELECT line FROM held_line WHERE sender = ? AND dossier_id = ?", (sender, dossier)
        ).first()
        if row is None:
            raise UserError(_("This does not wait any more."))
        line = msgspec.json.decode(row[0], type=DossierLine)
        note_own_writes(connection)
        mine = knowledge(connection, [dossier])[dossier]
        apply_line(connection, Replicas(connection), line, mine, applied, from_office=False)
        connection.exec_driver_sql("DELETE FROM held_line WHERE sender = ? AND dossier_id = ?", (sender, dossier))
    return applied


def drop_held_dossier(database: Database, sender: str, dossier: RowId) -> None:
    """Say no: the line goes; its sender keeps what he wrote, and his next file brings it again."""
    with database.write() as session:
        session.connection().exec_driver_sql(
            "DELETE FROM held_line WHERE sender = ? AND dossier_id = ?", (sender, dossier)
        )


def accept_held_file(database: Database, number: int) -> Outcome:
    """Take a whole file in that waited for a yes; `number` is its place in the journal. Raises `UserError`."""
    with database.read() as session:
        row = (
            session.connection()
            .exec_driver_sql("SELECT file_name, content FROM exchange_file WHERE no = ? AND state = 'held'", (number,))
            .first()
        )
    if row is None:
        raise UserError(_("This does not wait any more."))
    outcome = import_content(database, row[0], row[1], confirmed=True)
    with database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM exchange_file WHERE no = ? AND state = 'held'", (number,))
    return outcome
