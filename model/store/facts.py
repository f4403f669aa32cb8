"""Measured rows by slice: one customer's rows of one month are stamped, compared and replaced whole (`exchange.md`)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

from model.store.base import LARGEST
from model.store.bulk import fact_rows
from model.store.ids import RowId

SliceKey = tuple[RowId, int]
"""Customer and month (YYYYMM)."""

_CHUNK = 20_000


def fact_columns(table: Table) -> list[str]:
    """The columns of a measured row after customer and month: key columns first, as the slice's hash reads them."""
    return [column.name for column in table.columns if column.name not in ("customer_id", "month")]


def slice_hash(rows: Iterable[Sequence[Any]]) -> bytes:
    """sha256 of a slice's rows (values in the order of `fact_columns`), whatever order they come in."""
    lines = list(map(repr, map(tuple, rows)))
    if len(lines) > 1:
        lines.sort()
    return hashlib.sha256("\n".join(lines).encode()).digest()


def row_hashes(rows: Iterable[tuple[Any, ...]]) -> list[bytes]:
    """What `slice_hash` says of slices of one row each."""
    return [hashlib.sha256(line.encode()).digest() for line in map(repr, rows)]


def known_hashes(connection: Connection, entity: str) -> dict[SliceKey, bytes]:
    """The content hash of every slice the store holds of an entity."""
    rows = connection.exec_driver_sql("SELECT customer_id, month, sha256 FROM fact_slice WHERE entity = ?", (entity,))
    return {(customer, month): digest for customer, month, digest in rows}


def replace_slices(
    connection: Connection,
    table: Table,
    slices: Mapping[SliceKey, Sequence[Sequence[Any]]],
    known: Mapping[SliceKey, bytes],
) -> tuple[int, int]:
    """Put whole slices in place of what stood there; equal ones are left alone. Returns (created, changed) slices.

    `slices`: rows as values in the order of `fact_columns`; no rows take the slice away. `known`: what `known_hashes`
    said before. The old content of a changed slice is kept for undo, new slices by their range of writes: an event that
    can be taken back must be a bulk one, or `ValueError` is raised.
    """
    _check_bulk(connection)
    fresh: dict[SliceKey, bytes] = {}
    changed: dict[SliceKey, bytes] = {}
    for key, rows in slices.items():
        digest = slice_hash(rows)
        before = known.get(key)
        if before is None:
            if rows:
                fresh[key] = digest
        elif before != digest:
            changed[key] = digest
    _take_out(connection, table, list(changed))
    stamped = {**fresh, **changed}
    keys = list(stamped)
    for start in range(0, len(keys), _CHUNK):
        _insert(connection, table, [(*key, *row) for key in keys[start : start + _CHUNK] for row in slices[key]])
    _stamp(connection, table.name, ((*key, digest) for key, digest in stamped.items()), len(stamped))
    return len(fresh), len(changed)


def add_slices(
    connection: Connection,
    table: Table,
    customers: Sequence[RowId],
    months: Sequence[int],
    columns: Sequence[Sequence[Any]],
) -> None:
    """Put in slices of one row each, none of which the store has ever held; `columns` in the order of `fact_columns`.

    In the order of customer and month it costs least. Raises `ValueError` outside a bulk event.
    """
    _check_bulk(connection)
    _insert(connection, table, list(zip(customers, months, *columns, strict=True)))
    digests = row_hashes(zip(*columns, strict=True))
    _stamp(connection, table.name, zip(customers, months, digests, strict=True), len(digests))


def _check_bulk(connection: Connection) -> None:
    if connection.exec_driver_sql("SELECT recording IS NOT NULL AND bulk = 0 FROM replica_state").scalar_one():
        raise ValueError("measured rows are written in a bulk event")


def _take_out(connection: Connection, table: Table, keys: Sequence[SliceKey]) -> None:
    """Delete the rows of these slices; what they held is kept for undo, where the event can be taken back."""
    recording, seq = connection.exec_driver_sql("SELECT recording, seq + 1 FROM replica_state").one()
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        if recording is not None:
            held = _held(connection, table, chunk)
            connection.exec_driver_sql(
                "INSERT INTO undo_cell (transaction_id, kind, entity, row_id, field_group, before, seq)"
                " VALUES (?, 'slice', ?, ?, '', ?, ?)",
                [
                    (recording, str(table.name), f"{key[0]}:{key[1]}", json.dumps(rows, ensure_ascii=False), seq)
                    for key, rows in held.items()
                ],
            )
        connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE customer_id = ? AND month = ?", chunk)


def _held(connection: Connection, table: Table, keys: Sequence[SliceKey]) -> dict[SliceKey, list[Sequence[Any]]]:
    """What the rows of each slice hold, in the order of `fact_columns`; none for an empty one."""
    found: dict[SliceKey, list[Sequence[Any]]] = {key: [] for key in keys}
    names = ("customer_id", "month", *fact_columns(table))
    for customer, month, *values in fact_rows(connection, table, names, *zip(*keys, strict=True)):
        if (customer, month) in found:
            found[customer, month].append(values)
    return found


def _insert(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        names = fact_columns(table)
        marks = ", ".join("?" * (len(names) + 2))
        # a failed event is taken back whole: `OR FAIL` spares the savepoint that a table with triggers has a row
        statement = f"INSERT OR FAIL INTO {table.name} (customer_id, month, {', '.join(names)}) VALUES ({marks})"
        connection.exec_driver_sql(statement, rows)


def _stamp(connection: Connection, entity: str, slices: Iterable[tuple[RowId, int, bytes]], count: int) -> None:
    """Stamps `count` slices: customer, month and the hash of what they hold."""
    if not count:
        return
    seq, t, replica = connection.exec_driver_sql("SELECT seq, t, replica_no FROM replica_state").one()
    name = str(entity)  # a table's name is a text of SQLAlchemy's own kind, which the driver would convert row by row
    rows = (
        (name, customer, month, 1, t, replica, number, digest)
        for number, (customer, month, digest) in enumerate(slices, start=seq + 1)
    )
    statement = (
        "INSERT INTO fact_slice (entity, customer_id, month, rev, t, replica, seq, sha256)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        f" ON CONFLICT (entity, customer_id, month) DO UPDATE SET rev = min({LARGEST}, rev + 1), t = excluded.t,"
        " replica = excluded.replica, seq = excluded.seq, sha256 = excluded.sha256"
    )
    while chunk := list(islice(rows, _CHUNK)):
        connection.exec_driver_sql(statement, chunk)
    connection.exec_driver_sql("UPDATE replica_state SET seq = seq + ?", (count,))
