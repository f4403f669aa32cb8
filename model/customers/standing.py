"""How one customer stands: what the head of its page says, and how much stands under each of its headings."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from model.catalogue.records import Agreement, InstalledProduct
from model.customers.finding import customer_by_id
from model.customers.hints import Facts, hints_of
from model.customers.queries import list_bills
from model.customers.records import Contact, Site
from model.decision_maps.records import BuyingRole
from model.grading.records import GradedMonth, ValueGrade, ValueScore
from model.members.records import Member
from model.needs.records import Need
from model.opportunities.records import Opportunity
from model.proposals.records import Quote
from model.retention.records import RetentionTask
from model.schema import SCHEMA
from model.store.base import RowId
from model.visits.records import Visit

_COUNTED: Final[dict[str, Any]] = {
    "people": Contact,
    "products": InstalledProduct,
    "members": Member,
    "needs": Need,
    "opportunities": Opportunity,
    "proposals": Quote,
    "agreements": Agreement,
    "sites": Site,
}


@dataclass(frozen=True)
class Standing:
    """Name, grades, what to notice (codes), and how many rows hang on the customer by heading."""

    name: str
    group_code: str
    grade: str
    company_grade: str
    status: str
    hints: tuple[str, ...]
    counts: dict[str, int]
    read_only: bool = False
    """Handed over to a colleague: nothing may be written here any more."""


def standing_of(session: Session, customer_id: RowId, today: date) -> Standing:
    """How a customer stands today; raises `UserError` where it is gone."""
    customer = customer_by_id(session, customer_id)
    return Standing(
        name=customer.name,
        group_code=customer.group_code,
        grade=_grade(session, customer.id, today),
        company_grade=customer.company_grade,
        status=customer.status,
        hints=hints_of(_facts(session, customer.id, today), today),
        read_only=_is_released(session, customer.dossier_id),
        counts={key: _count(session, record, customer.id) for key, record in _COUNTED.items()},
    )


def _is_released(session: Session, dossier_id: RowId) -> bool:
    dossiers = SCHEMA.tables["dossier"]
    return bool(session.scalar(select(dossiers.c.released).where(dossiers.c.id == dossier_id)))


def _count(session: Session, record: Any, customer_id: RowId) -> int:
    counted = func.count(Quote.number.distinct()) if record is Quote else func.count()
    query = select(counted).select_from(record).where(record.customer_id == customer_id)
    if record is Contact:
        query = query.where(Contact.merged_into.is_(None), Contact.placeholder.is_(False))
    return session.scalar(query) or 0


def _grade(session: Session, customer_id: RowId, today: date) -> str:
    override = (
        select(ValueGrade.grade)
        .where(
            ValueGrade.customer_id == customer_id,
            ValueGrade.grade != "",
            ValueGrade.valid_from <= today,
            or_(ValueGrade.valid_to.is_(None), ValueGrade.valid_to > today),
        )
        .order_by(ValueGrade.valid_from.desc())
        .limit(1)
    )
    month = select(func.max(GradedMonth.month)).scalar_subquery()
    score = select(ValueScore.grade).where(ValueScore.customer_id == customer_id, ValueScore.month == month).limit(1)
    return session.scalar(override) or session.scalar(score) or ""


def _facts(session: Session, customer_id: RowId, today: date) -> Facts:
    bills = list_bills(session, customer_id, 2)
    change = None
    if len(bills) == 2 and bills[0].total_fen:
        change = (bills[1].total_fen - bills[0].total_fen) / bills[0].total_fen
    roles = (
        select(BuyingRole.role)
        .distinct()
        .where(
            BuyingRole.customer_id == customer_id,
            BuyingRole.opportunity_id.is_(None),
            or_(BuyingRole.valid_to.is_(None), BuyingRole.valid_to > today),
        )
    )
    rules = (
        select(RetentionTask.rule)
        .distinct()
        .where(RetentionTask.customer_id == customer_id, RetentionTask.status == "open")
    )
    bundle = select(func.min(InstalledProduct.bundle_end)).where(
        InstalledProduct.customer_id == customer_id,
        InstalledProduct.operator == "mobile",
        InstalledProduct.bundle_end >= today,
    )
    agreement = select(func.min(Agreement.valid_to)).where(
        Agreement.customer_id == customer_id, Agreement.valid_to >= today
    )
    contact = select(func.max(Visit.visit_date)).where(Visit.customer_id == customer_id, Visit.status == "done")
    ends = [day for day in (session.scalar(bundle), session.scalar(agreement)) if day is not None]
    return Facts(
        rules=session.scalars(rules).all(),
        change=change,
        arrears_fen=bills[-1].arrears_fen if bills else None,
        next_expiry=min(ends) if ends else None,
        last_contact=session.scalar(contact),
        roles=frozenset(session.scalars(roles)),
    )
