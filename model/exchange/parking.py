"""After an update: what waited because the older program could not hold it is put in its place (rule 6)."""

import json
from typing import Any

import msgspec
from sqlalchemy import Connection

from model.exchange.books import Replicas
from model.exchange.forms import EXTRA, Form, fact_forms, forms
from model.exchange.incoming import read_parked
from model.exchange.row_merge import Merging, merge_table
from model.exchange.row_state import load_states
from model.exchange.shapes import DossierLine, Slice
from model.exchange.slice_merge import merge_slices
from model.exchange.stamps import Stamp

_ALL = 2**62


def replay_parked(connection: Connection, replicas: Replicas) -> int:
    """Put in place what this program has learnt to hold, under the stamp it came with; returns how many cells.

    Call it before anything is imported or exported: until then the cells are relayed as they came.
    """
    rows = connection.exec_driver_sql(
        "SELECT entity, row_id, field_group, dossier_id, rev, t, replica, seq, fields FROM parked_cell"
    ).all()
    placed = 0
    for row in rows:
        form = forms().get(row[0])
        connection.exec_driver_sql("UPDATE replica_state SET applying = 1")
        done = _place_slice(connection, replicas, row) if form is None else _place_cell(connection, replicas, form, row)
        connection.exec_driver_sql("UPDATE replica_state SET applying = 0")
        if done:
            placed += 1
            connection.exec_driver_sql(
                "DELETE FROM parked_cell WHERE entity = ? AND row_id = ? AND field_group = ?", tuple(row[:3])
            )
    return placed


def _merging(connection: Connection, replicas: Replicas, dossier: str) -> Merging:
    """Everybody is taken to know everything: the greater stamp stands, and nobody is told again."""
    return Merging(connection, replicas, dossier, {}, dict.fromkeys(replicas.numbers, _ALL))


def _place_cell(connection: Connection, replicas: Replicas, form: Form, row: Any) -> bool:
    _entity, row_id, group, dossier, rev, t, replica, seq, fields = row
    stamp = Stamp(rev, t, replicas.ids[replica], seq)
    if group.startswith(EXTRA):
        group = group.removeprefix(EXTRA)
        state = load_states(connection, replicas, form, [row_id]).get(row_id)
        if state is not None and group in state.cells:
            stamp = max(stamp, state.cells[group].stamp)
    incoming = read_parked(form, row_id, group, stamp, json.loads(fields))
    if incoming is None:
        return False
    merge_table(_merging(connection, replicas, dossier), incoming.table(form))
    return True


def _place_slice(connection: Connection, replicas: Replicas, row: Any) -> bool:
    entity, subject, group, dossier, rev, t, replica, seq, text = row
    if entity not in fact_forms() or not group.startswith("m"):
        return False
    fields = json.loads(text)
    one = Slice(
        entity,
        subject,
        int(group[1:]),
        rev,
        t,
        0,
        seq,
        fields["sha256"],
        json.loads(fields["fields"]),
        msgspec.json.decode(fields["columns"]),
    )
    line = DossierLine(dossier, "customer", [replicas.ids[replica]], [0], [0], slices=[one])
    return not merge_slices(_merging(connection, replicas, dossier), line)
