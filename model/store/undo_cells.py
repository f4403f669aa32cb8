"""What undo writes: old values where nobody has changed them since, rows back that were deleted, new rows away."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table

from model.schema import SCHEMA
from model.store.base import field_groups, is_fact, is_travelling, quoted
from model.store.bulk import slices_of
from model.store.facts import SliceKey, known_hashes, replace_slices

Key = tuple[str, str, str]
"""Entity, row id (`customer:month` for a slice) and field group, empty for the whole row."""

_FIRST = """WITH first AS MATERIALIZED (SELECT entity, row_id, kind, min(id) FROM undo_cell
    WHERE transaction_id = ? AND kind IN ('insert', 'delete') GROUP BY entity, row_id)"""
"""What an event did first with each row it made or deleted: one deleted and made again stood before, and is not new."""


@dataclass(frozen=True)
class Written:
    """The range of one event's writes, and the first write of the undo that takes it back."""

    event_id: int
    replica: int
    first: int
    last: int
    bulk: bool
    since: int

    def holds(self, dot: str) -> bool:
        """Whether the event made the write of this dot (`replica:seq`)."""
        replica, seq = dot.split(":")
        return int(replica) == self.replica and self.first <= int(seq) <= self.last


def put_back(connection: Connection, written: Written) -> Iterator[tuple[Key, bool]]:
    """Deleted rows, changed groups and replaced slices as they were before the event; False for what changed since."""
    cells = connection.exec_driver_sql(
        f"{_FIRST} SELECT cell.kind, entity, row_id, field_group, before, dots, max(seq) OVER same AS last,"
        " row_number() OVER (PARTITION BY entity, row_id, field_group, cell.kind ORDER BY id) AS turn"
        " FROM undo_cell AS cell LEFT JOIN first USING (entity, row_id) WHERE transaction_id = ?"
        " AND cell.kind <> 'insert' AND first.kind IS NOT 'insert'"
        " WINDOW same AS (PARTITION BY entity, row_id, field_group)",
        (written.event_id, written.event_id),
    ).all()
    first = [cell for cell in cells if cell.turn == 1 and cell.entity in SCHEMA.tables]
    put = {"delete": _put_row, "update": _put_cell}
    for kind, step in put.items():
        for cell in first:
            if cell.kind == kind:
                yield (cell.entity, cell.row_id, cell.field_group), step(connection, cell, written)
    for table in SCHEMA.tables.values():
        if is_fact(table):
            held = {
                _slice_key(cell): cell.before for cell in first if (cell.kind, cell.entity) == ("slice", table.name)
            }
            if held:
                yield from _put_slices(connection, table, held, written)


def take_away(connection: Connection, written: Written) -> Iterator[tuple[Key, bool]]:
    """Rows and slices the event made; one that was edited since stays, and comes with False.

    They leave tombstones like every delete, even where no file told of them yet: a copy of the store's file, made by
    hand or by a snapshot of the running machine, may hold them and come back (`exchange.md` rule 5).
    """
    if not written.bulk:
        made = connection.exec_driver_sql(
            f"{_FIRST} SELECT entity, row_id, max(seq) AS seq FROM undo_cell AS cell JOIN first USING (entity, row_id)"
            " WHERE transaction_id = ? AND cell.kind = 'insert' AND first.kind = 'insert'"
            " GROUP BY entity, row_id ORDER BY max(id) DESC",
            (written.event_id, written.event_id),
        ).all()
        for entity, row_id, seq in made:
            if entity in SCHEMA.tables and _stands(connection, entity, row_id):
                yield from _delete_unedited(connection, entity, {row_id: f"{written.replica}:{seq}"}, written)
        return
    for table in SCHEMA.tables.values():
        if is_travelling(table):
            yield from _delete_unedited(connection, table.name, _made_in_range(connection, table, written), written)
        elif is_fact(table):
            yield from _take_slices_away(connection, table, written)


def restore_deleted(connection: Connection, table: Table, row_id: str) -> bool:
    """Insert a row again as it was when it was last deleted here; False where no deletion of it is remembered."""
    before = connection.exec_driver_sql(
        "SELECT before FROM undo_cell WHERE kind = 'delete' AND entity = ? AND row_id = ? ORDER BY id DESC LIMIT 1",
        (table.name, row_id),
    ).scalar_one_or_none()
    if before is None:
        return False
    _insert(connection, table, row_id, json.loads(before))
    return True


def _insert(connection: Connection, table: Table, row_id: str, before: dict[str, Any]) -> None:
    values = {name: _from_json(table.columns[name], value) for name, value in before.items() if name in table.columns}
    names = ", ".join(map(quoted, ("id", *values)))
    marks = ", ".join("?" * (len(values) + 1))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", (row_id, *values.values()))


def _made_in_range(connection: Connection, table: Table, written: Written) -> dict[str, str]:
    """Rows a bulk event made, by their stamps or by what their stamps stand for: row id → the dot they were made by."""
    made = connection.exec_driver_sql(
        f"SELECT id, stamp_replica || ':' || stamp_seq FROM {table.name}"
        " WHERE stamp_replica = ? AND stamp_seq BETWEEN ? AND ?",
        (written.replica, written.first, written.last),
    )
    back = connection.exec_driver_sql(
        f"SELECT alias.row_id, stands_for FROM undo_alias AS alias JOIN {table.name} AS made ON made.id = alias.row_id"
        " AND dot = stamp_replica || ':' || stamp_seq WHERE alias.entity = ? AND alias.field_group = ''",
        (table.name,),
    )
    return dict(made.all()) | {row_id: dot for row_id, dot in back if written.holds(dot)}


def _delete_unedited(
    connection: Connection, entity: str, made: dict[str, str], written: Written
) -> Iterator[tuple[Key, bool]]:
    changed = "SELECT row_id FROM cell_stamp WHERE entity = ? UNION SELECT row_id FROM undo_alias WHERE entity = ?"
    suspects = set(made)
    if len(made) > 1:
        suspects &= set(connection.exec_driver_sql(changed, (entity, entity)).scalars())
    edited = {row_id for row_id in suspects if _edited_since(connection, entity, row_id, made[row_id], written)}
    away = [(row_id,) for row_id in made if row_id not in edited]
    if away:
        connection.exec_driver_sql(f"DELETE FROM {entity} WHERE id = ?", away)
    yield from (((entity, row_id, ""), row_id not in edited) for row_id in made)


def _edited_since(connection: Connection, entity: str, row_id: str, made_by: str, written: Written) -> bool:
    """Whether any group of the row now stands for another write than the one the row was made by, or the event's."""
    row = _row_dot(connection, entity, row_id)
    rows = connection.exec_driver_sql(
        "SELECT field_group, replica || ':' || seq FROM cell_stamp WHERE entity = ? AND row_id = ?", (entity, row_id)
    )
    cells: dict[str, str] = dict(rows.all())
    own = connection.exec_driver_sql(
        "SELECT field_group, max(seq) FROM undo_cell WHERE transaction_id = ? AND entity = ? AND row_id = ?"
        " AND kind = 'update' GROUP BY field_group",
        (written.event_id, entity, row_id),
    )
    left: dict[str, str] = {group: f"{written.replica}:{seq}" for group, seq in own}
    for group in ("", *field_groups(SCHEMA.tables[entity])):
        key = (entity, row_id, group)
        meant = _meant(connection, key, cells.get(group, row))
        if meant != _meant(connection, key, left.get(group, made_by)) and not written.holds(meant):
            return True
    return False


def _put_row(connection: Connection, cell: Any, written: Written) -> bool:
    table = SCHEMA.tables[cell.entity]
    if _stands(connection, cell.entity, cell.row_id):  # the event deleted it and made it again, or somebody did since
        if not _is_as_the_event_made_it(connection, cell, written):
            return False
        connection.exec_driver_sql(f"DELETE FROM {cell.entity} WHERE id = ?", (cell.row_id,))
    _insert(connection, table, cell.row_id, json.loads(cell.before))
    fresh = _row_dot(connection, cell.entity, cell.row_id)
    for group, replica, seq in json.loads(cell.dots):
        key = (cell.entity, cell.row_id, group)
        if not group:  # what the old row's dot stood for, group by group, the new one stands for too
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO undo_alias (entity, row_id, field_group, dot, stands_for)"
                " SELECT entity, row_id, field_group, ?, stands_for FROM undo_alias"
                " WHERE entity = ? AND row_id = ? AND dot = ?",
                (fresh, cell.entity, cell.row_id, f"{replica}:{seq}"),
            )
        _alias(connection, key, fresh, _meant(connection, key, f"{replica}:{seq}"))
    return True


def _is_as_the_event_made_it(connection: Connection, cell: Any, written: Written) -> bool:
    made = connection.exec_driver_sql(
        "SELECT max(seq) FROM undo_cell WHERE transaction_id = ? AND kind = 'insert' AND entity = ? AND row_id = ?",
        (written.event_id, cell.entity, cell.row_id),
    ).scalar_one()
    dot = f"{written.replica}:{made}"
    return made is not None and not _edited_since(connection, cell.entity, cell.row_id, dot, written)


def stand_for(connection: Connection, table: Table, row_id: str, dots: list[tuple[str, int, int]]) -> None:
    """Every group of a standing row stands for the write it held under these dots, the row's own under ''."""
    before = {group: f"{replica}:{seq}" for group, replica, seq in dots}
    for group in ("", *field_groups(table)):
        key = (table.name, row_id, group)
        standing, was = _cell_dot(connection, key), before.get(group, before.get(""))
        if standing is not None and was is not None and standing != was:
            _alias(connection, key, standing, _meant(connection, key, was))


def _put_cell(connection: Connection, cell: Any, written: Written) -> bool:
    key = (cell.entity, cell.row_id, cell.field_group)
    columns = field_groups(SCHEMA.tables[cell.entity]).get(cell.field_group, [])
    standing = _cell_dot(connection, key)
    if standing is None or not columns:
        return False
    if written.holds(_row_dot(connection, cell.entity, cell.row_id)):
        return True  # the event also made the row, which goes as a whole
    last = _meant(connection, key, f"{written.replica}:{cell.last}")
    if _meant(connection, key, standing) != last and not _is_of_this_undo(connection, cell, written):
        return False
    assignments = ", ".join(f"{quoted(column.name)} = ?" for column in columns)
    values = [_from_json(column, value) for column, value in zip(columns, json.loads(cell.before), strict=True)]
    connection.exec_driver_sql(f"UPDATE {cell.entity} SET {assignments} WHERE id = ?", (*values, cell.row_id))
    (_group, replica, seq), *_ = json.loads(cell.dots)
    fresh = _cell_dot(connection, key)
    if fresh is not None:  # the standing one itself where the event had put back what was there before
        _alias(connection, key, fresh, _meant(connection, key, f"{replica}:{seq}"))
    return True


def _slice_key(cell: Any) -> SliceKey:
    customer, month = cell.row_id.split(":")
    return customer, int(month)


def _put_slices(
    connection: Connection, table: Table, held: Mapping[SliceKey, str], written: Written
) -> Iterator[tuple[Key, bool]]:
    """The slices as they were before the event, from the rows as JSON; one that was replaced since stays."""
    names = ("customer_id", "month", "replica", "seq", "sha256")
    dots, known = {}, {}
    for customer, month, replica, seq, digest in slices_of(connection, table.name, names, *zip(*held, strict=True)):
        dots[customer, month], known[customer, month] = f"{replica}:{seq}", digest
    ours = {key for key in held if key not in dots or written.holds(dots[key])}
    rows = {key: [tuple(row) for row in json.loads(held[key])] for key in held if key in ours}
    replace_slices(connection, table, rows, known)
    yield from (((table.name, f"{customer}:{month}", ""), (customer, month) in ours) for customer, month in held)


def _take_slices_away(connection: Connection, table: Table, written: Written) -> Iterator[tuple[Key, bool]]:
    """Slices that were new, each an empty one now, which travels."""
    found = connection.exec_driver_sql(
        "SELECT customer_id, month FROM fact_slice"
        " WHERE entity = ? AND replica = ? AND seq BETWEEN ? AND ? AND rev = 1",
        (table.name, written.replica, written.first, written.last),
    ).all()
    keys = [(customer, month) for customer, month in found]
    if keys:
        replace_slices(connection, table, dict.fromkeys(keys, ()), known_hashes(connection, table.name))
    yield from (((table.name, f"{customer}:{month}", ""), True) for customer, month in keys)


def _is_of_this_undo(connection: Connection, cell: Any, written: Written) -> bool:
    """Whether the event deleted the row and this very undo brought it back: nobody can have changed it since."""
    replica, seq = _row_dot(connection, cell.entity, cell.row_id).split(":")
    return int(replica) == written.replica and int(seq) >= written.since


def _stands(connection: Connection, entity: str, row_id: str) -> bool:
    return connection.exec_driver_sql(f"SELECT 1 FROM {entity} WHERE id = ?", (row_id,)).first() is not None


def _row_dot(connection: Connection, entity: str, row_id: str) -> str:
    return str(
        connection.exec_driver_sql(
            f"SELECT stamp_replica || ':' || stamp_seq FROM {entity} WHERE id = ?", (row_id,)
        ).scalar_one()
    )


def _cell_dot(connection: Connection, key: Key) -> str | None:
    """The dot a group stands under: its own, or the row's; None where the row is gone."""
    own = connection.exec_driver_sql(
        "SELECT replica || ':' || seq FROM cell_stamp WHERE entity = ? AND row_id = ? AND field_group = ?", key
    ).scalar_one_or_none()
    if own is not None:
        return str(own)
    return _row_dot(connection, key[0], key[1]) if _stands(connection, key[0], key[1]) else None


def _meant(connection: Connection, key: Key, dot: str) -> str:
    """The dot a dot stands for: the write whose value an undo put back, or itself."""
    found = connection.exec_driver_sql(
        "SELECT stands_for FROM undo_alias WHERE entity = ? AND row_id = ? AND field_group IN (?, '') AND dot = ?"
        " ORDER BY field_group DESC LIMIT 1",
        (*key, dot),
    ).scalar_one_or_none()
    return dot if found is None else str(found)


def _alias(connection: Connection, key: Key, dot: str, stands_for: str) -> None:
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO undo_alias (entity, row_id, field_group, dot, stands_for) VALUES (?, ?, ?, ?, ?)",
        (*key, dot, stands_for),
    )


def _from_json(column: Column[Any], value: Any) -> Any:
    return bytes.fromhex(value) if isinstance(column.type, LargeBinary) and value is not None else value
