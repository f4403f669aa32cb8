"""Merges that met: each store takes the other's merges in, and whatever was merged away has somebody to stand for it.

Two laptops may merge the same two customers in opposite directions, or one into what the other deletes, and a visit
may arrive for a customer that is merged by now. Every store settles that alike and by ordinary writes, from the cells
and their stamps alone: the newest merge of a loop stands, and equal writes are no conflict wherever they meet.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Table

from model.customers.joining import columns_naming_people
from model.customers.merge_rules import giving_way, survivors
from model.customers.merging import tables_hanging_on_customers
from model.exchange.apply import tell
from model.exchange.books import Replicas, note_own_writes
from model.exchange.device import me
from model.exchange.merge import conflict_id
from model.exchange.row_merge import FoundConflict, values_text
from model.exchange.shapes import Value
from model.exchange.stamps import Stamp
from model.store.ids import RowId
from model.store.kept_text import read_kept

_GROUP: Final = "merged_into"
_RELEASED: Final = "SELECT id FROM dossier WHERE released = 1"
_COLLEAGUES: Final = " OR (owner IS NOT NULL AND owner <> :person)"

_Naming = list[tuple[Table, Column[Any]]]

Left = Mapping[tuple[str, RowId], Collection[RowId]]
"""Entity and row → whom it was merged into by a merge that lost: what came along with it goes on to who stands."""


@dataclass(frozen=True)
class _Merge:
    """One row that was merged into another."""

    row_id: RowId
    dossier: RowId
    into: RowId
    stamp: Stamp
    void: bool
    """The other was deleted meanwhile, or is a person who stands at another customer now."""


class _Pen:
    """Writes where this store may: the office everywhere, a laptop in what is not handed over nor a colleague's."""

    def __init__(self, connection: Connection) -> None:
        who = me(connection)
        self.connection = connection
        self.wrote = False
        self._barred = _RELEASED if who.is_office else _RELEASED + _COLLEAGUES
        self._person = who.person

    def write(self, statement: str, **parameters: Any) -> bool:
        """An ordinary write, by an UPDATE that ends in its WHERE; whether it changed any row."""
        done = self.connection.exec_driver_sql(
            f"{statement} AND dossier_id NOT IN ({self._barred})", {**parameters, "person": self._person}
        )
        self.wrote |= done.rowcount > 0
        return done.rowcount > 0


def left_by(conflicts: Iterable[FoundConflict]) -> dict[tuple[str, RowId], set[RowId]]:
    """Whom rows were merged into on either side of the conflicts of an import."""
    left: dict[tuple[str, RowId], set[RowId]] = {}
    for one in conflicts:
        if one.group == _GROUP:
            sides = (read_kept(text, dict[str, Value], {}).get(_GROUP) for text in (one.standing, one.other))
            left.setdefault((one.entity, one.row_id), set()).update(str(side) for side in sides if side)
    return left


def settle_merges(connection: Connection, left: Left, *, telling: bool = True) -> list[FoundConflict]:
    """Settle the merges of customers and of people as they stand now; returns the conflicts a person is told of.

    Call it when cells of another store have come in; and without `telling` when a person decided such a conflict.
    """
    replicas = Replicas(connection)
    pen = _Pen(connection)
    told: list[FoundConflict] = []
    for entity, naming in (("customer", _naming_customers()), ("contact", columns_naming_people())):
        merges = {one.row_id: one for one in _merges(connection, replicas, entity)}
        lost = {row_id: into for (kind, row_id), into in left.items() if kind == entity}
        if merges or lost:
            columns = list(naming)
            opposed = _break_loops(pen, entity, merges)
            if telling and entity == "customer":
                told += opposed
                for one in opposed:
                    tell(connection, replicas, merges[one.row_id].dossier, [one])
            _stand_again(pen, entity, merges, columns)
            _leave(pen, entity, lost, columns)
            _follow(pen, entity, columns)
    if pen.wrote:
        note_own_writes(connection)
    return told


def _merges(connection: Connection, replicas: Replicas, entity: str) -> Iterator[_Merge]:
    """What was merged away, by the index of the few: left to itself the query looks through the whole table."""
    apart = " OR into_one.customer_id <> one.customer_id" if entity == "contact" else ""
    rows = connection.exec_driver_sql(
        "SELECT one.id, one.dossier_id, one.merged_into, coalesce(cell.rev, one.stamp_rev, 0),"
        " coalesce(cell.t, one.stamp_t, 0), coalesce(cell.replica, one.stamp_replica),"
        " coalesce(cell.seq, one.stamp_seq, 0), (into_one.id IS NULL AND EXISTS"
        f" (SELECT 1 FROM tombstone WHERE tombstone.entity = ?1 AND tombstone.row_id = one.merged_into)){apart}"
        f" FROM {entity} AS one INDEXED BY ix_{entity}_merged_into"
        f" LEFT JOIN {entity} AS into_one ON into_one.id = one.merged_into"
        " LEFT JOIN cell_stamp AS cell ON cell.entity = ?1 AND cell.row_id = one.id AND cell.field_group = ?2"
        " WHERE one.merged_into IS NOT NULL ORDER BY one.id",
        (entity, _GROUP),
    )
    for row_id, dossier, into, rev, t, replica, seq, void in rows:
        yield _Merge(row_id, dossier, into, Stamp(rev, t, replicas.ids.get(replica, ""), seq), bool(void))


def _break_loops(pen: _Pen, entity: str, merges: Mapping[RowId, _Merge]) -> list[FoundConflict]:
    """The oldest merge of every loop gives way: its row stands again, and the others of the loop lead to it."""
    ways = {row_id: one.into for row_id, one in merges.items()}
    told = []
    for row_id, loop in giving_way(ways, {row_id: one.stamp for row_id, one in merges.items()}).items():
        if pen.write(f"UPDATE {entity} SET merged_into = NULL WHERE id = :row", row=row_id):
            told.append(_opposed(entity, merges[row_id], max(merges[other].stamp for other in loop)))
    return told


def _opposed(entity: str, lost: _Merge, newest: Stamp) -> FoundConflict:
    return FoundConflict(
        conflict_id(entity, lost.row_id, _GROUP, newest.dot, lost.stamp.dot),
        "edit",
        entity,
        lost.row_id,
        _GROUP,
        values_text({_GROUP: None}),
        newest,
        values_text({_GROUP: lost.into}),
        lost.stamp,
    )


def _stand_again(pen: _Pen, entity: str, merges: Mapping[RowId, _Merge], naming: _Naming) -> None:
    """What was merged into a row that is not there for it any more stands by itself again, with what was its own."""
    for one in merges.values():
        alone = f"UPDATE {entity} SET merged_into = NULL WHERE id = :row"
        if one.void and pen.write(alone, row=one.row_id):
            _come_back(pen, naming, one.row_id, one.dossier, one.into)


def _come_back(pen: _Pen, naming: _Naming, row_id: RowId, dossier: RowId, gone: RowId) -> None:
    """What hangs on the one it came along to, and is its own, hangs on it again."""
    for table, column in naming:
        own = f"UPDATE {table.name} SET {column.name} = :row WHERE {column.name} = :gone AND dossier_id = :own"
        pen.write(own, row=row_id, gone=gone, own=dossier)


def _leave(pen: _Pen, entity: str, lost: Mapping[RowId, Collection[RowId]], naming: _Naming) -> None:
    """What came along by a merge that does not stand comes back, from where it goes on to who stands now."""
    if not lost:
        return
    rows = pen.connection.exec_driver_sql(f"SELECT id, dossier_id, merged_into FROM {entity}").all()
    standing = survivors({row[0]: row[2] for row in rows if row[2]})
    for row_id, dossier, _into in rows:
        stands = standing.get(row_id, row_id)
        for gone in sorted({standing.get(into, into) for into in lost.get(row_id, ())} - {stands}):
            _come_back(pen, naming, row_id, dossier, gone)


def _follow(pen: _Pen, entity: str, naming: _Naming) -> None:
    """Rows that name what was merged away name the one that stands for it, when that one is here."""
    rows = pen.connection.exec_driver_sql(
        f"SELECT id, merged_into FROM {entity} INDEXED BY ix_{entity}_merged_into WHERE merged_into IS NOT NULL"
    )
    standing = survivors({row[0]: row[1] for row in rows})
    here = pen.connection.exec_driver_sql(
        f"SELECT id FROM {entity} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(standing.values()))),),
    )
    kept = set(here.scalars())
    ways = json.dumps({row_id: into for row_id, into in standing.items() if into in kept})
    for table, column in naming:
        pen.write(
            f"UPDATE {table.name} SET {column.name} = (SELECT value FROM json_each(:ways) WHERE key = {column.name})"
            f" WHERE {column.name} IN (SELECT key FROM json_each(:ways))",
            ways=ways,
        )


def _naming_customers() -> Iterator[tuple[Table, Column[Any]]]:
    for table in tables_hanging_on_customers():
        yield table, table.c.customer_id
