"""Many rows at once, past the ORM: tuples in, tuples out; triggers still stamp, mark and remember each of them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from model.store.base import LARGEST, STAMP_COLUMNS, is_travelling

_CHUNK = 10_000


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows given as values in the order of `names`; dates as ISO text.

    In a bulk event the stamps go in with the rows, the very ones their triggers would have put: that saves writing
    every row twice.
    """
    first = _first_seq(connection, table, len(rows))
    if first is None:
        _insert(connection, table, names, rows)
    else:
        seq, t, replica = first
        key, deleted = names.index("id"), _deleted(connection, table)
        if deleted:
            stamped = [
                (*row, min(LARGEST, 1 + deleted.get(row[key], 0)), t, replica, number)
                for number, row in enumerate(rows, start=seq)
            ]
        else:
            stamped = [(*row, 1, t, replica, number) for number, row in enumerate(rows, start=seq)]
        _insert(connection, table, (*names, *STAMP_COLUMNS), stamped)


def read_rows(connection: Connection, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Every row of an answer as the driver gives it: a row object each costs more than reading it."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, parameters)
        return cursor.fetchall()  # type: ignore[return-value]
    finally:
        cursor.close()


def append_book_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of one of the store's own books, which carry no triggers."""
    _insert(connection, table, names, rows)


def _insert(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
    for start in range(0, len(rows), _CHUNK):
        part = rows[start : start + _CHUNK]
        connection.exec_driver_sql(statement, part if type(part[0]) is tuple else [tuple(row) for row in part])


def _first_seq(connection: Connection, table: Table, count: int) -> tuple[int, int, int] | None:
    """Takes `count` writes of this replica for new rows: (first seq, t, replica number).

    `None` outside a bulk event, where the triggers must remember each row for undo.
    """
    if not is_travelling(table) or not count:
        return None
    bulk, seq, t, replica = connection.exec_driver_sql("SELECT bulk, seq, t, replica_no FROM replica_state").one()
    if not bulk:
        return None
    connection.exec_driver_sql("UPDATE replica_state SET seq = seq + ?", (count,))
    return seq + 1, t, replica


def _deleted(connection: Connection, table: Table) -> dict[str, int]:
    """The revision of each row's delete: a row that comes back goes on from there."""
    rows = connection.exec_driver_sql(
        "SELECT row_id, max(rev) FROM tombstone WHERE entity = ? GROUP BY row_id", (str(table.name),)
    )
    return dict(rows.all())


def rows_by_id(
    connection: Connection, table: Table, names: Sequence[str], ids: Iterable[str], key: str = "id"
) -> list[tuple[Any, ...]]:
    """The named columns, as the store holds them, of the rows whose `key` column is among the ids."""
    statement = f"SELECT {', '.join(names)} FROM {table.name} WHERE {key} IN (SELECT value FROM json_each(?))"
    return [tuple(row) for row in connection.exec_driver_sql(statement, (json.dumps(list(ids)),))]


def is_empty(connection: Connection, table: Table) -> bool:
    """Whether the table has no row at all."""
    return connection.exec_driver_sql(f"SELECT 1 FROM {table.name} LIMIT 1").first() is None


def put_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows, or set the named columns (`id` first among them) of those that stand already.

    Not by ON CONFLICT: the statement's own conflict rule would take the place of the one the marks' triggers use.
    """
    standing = {row[0] for row in rows_by_id(connection, table, ("id",), [row[0] for row in rows])}
    latest = {row[0]: row for row in rows}
    insert_rows(connection, table, names, [row for row_id, row in latest.items() if row_id not in standing])
    changed = [(*row[1:], row_id) for row_id, row in latest.items() if row_id in standing]
    update_rows(connection, table, names[1:], changed)


def update_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Set the named columns of many rows; each of `rows` holds the values in that order and the row's id last."""
    assignments = ", ".join(f"{name} = ?" for name in names)
    statement = f"UPDATE {table.name} SET {assignments} WHERE id = ?"
    for start in range(0, len(rows), _CHUNK):
        connection.exec_driver_sql(statement, [tuple(row) for row in rows[start : start + _CHUNK]])


def slices_of(
    connection: Connection, entity: str, names: Sequence[str], customers: Iterable[str], months: Iterable[int]
) -> list[tuple[Any, ...]]:
    """The named columns of the slices' stamps (`fact_slice`) of an entity, for some customers and months."""
    return _of_months(
        connection, f"SELECT {', '.join(names)} FROM fact_slice WHERE entity = '{entity}'", customers, months
    )


def slices_exist(connection: Connection, entity: str) -> bool:
    """Whether the store holds any slice of an entity."""
    return (
        connection.exec_driver_sql("SELECT 1 FROM fact_slice WHERE entity = ? LIMIT 1", (entity,)).first() is not None
    )


def fact_rows(
    connection: Connection, table: Table, names: Sequence[str], customers: Iterable[str], months: Iterable[int]
) -> list[tuple[Any, ...]]:
    """The named columns of measured rows of some customers and months."""
    return _of_months(connection, f"SELECT {', '.join(names)} FROM {table.name} WHERE true", customers, months)


def _of_months(
    connection: Connection, statement: str, customers: Iterable[str], months: Iterable[int]
) -> list[tuple[Any, ...]]:
    chosen = " AND customer_id IN (SELECT value FROM json_each(?)) AND month IN (SELECT value FROM json_each(?))"
    rows = connection.exec_driver_sql(statement + chosen, (json.dumps(list(customers)), json.dumps(list(months))))
    return [tuple(row) for row in rows]
