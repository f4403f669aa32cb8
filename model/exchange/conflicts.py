"""Conflicts as a person sees them, and what closes one (rule 9)."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.errors import UserError
from model.exchange.books import own_replicas
from model.exchange.forms import Form, MisfitError, Stored, as_value, forms
from model.exchange.journal import names_of_replicas
from model.store.ids import RowId
from resources.i18n import _


class Keep(Enum):
    """Which of a conflict's two values a person keeps: by what stands, or by who wrote it."""

    STANDING = "standing"
    OTHER = "other"
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class ConflictRow:
    """One conflict: the two values, who wrote each and when, and what stands now."""

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
        " standing_at, other, other_by, other_at, state, coalesce(customer.name, '') FROM conflict"
        " LEFT JOIN customer ON customer.id = conflict.dossier_id"
        " WHERE (state = 'open') = ? ORDER BY max(standing_at, other_at) DESC, conflict.id",
        (not closed,),
    ).all()
    return [
        ConflictRow(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            _values(row[6]),
            names.get(row[7], row[7][-6:]),
            _moment(row[8]),
            _values(row[9]),
            names.get(row[10], row[10][-6:]),
            _moment(row[11]),
            _now(connection, row[2], row[3], row[5]),
            row[12],
            row[13],
        )
        for row in rows
    ]


def resolve_conflict(session: Session, conflict: RowId, keep: Keep | str, _today: date) -> RowId:
    """Close a conflict: keep one of the two values, or write a third, given as text.

    For a delete, the delete is the other value. Raises `UserError` for an unknown or closed conflict, and for a value
    the field cannot hold.
    """
    connection = session.connection()
    row = connection.exec_driver_sql(
        "SELECT kind, entity, row_id, field_group, other, state, standing_by, other_by, dossier_id FROM conflict"
        " WHERE id = ?",
        (conflict,),
    ).first()
    if row is None:
        raise UserError(_("There is no such conflict."))
    if row[5] != "open":
        raise UserError(_("This conflict is closed already."))
    chosen = _chosen(connection, keep, row[6], row[7]) if isinstance(keep, Keep) else keep
    if chosen is not Keep.STANDING:
        form = forms().get(row[1])
        if form is None or row[0] == "slice":
            raise UserError(_("Monthly figures cannot be edited; import the office's file again."))
        if row[0] == "delete":
            _delete(connection, form, (row[2], row[8]), chosen)
        else:
            _write(connection, form, (row[2], row[8]), _wanted(form, row[3], chosen, _values(row[4])))
    person = connection.exec_driver_sql("SELECT value FROM store_fact WHERE name = 'name'").scalar()
    connection.exec_driver_sql(
        "UPDATE conflict SET state = 'closed', closed_how = ?, closed_by = ? WHERE id = ?",
        (chosen.value if isinstance(chosen, Keep) else "edited", person or "", conflict),
    )
    return conflict


def _chosen(connection: Connection, keep: Keep, standing_by: RowId, other_by: RowId) -> Keep:
    """Whether mine is what stands; where neither value was written here, what stands counts as mine."""
    if keep in (Keep.STANDING, Keep.OTHER):
        return keep
    own = own_replicas(connection)
    mine_lost = other_by in own and standing_by not in own
    return Keep.OTHER if mine_lost == (keep is Keep.MINE) else Keep.STANDING


def _wanted(form: Form, group: str, keep: Keep | str, other: dict[str, Any]) -> dict[str, Stored]:
    """The values to write: the other side's, or the text a person gave for the group's first field."""
    if isinstance(keep, Keep):
        return {name: form.checks[name](value) for name, value in other.items() if name in form.checks}
    name = form.groups[group][0]
    try:
        return {name: form.checks[name](_typed(form, name, keep))}
    except MisfitError:
        raise UserError(_("The field cannot hold this value. Nothing was changed.")) from None


def _typed(form: Form, name: str, text: str) -> Any:
    python_type = form.table.columns[name].type.python_type
    if python_type in (int, float, bool):
        try:
            return float(text) if python_type is float else int(text)
        except ValueError:
            raise MisfitError(name) from None
    return text


def _write(connection: Connection, form: Form, row: tuple[RowId, RowId], values: dict[str, Stored]) -> None:
    """Write into the row of this id and dossier: a conflict reaches no further than its own dossier."""
    assignments = ", ".join(f"{name} = ?" for name in values)
    done = connection.exec_driver_sql(
        f"UPDATE {form.name} SET {assignments} WHERE id = ? AND dossier_id = ?", (*values.values(), *row)
    )
    if done.rowcount == 0:
        raise UserError(_("The record was deleted meanwhile. Restore it first, or keep what stands."))


def _delete(connection: Connection, form: Form, row: tuple[RowId, RowId], keep: Keep | str) -> None:
    if not isinstance(keep, Keep):
        raise UserError(_("A delete is kept or taken back; there is no value to edit."))
    connection.exec_driver_sql(f"DELETE FROM {form.name} WHERE id = ? AND dossier_id = ?", row)


def _now(connection: Connection, entity: str, row_id: RowId, group: str) -> dict[str, Any] | None:
    form = forms().get(entity)
    if form is None:
        return None
    names = form.groups.get(group, form.columns)
    row = connection.exec_driver_sql(f"SELECT {', '.join(names)} FROM {entity} WHERE id = ?", (row_id,)).first()
    return None if row is None else {name: as_value(value) for name, value in zip(names, row, strict=True)}


def _values(text: str) -> dict[str, Any]:
    return dict(json.loads(text)) if text else {}


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
