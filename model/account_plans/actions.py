"""Keeps what a manager wrote into the chapters of an account plan."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.account_plans.records import AccountPlanChapter
from model.account_plans.rules import CHAPTERS
from model.customers.finding import customer_by_id
from model.errors import UserError
from model.store.base import RowId
from model.store.ids import natural_id
from resources.i18n import _


def save_plan(session: Session, customer_id: RowId, texts: Mapping[str, str], today: date) -> int:
    """Keep the texts by chapter; an empty one gives the chapter back to the data. Returns how many changed.

    Raises `UserError` for a chapter that is none.
    """
    customer = customer_by_id(session, customer_id)
    changed = 0
    for chapter, text in texts.items():
        if chapter not in CHAPTERS:
            raise UserError(_("The account plan has no chapter “{chapter}”.").format(chapter=chapter))
        changed += _save(session, customer.id, customer.dossier_id, chapter, text.strip(), today)
    session.flush()
    return changed


def _save(session: Session, customer_id: RowId, dossier_id: RowId, chapter: str, text: str, today: date) -> bool:
    row_id = natural_id("account_plan_chapter", customer_id, chapter)
    row = session.get(AccountPlanChapter, row_id)
    changed = _empty_others(session, customer_id, chapter, row_id)
    if text == (row.text if row else ""):
        return changed
    if row is None:
        row = AccountPlanChapter(id=row_id, dossier_id=dossier_id, customer_id=customer_id, chapter=chapter)
        session.add(row)
    row.text, row.written_on = text, today
    return True


def _empty_others(session: Session, customer_id: RowId, chapter: str, row_id: RowId) -> bool:
    """What a customer merged into this one wrote there gives way once the chapter is saved."""
    other = AccountPlanChapter
    rows = session.scalars(
        select(other).where(
            other.customer_id == customer_id, other.chapter == chapter, other.id != row_id, other.text != ""
        )
    ).all()
    for row in rows:
        row.text = ""
    return bool(rows)
