"""Who went where (转网流向), and why what we wanted was lost."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import and_, extract, func, select
from sqlalchemy.orm import Session

from model.catalogue.records import InstalledProduct
from model.competition.records import CompetitorMove
from model.customers.records import Customer
from model.enumerations import ENUMERATIONS
from model.members.records import Member
from model.months import first_day, month_before, month_of
from model.opportunities.records import Opportunity

UNKNOWN: Final = ""
"""Where someone went when nobody knows."""

_AFTER_DAYS: Final = 90
"""Ours: who left so many days after a sighting is counted beside it."""

_SHORT: Final = {"电信": "telecom", "联通": "unicom", "广电": "broadnet", "移动": "mobile"}


@dataclass(frozen=True)
class FlowRow:
    """One month and operator: members who went there, and contracts of that operator that began; `id` is both."""

    id: str
    month: int
    operator: str
    members: int
    products: int
    product_fee_fen: int | None


@dataclass(frozen=True)
class LossRow:
    """Lost opportunities of one reason: how many, and their amount in fen (those without one are not in it)."""

    id: str
    reason: str
    count: int
    amount_fen: int


@dataclass(frozen=True)
class TacticRow:
    """A tactic: how often it was seen, how many people it concerned, and members who left there afterwards."""

    id: str
    tactic: str
    sightings: int
    customers: int
    affected: int
    left: int


def operator_named(text: str) -> str:
    """The operator a free text means (离网去向): its code, other for another name, empty for none."""
    words = text.strip()
    if not words or words in ("未知", "不详", "unknown"):
        return UNKNOWN
    if words in ENUMERATIONS["operator"]:
        return words
    return next((code for short, code in _SHORT.items() if short in words), "other")


def switch_flow(session: Session, today: date, months: int = 12) -> list[FlowRow]:
    """Members who left and rivals' contracts that began, by month and operator, over the last months; newest first."""
    first = month_before(month_of(today), months - 1)
    begin = first_day(first)
    members = _members_gone(session, begin, today)
    products = _contracts_begun(session, begin, today)
    found = []
    for month, operator in sorted(members.keys() | products.keys(), key=lambda key: (-key[0], key[1])):
        count, fee = products.get((month, operator), (0, None))
        found.append(FlowRow(f"{month}:{operator}", month, operator, members[month, operator], count, fee))
    return found


def _members_gone(session: Session, begin: date, today: date) -> Counter[tuple[int, str]]:
    month = extract("year", Member.status_since) * 100 + extract("month", Member.status_since)
    rows = session.execute(
        select(month, Member.left_to, func.count())
        .where(Member.status == "left", Member.status_since >= begin, Member.status_since <= today)
        .group_by(month, Member.left_to)
    )
    gone: Counter[tuple[int, str]] = Counter()
    for in_month, place, count in rows:
        gone[int(in_month), operator_named(place)] += count
    return gone


def _contracts_begun(session: Session, begin: date, today: date) -> dict[tuple[int, str], tuple[int, int | None]]:
    product = InstalledProduct
    month = extract("year", product.start_date) * 100 + extract("month", product.start_date)
    rows = session.execute(
        select(month, product.operator, func.count(), func.sum(product.monthly_fee_fen))
        .join(Customer, Customer.id == product.customer_id)
        .where(product.operator != "mobile", product.start_date >= begin, product.start_date <= today)
        .group_by(month, product.operator)
    )
    return {(int(in_month), operator): (count, fee) for in_month, operator, count, fee in rows}


def lost_reasons(session: Session) -> list[LossRow]:
    """Why opportunities were lost, the most frequent first; one without a reason stands under an empty reason."""
    count = func.count()
    rows = session.execute(
        select(Opportunity.lost_reason, count, func.coalesce(func.sum(Opportunity.amount_fen), 0))
        .where(Opportunity.outcome == "lost")
        .group_by(Opportunity.lost_reason)
        .order_by(count.desc(), Opportunity.lost_reason)
    )
    return [LossRow(reason or "none", reason, number, amount or 0) for reason, number, amount in rows]


def tactics_seen(session: Session, today: date) -> list[TacticRow]:
    """What was seen in the last year by tactic, the most frequent first, with the members who left within 90 days."""
    move = CompetitorMove
    begin = today - timedelta(days=365)
    within = and_(move.seen_on >= begin, move.seen_on <= today, move.tactic != "")
    sightings = func.count()
    rows = session.execute(
        select(
            move.tactic,
            sightings,
            func.count(move.customer_id.distinct()),
            func.coalesce(func.sum(move.members_affected), 0),
        )
        .where(within)
        .group_by(move.tactic)
        .order_by(sightings.desc(), move.tactic)
    ).all()
    left = _left_after(session, begin, today)
    return [
        TacticRow(tactic, tactic, seen, customers, affected or 0, left.get(tactic, 0))
        for tactic, seen, customers, affected in rows
    ]


def _left_after(session: Session, begin: date, today: date) -> dict[str, int]:
    """Tactic → members who left a customer within the days after it was seen there; each once a tactic."""
    move = CompetitorMove
    rows = session.execute(
        select(move.tactic, move.seen_on, Member.id, Member.status_since)
        .join(Member, Member.customer_id == move.customer_id)
        .where(move.seen_on >= begin, move.seen_on <= today, move.tactic != "")
        .where(Member.status == "left", Member.status_since >= move.seen_on, Member.status_since <= today)
    )
    pairs = {
        (tactic, member)
        for tactic, seen, member, since in rows
        if seen is not None and since is not None and (since - seen).days <= _AFTER_DAYS
    }
    return Counter(tactic for tactic, _member in pairs)
