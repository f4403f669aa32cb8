"""Whole numbers are given out only with a reason, and an audit row says so (`domain.md` rule 17)."""

from model.errors import UserError
from model.security.records import AuditEntry
from model.settings.queries import find_owner
from model.store.base import new_id
from model.store.database import Database
from model.store.ids import person_id
from resources.i18n import _


def note_full_access(database: Database, action: str, reason: str) -> None:
    """Keep an audit row for giving out everything unmasked. Raises `UserError` without a reason."""
    if not reason.strip():
        raise UserError(_("Whole numbers are given out only with a reason: add --reason TEXT."))
    with database.write() as session:
        session.add(
            AuditEntry(
                id=new_id(),
                dossier_id=person_id(find_owner(session).employee_no),
                made_at=database.clock.now(),
                action=action,
                reason=reason.strip(),
            )
        )
