"""Up to when a peer surely has this store's work: until the first own write that it has not said it knows."""

import json
from datetime import datetime

from sqlalchemy import Connection

from model.clock import instant_of
from model.exchange.books import said_by
from model.exchange.forms import forms
from model.exchange.journal import stored_instant
from model.store.ids import OFFICE_DOSSIER, RowId

_MISSING = (
    "WITH missing (dossier, replica, seq) AS (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
    " json_extract(value, '$[2]') FROM json_each(?)) "
)


def note_acknowledged(connection: Connection, key: str, peer: RowId, now: datetime) -> None:
    """Note until when the peer has the work; call it where own writes and the peer's words were noted.

    A file written after a visit does not say that its writer had heard of the visit: only what it acknowledges counts.
    """
    first = first_unacknowledged(connection, peer)
    until = now if first is None else min(now, first)
    connection.exec_driver_sql("UPDATE peer SET has_until = ? WHERE key = ?", (stored_instant(until), key))


def first_unacknowledged(connection: Connection, peer: RowId) -> datetime | None:
    """When the oldest own write was made that the peer has not said it knows; None where it has them all.

    The office's own dossier does not count: what a laptop wrote in it before it was enrolled stays there.
    """
    missing = unacknowledged_dossiers(connection, peer)
    if not missing:
        return None
    asked = json.dumps(missing)
    moments = [connection.exec_driver_sql(_MISSING + text, (asked,)).scalar_one() for text in _first_statements()]
    return min((instant_of(moment) for moment in moments if moment is not None), default=None)


def unacknowledged_dossiers(connection: Connection, peer: RowId) -> list[tuple[RowId, int, int]]:
    """Dossiers with own writes that the peer has not said it knows: dossier, own name's number, last one said."""
    said = said_by(connection, peer)
    rows = connection.exec_driver_sql(
        "SELECT dossier_id, own_replica.no, replica.id, seq FROM known_writes"
        " JOIN own_replica ON own_replica.no = known_writes.replica JOIN replica ON replica.no = own_replica.no"
        " WHERE dossier_id <> ?",
        (OFFICE_DOSSIER,),
    )
    heard = ((dossier, no, seq, said.get(dossier, {}).get(replica, 0)) for dossier, no, replica, seq in rows)
    return [(dossier, no, known) for dossier, no, seq, known in heard if seq > known]


def _first_statements() -> list[str]:
    """The oldest such write among tombstones, months, rows and cells."""
    statements = [
        "SELECT min(t) FROM tombstone AS own JOIN missing ON dossier = dossier_id AND missing.replica = own.replica"
        " WHERE own.seq > missing.seq",
        "SELECT min(t) FROM missing JOIN customer ON dossier_id = dossier JOIN fact_slice AS own"
        " ON customer_id = customer.id AND own.replica = missing.replica WHERE own.seq > missing.seq",
    ]
    for name in forms():
        statements += [
            f"SELECT min(stamp_t) FROM missing JOIN {name} ON dossier_id = dossier AND stamp_replica = replica"
            " WHERE stamp_seq > seq",
            f"SELECT min(own.t) FROM missing JOIN {name} ON dossier_id = dossier JOIN cell_stamp AS own"
            f" ON own.entity = '{name}' AND own.row_id = {name}.id AND own.replica = missing.replica"
            " WHERE own.seq > missing.seq",
        ]
    return statements
