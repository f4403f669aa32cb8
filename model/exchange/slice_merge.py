"""Merging measured slices: one customer's month in one table, taken or left whole."""

import json
from collections.abc import Iterable, Sequence

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


def merge_slices(merging: Merging, line: DossierLine) -> list[Slice]:
    """Merge the line's slices; returns those this program cannot hold yet."""
    parked: list[Slice] = []
    rows: dict[str, list[tuple[Stored, ...]]] = {}
    gone: dict[str, list[tuple[RowId, int]]] = {}
    heads: list[_Head] = []
    standing = _standing(merging, line)
    elsewhere = _elsewhere(merging, line)
    for one in line.slices:
        if one.replica >= len(line.replicas) or one.month > 999_999:
            raise FileRefusedError(Reason.WRONG_SHAPE, "slice")
        stamp = Stamp(one.rev, one.t, line.replicas[one.replica], one.seq)
        if elsewhere.get(one.subject, one.subject) != merging.dossier:
            merging.foreign += 1
            continue
        form = fact_forms().get(one.table)
        content = None if form is None else _content(form, one)
        if content is None:
            parked.append(one)
            continue
        digest = slice_hash(content)  # the file's own word is not taken for what it holds
        if _taken(merging, one, digest, stamp, standing.get((one.table, one.subject, one.month))):
            if (one.table, one.subject, one.month) in standing:
                gone.setdefault(one.table, []).append((one.subject, one.month))
            rows.setdefault(one.table, []).extend((one.subject, one.month, *row) for row in content)
            number = merging.replicas.number(stamp.replica)
            heads.append((one.table, one.subject, one.month, stamp.rev, stamp.t, number, stamp.seq, digest))
    _write(merging, gone, rows, heads)
    return parked


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


def _content(form: FactForm, one: Slice) -> list[tuple[Stored, ...]] | None:
    """The slice's rows as the table holds them beside customer and month; nothing where a newer program made it."""
    if not one.columns:
        return []
    if tuple(one.fields) != form.columns or len(one.columns) != len(form.columns):
        return None
    if len({len(column) for column in one.columns}) != 1:
        raise FileRefusedError(Reason.WRONG_SHAPE, "columns")
    try:
        checked = [form.checks[name].column(column) for name, column in zip(form.columns, one.columns, strict=True)]
    except MisfitError:
        return None
    return list(zip(*checked, strict=True))


def _write(
    merging: Merging,
    gone: dict[str, list[tuple[RowId, int]]],
    rows: dict[str, list[tuple[Stored, ...]]],
    heads: Sequence[_Head],
) -> None:
    connection = merging.connection
    for table, keys in gone.items():
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE customer_id = ? AND month = ?", keys)
    for table, content in rows.items():
        names = ("customer_id", "month", *fact_forms()[table].columns)
        if content:
            connection.exec_driver_sql(
                f"INSERT OR REPLACE INTO {table} ({', '.join(map(quoted, names))}) VALUES ({_marks(names)})", content
            )
    if heads:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO fact_slice (entity, customer_id, month, rev, t, replica, seq, sha256)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            list(heads),
        )


def _marks(names: Iterable[str]) -> str:
    return ", ".join("?" for _name in names)
