"""Lists benefits with what holds them, and counts what arrived."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.benefits.rules import needs_approval
from model.customers.records import Contact, Customer
from model.retention.records import BenefitGrant
from model.snapshots.rules import Ratio
from model.store.ids import RowId


@dataclass(frozen=True)
class BenefitRow:
    """A benefit: for whom, its state and days, cost (fen), and whether it waits for compliance approval."""

    id: RowId
    customer_id: RowId
    customer: str
    contact: str
    kind: str
    text: str
    state: str
    held: bool
    planned_on: date | None
    sent_on: date | None
    received_on: date | None
    cost_fen: int | None
    approved_by: str


def list_benefits(session: Session) -> list[BenefitRow]:
    """Benefits, the newest plans first."""
    grant = BenefitGrant
    query = (
        select(grant, Customer, Contact.name)
        .join(Customer, Customer.id == grant.customer_id)
        .outerjoin(Contact, Contact.id == grant.contact_id)
        .order_by(grant.planned_on.desc(), grant.id)
    )
    return [_row(benefit, customer, contact or "") for benefit, customer, contact in session.execute(query)]


def arrival_rates(session: Session) -> dict[str, Ratio]:
    """By kind: received ÷ (sent or received)."""
    rows = session.execute(
        select(BenefitGrant.kind, BenefitGrant.state, func.count())
        .where(BenefitGrant.state.in_(("sent", "received")))
        .group_by(BenefitGrant.kind, BenefitGrant.state)
    )
    found: dict[str, dict[str, int]] = {}
    for kind, state, count in rows:
        found.setdefault(kind, {})[state] = count
    return {kind: Ratio(counts.get("received", 0), sum(counts.values())) for kind, counts in sorted(found.items())}


def _row(benefit: BenefitGrant, customer: Customer, contact: str) -> BenefitRow:
    held = (
        benefit.state == "planned"
        and not benefit.approved_by
        and needs_approval(benefit.kind, customer.customer_category, customer.enterprise_type)
    )
    return BenefitRow(
        id=benefit.id,
        customer_id=customer.id,
        customer=customer.name,
        contact=contact,
        kind=benefit.kind,
        text=benefit.text,
        state=benefit.state,
        held=held,
        planned_on=benefit.planned_on,
        sent_on=benefit.sent_on,
        received_on=benefit.received_on,
        cost_fen=benefit.cost_fen,
        approved_by=benefit.approved_by,
    )
