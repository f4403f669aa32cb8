"""What a store has to say of its dossiers beyond what a peer has said it knows (rule 1)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from model.exchange.forms import EXTRA, FactForm, Form, as_value, fact_forms, forms
from model.exchange.shapes import Value
from model.store.base import quoted
from model.store.bulk import read_rows
from model.store.ids import RowId

Numbers = Mapping[int, int]
"""A version vector by replica number."""

BlockKey = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Table, fields and the field group of each."""

StampedRow = tuple[RowId, int, int, int, int, Sequence[Value]]
"""Row id, rev, t, replica number, seq, values."""


@dataclass(frozen=True)
class SliceContent:
    """One slice with its stamp (replica as a number) and its rows."""

    table: str
    subject: RowId
    month: int
    stamp: tuple[int, int, int, int]
    sha256: bytes
    fields: tuple[str, ...]
    rows: list[tuple[Value, ...]]


@dataclass(frozen=True)
class TombContent:
    """One delete with its stamp and the dots it has seen, replicas as numbers."""

    table: str
    row_id: RowId
    stamp: tuple[int, int, int, int]
    seen: list[tuple[int, int]]


@dataclass
class Content:
    """All that is new in one dossier."""

    blocks: dict[BlockKey, list[StampedRow]] = field(default_factory=dict)
    slices: list[SliceContent] = field(default_factory=list)
    tombs: list[TombContent] = field(default_factory=list)

    def add(self, key: BlockKey, row: StampedRow) -> None:
        """Put one row into its block."""
        self.blocks.setdefault(key, []).append(row)


def contents_of(connection: Connection, bases: Mapping[RowId, Numbers]) -> dict[RowId, Content]:
    """What is not in each dossier's base, for a handful of dossiers at a time."""
    found = {dossier: Content() for dossier in bases}
    wanted = json.dumps(list(bases))
    parked = _parked(connection, wanted)
    for form in forms().values():
        rows = _rows(connection, form, wanted)
        overrides = _overrides(connection, form.name, wanted) if rows else {}
        for row in rows:
            _add_row(found[row[1]], form, row, overrides.get(row[0], {}), bases[row[1]])
    _add_graves(connection, found, bases, wanted)
    _add_parked(connection, found, bases, parked)
    _add_tombs(connection, found, bases, wanted)
    for fact in fact_forms().values():
        _add_slices(connection, found, bases, fact, wanted)
    return found


def _unknown(stamp: Sequence[int], base: Numbers) -> bool:
    return bool(stamp[3] > base.get(stamp[2], 0))


def _rows(connection: Connection, form: Form, wanted: str) -> list[tuple[Any, ...]]:
    return read_rows(
        connection,
        f"SELECT id, dossier_id, stamp_rev, stamp_t, stamp_replica, stamp_seq, {', '.join(map(quoted, form.columns))}"
        f" FROM {form.name} WHERE dossier_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (wanted,),
    )


def _overrides(connection: Connection, entity: str, wanted: str) -> dict[RowId, dict[str, tuple[int, int, int, int]]]:
    rows = read_rows(
        connection,
        "SELECT cell.row_id, cell.field_group, cell.rev, cell.t, cell.replica, cell.seq"
        f" FROM {entity} JOIN cell_stamp AS cell ON cell.entity = '{entity}' AND cell.row_id = {entity}.id"
        " WHERE dossier_id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    overrides: dict[RowId, dict[str, tuple[int, int, int, int]]] = {}
    for row_id, group, *stamp in rows:
        overrides.setdefault(row_id, {})[group] = (stamp[0], stamp[1], stamp[2], stamp[3])
    return overrides


def _add_row(content: Content, form: Form, row: Any, overrides: Mapping[str, tuple[int, ...]], base: Numbers) -> None:
    """The row's unknown groups: those of its own stamp in one block, each changed one in its own."""
    own = row[2:6]
    values = row[6:]
    if _unknown(own, base):
        if not overrides and not form.blobs:
            content.add((form.name, form.columns, form.column_groups), (row[0], *own, values))
        else:
            groups = [group for group in form.groups if group not in overrides]
            _add_groups(content, form, row[0], own, groups, dict(zip(form.columns, values, strict=True)))
    if overrides:
        held = dict(zip(form.columns, values, strict=True))
        for group, stamp in overrides.items():
            if group in form.groups and _unknown(stamp, base):
                _add_groups(content, form, row[0], stamp, [group], held)


def _add_groups(
    content: Content,
    form: Form,
    row_id: RowId,
    stamp: Sequence[int],
    groups: Sequence[str],
    held: Mapping[str, Any],
) -> None:
    fields = tuple(name for group in groups for name in form.groups[group])
    if fields:
        key = (form.name, fields, tuple(form.group_of[name] for name in fields))
        rev, t, replica, seq = stamp
        content.add(key, (row_id, rev, t, replica, seq, [as_value(held[name]) for name in fields]))


def _add_graves(
    connection: Connection, found: dict[RowId, Content], bases: Mapping[RowId, Numbers], wanted: str
) -> None:
    """Dead rows travel too: an edit that brings one back must find it whole everywhere."""
    rows = connection.exec_driver_sql(
        "SELECT entity, row_id, dossier_id, stamps, held FROM grave"
        " WHERE dossier_id IN (SELECT value FROM json_each(?)) ORDER BY entity, row_id",
        (wanted,),
    ).all()
    for entity, row_id, dossier, stamps, held in rows:
        form = forms().get(entity)
        if form is None or _is_alive(connection, entity, row_id):
            continue
        by_group, values = grave_cells(form, stamps, held)
        for stamp, groups in groupby(sorted(by_group, key=lambda g: (by_group[g], g)), key=by_group.__getitem__):
            if _unknown(stamp, bases[dossier]):
                _add_groups(found[dossier], form, row_id, stamp, list(groups), values)


def grave_cells(form: Form, stamps: str, held: str) -> tuple[dict[str, tuple[int, int, int, int]], dict[str, Any]]:
    """A grave's stamp of each field group (replica as a number) and its stored values."""
    listed = {entry[0]: (entry[1], entry[2], entry[3], entry[4]) for entry in json.loads(stamps)}
    values = dict(form.blank) | {name: value for name, value in json.loads(held).items() if name in form.group_of}
    for name in form.blobs:
        values[name] = None if values[name] is None else bytes.fromhex(str(values[name]))
    by_group = {group: listed.get(group) or listed[""] for group in form.groups if group in listed or "" in listed}
    return by_group, values


def _is_alive(connection: Connection, entity: str, row_id: RowId) -> bool:
    return connection.exec_driver_sql(f"SELECT 1 FROM {entity} WHERE id = ?", (row_id,)).first() is not None


def _parked(connection: Connection, wanted: str) -> list[Any]:
    return list(
        connection.exec_driver_sql(
            "SELECT entity, row_id, field_group, dossier_id, rev, t, replica, seq, fields FROM parked_cell"
            " WHERE dossier_id IN (SELECT value FROM json_each(?)) ORDER BY entity, row_id, field_group",
            (wanted,),
        ).all()
    )


def _add_parked(
    connection: Connection, found: dict[RowId, Content], bases: Mapping[RowId, Numbers], parked: Sequence[Any]
) -> None:
    """Relay what this program cannot hold; a field of a group that was edited here goes on under the newer stamp."""
    for entity, row_id, group, dossier, rev, t, replica, seq, fields in parked:
        stamp = (rev, t, replica, seq)
        if group.startswith(EXTRA):
            group = group.removeprefix(EXTRA)
            stamp = max(_stamp_here(connection, entity, row_id, group) or stamp, stamp, key=lambda one: one[0])
        if _unknown(stamp, bases[dossier]):
            values: dict[str, Value] = json.loads(fields)
            key = (entity, tuple(values), (group,) * len(values))
            found[dossier].add(key, (row_id, *stamp, list(values.values())))


def _stamp_here(connection: Connection, entity: str, row_id: RowId, group: str) -> tuple[int, int, int, int] | None:
    form = forms().get(entity)
    if form is None or group not in form.groups:
        return None
    row = connection.exec_driver_sql(
        "SELECT rev, t, replica, seq FROM cell_stamp WHERE entity = ? AND row_id = ? AND field_group = ?"
        f" UNION ALL SELECT stamp_rev, stamp_t, stamp_replica, stamp_seq FROM {entity} WHERE id = ? LIMIT 1",
        (entity, row_id, group, row_id),
    ).first()
    return None if row is None else (row[0], row[1], row[2], row[3])


def _add_tombs(
    connection: Connection, found: dict[RowId, Content], bases: Mapping[RowId, Numbers], wanted: str
) -> None:
    rows = connection.exec_driver_sql(
        "SELECT entity, row_id, dossier_id, rev, t, replica, seq, seen FROM tombstone"
        " WHERE dossier_id IN (SELECT value FROM json_each(?)) ORDER BY entity, row_id, replica, seq",
        (wanted,),
    )
    for entity, row_id, dossier, rev, t, replica, seq, seen in rows:
        stamp = (rev, t, replica, seq)
        if _unknown(stamp, bases[dossier]):
            dots = sorted({(entry[1], entry[2]) for entry in json.loads(seen)})
            found[dossier].tombs.append(TombContent(entity, row_id, stamp, dots))


def _add_slices(
    connection: Connection, found: dict[RowId, Content], bases: Mapping[RowId, Numbers], fact: FactForm, wanted: str
) -> None:
    name = str(fact.table.name)
    heads = read_rows(
        connection,
        "SELECT customer_id, month, dossier_id, rev, t, replica, seq, sha256 FROM customer JOIN fact_slice"
        f" ON entity = '{name}' AND customer_id = customer.id WHERE dossier_id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    unknown = {(head[0], head[1]): head for head in heads if _unknown(head[3:7], bases[head[2]])}
    if not unknown:
        return
    subjects = json.dumps(sorted({subject for subject, _month in unknown}))
    rows = read_rows(
        connection,
        f"SELECT customer_id, month, {', '.join(map(quoted, fact.columns))} FROM {name}"
        " WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY customer_id, month",
        (subjects,),
    )
    by_slice = {key: [row[2:] for row in group] for key, group in groupby(rows, key=itemgetter(0, 1))}
    for (subject, month), head in sorted(unknown.items()):
        found[head[2]].slices.append(
            SliceContent(
                name,
                subject,
                month,
                (head[3], head[4], head[5], head[6]),
                head[7],
                fact.columns,
                by_slice.get((subject, month), []),
            )
        )
