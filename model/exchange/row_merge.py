"""Merging the rows of a line into the store (rules 2 and 3)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from model.exchange.books import Replicas
from model.exchange.forms import Form, Stored, as_value
from model.exchange.incoming import IncomingCell, IncomingTable
from model.exchange.knowledge import Vector, knows
from model.exchange.merge import Verdict, conflict_id, unseen, verdict_on
from model.exchange.row_state import Burial, Cell, RowState, RowWriter, load_states
from model.exchange.stamps import Stamp
from model.store.ids import RowId

_CHUNK = 2_000
_SILENT = frozenset({"conflict", "erasure"})
"""Their own merge is never a matter for a person."""


@dataclass(frozen=True)
class FoundConflict:
    """A conflict to be told of: what stands, and what lost against it."""

    id: RowId
    kind: str
    entity: str
    row_id: RowId
    group: str
    standing: str
    standing_stamp: Stamp
    other: str
    other_stamp: Stamp


@dataclass
class Merging:
    """What the merge of one dossier works with, and what came of it."""

    connection: Connection
    replicas: Replicas
    dossier: RowId
    mine: Vector
    theirs: Vector
    office_rules: bool = False
    """Values of the office replace ours, whatever their stamps (the office dossier)."""
    created: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    deleted: dict[str, int] = field(default_factory=dict)
    foreign: int = 0
    """Rows that stand in another dossier here and were left alone."""
    conflicts: list[FoundConflict] = field(default_factory=list)


def merge_table(merging: Merging, table: IncomingTable) -> None:
    """Merge all that a line says of one table."""
    writer = RowWriter(merging.connection, merging.replicas, table.form)
    ids = table.ids()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        states = load_states(merging.connection, merging.replicas, table.form, chunk)
        for row_id in chunk:
            state = states.get(row_id)
            if state is None and row_id in table.whole and row_id not in table.cells and row_id not in table.burials:
                _put_fresh(merging, writer, row_id, *table.whole[row_id])
            else:
                _merge_row(merging, writer, table, state or RowState(row_id, merging.dossier))
        writer.flush()


def _put_fresh(merging: Merging, writer: RowWriter, row_id: RowId, stamp: Stamp, values: Sequence[Stored]) -> None:
    if knows(merging.mine, stamp.dot):
        return
    stored = (stamp.rev, stamp.t, merging.replicas.number(stamp.replica), stamp.seq)
    writer.put_fresh(row_id, merging.dossier, stored, values)
    _count(merging.created, writer.form)


def _merge_row(merging: Merging, writer: RowWriter, table: IncomingTable, before: RowState) -> None:
    if before.dossier != merging.dossier:
        merging.foreign += 1
        return
    after = before.copy()
    taken = False
    for cell in table.cells_of(before.row_id):
        taken |= _merge_cell(merging, table.form, after, cell)
    fresh = [b for b in table.burials.get(before.row_id, []) if not knows(merging.mine, b.stamp.dot)]
    after.burials += fresh
    if not taken and not fresh:
        return
    if after.lives() and not table.form.is_link:
        _tell_of_deletes(merging, table.form, before, after, fresh)
    _tally(merging, table.form, before, after)
    writer.put(before, after)


def _merge_cell(merging: Merging, form: Form, after: RowState, cell: IncomingCell) -> bool:
    """Weigh one cell against what stands; whether it was taken."""
    local = after.cells.get(cell.group)
    equal = local is not None and all(local.values[name] == value for name, value in cell.values.items())
    verdict = verdict_on(local.stamp if local else None, cell.stamp, merging.mine, merging.theirs, equal=equal)
    if merging.office_rules and verdict is not Verdict.KNOWN:
        verdict = Verdict.TAKE
    elif verdict is Verdict.TAKE and local is not None and cell.stamp < local.stamp:
        verdict = Verdict.KEEP
    incoming = Cell(cell.stamp, {**(local.values if local else _blank(form, cell.group)), **cell.values})
    if verdict in (Verdict.TAKE_AND_TELL, Verdict.KEEP_AND_TELL) and local is not None and form.name not in _SILENT:
        pair = (incoming, local) if verdict is Verdict.TAKE_AND_TELL else (local, incoming)
        merging.conflicts.append(_edit_conflict(form, after.row_id, cell.group, *pair))
    if verdict in (Verdict.TAKE, Verdict.TAKE_AND_TELL):
        after.cells[cell.group] = incoming
        return True
    return False


def _blank(form: Form, group: str) -> Mapping[str, Stored]:
    return {name: form.blank[name] for name in form.groups[group]}


def _edit_conflict(form: Form, row_id: RowId, group: str, standing: Cell, other: Cell) -> FoundConflict:
    return FoundConflict(
        conflict_id(form.name, row_id, group, standing.stamp.dot, other.stamp.dot),
        "edit",
        form.name,
        row_id,
        group,
        values_text(standing.values),
        standing.stamp,
        values_text(other.values),
        other.stamp,
    )


def values_text(values: Mapping[str, object]) -> str:
    """A group's values as canonical JSON."""
    return json.dumps({name: as_value(value) for name, value in values.items()}, ensure_ascii=False, sort_keys=True)


def _tell_of_deletes(merging: Merging, form: Form, before: RowState, after: RowState, fresh: Sequence[Burial]) -> None:
    """A conflict for each delete that met an edit it had not seen, and that the editor had not seen either."""
    stamps = [cell.stamp for cell in after.cells.values() if cell.stamp.seq > 0]
    for burial in after.burials:
        unmet = unseen(stamps, burial.seen)
        if burial in fresh:
            unmet = [stamp for stamp in unmet if not knows(merging.theirs, stamp.dot)]
        else:
            unmet = [stamp for stamp in unmet if not knows(merging.mine, stamp.dot)]
            if knows(merging.theirs, burial.stamp.dot):
                continue
        if unmet:
            merging.conflicts.append(_delete_conflict(form, after, burial, max(unmet)))


def _delete_conflict(form: Form, row: RowState, burial: Burial, edit: Stamp) -> FoundConflict:
    edited = {name: value for cell in row.cells.values() if cell.stamp == edit for name, value in cell.values.items()}
    return FoundConflict(
        conflict_id(form.name, row.row_id, "", burial.stamp.dot, burial.stamp.dot),
        "delete",
        form.name,
        row.row_id,
        "",
        values_text(edited),
        edit,
        "",
        burial.stamp,
    )


def _tally(merging: Merging, form: Form, before: RowState, after: RowState) -> None:
    lives = after.lives()
    if lives and not before.alive:
        _count(merging.created, form)
    elif before.alive and not lives:
        _count(merging.deleted, form)
    elif lives and any(before.cells[group].values != cell.values for group, cell in after.cells.items()):
        _count(merging.changed, form)


def _count(counts: dict[str, int], form: Form) -> None:
    counts[form.name] = counts.get(form.name, 0) + 1
