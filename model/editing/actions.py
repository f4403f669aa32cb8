"""Changing, taking out and bringing back any row that travels, by its entity's name."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from model.catalogue.installed import set_agreement, set_installed
from model.competition.actions import set_rival_fact
from model.customers import actions
from model.customers.editing import row_of
from model.decision_maps.guarding import loop_closed_by, set_influence_line, set_reporting_line
from model.editing.rules import value_of
from model.errors import UserError
from model.needs.actions import check_link, set_link
from model.needs.expectations import set_expectation
from model.needs.promise_actions import set_ending
from model.opportunities.moving import set_progress
from model.proposals.decisions import set_decision, set_line, set_present
from model.proposals.rivals import set_rival_price
from model.schema import SCHEMA
from model.store.base import Record, RowId, content_columns, is_fact, is_travelling
from model.store.undo_cells import restore_deleted
from resources.i18n import _

GUARDS: Final[Mapping[str, Callable[[Session, RowId, Mapping[str, Any], date], dict[str, Any]]]] = {
    "agreement": set_agreement,
    "expectation": set_expectation,
    "influence_line": set_influence_line,
    "installed_product": set_installed,
    "need_link": set_link,
    "opportunity": set_progress,
    "promise": set_ending,
    "quote": set_decision,
    "quote_item": set_line,
    "quote_present": set_present,
    "reporting_line": set_reporting_line,
    "rival_fact": set_rival_fact,
    "rival_price": set_rival_price,
}
"""Entities with fields that follow a rule: what goes the way of their page, leaving the plain values to be set."""


def record_of(entity: str) -> type[Any]:
    """The record of an entity whose rows travel. Raises `UserError` for a name that is none."""
    table = SCHEMA.tables.get(entity)
    if table is None or not is_travelling(table) or is_fact(table):
        raise UserError(_("There is no entity “{entity}” whose rows can be changed.").format(entity=entity))
    return next(mapper.class_ for mapper in Record.registry.mappers if mapper.local_table is table)


def set_texts(session: Session, entity: str, row_id: RowId, texts: Mapping[str, str], today: date) -> None:
    """Set fields of one row from texts, those that follow a rule by its action.

    Raises `UserError` for an unknown entity, row, field or value, and for what the rule refuses.
    """
    record = record_of(entity)
    if session.get(record, row_id) is None:
        raise UserError(_("There is no {entity} with the id {id}.").format(entity=entity, id=row_id))
    columns = {column.name: column for column in content_columns(record.__table__)}
    values: dict[str, Any] = {}
    for name, text in texts.items():
        if name not in columns:
            raise UserError(_("{entity} has no field “{field}”.").format(entity=entity, field=name))
        values[name] = value_of(columns[name], text)
        _refuse_dangling(session, columns[name], values[name])
    set_row(session, record, row_id, values, today)


def set_row(session: Session, record: type[Any], row_id: RowId, values: Mapping[str, Any], today: date) -> None:
    """Set fields of one row, those that follow a rule by its action.

    Raises `UserError` for a value that cannot be kept, and for what the rule refuses.
    """
    guard = GUARDS.get(record.__tablename__)
    if guard is not None:
        actions.check_fields(record, values)
        values = guard(session, row_id, values, today)
    if values:
        actions.set_fields(session, record, [row_id], values, today)


def _refuse_dangling(session: Session, column: Column[Any], value: Any) -> None:
    target = SCHEMA.tables.get(str(column.info.get("refers") or ""))
    if value and target is not None:
        found = session.scalar(select(target.c.id).where(target.c.id == value))
        if found is None:
            raise UserError(_("There is no {entity} with the id {id}.").format(entity=target.name, id=value))


def delete_row(session: Session, entity: str, row_id: RowId) -> None:
    """Take one row out. Raises `UserError` for an unknown entity or row."""
    record = record_of(entity)
    if session.get(record, row_id) is None:
        raise UserError(_("There is no {entity} with the id {id}.").format(entity=entity, id=row_id))
    actions.delete_row(session, record, row_id)


def restore_row(session: Session, entity: str, row_id: RowId) -> None:
    """Bring a deleted row back as it was last. Raises `UserError` where it stands, nothing is known of it, or a link
    would close a loop.
    """
    record = record_of(entity)
    if session.get(record, row_id) is not None:
        raise UserError(_("This row is not deleted."))
    if not restore_deleted(session.connection(), record.__table__, row_id):
        raise UserError(_("Nothing is kept of this row any more, so it cannot come back."))
    if entity == "need_link":
        check_link(session, row_id)
    elif entity == "reporting_line" and (path := loop_closed_by(session, row_id, row_of(session, record, row_id))):
        raise UserError(_("That would be a loop: {path}").format(path=path))
