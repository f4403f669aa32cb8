"""Merging measured slices: one customer's month in one table, taken or left whole."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from model.exchange.forms import FactForm, MisfitError, Stored, fact_forms
from model.exchange.merge import Verdict, conflict_id, verdict_on
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.row_merge import FoundConflict, Merging
from model.exchange.shapes import DossierLine, Slice
from model.exchange.stamps import Stamp
from model.store.base import quoted
from model.store.facts import slice_hash
from model.store.ids import RowId

Key = tuple[str, RowId, int]
"""Table, customer and month."""

_Head = tuple[str, RowId, int, int, int, int, int, bytes]


@dataclass(frozen=True)
class _Content:
    """What a slice holds: its hash, and its rows as the table keeps them."""

    digest: bytes
    rows: list[tuple[Stored, ...]]


def merge_slices(merging: Merging, line: DossierLine) -> list[Slice]:
    """Merge the line's slices; returns those this program cannot hold yet."""
    parked: list[Slice] = []
    standing = _standing(merging, line)
    for table, slices in _by_table(merging, line).items():
        form = fact_forms().get(table)
        contents = [None] * len(slices) if form is None else _contents(form, slices)
        rows: list[tuple[Stored, ...]] = []
        heads: list[_Head] = []
        for one, content in zip(slices, contents, strict=True):
            stamp = Stamp(one.rev, one.t, line.replicas[one.replica], one.seq)
            local = standing.get((table, one.subject, one.month))
            if content is None:
                parked.append(one)
            elif _taken(merging, one, content.digest, stamp, local):
                rows += content.rows
                number = merging.replicas.number(stamp.replica)
                heads.append((table, one.subject, one.month, stamp.rev, stamp.t, number, stamp.seq, content.digest))
        _write(merging, table, rows, heads)
    return parked


def _by_table(merging: Merging, line: DossierLine) -> dict[str, list[Slice]]:
    """The line's slices of its own dossier, by table. Raises `FileRefusedError` for a slice that is none."""
    elsewhere = _elsewhere(merging, line)
    found: dict[str, list[Slice]] = {}
    for one in line.slices:
        if one.replica >= len(line.replicas) or one.month > 999_999:
            raise FileRefusedError(Reason.WRONG_SHAPE, "slice")
        if elsewhere.get(one.subject, one.subject) == merging.dossier:
            found.setdefault(one.table, []).append(one)
        else:
            merging.foreign += 1
    return found


def _elsewhere(merging: Merging, line: DossierLine) -> dict[RowId, RowId]:
    """The dossier of each customer the slices speak of; one without a row is its own."""
    found = merging.connection.exec_driver_sql(
        "SELECT id, dossier_id FROM customer WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({one.subject for one in line.slices})),),
    )
    return {row[0]: row[1] for row in found}


def _standing(merging: Merging, line: DossierLine) -> dict[Key, tuple[Stamp, bytes]]:
    subjects = sorted({one.subject for one in line.slices})
    found = merging.connection.exec_driver_sql(
        "SELECT entity, customer_id, month, rev, t, replica, seq, sha256 FROM fact_slice"
        " WHERE customer_id IN (SELECT value FROM json_each(?)) AND entity IN (SELECT value FROM json_each(?))",
        (json.dumps(subjects), json.dumps(sorted({one.table for one in line.slices}))),
    )
    return {
        (entity, customer, month): (Stamp(rev, t, merging.replicas.ids[replica], seq), digest)
        for entity, customer, month, rev, t, replica, seq, digest in found
    }


def _taken(merging: Merging, one: Slice, digest: bytes, stamp: Stamp, local: tuple[Stamp, bytes] | None) -> bool:
    equal = local is not None and local[1] == digest
    verdict = verdict_on(local[0] if local else None, stamp, merging.mine, merging.theirs, equal=equal)
    if local is not None and verdict in (Verdict.TAKE_AND_TELL, Verdict.KEEP_AND_TELL):
        ours = (_text(list(one.fields), _rows_here(merging, one)), local[0])
        came = (_text(list(one.fields), list(zip(*one.columns, strict=True))), stamp)
        merging.conflicts.append(_conflict(one, *sorted((ours, came), key=lambda side: side[1], reverse=True)))
    if verdict not in (Verdict.TAKE, Verdict.TAKE_AND_TELL):
        return False
    if local is not None and stamp < local[0]:
        return False
    counts = merging.created if local is None else merging.changed
    counts[one.table] = counts.get(one.table, 0) + 1
    return True


def _rows_here(merging: Merging, one: Slice) -> list[Sequence[object]]:
    fields = fact_forms()[one.table].columns
    rows = merging.connection.exec_driver_sql(
        f"SELECT {', '.join(map(quoted, fields))} FROM {one.table} WHERE customer_id = ? AND month = ?",
        (one.subject, one.month),
    )
    return [tuple(row) for row in rows]


def _text(fields: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A slice's rows as canonical JSON, so that what lost is not lost."""
    return json.dumps({"fields": fields, "rows": sorted(map(list, rows), key=repr)}, ensure_ascii=False)


def _conflict(one: Slice, standing: tuple[str, Stamp], other: tuple[str, Stamp]) -> FoundConflict:
    group = str(one.month)
    return FoundConflict(
        conflict_id(one.table, one.subject, group, standing[1].dot, other[1].dot),
        "slice",
        one.table,
        one.subject,
        group,
        standing[0],
        standing[1],
        other[0],
        other[1],
    )


def _contents(form: FactForm, slices: Sequence[Slice]) -> list[_Content | None]:
    """What each slice holds, the values of all looked at together; nothing for one that a newer program made."""
    lengths = [_length(form, one) for one in slices]
    together = zip(*(one.columns for one, length in zip(slices, lengths, strict=True) if length), strict=True)
    try:
        checked = [
            form.checks[name].column(list(chain.from_iterable(columns)))
            for name, columns in zip(form.columns, together, strict=False)
        ]
    except MisfitError:
        return [None] if len(slices) == 1 else [_contents(form, [one])[0] for one in slices]
    found: list[_Content | None] = []
    start = 0
    for one, length in zip(slices, lengths, strict=True):
        if length is None:
            found.append(None)
            continue
        columns = [column[start : start + length] for column in checked]
        keys = (repeat(one.subject, length), repeat(one.month, length))
        found.append(_Content(slice_hash(zip(*columns, strict=True)), list(zip(*keys, *columns, strict=True))))
        start += length
    return found


def _length(form: FactForm, one: Slice) -> int | None:
    """How many rows the slice has; None where its columns are not the table's. Raises `FileRefusedError`."""
    if not one.columns:
        return 0
    if tuple(one.fields) != form.columns or len(one.columns) != len(form.columns):
        return None
    if len({len(column) for column in one.columns}) != 1:
        raise FileRefusedError(Reason.WRONG_SHAPE, "columns")
    return len(one.columns[0])


def _write(merging: Merging, table: str, rows: Sequence[tuple[Stored, ...]], heads: Sequence[_Head]) -> None:
    """Put slices in place of what stood there; `OR IGNORE` spares a savepoint a row, a third of the whole.

    Raises `FileRefusedError` where a slice or a row of one is told of twice.
    """
    connection = merging.connection
    if heads:
        keys = [(head[1], head[2]) for head in heads]
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE customer_id = ? AND month = ?", keys)
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO fact_slice (entity, customer_id, month, rev, t, replica, seq, sha256)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            list(heads),
        )
    if rows:
        names = ("customer_id", "month", *fact_forms()[table].columns)
        written = connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO {table} ({', '.join(map(quoted, names))}) VALUES ({_marks(names)})", list(rows)
        )
        if written.rowcount < len(rows):
            raise FileRefusedError(Reason.WRONG_SHAPE, "row twice")


def _marks(names: Iterable[str]) -> str:
    return ", ".join("?" for _name in names)
