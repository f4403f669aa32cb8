"""The rows of a line, read by this program's forms: what can be held, and what must be parked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from model.exchange.forms import EXTRA, Form, MisfitError, Stored, forms
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.row_state import Burial
from model.exchange.shapes import Block, DossierLine, Value
from model.exchange.stamps import Stamp
from model.store.base import LARGEST
from model.store.ids import RowId

_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_META: Final = 5


@dataclass(frozen=True)
class IncomingCell:
    """A field group's stamp with the values that this program can hold."""

    group: str
    stamp: Stamp
    values: Mapping[str, Stored]


@dataclass(frozen=True)
class Parking:
    """A cell that must wait for a newer program."""

    table: str
    row_id: RowId
    group: str
    stamp: Stamp
    fields: Mapping[str, Value]


@dataclass
class IncomingTable:
    """All that a line says of one table: whole new-looking rows, cells by row, and deletes by row."""

    form: Form
    whole: dict[RowId, tuple[Stamp, Sequence[Stored]]] = field(default_factory=dict)
    cells: dict[RowId, list[IncomingCell]] = field(default_factory=dict)
    burials: dict[RowId, list[Burial]] = field(default_factory=dict)

    def ids(self) -> list[RowId]:
        """Every row spoken of."""
        return list({**self.whole, **self.cells, **self.burials})

    def cells_of(self, row_id: RowId) -> list[IncomingCell]:
        """The row's cells, those of a whole row first."""
        cells: list[IncomingCell] = []
        if row_id in self.whole:
            stamp, values = self.whole[row_id]
            held = dict(zip(self.form.columns, values, strict=True))
            cells = [
                IncomingCell(group, stamp, {name: held[name] for name in names})
                for group, names in self.form.groups.items()
            ]
        return cells + self.cells.get(row_id, [])


@dataclass
class Incoming:
    """A line, read."""

    tables: dict[str, IncomingTable] = field(default_factory=dict)
    parked: list[Parking] = field(default_factory=list)

    def table(self, form: Form) -> IncomingTable:
        """What is said of one table."""
        found = self.tables.get(form.name)
        if found is None:
            found = self.tables[form.name] = IncomingTable(form)
        return found


def read_line(line: DossierLine) -> Incoming:
    """The line by this program's forms; raises `FileRefusedError` where its rows are no rows."""
    if not len(line.replicas) == len(line.base) == len(line.know):
        raise FileRefusedError(Reason.WRONG_SHAPE, "vectors")
    incoming = Incoming()
    for block in line.blocks:
        if len(block.fields) != len(block.groups) or len(set(block.fields)) != len(block.fields):
            raise FileRefusedError(Reason.WRONG_SHAPE, "fields")
        form = forms().get(block.table)
        if form is None:
            for row in block.rows:
                _park_all(incoming, block, row, _stamp_of(line, block, row))
        else:
            _read_block(incoming, line, block, form)
    for tomb in line.tombs:
        form = forms().get(tomb.table)
        if form is not None:
            stamp = Stamp(tomb.rev, tomb.t, _replica(line, tomb.replica), tomb.seq)
            seen = frozenset((_replica(line, place), seq) for place, seq in tomb.seen)
            incoming.table(form).burials.setdefault(tomb.id, []).append(Burial(stamp, seen))
    return incoming


def _read_block(incoming: Incoming, line: DossierLine, block: Block, form: Form) -> None:
    table = incoming.table(form)
    if tuple(block.fields) == form.columns and block.rows:
        stamps = [_stamp_of(line, block, row) for row in block.rows]
        try:
            columns = [
                form.checks[name].column(values)
                for name, values in zip(form.columns, list(zip(*block.rows, strict=True))[_META:], strict=True)
            ]
        except MisfitError:
            columns = []
        whole = list(zip(*columns, strict=True)) if columns else [None] * len(block.rows)
        for row, stamp, values in zip(block.rows, stamps, whole, strict=True):
            if values is None or str(row[0]) in table.whole:
                _read_row(incoming, block, form, row, stamp)
            else:
                table.whole[str(row[0])] = (stamp, values)
        return
    for row in block.rows:
        _read_row(incoming, block, form, row, _stamp_of(line, block, row))


def _read_row(incoming: Incoming, block: Block, form: Form, row: Sequence[Value], stamp: Stamp) -> None:
    """The row group by group; a group with a misfit, and every unknown field, is parked."""
    row_id = str(row[0])
    stored: dict[str, dict[str, Stored]] = {}
    parked: dict[str, dict[str, Value]] = {}
    for name, group, value in zip(block.fields, block.groups, row[_META:], strict=True):
        if name not in form.checks:
            parked.setdefault(EXTRA + group if group in form.groups else group, {})[name] = value
            continue
        mine = form.group_of[name]
        try:
            stored.setdefault(mine, {})[name] = form.checks[name](value)
        except MisfitError:
            parked.setdefault(mine, {})[name] = value
    for group, values in stored.items():
        misfits = parked.get(group, {})
        if any(name in form.checks for name in misfits):
            misfits |= {
                name: value
                for name, value in zip(block.fields, row[_META:], strict=True)
                if form.group_of.get(name) == group
            }
        else:
            incoming.table(form).cells.setdefault(row_id, []).append(IncomingCell(group, stamp, values))
    incoming.parked += [Parking(block.table, row_id, group, stamp, fields) for group, fields in parked.items()]


def read_parked(form: Form, row_id: RowId, group: str, stamp: Stamp, fields: Mapping[str, Value]) -> Incoming | None:
    """A parked cell as if it came now; nothing while it cannot be held whole."""
    incoming = Incoming()
    block = Block(form.name, list(fields), [group] * len(fields), [])
    _read_row(incoming, block, form, [row_id, 0, 0, 0, 0, *fields.values()], stamp)
    return None if incoming.parked else incoming


def _park_all(incoming: Incoming, block: Block, row: Sequence[Value], stamp: Stamp) -> None:
    groups: dict[str, dict[str, Value]] = {}
    for name, group, value in zip(block.fields, block.groups, row[_META:], strict=True):
        groups.setdefault(group, {})[name] = value
    incoming.parked += [Parking(block.table, str(row[0]), group, stamp, fields) for group, fields in groups.items()]


def _stamp_of(line: DossierLine, block: Block, row: Sequence[Value]) -> Stamp:
    if len(row) != _META + len(block.fields) or not isinstance(row[0], str) or not _UUID.fullmatch(row[0]):
        raise FileRefusedError(Reason.WRONG_SHAPE, "row")
    rev, t, place, seq = row[1:_META]
    if not (_is_count(rev) and _is_count(t) and _is_count(place) and _is_count(seq)):
        raise FileRefusedError(Reason.WRONG_SHAPE, "stamp")
    return Stamp(int(rev or 0), int(t or 0), _replica(line, int(place or 0)), int(seq or 0))


def _is_count(value: Value) -> bool:
    return type(value) is int and 0 <= value <= LARGEST  # a boolean is no count


def _replica(line: DossierLine, place: int) -> RowId:
    if place >= len(line.replicas):
        raise FileRefusedError(Reason.WRONG_SHAPE, "replica")
    return line.replicas[place]
