"""One row as the exchange sees it: its cells by field group, alive or dead, and the deletes that know of it."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from model.exchange.books import Replicas
from model.exchange.content import grave_cells
from model.exchange.forms import Form, Stored
from model.exchange.merge import is_dead
from model.exchange.stamps import Dot, Stamp
from model.store.base import quoted
from model.store.bulk import read_rows
from model.store.ids import RowId


@dataclass(frozen=True)
class Cell:
    """A field group's stamp and stored values."""

    stamp: Stamp
    values: Mapping[str, Stored]


@dataclass(frozen=True)
class Burial:
    """A delete of the row: its stamp, and the dots of the cells it has seen."""

    stamp: Stamp
    seen: frozenset[Dot]


@dataclass
class RowState:
    """A row that is alive, dead with a grave, or not known at all (no cells)."""

    row_id: RowId
    dossier: RowId
    cells: dict[str, Cell] = field(default_factory=dict)
    burials: list[Burial] = field(default_factory=list)
    alive: bool = False
    own: Stamp | None = None
    """The stamp in the row itself, if it is alive."""

    def buried(self) -> frozenset[Dot]:
        """The dots that any delete of the row has seen."""
        return frozenset().union(*(burial.seen for burial in self.burials))

    def lives(self) -> bool:
        """Whether the row stands (rule 3); a stamp of seq 0 marks a default that nobody wrote."""
        written = [cell.stamp for cell in self.cells.values() if cell.stamp.seq > 0]
        if not self.burials:
            return bool(self.cells)
        return not is_dead(written, self.buried())

    def copy(self) -> "RowState":
        """The same state, to be changed."""
        return replace(self, cells=dict(self.cells), burials=list(self.burials))


def load_states(connection: Connection, replicas: Replicas, form: Form, ids: Sequence[RowId]) -> dict[RowId, RowState]:
    """The state of each row that is known here, alive or dead."""
    wanted = json.dumps(list(ids))
    states: dict[RowId, RowState] = {}
    rows = read_rows(
        connection,
        f"SELECT id, dossier_id, stamp_rev, stamp_t, stamp_replica, stamp_seq, {', '.join(map(quoted, form.columns))}"
        f" FROM {form.name} WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    stamps = _cell_stamps(connection, replicas, form, wanted) if rows else {}  # a dead row's lie in its grave
    for row in rows:
        own = Stamp(row[2] or 0, row[3] or 0, replicas.ids.get(row[4], ""), row[5] or 0)
        values = dict(zip(form.columns, row[6:], strict=True))
        overrides = stamps.get(row[0], {})
        cells = {
            group: Cell(overrides.get(group, own), {name: values[name] for name in names})
            for group, names in form.groups.items()
        }
        states[row[0]] = RowState(row[0], row[1], cells, [], True, own)
    _load_graves(connection, replicas, form, wanted, states)
    _load_burials(connection, replicas, form, wanted, states)
    return states


def _cell_stamps(connection: Connection, replicas: Replicas, form: Form, wanted: str) -> dict[RowId, dict[str, Stamp]]:
    stamps: dict[RowId, dict[str, Stamp]] = {}
    rows = read_rows(
        connection,
        "SELECT row_id, field_group, rev, t, replica, seq FROM cell_stamp"
        " WHERE entity = ? AND row_id IN (SELECT value FROM json_each(?))",
        (form.name, wanted),
    )
    for row_id, group, rev, t, replica, seq in rows:
        stamps.setdefault(row_id, {})[group] = Stamp(rev, t, replicas.ids[replica], seq)
    return stamps


def _load_graves(
    connection: Connection, replicas: Replicas, form: Form, wanted: str, states: dict[RowId, RowState]
) -> None:
    rows = read_rows(
        connection,
        "SELECT row_id, dossier_id, stamps, held FROM grave"
        " WHERE entity = ? AND row_id IN (SELECT value FROM json_each(?))",
        (form.name, wanted),
    )
    for row_id, dossier, stamps, held in rows:
        if row_id not in states:
            by_group, values = grave_cells(form, stamps, held)
            cells = {
                group: Cell(
                    Stamp(rev, t, replicas.ids[replica], seq), {name: values[name] for name in form.groups[group]}
                )
                for group, (rev, t, replica, seq) in by_group.items()
            }
            states[row_id] = RowState(row_id, dossier, cells)


def _load_burials(
    connection: Connection, replicas: Replicas, form: Form, wanted: str, states: dict[RowId, RowState]
) -> None:
    rows = read_rows(
        connection,
        "SELECT row_id, dossier_id, rev, t, replica, seq, seen FROM tombstone"
        " WHERE entity = ? AND row_id IN (SELECT value FROM json_each(?))",
        (form.name, wanted),
    )
    for row_id, dossier, rev, t, replica, seq, seen in rows:
        state = states.setdefault(row_id, RowState(row_id, dossier))
        dots = frozenset((replicas.ids[entry[1]], entry[2]) for entry in json.loads(seen))
        state.burials.append(Burial(Stamp(rev, t, replicas.ids[replica], seq), dots))


@dataclass
class RowWriter:
    """Gathers the changes of one table's rows and writes them in few statements, without making stamps."""

    connection: Connection
    replicas: Replicas
    form: Form
    inserts: list[tuple[Any, ...]] = field(default_factory=list)
    updates: list[tuple[Any, ...]] = field(default_factory=list)
    stamps_only: list[tuple[Any, ...]] = field(default_factory=list)
    deletes: list[tuple[Any, ...]] = field(default_factory=list)
    unstamped: list[tuple[Any, ...]] = field(default_factory=list)
    cell_stamps: list[tuple[Any, ...]] = field(default_factory=list)
    graves: list[tuple[Any, ...]] = field(default_factory=list)
    tombs: list[tuple[Any, ...]] = field(default_factory=list)

    def put_fresh(self, row_id: RowId, dossier: RowId, stamp: Sequence[int], values: Sequence[Stored]) -> None:
        """A whole row nobody here knows; `stamp` with the replica's number."""
        self.inserts.append((row_id, dossier, *stamp, *values))

    def put(self, before: RowState, after: RowState) -> None:
        """Make the row what `after` says."""
        for burial in after.burials:
            if burial not in before.burials:
                self._bury(after, burial)
        if after.lives():
            self._put_alive(before, after)
        else:
            self._put_dead(before, after)

    def _bury(self, after: RowState, burial: Burial) -> None:
        seen = json.dumps(sorted(["", self.replicas.number(replica), seq] for replica, seq in burial.seen))
        self.tombs.append((self.form.name, after.row_id, after.dossier, *self._stored(burial.stamp), seen))

    def _put_alive(self, before: RowState, after: RowState) -> None:
        own = self._own_stamp(after)
        if not before.alive:
            self.inserts.append((after.row_id, after.dossier, *self._stored(own), *self._in_order(after)))
        elif any(before.cells[group].values != cell.values for group, cell in after.cells.items()):
            self.updates.append((*self._stored(own), *self._in_order(after), after.row_id))
        elif own != before.own:
            self.stamps_only.append((*self._stored(own), after.row_id))
        self._stamp_cells(before, after, own)

    def _in_order(self, after: RowState) -> list[Stored]:
        return [
            after.cells[group].values[name] if group in after.cells else self.form.blank[name]
            for name, group in zip(self.form.columns, self.form.column_groups, strict=True)
        ]

    def _own_stamp(self, after: RowState) -> Stamp:
        """The stamp most of the cells share goes into the row; groups nobody has written count as a default."""
        if len(after.cells) < len(self.form.groups):
            some = next(iter(after.cells.values())).stamp
            return Stamp(0, 0, some.replica, 0)
        counted = Counter(cell.stamp for cell in after.cells.values())
        if after.own is not None and counted[after.own] > 0:
            return after.own
        return max(counted, key=lambda stamp: (counted[stamp], stamp))

    def _stamp_cells(self, before: RowState, after: RowState, own: Stamp) -> None:
        name = self.form.name
        if before.alive and own == before.own:
            changed = [g for g, cell in after.cells.items() if before.cells[g].stamp != cell.stamp]
        else:
            changed = list(after.cells)
            self.unstamped.append((name, after.row_id))
        for group in changed:
            stamp = after.cells[group].stamp
            if stamp != own or (before.alive and own == before.own):
                self.cell_stamps.append((name, after.row_id, group, *self._stored(stamp)))

    def _put_dead(self, before: RowState, after: RowState) -> None:
        if before.alive:
            self.deletes.append((after.row_id,))
            self.unstamped.append((self.form.name, after.row_id))
        if not after.cells:
            return
        stamps = [[group, *self._stored(cell.stamp)] for group, cell in sorted(after.cells.items())]
        held = {name: self._json(value) for cell in after.cells.values() for name, value in cell.values.items()}
        self.graves.append((self.form.name, after.row_id, after.dossier, json.dumps(stamps), json.dumps(held)))

    def _json(self, value: Stored) -> Any:
        return value.hex() if isinstance(value, bytes) else value

    def _stored(self, stamp: Stamp) -> tuple[int, int, int, int]:
        return (stamp.rev, stamp.t, self.replicas.number(stamp.replica), stamp.seq)

    def flush(self) -> None:
        """Write what was gathered."""
        name = self.form.name
        columns = ("stamp_rev", "stamp_t", "stamp_replica", "stamp_seq")
        every = ("id", "dossier_id", *columns, *self.form.columns)
        self._run(f"DELETE FROM {name} WHERE id = ?", self.deletes)
        self._run("DELETE FROM cell_stamp WHERE entity = ? AND row_id = ?", self.unstamped)
        self._run(f"INSERT INTO {name} ({', '.join(map(quoted, every))}) VALUES ({_marks(every)})", self.inserts)
        set_all = ", ".join(f"{quoted(column)} = ?" for column in (*columns, *self.form.columns))
        self._run(f"UPDATE {name} SET {set_all} WHERE id = ?", self.updates)
        set_stamp = ", ".join(f"{column} = ?" for column in columns)
        self._run(f"UPDATE {name} SET {set_stamp} WHERE id = ?", self.stamps_only)
        self._run(
            "INSERT OR REPLACE INTO cell_stamp (entity, row_id, field_group, rev, t, replica, seq)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            self.cell_stamps,
        )
        self._run(
            "INSERT OR REPLACE INTO grave (entity, row_id, dossier_id, stamps, held) VALUES (?, ?, ?, ?, ?)",
            self.graves,
        )
        self._run(
            "INSERT OR REPLACE INTO tombstone (entity, row_id, dossier_id, rev, t, replica, seq, seen)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            self.tombs,
        )

    def _run(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self.connection.exec_driver_sql(statement, rows)
            rows.clear()


def _marks(columns: Iterable[str]) -> str:
    return ", ".join("?" for _column in columns)
