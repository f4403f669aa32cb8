"""The table of all customers: one row each, with the newest figures, the nearest dates and what to notice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct
from model.customers.hints import WELL, Facts, hints_of
from model.customers.merge_rules import survivor
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
    """Every customer that was not merged away, by pinyin.

    Each kind of figure is read on its own and put beside its customer here: joined in one statement, grouped figures
    have no index, and reading 36,000 customers takes minutes instead of a second.
    """
    months = session.scalars(select(BillingMonth.month).distinct().order_by(BillingMonth.month.desc()).limit(2)).all()
    now = _bills(session, months[0]) if months else {}
    then = _bills(session, months[1]) if len(months) > 1 else {}
    expiry, contact = _next_expiry(session, today), _last_contact(session)
    grades, roles, rules = grades_of(session, today), _roles(session, today), _open_rules(session)
    rows = []
    for own in session.execute(_own_fields()):
        id = own[0]
        revenue, new_business, arrears = now.get(id, (None, None, None))
        before = then.get(id, (None,))[0]
        change = (revenue - before) / before if before and revenue is not None else None
        held = roles.get(id, frozenset())
        facts = Facts(rules.get(id, ()), change, arrears, expiry.get(id), contact.get(id), held)
        hints = ",".join(hints_of(facts, today)) or WELL
        figures = [revenue, change, new_business, arrears, expiry.get(id), contact.get(id)]
        rows.append(CustomerRow(*[*own, *figures, grades.get(id, ""), _role_words(held), hints]))
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


def _own_fields() -> Any:
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
        )
        .where(Customer.merged_into.is_(None))
        .order_by(Customer.pinyin_key, Customer.group_code)
    )


def _bills(session: Session, month: int) -> dict[RowId, tuple[Any, ...]]:
    """Customer → revenue, new-business revenue and arrears (fen) of a month; merged ones count for the survivor."""
    bill = BillingMonth
    revenue = bill.voice_fen + bill.data_fen + bill.new_business_fen + bill.other_fen
    figures = (revenue, bill.new_business_fen, bill.arrears_fen)
    found = {
        row[0]: tuple(row[1:]) for row in session.execute(select(bill.customer_id, *figures).where(bill.month == month))
    }
    rows = session.execute(select(Customer.id, Customer.merged_into).where(Customer.merged_into.is_not(None)))
    merged: dict[RowId, RowId] = {gone: into for gone, into in rows if into}
    for gone in merged:
        if gone in found:
            kept = survivor(gone, merged)
            standing = found.get(kept, (None, None, None))
            found[kept] = tuple(_sum(pair) for pair in zip(standing, found[gone], strict=True))
    return found


def _sum(pair: tuple[int | None, int | None]) -> int | None:
    known = [figure for figure in pair if figure is not None]
    return sum(known) if known else None


def _next_expiry(session: Session, today: date) -> dict[RowId, date]:
    """Customer → the nearest end, from today on, of our products in use and of agreements."""
    bundle, agreement = InstalledProduct, Agreement
    products = (
        select(bundle.customer_id, func.min(bundle.bundle_end))
        .where(bundle.operator == "mobile", bundle.bundle_end >= today)
        .group_by(bundle.customer_id)
    )
    agreements = (
        select(agreement.customer_id, func.min(agreement.valid_to))
        .where(agreement.valid_to >= today)
        .group_by(agreement.customer_id)
    )
    found: dict[RowId, date] = {}
    for query in (products, agreements):
        for id, day in session.execute(query):
            if day is not None:
                found[id] = min(day, found.get(id, day))
    return found


def _last_contact(session: Session) -> dict[RowId, date]:
    query = (
        select(Visit.customer_id, func.max(Visit.visit_date)).where(Visit.status == "done").group_by(Visit.customer_id)
    )
    return {id: day for id, day in session.execute(query) if day is not None}


def _roles(session: Session, today: date) -> dict[RowId, frozenset[str]]:
    query = (
        select(BuyingRole.customer_id, func.group_concat(BuyingRole.role.distinct()))
        .where(BuyingRole.opportunity_id.is_(None), or_(BuyingRole.valid_to.is_(None), BuyingRole.valid_to > today))
        .group_by(BuyingRole.customer_id)
    )
    return {id: frozenset(roles.split(",")) for id, roles in session.execute(query) if roles}


def _role_words(held: Iterable[str]) -> str:
    if not held:
        return ""
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
