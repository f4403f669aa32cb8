"""Events that wrote and changed nothing: there is nothing to take back, and what stood before them still stands."""

import json
from typing import Any

from sqlalchemy import Connection, Table

from model.schema import SCHEMA
from model.store.base import content_columns, field_groups, is_travelling, quoted
from model.store.undo_cells import stand_for


def changed_nothing(connection: Connection, event_id: int) -> bool:
    """Whether every row the event wrote holds what it held before; its dots then stand for those before them.

    A visit put off and put back in one event is one: without this, undoing it would do nothing that a person sees,
    and the event before it would find a later write in its way.
    """
    cells = connection.exec_driver_sql(
        "SELECT kind, entity, row_id, field_group, before, dots FROM undo_cell WHERE transaction_id = ? ORDER BY id",
        (event_id,),
    ).all()
    rows: dict[tuple[str, str], list[Any]] = {}
    for cell in cells:
        rows.setdefault((cell.entity, cell.row_id), []).append(cell)
    for (entity, row_id), written in rows.items():
        table = SCHEMA.tables[entity]
        if not is_travelling(table) or not _holds_the_same(connection, table, row_id, written):
            return False
    for (entity, row_id), written in rows.items():
        if written[0].kind != "insert":
            stand_for(connection, SCHEMA.tables[entity], row_id, _dots_before(written))
    return True


def _holds_the_same(connection: Connection, table: Table, row_id: str, written: list[Any]) -> bool:
    columns = content_columns(table)
    names = ", ".join(f"hex({quoted(c.name)})" if c.type.python_type is bytes else quoted(c.name) for c in columns)
    now = connection.exec_driver_sql(f"SELECT {names} FROM {table.name} WHERE id = ?", (row_id,)).one_or_none()
    if written[0].kind == "insert" or now is None:
        return written[0].kind == "insert" and now is None
    held = dict(zip((column.name for column in columns), now, strict=True))
    return all(held[name] == value for name, value in _values_before(table, written).items())


def _values_before(table: Table, written: list[Any]) -> dict[str, Any]:
    """What the row held before the first of these writes, as far as they tell it."""
    groups = field_groups(table)
    before: dict[str, Any] = {}
    for cell in written:
        if cell.kind == "update":
            names = [column.name for column in groups[cell.field_group]]
            values = dict(zip(names, json.loads(cell.before), strict=True))
        else:
            values = json.loads(cell.before) if cell.kind == "delete" else {}
        before = {name: value for name, value in values.items() if name != "dossier_id"} | before
    return before


def _dots_before(written: list[Any]) -> list[tuple[str, int, int]]:
    """The dots that stood before the first of these writes; a group that was not written keeps its own."""
    before: dict[str, tuple[str, int, int]] = {}
    for cell in written:
        if cell.dots is None:
            continue
        for group, replica, seq in json.loads(cell.dots):
            before.setdefault(group or cell.field_group, (group or cell.field_group, replica, seq))
    return list(before.values())
