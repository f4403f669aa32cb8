"""What is done with visits: planned, noted, moved, cancelled, logged for many customers at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.errors import UserError
from model.store.base import RowId, link_id, new_id
from model.store.rows import existing_row
from model.visits.records import Visit, VisitMet
from model.visits.rules import visit_faults
from resources.i18n import _


@dataclass(frozen=True)
class VisitDraft:
    """A visit as a form or the command line gives it; `met` are contact ids."""

    customer_id: RowId
    visit_date: date | None
    status: str = "done"
    start_time: time | None = None
    end_time: time | None = None
    contact_mode: str = "on_site"
    initiator: str = "we"
    place: str = ""
    purpose: str = ""
    actions: str = ""
    note: str = ""
    outcome: str = ""
    next_step: str = ""
    next_date: date | None = None
    met: tuple[RowId, ...] = ()


_FIELDS = (
    "visit_date",
    "status",
    "start_time",
    "end_time",
    "contact_mode",
    "initiator",
    "place",
    "purpose",
    "actions",
    "note",
    "outcome",
    "next_step",
    "next_date",
)


def add_visit(session: Session, draft: VisitDraft, written_by: str = "") -> RowId:
    """Keep a visit and whom it met; raises `UserError` where it cannot be meant."""
    _check(draft)
    customer = customer_by_id(session, draft.customer_id)
    visit_id = new_id()
    fields = {name: getattr(draft, name) for name in _FIELDS}
    session.add(
        Visit(id=visit_id, dossier_id=customer.dossier_id, customer_id=customer.id, written_by=written_by, **fields)
    )
    session.flush()
    _set_met(session, visit_id, customer.dossier_id, customer.id, draft.met)
    return visit_id


def add_visit_for_many(
    session: Session, draft: VisitDraft, customer_ids: Sequence[RowId], written_by: str = ""
) -> list[RowId]:
    """One contact, such as a call round or an event, logged for each of many customers; nobody met is carried over."""
    return [
        add_visit(
            session,
            VisitDraft(customer_id, draft.visit_date, **{name: getattr(draft, name) for name in _FIELDS[1:]}),
            written_by,
        )
        for customer_id in customer_ids
    ]


def change_visit(session: Session, visit_id: RowId, draft: VisitDraft) -> None:
    """Make a visit say what the draft says; only what differs is written."""
    _check(draft)
    visit = _visit(session, visit_id)
    for name in _FIELDS:
        if getattr(visit, name) != getattr(draft, name):
            setattr(visit, name, getattr(draft, name))
    session.flush()
    _set_met(session, visit_id, visit.dossier_id, visit.customer_id, draft.met)


def cancel_visit(session: Session, visit_id: RowId) -> None:
    """Mark a planned visit as cancelled."""
    _visit(session, visit_id).status = "cancelled"


def finish_visit(session: Session, visit_id: RowId) -> None:
    """Mark a planned visit as done."""
    _visit(session, visit_id).status = "done"


def delete_visit(session: Session, visit_id: RowId) -> None:
    """Take a visit and its links out; undo and the recycle bin bring it back."""
    visit = _visit(session, visit_id)
    session.execute(delete(VisitMet).where(VisitMet.visit_id == visit_id))
    session.delete(visit)


def _check(draft: VisitDraft) -> None:
    faults = visit_faults(draft.status, draft.visit_date, draft.note, (draft.start_time, draft.end_time))
    if faults:
        raise UserError(" ".join(_(sentence) for sentence in faults.values()))


def _visit(session: Session, visit_id: RowId) -> Visit:
    return existing_row(session, Visit, visit_id, _("This visit is no longer here."))


def _set_met(session: Session, visit_id: RowId, dossier: RowId, customer_id: RowId, met: Sequence[RowId]) -> None:
    standing = {
        link.contact_id: link for link in session.scalars(select(VisitMet).where(VisitMet.visit_id == visit_id))
    }
    for contact_id in standing.keys() - set(met):
        session.delete(standing[contact_id])
    for contact_id in dict.fromkeys(met):
        if contact_id not in standing:
            session.add(
                VisitMet(
                    id=link_id(dossier, "visit_met", visit_id, contact_id),
                    dossier_id=dossier,
                    customer_id=customer_id,
                    visit_id=visit_id,
                    contact_id=contact_id,
                )
            )
