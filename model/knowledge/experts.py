"""Experts: who knows a topic and may be called."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.knowledge.records import Expert
from model.settings.queries import find_owner
from model.store.base import RowId, take_over
from model.store.ids import new_id, person_id
from resources.i18n import _

TEXTS: Final = ("topic", "person_name", "unit", "industry", "remarks")


@dataclass(frozen=True)
class ExpertDraft:
    """An expert as a form gives it; a phone of None leaves what is kept alone."""

    topic: str
    person_name: str
    unit: str = ""
    phone: str | None = ""
    industry: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class ExpertRow:
    """An expert as a list shows it; the phone whole, to be masked where it is shown."""

    id: RowId
    topic: str
    person_name: str
    unit: str
    industry: str
    remarks: str
    phone: str


def list_experts(session: Session) -> list[ExpertRow]:
    """Experts by topic and name."""
    query = select(Expert.id, *(getattr(Expert, name) for name in TEXTS), Expert.phone)
    return [ExpertRow(*row) for row in session.execute(query.order_by(Expert.topic, Expert.person_name, Expert.id))]


def save_expert(session: Session, draft: ExpertDraft, expert_id: RowId | None = None) -> RowId:
    """Keep an expert. Raises `UserError` without a topic or a name."""
    if not draft.topic.strip() or not draft.person_name.strip():
        raise UserError(_("An expert needs a topic and a name."))
    row = session.get(Expert, expert_id) if expert_id else None
    if expert_id and row is None:
        raise UserError(_("This expert is no longer here."))
    if row is None:
        row = Expert(id=new_id(), dossier_id=person_id(find_owner(session).employee_no))
        session.add(row)
    news = {name: getattr(draft, name).strip() for name in TEXTS}
    if draft.phone is not None:
        news["phone"] = draft.phone.strip()
    take_over(row, news)
    session.flush()
    return row.id
