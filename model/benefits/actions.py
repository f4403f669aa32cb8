"""Plans a benefit, notes its approval, and follows it until it has arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from model.benefits.offers import check_event, check_merchant
from model.benefits.rules import needs_approval
from model.customers.records import Customer
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.retention.records import BenefitGrant
from model.store.ids import RowId, new_id
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class BenefitDraft:
    """A benefit for a customer, perhaps for one contact: kind, what it is, cost (fen) and the day it is planned for."""

    customer_id: RowId
    kind: str
    text: str
    planned_on: date
    contact_id: RowId | None = None
    cost_fen: int | None = None
    event_id: RowId | None = None
    merchant_id: RowId | None = None


def plan_benefit(session: Session, draft: BenefitDraft) -> RowId:
    """Plan a benefit.

    Raises `UserError` for an unknown kind or customer, a cost below nil, an event of another kind or without a seat
    left, a merchant whose offer is not for the customer's grade or is over on that day.
    """
    if draft.event_id is not None:
        check_event(session, draft.event_id, draft.kind)
    if draft.merchant_id is not None:
        check_merchant(session, draft.merchant_id, draft.kind, draft.customer_id, draft.planned_on)
    (planned,) = plan_all(session, [draft])
    return planned


def plan_all(session: Session, drafts: Iterable[BenefitDraft]) -> list[RowId]:
    """Plan benefits whose event or merchant was looked at already. Raises `UserError` for what cannot be."""
    return [_plan(session, draft) for draft in drafts]


def _plan(session: Session, draft: BenefitDraft) -> RowId:
    customer = existing_row(session, Customer, draft.customer_id, _("This customer is no longer here."))
    if draft.kind not in ENUMERATIONS["benefit_kind"]:
        raise UserError(_("Choose the kind of benefit."))
    if draft.cost_fen is not None and draft.cost_fen < 0:
        raise UserError(_("A cost cannot be below nil."))
    row = BenefitGrant(
        id=new_id(),
        dossier_id=customer.dossier_id,
        customer_id=customer.id,
        contact_id=draft.contact_id,
        kind=draft.kind,
        text=draft.text.strip(),
        cost_fen=draft.cost_fen,
        planned_on=draft.planned_on,
        event_id=draft.event_id,
        merchant_id=draft.merchant_id,
    )
    session.add(row)
    return row.id


def approve_benefit(session: Session, benefit_id: RowId, approved_by: str, today: date) -> None:
    """Note who approved a gift. Raises `UserError` without a name."""
    if not approved_by.strip():
        raise UserError(_("Say who approved it."))
    row = _benefit(session, benefit_id)
    row.approved_by, row.approved_on = approved_by.strip(), today


def send_benefit(session: Session, benefit_id: RowId, today: date) -> None:
    """Note that a benefit was sent. Raises `UserError` while it waits for approval, or when it is not planned."""
    row = _benefit(session, benefit_id)
    if row.state != "planned":
        raise UserError(_("Only a planned benefit can be sent."))
    if is_held(session, row):
        raise UserError(_("A gift to a public body or state-owned enterprise waits for compliance approval."))
    row.state, row.sent_on = "sent", today


def receive_benefit(session: Session, benefit_id: RowId, today: date) -> None:
    """Note that a benefit has arrived. Raises `UserError` when it was not sent."""
    row = _benefit(session, benefit_id)
    if row.state != "sent":
        raise UserError(_("Only a benefit that was sent can arrive."))
    row.state, row.received_on = "received", today


def cancel_benefit(session: Session, benefit_id: RowId) -> None:
    """Take back a benefit that has not been sent. Raises `UserError` otherwise."""
    row = _benefit(session, benefit_id)
    if row.state != "planned":
        raise UserError(_("Only a planned benefit can be cancelled."))
    row.state = "cancelled"


def is_held(session: Session, row: BenefitGrant) -> bool:
    """Whether a benefit waits for approval."""
    customer = session.get(Customer, row.customer_id)
    if customer is None or row.approved_by:
        return False
    return needs_approval(row.kind, customer.customer_category, customer.enterprise_type)


def _benefit(session: Session, benefit_id: RowId) -> BenefitGrant:
    return existing_row(session, BenefitGrant, benefit_id, _("This benefit is no longer here."))
