"""Two stores under one name (rule 5): a peer that has heard of writes I never made says that my name is doubled."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection

from model.exchange.books import own_replica
from model.exchange.forms import forms
from model.store.ids import RowId, new_id


def take_new_name_if_doubled(
    connection: Connection, said: Mapping[RowId, Mapping[RowId, int]], *, hears_of_another: bool = False
) -> bool:
    """Take a fresh name, and give it to the writes that may be doubled, where somebody else writes under mine.

    `said`: what a peer knows, a dossier; `hears_of_another`: whether it heard of an export that was not mine. The
    writes past what both can have seen are stamped anew, so that nobody takes them for the other store's.
    """
    mine = own_replica(connection)
    claimed = max((vector.get(mine, 0) for vector in said.values()), default=0)
    seq = int(connection.exec_driver_sql("SELECT seq FROM replica_state").scalar_one())
    if claimed <= seq and not hears_of_another:
        return False
    old = int(connection.exec_driver_sql("SELECT replica_no FROM replica_state").scalar_one())
    fresh = new_id()
    number = connection.exec_driver_sql("INSERT INTO replica (id) VALUES (?)", (fresh,)).lastrowid
    shared = _surely_shared(connection, mine)
    restamped = _restamp(connection, old, number, shared)
    connection.exec_driver_sql("UPDATE replica_state SET replica_no = ?, seq = ?", (number, restamped))
    connection.exec_driver_sql("INSERT INTO own_replica (no, noted_seq) VALUES (?, 0)", (number,))
    connection.exec_driver_sql("UPDATE known_writes SET seq = min(seq, ?) WHERE replica = ?", (shared, old))
    return True


def _surely_shared(connection: Connection, mine: RowId) -> int:
    """The last write under the old name that a peer had acknowledged before the doubling showed."""
    highest = connection.exec_driver_sql(
        "SELECT coalesce(max(json_extract(vector, '$.\"' || ? || '\"')), 0) FROM peer_knowledge", (mine,)
    ).scalar_one()
    return int(highest or 0)


def _restamp(connection: Connection, old: int, number: int, after: int) -> int:
    """Give every write of the old name past `after` a number under the new one; returns the last number given."""
    seqs: set[int] = set()
    books = ["cell_stamp", "tombstone", "fact_slice"]
    for book in books:
        rows = connection.exec_driver_sql(f"SELECT seq FROM {book} WHERE replica = ? AND seq > ?", (old, after))
        seqs.update(rows.scalars())
    for name in forms():
        rows = connection.exec_driver_sql(
            f"SELECT stamp_seq FROM {name} WHERE stamp_replica = ? AND stamp_seq > ?", (old, after)
        )
        seqs.update(rows.scalars())
    if not seqs:
        return 0
    shift = -after
    for book in books:
        connection.exec_driver_sql(
            f"UPDATE {book} SET replica = ?, seq = seq + ? WHERE replica = ? AND seq > ?", (number, shift, old, after)
        )
    for name in forms():
        connection.exec_driver_sql(
            f"UPDATE {name} SET stamp_replica = ?, stamp_seq = stamp_seq + ? WHERE stamp_replica = ? AND stamp_seq > ?",
            (number, shift, old, after),
        )
    _restamp_deletes(connection, old, number, after)
    return max(seqs) + shift


def _restamp_deletes(connection: Connection, old: int, number: int, after: int) -> None:
    """The same in what deletes have seen and what graves hold; replica and seq are the last two of each entry."""

    def renamed(text: str) -> str:
        entries = json.loads(text)
        for entry in entries:
            if entry[-2] == old and entry[-1] > after:
                entry[-2:] = [number, entry[-1] - after]
        return json.dumps(entries)

    for entity, row_id, replica, seq, seen in connection.exec_driver_sql(
        "SELECT entity, row_id, replica, seq, seen FROM tombstone"
    ).all():
        connection.exec_driver_sql(
            "UPDATE tombstone SET seen = ? WHERE entity = ? AND row_id = ? AND replica = ? AND seq = ?",
            (renamed(seen), entity, row_id, replica, seq),
        )
    for entity, row_id, stamps in connection.exec_driver_sql("SELECT entity, row_id, stamps FROM grave").all():
        connection.exec_driver_sql(
            "UPDATE grave SET stamps = ? WHERE entity = ? AND row_id = ?", (renamed(stamps), entity, row_id)
        )
