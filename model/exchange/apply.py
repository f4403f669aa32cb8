"""Taking one dossier's line into the store, or saying why it must wait."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from model.exchange.books import Replicas, learn, own_replica
from model.exchange.erasure import beat_edits, carry_out
from model.exchange.incoming import IncomingTable, Parking, read_line
from model.exchange.knowledge import Vector, covers, knows
from model.exchange.lines import base_of, know_of
from model.exchange.row_merge import FoundConflict, Merging, merge_table
from model.exchange.shapes import DossierLine, Slice, Value
from model.exchange.slice_merge import merge_slices
from model.exchange.stamps import Stamp
from model.store.ids import RowId
from model.store.kept_text import read_kept


@dataclass
class Applied:
    """What became of the dossiers of a file."""

    created: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    deleted: dict[str, int] = field(default_factory=dict)
    customers: set[RowId] = field(default_factory=set)
    conflicts: list[FoundConflict] = field(default_factory=list)
    parked: int = 0
    foreign: int = 0
    incomplete: list[RowId] = field(default_factory=list)
    """Dossiers whose base is not covered: nothing of them was taken, and they are asked for whole."""

    def add(self, merging: Merging) -> None:
        """Take the counts of one dossier in."""
        for mine, theirs in (
            (self.created, merging.created),
            (self.changed, merging.changed),
            (self.deleted, merging.deleted),
        ):
            for table, count in theirs.items():
                mine[table] = mine.get(table, 0) + count
        if merging.created or merging.changed or merging.deleted:
            self.customers.add(merging.dossier)
        self.conflicts += merging.conflicts
        self.foreign += merging.foreign


def apply_line(
    connection: Connection, replicas: Replicas, line: DossierLine, mine: Vector, applied: Applied, *, from_office: bool
) -> None:
    """Merge a line into the store; `mine` is what the store knows of the dossier. Raises `FileRefusedError`."""
    theirs = know_of(line)
    if covers(mine, theirs):
        return
    if not covers(mine, base_of(line)):
        applied.incomplete.append(line.dossier)
        return
    merging = Merging(
        connection, replicas, line.dossier, mine, theirs, office_rules=from_office and line.kind == "office"
    )
    incoming = read_line(line)
    connection.exec_driver_sql("UPDATE replica_state SET applying = 1")
    for name in sorted(incoming.tables):
        table = incoming.tables[name]
        if _may_stand(table, line.kind):
            merge_table(merging, table)
        else:
            merging.foreign += len(table.ids())
    parked_slices = merge_slices(merging, line)
    applied.parked += _park(merging, incoming.parked, line) + _park_slices(merging, parked_slices, line)
    merging.conflicts = _without_echoes(merging.conflicts)
    tell(connection, replicas, line.dossier, merging.conflicts)
    carry_out(connection, line.dossier, news=bool(merging.conflicts))
    connection.exec_driver_sql("UPDATE replica_state SET applying = 0")
    beat_edits(connection, line.dossier, {(one.entity, one.row_id) for one in merging.conflicts})
    learn(connection, replicas, line.dossier, theirs)
    applied.add(merging)


def _may_stand(table: IncomingTable, kind: str) -> bool:
    """Rule 8: whether rows of the table may stand in a dossier of this kind; the office's comes from the office."""
    return kind == "office" or kind in table.form.dossiers


def _without_echoes(conflicts: list[FoundConflict]) -> list[FoundConflict]:
    """One merged into two others is one conflict: that every row that came along names both is no news."""
    merges = {frozenset((_only(one.standing), _only(one.other))) for one in conflicts if one.group == "merged_into"}
    if not merges:
        return conflicts
    kept = []
    for one in conflicts:
        sides = frozenset((_only(one.standing), _only(one.other)))
        if one.group == "merged_into" or one.kind != "edit" or sides not in merges or None in sides:
            kept.append(one)
    return kept


def _only(text: str) -> object:
    """The one value of a field group; None where it has none or several."""
    values = read_kept(text, dict[str, Value], {})
    return next(iter(values.values())) if len(values) == 1 else None


def tell(connection: Connection, replicas: Replicas, dossier: RowId, conflicts: Sequence[FoundConflict]) -> None:
    """Make the conflict rows of a dossier; the same conflict found on another store is the same row."""
    rows = [
        (
            one.id, dossier, one.kind, one.entity, one.row_id, one.group,
            one.standing, one.standing_stamp.replica, one.standing_stamp.t,
            one.other, one.other_stamp.replica, one.other_stamp.t,
        )
        for one in conflicts
    ]  # fmt: skip
    if rows:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO conflict (id, dossier_id, kind, entity, row_id, field_group, standing, standing_by,"
            " standing_at, other, other_by, other_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        seq = int(connection.exec_driver_sql("SELECT seq FROM replica_state").scalar_one())
        learn(connection, replicas, dossier, {own_replica(connection): seq})


def _park(merging: Merging, parked: Sequence[Parking], line: DossierLine) -> int:
    """Keep what this program cannot hold, the greater stamp of a cell standing; returns how many cells wait."""
    waiting = [cell for cell in parked if not knows(merging.mine, cell.stamp.dot)]
    for cell in waiting:
        put_parked(merging, line.dossier, cell)
    return len(waiting)


def put_parked(merging: Merging, dossier: RowId, cell: Parking) -> None:
    """Park one cell unless a greater stamp of it waits already; its fields join those of the same write."""
    key = (cell.table, cell.row_id, cell.group)
    row = merging.connection.exec_driver_sql(
        "SELECT rev, t, replica, seq, fields FROM parked_cell WHERE entity = ? AND row_id = ? AND field_group = ?", key
    ).first()
    fields = dict(cell.fields)
    if row is not None:
        before = Stamp(row[0], row[1], merging.replicas.ids[row[2]], row[3])
        if before > cell.stamp:
            return
        if before == cell.stamp:
            fields = json.loads(row[4]) | fields
    number = merging.replicas.number(cell.stamp.replica)
    merging.connection.exec_driver_sql(
        "INSERT OR REPLACE INTO parked_cell (entity, row_id, field_group, dossier_id, rev, t, replica, seq, fields)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*key, dossier, cell.stamp.rev, cell.stamp.t, number, cell.stamp.seq, json.dumps(fields, ensure_ascii=False)),
    )


def _park_slices(merging: Merging, slices: Sequence[Slice], line: DossierLine) -> int:
    """A slice of an unknown shape waits as one cell of its customer, named by table and month."""
    for one in slices:
        stamp = Stamp(one.rev, one.t, line.replicas[one.replica], one.seq)
        fields = {"sha256": one.sha256, "fields": json.dumps(one.fields), "columns": json.dumps(one.columns)}
        if not knows(merging.mine, stamp.dot):
            put_parked(merging, line.dossier, Parking(one.table, one.subject, f"m{one.month}", stamp, fields))
    return len(slices)
