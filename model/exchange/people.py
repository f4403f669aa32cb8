"""The devices and people of the directory, with what each holds and has said it knows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.exchange.books import said_of_own
from model.exchange.device import directory, own_signing
from model.exchange.directory import key_of
from model.exchange.journal import kept_instant, list_peers


@dataclass(frozen=True)
class DeviceRow:
    """One device: whose it is, since when and until when it counts, and how far its exchange has come."""

    name: str
    person: str
    employee_no: str
    role: str
    since: datetime | None
    revoked: datetime | None
    customers: int
    """Customers its person owns; known at the office alone."""
    waiting_dossiers: int
    heard_at: datetime | None
    heard_made_at: datetime | None
    """When it wrote the last file we took in: it has what we had sent by then."""
    wrote_at: datetime | None
    is_own: bool
    """Whether it is this device itself."""


def list_devices(session: Session) -> list[DeviceRow]:
    """Every device of the directory, the office first and the revoked last; by name."""
    connection = session.connection()
    held = directory(connection)
    peers = {peer.key: peer for peer in list_peers(connection)}
    owned = _pairs(connection, "SELECT owner, count(*) FROM dossier GROUP BY owner")
    said, own = said_of_own(connection), own_signing(connection)
    staff = _pairs(connection, "SELECT id, name FROM staff")
    found = []
    for device in [] if held is None else held.devices:
        peer = peers.get(key_of(device))
        _last, behind = said.get(peer.replica if peer else "", (0, 0))
        found.append(
            DeviceRow(
                device.name,
                staff.get(device.person, device.name),
                device.employee_no,
                device.role,
                _instant(device.valid_from),
                _instant(device.revoked),
                int(owned.get(device.person, 0)),
                behind,
                _moment(peer.heard_at if peer else None),
                _moment(peer.heard_made_at if peer else None),
                _moment(peer.wrote_at if peer else None),
                device.signing == own,
            )
        )
    return sorted(found, key=lambda row: (row.role != "office", row.revoked is not None, row.name))


def office_has_work_of(session: Session) -> datetime | None:
    """Up to when the office surely has this laptop's work, as its last file said.

    None at the office itself, and before its first file.
    """
    peers = [peer for peer in list_peers(session.connection()) if peer.role == "office"]
    return _moment(max((peer.has_until or "" for peer in peers), default=""))


def _pairs(connection: Connection, statement: str) -> dict[str, Any]:
    return {row[0]: row[1] for row in connection.exec_driver_sql(statement)}


def _moment(text: str | None) -> datetime | None:
    return kept_instant(text) if text else None


def _instant(text: str | None) -> datetime | None:
    return None if not text else datetime.fromisoformat(text)
