"""Guarded acts: a masked value shown in full, one at a time, and written down (`domain.md` rule 17)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.schema import SCHEMA
from model.security.records import AuditEntry
from model.settings.queries import find_owner
from model.store.base import RowId, new_id
from model.store.ids import person_id
from resources.i18n import _


def reveal(session: Session, entity: str, row_id: RowId, field: str, now: datetime) -> str:
    """The whole value of a personal field; an audit row says that it was shown, not what it said.

    Raises `UserError` where the row is gone, `KeyError` for a field that holds nothing personal.
    """
    table = SCHEMA.tables[entity]
    column = table.columns[field]
    if not column.info.get("personal"):
        raise KeyError(field)
    found = session.execute(select(column).where(table.c.id == row_id)).first()
    if found is None:
        raise UserError(_("This row is no longer here."))
    session.add(
        AuditEntry(
            id=new_id(),
            dossier_id=person_id(find_owner(session).employee_no),
            made_at=now,
            action="reveal",
            entity=entity,
            row_id=row_id,
            field=field,
        )
    )
    return str(found[0] or "")
