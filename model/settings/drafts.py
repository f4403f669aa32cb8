"""Unsaved forms in the store: kept with every pause in typing, brought back after a crash."""

import json

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from model.settings.records import Draft


def keep_draft(session: Session, form: str, typed: dict[str, object]) -> None:
    """Remember what stands in the form of this name (plain JSON values)."""
    session.merge(Draft(form=form, typed=json.dumps(typed, ensure_ascii=False)))


def find_draft(session: Session, form: str) -> dict[str, object]:
    """What was left in the form of this name; empty when it was saved or left on purpose."""
    text = session.scalar(select(Draft.typed).where(Draft.form == form))
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def drop_draft(session: Session, form: str) -> None:
    """Forget it."""
    session.execute(delete(Draft).where(Draft.form == form))
