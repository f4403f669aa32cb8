"""The journal of files and the list of peers: what went out, what came in, and each one's fate."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from model.exchange.directory import key_of
from model.exchange.shapes import Device, Manifest
from model.store.ids import RowId


@dataclass(frozen=True)
class PeerRow:
    """A device we exchange with."""

    key: str
    name: str
    person: RowId
    employee_no: str
    role: str
    replica: RowId
    heard_at: str | None
    heard_made_at: str | None
    wrote_at: str | None
    has_until: str | None


@dataclass(frozen=True)
class FileEntry:
    """One file of the journal as it is noted: its manifest's names, its fate and the counts behind the sentence."""

    package: str
    part: int
    parts: int
    outgoing: bool
    kind: str
    peer: str
    file_name: str
    made_at: str
    state: str
    reason: str = ""
    counts: Mapping[str, object] | None = None
    content: bytes | None = None


def list_peers(connection: Connection) -> list[PeerRow]:
    """The peers whose store we know, by name."""
    rows = connection.exec_driver_sql(
        "SELECT key, name, person, employee_no, role, replica, heard_at, heard_made_at, wrote_at,"
        " has_until FROM peer ORDER BY name"
    )
    return [PeerRow(*row) for row in rows]


def note_peer(connection: Connection, device: Device, replica: RowId) -> None:
    """Note which store a device writes from; a new one replaces the old."""
    connection.exec_driver_sql(
        "INSERT INTO peer (key, name, person, employee_no, role, replica) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET name = excluded.name, person = excluded.person, role = excluded.role,"
        " employee_no = excluded.employee_no, replica = excluded.replica",
        (key_of(device), device.name, device.person, device.employee_no, device.role, replica),
    )
    note_names(connection, {replica: device.name})


def note_names(connection: Connection, names: Mapping[RowId, str]) -> None:
    """Note which device writes under which replica id."""
    if names:
        connection.exec_driver_sql(
            "INSERT INTO replica_name (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
            list(names.items()),
        )


def names_of_replicas(connection: Connection) -> dict[RowId, str]:
    """Replica id → the name of its device."""
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, name FROM replica_name")}


def note_heard(connection: Connection, key: str, made_at: str, now: datetime) -> None:
    """Note that a file of the peer was taken in; `made_at` is when it wrote it."""
    connection.exec_driver_sql(
        "UPDATE peer SET heard_at = ?, heard_made_at = max(coalesce(heard_made_at, ''), ?) WHERE key = ?",
        (stored_instant(now), stored_instant(datetime.fromisoformat(made_at)), key),
    )


def note_wrote(connection: Connection, key: str, now: datetime) -> None:
    """Note that a file was written for the peer."""
    connection.exec_driver_sql("UPDATE peer SET wrote_at = ? WHERE key = ?", (stored_instant(now), key))


def note_file(connection: Connection, entry: FileEntry, now: datetime) -> None:
    """Note a file's fate; the last word on a part of a package replaces what was said before."""
    connection.exec_driver_sql(
        "DELETE FROM exchange_file"
        " WHERE package = ? AND part = ? AND outgoing = ? AND file_name = ? AND state <> 'applied'",
        (entry.package, entry.part, entry.outgoing, entry.file_name),
    )
    connection.exec_driver_sql(
        "INSERT INTO exchange_file (package, part, parts, outgoing, kind, peer, file_name, made_at, at, state, reason,"
        " counts, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.package,
            entry.part,
            entry.parts,
            entry.outgoing,
            entry.kind,
            entry.peer,
            entry.file_name,
            entry.made_at,
            stored_instant(now),
            entry.state,
            entry.reason,
            json.dumps(dict(entry.counts or {})),
            entry.content,
        ),
    )


def was_applied(connection: Connection, manifest: Manifest) -> bool:
    """Whether this part of this package was taken in before."""
    return (
        connection.exec_driver_sql(
            "SELECT 1 FROM exchange_file WHERE package = ? AND part = ? AND outgoing = 0 AND state = 'applied'",
            (manifest.id, manifest.part),
        ).first()
        is not None
    )


def stored_instant(moment: datetime) -> str:
    """An aware instant as the store's columns hold it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def kept_instant(text: str) -> datetime:
    """What `stored_instant` wrote, aware again."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
