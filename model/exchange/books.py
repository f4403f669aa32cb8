"""The store's books of who knows what: replicas by number and id, knowledge a dossier, what peers said they have."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from model.exchange.forms import forms
from model.store.ids import RowId


class Replicas:
    """Replica ids ↔ the small numbers the stamps use; an unknown id gets a number when it is first met."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.ids: dict[int, RowId] = {}
        self.numbers: dict[RowId, int] = {}
        for number, replica in connection.exec_driver_sql("SELECT no, id FROM replica"):
            self.ids[number] = replica
            self.numbers[replica] = number

    def number(self, replica: RowId) -> int:
        """The number of an id, given now if it has none."""
        known = self.numbers.get(replica)
        if known is not None:
            return known
        fresh = self._connection.exec_driver_sql("INSERT INTO replica (id) VALUES (?)", (replica,)).lastrowid
        self.ids[fresh] = replica
        self.numbers[replica] = fresh
        return fresh


def own_replica(connection: Connection) -> RowId:
    """The id this store writes under now."""
    return str(
        connection.exec_driver_sql(
            "SELECT replica.id FROM replica_state JOIN replica ON replica.no = replica_no"
        ).scalar_one()
    )


def own_replicas(connection: Connection) -> frozenset[RowId]:
    """Every id this store writes or has written under."""
    rows = connection.exec_driver_sql("SELECT replica.id FROM own_replica JOIN replica ON replica.no = own_replica.no")
    return frozenset(rows.scalars()) | {own_replica(connection)}


def knowledge(connection: Connection, dossiers: Iterable[RowId]) -> dict[RowId, dict[RowId, int]]:
    """What this store knows of each dossier; an unknown one is empty. Call `note_own_writes` first."""
    wanted = {dossier: dict[RowId, int]() for dossier in dossiers}
    rows = connection.exec_driver_sql(
        "SELECT dossier_id, replica.id, seq FROM known_writes JOIN replica ON replica.no = replica"
        " WHERE dossier_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    for dossier, replica, seq in rows:
        wanted[dossier][replica] = seq
    return wanted


def learn(connection: Connection, replicas: Replicas, dossier: RowId, vector: Mapping[RowId, int]) -> None:
    """Raise what this store knows of a dossier to the element-wise maximum with `vector`."""
    rows = [(dossier, replicas.number(replica), seq) for replica, seq in vector.items() if seq > 0]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO known_writes (dossier_id, replica, seq) VALUES (?, ?, ?)"
            " ON CONFLICT (dossier_id, replica) DO UPDATE SET seq = max(seq, excluded.seq)",
            rows,
        )


def note_own_writes(connection: Connection) -> None:
    """Bring the knowledge of this store's own writes up to date, under every name it has written under.

    Only what can leave the store counts: a write that was replaced before any export never travelled.
    """
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO own_replica (no, noted_seq) SELECT replica_no, 0 FROM replica_state"
    )
    state = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT replica_no, seq FROM replica_state")}
    for number, noted in connection.exec_driver_sql("SELECT no, noted_seq FROM own_replica").all():
        last = state.get(number)
        if last is not None and last <= noted:
            continue
        highest = _own_highest(connection, number, noted)
        if highest:
            connection.exec_driver_sql(
                "INSERT INTO known_writes (dossier_id, replica, seq) VALUES (?, ?, ?)"
                " ON CONFLICT (dossier_id, replica) DO UPDATE SET seq = max(seq, excluded.seq)",
                [(dossier, number, seq) for dossier, seq in highest.items()],
            )
        reached = last if last is not None else max(highest.values(), default=noted)
        connection.exec_driver_sql("UPDATE own_replica SET noted_seq = ? WHERE no = ?", (reached, number))


def note_all_noted(connection: Connection) -> None:
    """Own writes since the last noting are known already (an import's conflict rows): the tables need no look."""
    connection.exec_driver_sql(
        "UPDATE own_replica SET noted_seq = (SELECT seq FROM replica_state)"
        " WHERE no = (SELECT replica_no FROM replica_state)"
    )


def _own_highest(connection: Connection, number: int, after: int) -> dict[RowId, int]:
    """The highest write of an own name past `after`, a dossier."""
    highest: dict[RowId, int] = {}
    for statement in _own_statements():
        for dossier, seq in connection.exec_driver_sql(statement, (number, after)):
            highest[dossier] = max(seq, highest.get(dossier, 0))
    return highest


def _own_statements() -> list[str]:
    statements = [
        "SELECT dossier_id, max(seq) FROM tombstone WHERE replica = ? AND seq > ? GROUP BY dossier_id",
        "SELECT dossier_id, max(seq) FROM fact_slice JOIN customer ON customer.id = customer_id"
        " WHERE replica = ? AND seq > ? GROUP BY dossier_id",
    ]
    for name in forms():
        statements.append(
            f"SELECT dossier_id, max(stamp_seq) FROM {name} WHERE stamp_replica = ? AND stamp_seq > ?"
            " GROUP BY dossier_id"
        )
        statements.append(
            f"SELECT dossier_id, max(cell.seq) FROM cell_stamp AS cell JOIN {name} ON {name}.id = cell.row_id"
            f" WHERE cell.entity = '{name}' AND cell.replica = ? AND cell.seq > ? GROUP BY dossier_id"
        )
    return statements


def said_by(connection: Connection, peer: RowId) -> dict[RowId, dict[RowId, int]]:
    """What a peer's store said it knows, a dossier."""
    rows = connection.exec_driver_sql("SELECT dossier_id, vector FROM peer_knowledge WHERE peer = ?", (peer,))
    return {dossier: json.loads(vector) for dossier, vector in rows}


def said_of_own(connection: Connection) -> dict[RowId, tuple[int, int]]:
    """Peer's store → the last own write that it said it has, and how many dossiers hold own writes it did not name.

    One look at what all have said: an office with 300 laptops keeps 70,000 vectors. Call it where own writes were
    noted, or the last of them are not counted yet.
    """
    rows = connection.exec_driver_sql(
        "SELECT said.peer, max(said.seq), sum(coalesce(own.seq, 0) > said.seq)"
        " FROM (SELECT peer, dossier_id, coalesce(json_extract(vector, '$.\"' || ? || '\"'), 0) AS seq"
        " FROM peer_knowledge) AS said LEFT JOIN known_writes AS own ON own.dossier_id = said.dossier_id"
        " AND own.replica = (SELECT replica_no FROM replica_state) GROUP BY said.peer",
        (own_replica(connection),),
    )
    return {peer: (last, behind) for peer, last, behind in rows}


def note_said(connection: Connection, peer: RowId, said: Mapping[RowId, Mapping[RowId, int]]) -> None:
    """Put what a peer said in place of what it said before; it may know less than it once did."""
    before = said_by(connection, peer)
    gone = [(peer, dossier) for dossier in before if dossier not in said]
    if gone:
        connection.exec_driver_sql("DELETE FROM peer_knowledge WHERE peer = ? AND dossier_id = ?", gone)
    changed = [
        (peer, dossier, json.dumps(dict(vector), sort_keys=True))
        for dossier, vector in said.items()
        if before.get(dossier) != vector
    ]
    if changed:
        connection.exec_driver_sql(
            "INSERT INTO peer_knowledge (peer, dossier_id, vector) VALUES (?, ?, ?)"
            " ON CONFLICT (peer, dossier_id) DO UPDATE SET vector = excluded.vector",
            changed,
        )


def held_dossiers(connection: Connection) -> list[RowId]:
    """Every dossier of which this store holds or has held anything that still travels, by id."""
    return sorted(
        connection.exec_driver_sql(
            "SELECT dossier_id FROM customer UNION SELECT dossier_id FROM known_writes"
        ).scalars()
    )
