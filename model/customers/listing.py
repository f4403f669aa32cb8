"""The table of all customers: one row each, with the newest figures, the nearest dates and what to notice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct
from model.customers.hints import WELL, Facts, hints_of
from model.customers.records import Customer
from model.decision_maps.records import BuyingRole
from model.grading.records import GradedMonth, ValueGrade, ValueScore
from model.retention.records import RetentionTask
from model.store.base import RowId
from model.visits.records import Visit

_WEIGHTIEST: Final = ("decider", "approver", "buyer", "user", "influencer", "gatekeeper")
"""The six petals, the one whose absence hurts most first."""


@dataclass(frozen=True)
class CustomerRow:
    """A customer as the table shows it; money in fen, `change` a fraction of the month before's revenue.

    `roles` is how many of the six buying roles are held and, after a colon, the gravest one that is not; `hints` are
    codes of `hints.GRAVITY` parted by commas, or `WELL`; `sound` is pinyin and initials for filtering.
    """

    id: RowId
    group_code: str
    name: str
    short_name: str
    pinyin: str
    credit_code: str
    industry: str
    customer_category: str
    enterprise_type: str
    key_account_type: str
    payer_type: str
    company_grade: str
    service_tier: str
    region: str
    grid: str
    manager_name: str
    status: str
    employee_count: int | None
    network_since: date | None
    revenue_fen: int | None
    change: float | None
    new_business_fen: int | None
    arrears_fen: int | None
    next_expiry: date | None
    last_contact: date | None
    grade: str
    roles: str
    hints: str

    @property
    def sound(self) -> str:
        """Initials and syllables in one word each: `ljjm… linjiangjingmi…`."""
        syllables = self.pinyin.partition("\t")[0].split(" ")
        return "".join(word[:1] for word in syllables) + " " + "".join(syllables)


def count_customers(session: Session) -> int:
    """How many customers there are, merged ones not counted."""
    return session.scalar(select(func.count()).select_from(Customer).where(Customer.merged_into.is_(None))) or 0


def list_customers(session: Session, today: date) -> list[CustomerRow]:
    """Every customer that was not merged away, by pinyin."""
    grades = grades_of(session, today)
    roles = _roles(session, today)
    rules = _open_rules(session)
    rows = []
    for plain in session.execute(_query(session, today)):
        id, change, arrears, expiry, contact = plain[0], plain[20], plain[22], plain[23], plain[24]
        held = roles.get(id, frozenset())
        facts = Facts(rules.get(id, ()), change, arrears, expiry, contact, held)
        hints = ",".join(hints_of(facts, today)) or WELL
        rows.append(CustomerRow(*[*plain, grades.get(id, ""), _role_words(held), hints]))
    return rows


def grades_of(session: Session, today: date) -> dict[RowId, str]:
    """Customer → our grade: the override in force, else that of the newest graded month."""
    month = session.scalar(select(func.max(GradedMonth.month)))
    scores = select(ValueScore.customer_id, ValueScore.grade).where(ValueScore.month == month)
    found = dict(session.execute(scores).all())
    overrides = (
        select(ValueGrade.customer_id, ValueGrade.grade)
        .where(ValueGrade.valid_from <= today, or_(ValueGrade.valid_to.is_(None), ValueGrade.valid_to > today))
        .order_by(ValueGrade.valid_from)
    )
    return found | {id: grade for id, grade in session.execute(overrides) if grade}


def _query(session: Session, today: date) -> Any:
    months = session.scalars(select(BillingMonth.month).distinct().order_by(BillingMonth.month.desc()).limit(2)).all()
    now = _bills(months[0] if months else 0, "now")
    then = _bills(months[1] if len(months) > 1 else 0, "then")
    expiry, contact = _next_expiry(today), _last_contact()
    return (
        select(
            Customer.id,
            Customer.group_code,
            Customer.name,
            Customer.short_name,
            Customer.pinyin_key,
            Customer.credit_code,
            Customer.industry,
            Customer.customer_category,
            Customer.enterprise_type,
            Customer.key_account_type,
            Customer.payer_type,
            Customer.company_grade,
            Customer.service_tier,
            Customer.region,
            Customer.grid,
            Customer.manager_name,
            Customer.status,
            Customer.employee_count,
            Customer.network_since,
            now.c.revenue,
            (now.c.revenue - then.c.revenue) * 1.0 / func.nullif(then.c.revenue, 0),
            now.c.new_business,
            now.c.arrears,
            expiry.c.day,
            contact.c.day,
        )
        .outerjoin(now, now.c.customer_id == Customer.id)
        .outerjoin(then, then.c.customer_id == Customer.id)
        .outerjoin(expiry, expiry.c.customer_id == Customer.id)
        .outerjoin(contact, contact.c.customer_id == Customer.id)
        .where(Customer.merged_into.is_(None))
        .order_by(Customer.pinyin_key, Customer.group_code)
    )


def _bills(month: int, name: str) -> Subquery:
    revenue = BillingMonth.voice_fen + BillingMonth.data_fen + BillingMonth.new_business_fen + BillingMonth.other_fen
    home = func.coalesce(Customer.merged_into, BillingMonth.customer_id)
    return (
        select(
            home.label("customer_id"),
            func.sum(revenue).label("revenue"),
            func.sum(BillingMonth.new_business_fen).label("new_business"),
            func.sum(BillingMonth.arrears_fen).label("arrears"),
        )
        .join(Customer, Customer.id == BillingMonth.customer_id)
        .where(BillingMonth.month == month)
        .group_by(home)
        .subquery(name)
    )


def _next_expiry(today: date) -> Subquery:
    """The nearest end, from today on, of our products in use and of agreements."""
    products = select(InstalledProduct.customer_id, InstalledProduct.bundle_end.label("day")).where(
        and_(InstalledProduct.operator == "mobile", InstalledProduct.bundle_end >= today)
    )
    agreements = select(Agreement.customer_id, Agreement.valid_to.label("day")).where(Agreement.valid_to >= today)
    ends = products.union_all(agreements).subquery("ends")
    return select(ends.c.customer_id, func.min(ends.c.day).label("day")).group_by(ends.c.customer_id).subquery("expiry")


def _last_contact() -> Subquery:
    return (
        select(Visit.customer_id, func.max(Visit.visit_date).label("day"))
        .where(Visit.status == "done")
        .group_by(Visit.customer_id)
        .subquery("contact")
    )


def _roles(session: Session, today: date) -> dict[RowId, frozenset[str]]:
    query = (
        select(BuyingRole.customer_id, func.group_concat(BuyingRole.role.distinct()))
        .where(BuyingRole.opportunity_id.is_(None), or_(BuyingRole.valid_to.is_(None), BuyingRole.valid_to > today))
        .group_by(BuyingRole.customer_id)
    )
    return {id: frozenset(roles.split(",")) for id, roles in session.execute(query) if roles}


def _role_words(held: Iterable[str]) -> str:
    missing = [role for role in _WEIGHTIEST if role not in held]
    count = len(_WEIGHTIEST) - len(missing)
    return f"{count}:{missing[0]}" if missing and count else str(count) if count else ""


def _open_rules(session: Session) -> dict[RowId, list[str]]:
    query = (
        select(RetentionTask.customer_id, func.group_concat(RetentionTask.rule.distinct()))
        .where(RetentionTask.status == "open", RetentionTask.customer_id.is_not(None))
        .group_by(RetentionTask.customer_id)
    )
    return {id: rules.split(",") for id, rules in session.execute(query) if id and rules}
