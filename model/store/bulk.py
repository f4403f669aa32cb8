"""Many rows at once, past the ORM: tuples in, tuples out; triggers still stamp, mark and remember each of them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table

_CHUNK = 10_000


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows given as values in the order of `names`; dates as ISO text."""
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
    for start in range(0, len(rows), _CHUNK):
        connection.exec_driver_sql(statement, [tuple(row) for row in rows[start : start + _CHUNK]])


def update_row(connection: Connection, table: Table, row_id: str, values: dict[str, Any]) -> bool:
    """Set the named columns of one row; False where there is no such row."""
    assignments = ", ".join(f"{name} = ?" for name in values)
    statement = f"UPDATE {table.name} SET {assignments} WHERE id = ?"
    return connection.exec_driver_sql(statement, (*values.values(), row_id)).rowcount == 1


def rows_by_id(
    connection: Connection, table: Table, names: Sequence[str], ids: Iterable[str], key: str = "id"
) -> list[tuple[Any, ...]]:
    """The named columns, as the store holds them, of the rows whose `key` column is among the ids."""
    statement = f"SELECT {', '.join(names)} FROM {table.name} WHERE {key} IN (SELECT value FROM json_each(?))"
    return [tuple(row) for row in connection.exec_driver_sql(statement, (json.dumps(list(ids)),))]


def is_empty(connection: Connection, table: Table) -> bool:
    """Whether the table has no row at all."""
    return connection.exec_driver_sql(f"SELECT 1 FROM {table.name} LIMIT 1").first() is None
