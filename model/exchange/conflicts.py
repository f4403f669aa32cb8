"""Conflicts as a person sees them: both values, who wrote each and when, in which file, and what stands (rule 9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.clock import instant_of
from model.exchange.forms import as_value, fact_forms, forms
from model.exchange.journal import names_of_replicas
from model.exchange.shapes import Value
from model.months import is_month
from model.store.base import quoted
from model.store.ids import RowId
from model.store.kept_text import read_kept


class Month(TypedDict):
    """A month's figures as a conflict keeps them."""

    fields: list[str]
    rows: list[list[Value]]


@dataclass(frozen=True)
class ConflictRow:
    """One conflict: the two values, who wrote each and when, the file it came in, and what stands now.

    The values are those of a field group by name; of monthly figures `fields` and `rows`.
    """

    id: RowId
    kind: str
    entity: str
    row_id: RowId
    dossier_id: RowId
    field_group: str
    standing: dict[str, Any]
    standing_by: str
    standing_at: datetime
    other: dict[str, Any]
    other_by: str
    other_at: datetime
    now: dict[str, Any] | None
    """What the row holds at present; None where it is gone."""
    state: str
    customer: str
    found_in: str
    """The file by which this store learnt of it; empty where it is not known."""
    names: dict[RowId, str]
    """What the rows are called that a value names; empty for a field that names none."""


def count_conflicts(session: Session) -> int:
    """How many conflicts wait for a person."""
    row = session.connection().exec_driver_sql("SELECT count(*) FROM conflict WHERE state = 'open'").scalar_one()
    return int(row)


def list_conflicts(session: Session, *, closed: bool = False) -> list[ConflictRow]:
    """The conflicts that wait for a person, or those already closed; the latest first."""
    connection = session.connection()
    names = names_of_replicas(connection)
    rows = connection.exec_driver_sql(
        "SELECT conflict.id, kind, entity, row_id, conflict.dossier_id, field_group, standing, standing_by,"
        " standing_at, other, other_by, other_at, state, coalesce(customer.name, ''), coalesce(found.file_name, '')"
        " FROM conflict LEFT JOIN customer ON customer.id = conflict.dossier_id"
        " LEFT JOIN conflict_source AS found ON found.conflict_id = conflict.id"
        " WHERE (state = 'open') = ? ORDER BY max(standing_at, other_at) DESC, conflict.id",
        (not closed,),
    ).all()
    return [_row(connection, names, row) for row in rows]


def _row(connection: Connection, names: Mapping[RowId, str], row: Any) -> ConflictRow:
    standing, other = values_of(row[1], row[6]), values_of(row[1], row[9])
    now = _now(connection, row[2], row[3], row[5])
    return ConflictRow(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        standing,
        names.get(row[7], row[7][-6:]),
        instant_of(row[8]),
        other,
        names.get(row[10], row[10][-6:]),
        instant_of(row[11]),
        now,
        row[12],
        row[13],
        row[14],
        _named(connection, row[2], (standing, other, now or {})),
    )


def _named(connection: Connection, entity: str, sides: Sequence[Mapping[str, Any]]) -> dict[RowId, str]:
    """The names of customers and people that values refer to: a person reads no ids."""
    form = forms().get(entity)
    found: dict[RowId, str] = {}
    if form is None:
        return found
    for name in form.checks:
        target = forms().get(str(form.table.columns[name].info.get("refers") or ""))
        if target is None or "name" not in target.checks:
            continue
        for value in {side[name] for side in sides if side.get(name)}:
            called = connection.exec_driver_sql(f"SELECT name FROM {target.name} WHERE id = ?", (str(value),)).scalar()
            found[str(value)] = called or ""
    return found


def month_totals(values: Mapping[str, Any]) -> dict[str, int | float]:
    """The sum of each figure over the rows of a month (money in fen); texts and codes have none."""
    totals: dict[str, int | float] = {}
    for place, name in enumerate(values.get("fields", ())):
        figures = [row[place] for row in values["rows"]]
        if figures and all(isinstance(figure, int | float) for figure in figures):
            totals[name] = sum(figures)
    return totals


def note_sources(connection: Connection, file_name: str) -> None:
    """Note the file by which conflicts not noted yet became known to this store."""
    connection.exec_driver_sql(
        "INSERT INTO conflict_source (conflict_id, file_name) SELECT id, ? FROM conflict"
        " WHERE id NOT IN (SELECT conflict_id FROM conflict_source)",
        (file_name,),
    )


def _now(connection: Connection, entity: str, row_id: RowId, group: str) -> dict[str, Any] | None:
    fact = fact_forms().get(entity)
    if fact is not None:
        rows = connection.exec_driver_sql(
            f"SELECT {', '.join(map(quoted, fact.columns))} FROM {entity} WHERE customer_id = ? AND month = ?",
            (row_id, month_of_group(group)),
        )
        return {"fields": list(fact.columns), "rows": [list(row) for row in rows]}
    form = forms().get(entity)
    if form is None:
        return None
    names = form.groups.get(group, form.columns)
    row = connection.exec_driver_sql(
        f"SELECT {', '.join(map(quoted, names))} FROM {entity} WHERE id = ?", (row_id,)
    ).first()
    return None if row is None else {name: as_value(value) for name, value in zip(names, row, strict=True)}


def values_of(kind: str, text: str) -> dict[str, Any]:
    """A conflict's value: fields by name, or a month's `fields` and `rows`; nothing of a text that is neither."""
    if kind != "slice":
        return dict(read_kept(text, dict[str, Value], {}))
    month = read_kept(text, Month, Month(fields=[], rows=[]))
    whole = month["fields"] and all(len(row) == len(month["fields"]) for row in month["rows"])
    return dict(month) if whole else {}


def month_of_group(group: str) -> int:
    """The YYYYMM that a conflict's field group says; 0 for one that is no month."""
    found = int(group) if len(group) == 6 and group.isascii() and group.isdigit() else 0
    return found if is_month(found) else 0
