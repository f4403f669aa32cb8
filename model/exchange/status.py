"""What the exchange page shows: what waits to go, what each peer has, what is held, each file's fate."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.exchange.books import knowledge, own_replica, said_by
from model.exchange.conflicts import count_conflicts
from model.exchange.device import directory, me
from model.exchange.dossiers import released
from model.exchange.enrolment import fingerprint
from model.exchange.journal import list_peers
from model.store.ids import RowId

_CLOCK_SLACK = 600
"""*(ours)* seconds that a clock may be behind the last write: a clock set right by the network is no fault."""


@dataclass(frozen=True)
class PeerStatus:
    """One peer: what it has acknowledged of this store's writes, and when we last heard of it."""

    name: str
    role: str
    employee_no: str
    replica: RowId
    acknowledged: int
    waiting_dossiers: int
    heard_at: datetime | None
    heard_made_at: datetime | None
    """When the peer wrote the last file we took in."""
    wrote_at: datetime | None
    has_until: datetime | None
    """Until when it has this store's work, as its last file said; None at the office, which sends to each his own."""


@dataclass(frozen=True)
class HeldRow:
    """A dossier of a file that waits for a person's yes."""

    sender: str
    key: str
    """The name of the sender's keys."""
    dossier_id: RowId
    customer: str
    file_name: str
    reason: str
    rows: int


@dataclass(frozen=True)
class FileRow:
    """One file of the journal."""

    no: int
    at: datetime
    outgoing: bool
    peer: str
    file_name: str
    kind: str
    state: str
    reason: str
    counts: dict[str, Any]


@dataclass(frozen=True)
class ExchangeStatus:
    """The exchange at a glance."""

    replica: RowId
    fingerprint: str | None
    enrolled: bool
    role: str
    writes: int
    waiting: int
    """Cells and whole files that wait for an update of the program."""
    conflicts: int
    held: tuple[HeldRow, ...]
    held_files: int
    released: int
    peers: tuple[PeerStatus, ...]
    clock_ahead: bool


def exchange_status(session: Session, now: datetime) -> ExchangeStatus:
    """The exchange at a glance; `now` is compared with the last write's time (rule 4)."""
    connection = session.connection()
    mine = own_replica(connection)
    seq, t = connection.exec_driver_sql("SELECT seq, t FROM replica_state").one()
    waiting, held_files = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM parked_cell) + (SELECT count(*) FROM exchange_file WHERE reason = 'too_new'),"
        " (SELECT count(*) FROM exchange_file WHERE state = 'held')"
    ).one()
    return ExchangeStatus(
        mine,
        fingerprint(connection),
        directory(connection) is not None,
        me(connection).role,
        int(seq),
        int(waiting),
        count_conflicts(session),
        tuple(_held(connection)),
        int(held_files),
        len(released(connection)),
        tuple(_peers(connection, mine)),
        t / 1000 > now.timestamp() + _CLOCK_SLACK,
    )


def list_files(session: Session, limit: int = 200) -> list[FileRow]:
    """The latest files in and out, the newest first."""
    rows = session.connection().exec_driver_sql(
        "SELECT no, at, outgoing, peer, file_name, kind, state, reason, counts FROM exchange_file"
        " ORDER BY no DESC LIMIT ?",
        (limit,),
    )
    return [
        FileRow(row[0], _moment(row[1]) or datetime.now(UTC), bool(row[2]), row[3], row[4], row[5], row[6], row[7],
                json.loads(row[8]))
        for row in rows
    ]  # fmt: skip


def _peers(connection: Connection, mine: RowId) -> list[PeerStatus]:
    """What each peer has said; call it where own writes were noted, or the last of them are not counted yet."""
    found = []
    for peer in list_peers(connection):
        said = said_by(connection, peer.replica)
        known = knowledge(connection, said)
        found.append(
            PeerStatus(
                peer.name,
                peer.role,
                peer.employee_no,
                peer.replica,
                max((vector.get(mine, 0) for vector in said.values()), default=0),
                sum(1 for dossier in said if known[dossier].get(mine, 0) > said[dossier].get(mine, 0)),
                _moment(peer.heard_at),
                _moment(peer.heard_made_at),
                _moment(peer.wrote_at),
                _moment(peer.has_until),
            )
        )
    return found


def _held(connection: Connection) -> list[HeldRow]:
    rows = connection.exec_driver_sql(
        "SELECT coalesce(peer.name, sender), sender, held_line.dossier_id, coalesce(customer.name, ''), file_name,"
        " reason, rows FROM held_line LEFT JOIN peer ON peer.key = sender"
        " LEFT JOIN customer ON customer.id = held_line.dossier_id WHERE reason <> 'said_no'"
        " ORDER BY at, held_line.dossier_id"
    )
    return [HeldRow(*row) for row in rows]


def _moment(text: str | None) -> datetime | None:
    return None if not text else datetime.fromisoformat(text).replace(tzinfo=UTC)
