"""What the exchange page shows: what waits to go, what each peer has, what is held, each file's fate."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.exchange.books import own_replica, said_of_own
from model.exchange.conflicts import count_conflicts
from model.exchange.device import directory, me
from model.exchange.dossiers import released
from model.exchange.enrolment import fingerprint
from model.exchange.journal import kept_instant, list_peers
from model.store.ids import RowId

_CLOCK_SLACK = 600
"""*(ours)* seconds that a clock may be behind the last write: a clock set right by the network is no fault."""

MOST_FILES: Final = 2_000
"""Files of the journal that a page shows: an office with 300 laptops writes and takes in 600 a night."""

MOST_PARTS: Final = 1_000


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
    """written, arrived, applied, held, waiting or refused."""
    reason: str
    counts: dict[str, Any]
    made_at: datetime | None
    part: int
    parts: int
    missing: tuple[int, ...]
    """The parts of its package that have not come, where no later file of the sender brought what they hold."""


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
        tuple(_peers(connection)),
        t / 1000 > now.timestamp() + _CLOCK_SLACK,
    )


def list_files(session: Session, limit: int = MOST_FILES) -> list[FileRow]:
    """The latest files in and out, the newest first; those that wait for a decision or an update are always there."""
    connection = session.connection()
    rows = connection.exec_driver_sql(
        "SELECT no, at, outgoing, peer, file_name, kind, state, reason, counts, made_at, part, parts, package"
        " FROM exchange_file WHERE no IN (SELECT no FROM exchange_file ORDER BY no DESC LIMIT ?)"
        " OR no IN (SELECT no FROM exchange_file WHERE state IN ('held', 'waiting')) ORDER BY no DESC",
        (limit,),
    )
    missing, has_until = _missing_parts(connection), _has_until(connection)
    found = []
    for no, at, outgoing, peer, name, kind, state, reason, counts, made_at, part, parts, package in rows:
        made = _instant(made_at)
        if state == "written" and made is not None and peer in has_until and made <= has_until[peer]:
            state = "arrived"
        lost = () if outgoing else missing.get(package, ())
        noted, counted = kept_instant(at), json.loads(counts)
        found.append(
            FileRow(no, noted, bool(outgoing), peer, name, kind, state, reason, counted, made, part, parts, lost)
        )
    return found


def to_carry(files: Sequence[FileRow]) -> list[FileRow]:
    """What of the journal, the newest first, waits to be carried over.

    Of each addressee the last package alone: it holds again all that is not acknowledged.
    """
    newest: dict[str, datetime | None] = {}
    for row in files:
        if row.outgoing:
            newest.setdefault(row.peer, row.made_at)
    return [row for row in files if row.state == "written" and row.made_at == newest[row.peer]]


def _missing_parts(connection: Connection) -> dict[str, tuple[int, ...]]:
    """Packages that came in part, with the parts not taken in; a later one of the sender brings the same again."""
    rows = connection.exec_driver_sql(
        "SELECT package, max(parts), group_concat(part) FROM exchange_file"
        " WHERE parts > 1 AND NOT outgoing AND state = 'applied' AND (peer, made_at) IN (SELECT peer, max(made_at)"
        " FROM exchange_file WHERE NOT outgoing AND state = 'applied' GROUP BY peer) GROUP BY package"
    )
    found = {}
    for package, parts, came in rows:
        there = {int(part) for part in came.split(",")}
        found[package] = tuple(part for part in range(1, min(parts, MOST_PARTS) + 1) if part not in there)
    return found


def _has_until(connection: Connection) -> dict[str, datetime]:
    """Until when a peer has this store's work, by its name; only of peers that said so."""
    return {peer.name: kept_instant(peer.has_until) for peer in list_peers(connection) if peer.has_until}


def _peers(connection: Connection) -> list[PeerStatus]:
    """What each peer has said."""
    said = said_of_own(connection)
    return [
        PeerStatus(
            peer.name,
            peer.role,
            peer.employee_no,
            peer.replica,
            *said.get(peer.replica, (0, 0)),
            _moment(peer.heard_at),
            _moment(peer.heard_made_at),
            _moment(peer.wrote_at),
            _moment(peer.has_until),
        )
        for peer in list_peers(connection)
    ]


def _held(connection: Connection) -> list[HeldRow]:
    rows = connection.exec_driver_sql(
        "SELECT coalesce(peer.name, sender), sender, held_line.dossier_id, coalesce(customer.name, ''), file_name,"
        " reason, rows FROM held_line LEFT JOIN peer ON peer.key = sender"
        " LEFT JOIN customer ON customer.id = held_line.dossier_id WHERE reason <> 'said_no'"
        " ORDER BY at, held_line.dossier_id"
    )
    return [HeldRow(*row) for row in rows]


def _moment(text: str | None) -> datetime | None:
    return kept_instant(text) if text else None


def _instant(text: str) -> datetime | None:
    """When its writer says he made a file; nothing where he says no time at all."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
