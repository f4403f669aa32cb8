"""What closes a conflict (rule 9): keep what stands, take what lost, or write what is right; an ordinary write."""

from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.errors import UserError
from model.exchange.books import own_replicas
from model.exchange.conflicts import month_of_group, values_of
from model.exchange.forms import Form, MisfitError, Stored, fact_forms, forms
from model.exchange.settling import settle_merges
from model.store.base import quoted
from model.store.facts import replace_slices
from model.store.ids import RowId
from resources.i18n import N_, _

RESOLVE = N_("Resolve a conflict")
"""The label undo names it by; write it in a bulk event, since the rows of a month are put back as one."""

Edited = Mapping[str, Any]
"""Field → the value a person wrote; dates as dates."""


class Keep(Enum):
    """Which of a conflict's two values a person keeps: by what stands, or by who wrote it."""

    STANDING = "standing"
    OTHER = "other"
    MINE = "mine"
    THEIRS = "theirs"


def resolve_conflict(session: Session, conflict: RowId, keep: Keep | str | Edited) -> RowId:
    """Close a conflict: keep one of the two values, or write a third: the fields' values, or the first one as text.

    For a delete, the delete is the other value; a month's figures are kept or taken whole. Call it in a bulk event.
    Raises `UserError` for an unknown or closed conflict, and for a value the field cannot hold.
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
        _put(connection, row, chosen)
    person = connection.exec_driver_sql("SELECT value FROM store_fact WHERE name = 'name'").scalar()
    connection.exec_driver_sql(
        "UPDATE conflict SET state = 'closed', closed_how = ?, closed_by = ? WHERE id = ?",
        (chosen.value if isinstance(chosen, Keep) else "edited", person or "", conflict),
    )
    return conflict


def _put(connection: Connection, row: Any, chosen: Keep | str | Edited) -> None:
    """Write the other value, or the person's own."""
    kind, entity, row_id, group, other, _state, _standing_by, _other_by, dossier = row
    if kind == "slice":
        _take_slice(connection, (entity, row_id, month_of_group(group)), dossier, chosen, values_of(kind, other))
        return
    form = forms().get(entity)
    if form is not None and kind == "delete":
        _delete(connection, form, (row_id, dossier), chosen)
        return
    wanted = {} if form is None or group not in form.groups else _wanted(form, group, chosen, values_of(kind, other))
    if form is None or not wanted:
        raise UserError(_("This conflict needs a newer program. Close it after the update."))
    if "merged_into" not in wanted:
        _write(connection, form, (row_id, dossier), wanted)
        return
    before = connection.exec_driver_sql(f"SELECT merged_into FROM {entity} WHERE id = ?", (row_id,)).scalar()
    _write(connection, form, (row_id, dossier), wanted)
    settle_merges(connection, {(entity, row_id): [before] if before else []}, telling=False)


def _chosen(connection: Connection, keep: Keep, standing_by: RowId, other_by: RowId) -> Keep:
    """Whether mine is what stands; where neither value was written here, what stands counts as mine."""
    if keep in (Keep.STANDING, Keep.OTHER):
        return keep
    own = own_replicas(connection)
    mine_lost = other_by in own and standing_by not in own
    return Keep.OTHER if mine_lost == (keep is Keep.MINE) else Keep.STANDING


def _wanted(form: Form, group: str, keep: Keep | str | Edited, other: dict[str, Any]) -> dict[str, Stored]:
    """The values to write: the other side's, those a person gave, or the text given for the group's first field."""
    try:
        if isinstance(keep, Keep):
            return {name: form.checks[name](value) for name, value in other.items() if name in form.checks}
        if isinstance(keep, str):
            name = form.groups[group][0]
            return {name: form.checks[name](_typed(form, name, keep))}
        return {name: form.checks[name](_plain(value)) for name, value in keep.items() if name in form.groups[group]}
    except MisfitError:
        raise UserError(_("The field cannot hold this value. Nothing was changed.")) from None


def _plain(value: Any) -> Any:
    """A form's value as a file would hold it."""
    return value.isoformat() if isinstance(value, date | time) else value


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
    assignments = ", ".join(f"{quoted(name)} = ?" for name in values)
    done = connection.exec_driver_sql(
        f"UPDATE {form.name} SET {assignments} WHERE id = ? AND dossier_id = ?", (*values.values(), *row)
    )
    if done.rowcount == 0:
        raise UserError(_("The record was deleted meanwhile. Restore it first, or keep what stands."))


def _delete(connection: Connection, form: Form, row: tuple[RowId, RowId], keep: Keep | str | Edited) -> None:
    if not isinstance(keep, Keep):
        raise UserError(_("A delete is kept or taken back; there is no value to edit."))
    connection.exec_driver_sql(f"DELETE FROM {form.name} WHERE id = ? AND dossier_id = ?", row)


def _take_slice(
    connection: Connection,
    key: tuple[str, RowId, int],
    dossier: RowId,
    keep: Keep | str | Edited,
    other: dict[str, Any],
) -> None:
    """Put the month's figures that lost in place of those that stand, as an import of the office's file would."""
    if not isinstance(keep, Keep):
        raise UserError(_("Monthly figures are kept or taken whole; import the office's file again to correct them."))
    entity, customer, month = key
    form = fact_forms().get(entity)
    owner = connection.exec_driver_sql("SELECT dossier_id FROM customer WHERE id = ?", (customer,)).scalar()
    fields = tuple(other.get("fields", ()))
    if form is None or not month or fields != form.columns or owner not in (dossier, None):
        raise UserError(_("This conflict needs a newer program. Close it after the update."))
    try:
        columns = list(zip(*other["rows"], strict=True))
        checked = [form.checks[name].column(values) for name, values in zip(form.columns, columns, strict=False)]
    except MisfitError:
        raise UserError(_("The field cannot hold this value. Nothing was changed.")) from None
    rows = list(zip(*checked, strict=True))
    standing = connection.exec_driver_sql(
        "SELECT sha256 FROM fact_slice WHERE entity = ? AND customer_id = ? AND month = ?", key
    ).scalar()
    known = {} if standing is None else {(customer, month): standing}
    replace_slices(connection, form.table, {(customer, month): rows}, known)
