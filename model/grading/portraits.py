"""两高一低 over the store: which customers pay well, hold good members (or much revenue) and lose few of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.customers.homes import joined_to_home
from model.customers.records import Customer
from model.grading.movements import HighLow, Portrait, is_two_highs_one_low
from model.grading.records import ValueScore
from model.members.records import Member
from model.months import last_day
from model.store.ids import RowId

CHURN_DAYS = 90
"""Ours: members who left within this many days before the month's end count as churn."""


@dataclass(frozen=True)
class PortraitRow:
    """A customer's figures for 两高一低 and whether it is one; `None` where it has no members to judge by."""

    customer_id: RowId
    group_code: str
    name: str
    revenue_fen: int
    members: int
    high_value: int
    left: int
    is_one: bool | None


def list_portraits(session: Session, month: int, definition: HighLow) -> list[PortraitRow]:
    """Every graded customer of a month measured against the averages of all, by one of the two definitions."""
    end = last_day(month)
    rows = [
        (id, code, name, Portrait(revenue, members or high + others, high, left))
        for id, code, name, revenue, members, high, others, left in _figures(session, month, end)
    ]
    scope = Portrait(
        sum(portrait.revenue_fen for *_names, portrait in rows),
        sum(portrait.members for *_names, portrait in rows),
        sum(portrait.high_value for *_names, portrait in rows),
        sum(portrait.left for *_names, portrait in rows),
    )
    return [
        PortraitRow(
            id,
            code,
            name,
            one.revenue_fen,
            one.members,
            one.high_value,
            one.left,
            is_two_highs_one_low(one, scope, definition, len(rows)),
        )
        for id, code, name, one in rows
    ]


def _figures(session: Session, month: int, end: date) -> list[tuple[RowId, str, str, int, int | None, int, int, int]]:
    active = Member.status != "left"
    heads = (
        select(
            Member.customer_id,
            func.count(case((and_(active, Member.high_value.is_(True)), 1))).label("high"),
            func.count(case((and_(active, Member.high_value.is_not(True)), 1))).label("others"),
            func.count(
                case(
                    (
                        and_(
                            ~active, Member.status_since > end - timedelta(days=CHURN_DAYS), Member.status_since <= end
                        ),
                        1,
                    )
                )
            ).label("left"),
        )
        .group_by(Member.customer_id)
        .subquery()
    )
    counted = (
        select(Customer.id, func.sum(BillingMonth.registered_members).label("registered"))
        .select_from(BillingMonth)
        .where(BillingMonth.month == month)
        .group_by(Customer.id)
    )
    billed = joined_to_home(session, counted, BillingMonth.customer_id).subquery()
    query = (
        select(
            Customer.id,
            Customer.group_code,
            Customer.name,
            ValueScore.revenue_fen,
            billed.c.registered,
            func.coalesce(heads.c.high, 0),
            func.coalesce(heads.c.others, 0),
            func.coalesce(heads.c.left, 0),
        )
        .join(ValueScore, and_(ValueScore.customer_id == Customer.id, ValueScore.month == month))
        .outerjoin(billed, billed.c.id == Customer.id)
        .outerjoin(heads, heads.c.customer_id == Customer.id)
        .order_by(ValueScore.revenue_fen.desc(), Customer.group_code)
    )
    return list(session.execute(query))
