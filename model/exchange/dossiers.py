"""Which dossiers two stores share, whose they are, and what hand-over, release and purge do to them (rule 7)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from model.exchange.books import held_dossiers, said_by
from model.exchange.device import Me
from model.exchange.forms import fact_forms, forms
from model.exchange.knowledge import Vector, covers
from model.exchange.shapes import Device
from model.store.ids import OFFICE_DOSSIER, RowId


@dataclass(frozen=True)
class Ownership:
    """Whose dossier it is now, and whose it was."""

    owner: RowId | None
    former: frozenset[RowId]
    released: bool = False


NOBODY = Ownership(None, frozenset())


def ownerships(connection: Connection) -> dict[RowId, Ownership]:
    """Every dossier that has, or had, an owner."""
    rows = connection.exec_driver_sql("SELECT id, owner, former, released FROM dossier")
    return {
        dossier: Ownership(owner, frozenset(json.loads(former)), bool(gone)) for dossier, owner, former, gone in rows
    }


def ownership_of(connection: Connection, dossier: RowId) -> Ownership:
    """Whose one dossier is, and was."""
    row = connection.exec_driver_sql("SELECT owner, former, released FROM dossier WHERE id = ?", (dossier,)).first()
    return NOBODY if row is None else Ownership(row[0], frozenset(json.loads(row[1])), bool(row[2]))


def set_owner(connection: Connection, dossier: RowId, owner: RowId | None, former: Iterable[RowId] = ()) -> None:
    """Note whose dossier it is."""
    connection.exec_driver_sql(
        "INSERT INTO dossier (id, owner, former, released) VALUES (?, ?, ?, 0) ON CONFLICT (id) DO UPDATE"
        " SET owner = excluded.owner, former = excluded.former, released = 0",
        (dossier, owner, json.dumps(sorted(former))),
    )


def kind_of(dossier: RowId, persons: Iterable[RowId]) -> str:
    """Whether it is the office's, a person's or a customer's dossier."""
    if dossier == OFFICE_DOSSIER:
        return "office"
    return "person" if dossier in persons else "customer"


def shared_with(connection: Connection, who: Me, peer: Device, peer_replica: RowId, today: date) -> dict[RowId, str]:
    """The dossiers that this store and the peer's exchange, each with its kind; the office's goes one way."""
    if who.is_office:
        covered = _note_cover(connection, peer, today)
        return _for_laptop(connection, ownerships(connection), peer.person, peer_replica, covered)
    owners = ownerships(connection)
    persons = {who.person}
    customers = [d for d in held_dossiers(connection) if kind_of(d, persons) == "customer"]
    if peer.role != "office":
        mine = [d for d in customers if owners.get(d, NOBODY).owner in (None, who.person)]
        return {**dict.fromkeys(mine, "customer"), who.person: "person"}
    return {**dict.fromkeys(customers, "customer"), who.person: "person", OFFICE_DOSSIER: "office"}


def covered_by(connection: Connection, employee_no: str, today: date) -> set[RowId]:
    """The dossiers a manager looks after for a colleague today (代管): from and to, both days included."""
    rows = connection.exec_driver_sql(
        "SELECT dossier_id FROM customer WHERE cover_no = ? AND coalesce(cover_from, '') <= ?"
        " AND coalesce(cover_to, '9999-12-31') >= ?",
        (employee_no, today.isoformat(), today.isoformat()),
    )
    return set(rows.scalars())


def _note_cover(connection: Connection, peer: Device, today: date) -> set[RowId]:
    """Who covers counts among the former owners from now on, so that late work after the cover is still taken."""
    covered = covered_by(connection, peer.employee_no, today)
    owners = ownerships(connection)
    for dossier in covered:
        own = owners.get(dossier, NOBODY)
        if peer.person != own.owner and peer.person not in own.former:
            set_owner(connection, dossier, own.owner, own.former | {peer.person})
    return covered


def _for_laptop(
    connection: Connection, owners: dict[RowId, Ownership], person: RowId, replica: RowId, covered: set[RowId]
) -> dict[RowId, str]:
    shared = {dossier: "customer" for dossier, own in owners.items() if own.owner == person}
    shared |= dict.fromkeys(covered, "customer")
    for dossier in said_by(connection, replica):
        if person in owners.get(dossier, NOBODY).former:
            shared[dossier] = "customer"
    return {**shared, person: "person", OFFICE_DOSSIER: "office"}


def released_to(connection: Connection, peer: Device, today: date) -> list[RowId]:
    """The dossiers the peer's person has to give up: had once, and neither owned nor covered any more.

    Those are among them of which the peer has said nothing yet: it may have come to hold them since its last file.
    """
    covered = covered_by(connection, peer.employee_no, today)
    return sorted(
        dossier
        for dossier, own in ownerships(connection).items()
        if peer.person in own.former and own.owner != peer.person and dossier not in covered
    )


def note_released(connection: Connection, dossiers: Iterable[RowId]) -> None:
    """The office asks for these dossiers back: read-only from now on."""
    rows = [(dossier,) for dossier in dossiers]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO dossier (id, owner, former, released) VALUES (?, NULL, '[]', 1)"
            " ON CONFLICT (id) DO UPDATE SET released = 1",
            rows,
        )


def released(connection: Connection) -> list[RowId]:
    """The dossiers that are read-only here and wait to be purged."""
    return list(connection.exec_driver_sql("SELECT id FROM dossier WHERE released = 1 ORDER BY id").scalars())


def may_purge(mine: Vector, said: Vector) -> bool:
    """Whether the office has acknowledged all that this store knows of a released dossier."""
    return covers(said, mine)


def purge(connection: Connection, dossier: RowId) -> None:
    """Take a dossier off this store without a tombstone: nothing is deleted anywhere else."""
    connection.exec_driver_sql("UPDATE replica_state SET applying = 1")
    customers = "(SELECT id FROM customer WHERE dossier_id = ?)"
    for name in fact_forms():
        connection.exec_driver_sql(
            f"DELETE FROM undo_cell WHERE entity = '{name}' AND substr(row_id, 1, 36) IN {customers}", (dossier,)
        )
        connection.exec_driver_sql(f"DELETE FROM {name} WHERE customer_id IN {customers}", (dossier,))
    connection.exec_driver_sql(f"DELETE FROM fact_slice WHERE customer_id IN {customers}", (dossier,))
    for name in forms():
        rows = f"(SELECT id FROM {name} WHERE dossier_id = ?)"
        connection.exec_driver_sql(f"DELETE FROM cell_stamp WHERE entity = '{name}' AND row_id IN {rows}", (dossier,))
        connection.exec_driver_sql(f"DELETE FROM undo_cell WHERE entity = '{name}' AND row_id IN {rows}", (dossier,))
        connection.exec_driver_sql(f"DELETE FROM {name} WHERE dossier_id = ?", (dossier,))
    connection.exec_driver_sql(
        "DELETE FROM undo_cell WHERE (entity, row_id) IN (SELECT entity, row_id FROM grave WHERE dossier_id = ?"
        " UNION SELECT entity, row_id FROM undo_cell"
        " WHERE kind = 'delete' AND json_extract(before, '$.dossier_id') = ?)",
        (dossier, dossier),
    )
    for book in ("grave", "tombstone", "parked_cell", "known_writes", "peer_knowledge"):
        connection.exec_driver_sql(f"DELETE FROM {book} WHERE dossier_id = ?", (dossier,))
    connection.exec_driver_sql("DELETE FROM dossier WHERE id = ?", (dossier,))
    connection.exec_driver_sql("UPDATE replica_state SET applying = 0")
