"""What is done with service requests: handed off, moved on, closed, opened again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.service_requests.records import ServiceRequest
from model.store.base import RowId, new_id, take_over
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class RequestDraft:
    """A hand-off as a form gives it."""

    customer_id: RowId
    kind: str
    content: str
    accepted_on: date | None = None
    deadline: date | None = None
    number: str = ""
    stage: str = ""
    waiting_on: str = ""


_TEXTS = ("number", "stage", "waiting_on")


def add_request(session: Session, draft: RequestDraft, today: date) -> RowId:
    """Hand something off; it waits on whom the draft names from today. Raises `UserError` for what `_check` refuses."""
    _check(draft)
    customer = customer_by_id(session, draft.customer_id)
    request_id = new_id()
    session.add(
        ServiceRequest(
            id=request_id,
            dossier_id=customer.dossier_id,
            customer_id=customer.id,
            kind=draft.kind,
            content=draft.content.strip(),
            accepted_on=draft.accepted_on or today,
            deadline=draft.deadline,
            waiting_since=today if draft.waiting_on.strip() else None,
            **{name: getattr(draft, name).strip() for name in _TEXTS},
        )
    )
    session.flush()
    return request_id


def change_request(session: Session, request_id: RowId, draft: RequestDraft, today: date) -> None:
    """Make a request say what the draft says; only what differs is written. It waits anew on another from today."""
    _check(draft)
    request = request_of(session, request_id)
    move_request(session, request_id, draft.stage, draft.waiting_on, today)
    news = {
        "kind": draft.kind,
        "content": draft.content.strip(),
        "accepted_on": draft.accepted_on,
        "deadline": draft.deadline,
        "number": draft.number.strip(),
    }
    take_over(request, news)


def move_request(session: Session, request_id: RowId, stage: str, waiting_on: str, today: date) -> None:
    """Say where a request is now and on whom it waits; the days of waiting begin today where that is someone else."""
    request = request_of(session, request_id)
    stage, waiting_on = stage.strip(), waiting_on.strip()
    if request.stage != stage:
        request.stage = stage
    if request.waiting_on != waiting_on:
        request.waiting_on = waiting_on
        request.waiting_since = today if waiting_on else None


def close_request(session: Session, request_id: RowId, result: str, today: date) -> None:
    """End a request with what came of it; raises `UserError` without words."""
    if not result.strip():
        raise UserError(_("Say what came of it."))
    request = request_of(session, request_id)
    request.result, request.closed_on = result.strip(), today


def reopen_request(session: Session, request_id: RowId) -> None:
    """Make an ended request open again; what was noted as its result stays."""
    request_of(session, request_id).closed_on = None


def request_of(session: Session, request_id: RowId) -> ServiceRequest:
    """The record of a request. Raises `UserError` where it is gone."""
    return existing_row(session, ServiceRequest, request_id, _("This request is no longer here."))


def _check(draft: RequestDraft) -> None:
    if draft.kind not in ENUMERATIONS["service_request_kind"]:
        raise UserError(_("Choose what kind of request it is."))
    if not draft.content.strip():
        raise UserError(_("Say what is to be done."))
    if draft.accepted_on and draft.deadline and draft.deadline < draft.accepted_on:
        raise UserError(_("The deadline lies before the day of acceptance."))
