"""The leaky bucket: what each month's revenue gained and lost against the month before, customer by customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Integer, Select, and_, case, cast, func, literal, select, union_all
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.months import month_before

_REVENUE = BillingMonth.voice_fen + BillingMonth.data_fen + BillingMonth.new_business_fen + BillingMonth.other_fen


@dataclass(frozen=True)
class LeakLine:
    """A month (YYYYMM) against the one before, in fen: `before` + won + grown − shrunk − lost = `after`."""

    month: int
    before_fen: int
    won_fen: int
    grown_fen: int
    shrunk_fen: int
    lost_fen: int
    customers_before: int
    customers_lost: int

    @property
    def after_fen(self) -> int:
        """The month's revenue."""
        return self.before_fen + self.won_fen + self.grown_fen - self.shrunk_fen - self.lost_fen


def leaks_of(session: Session, family: CTE, months: Sequence[int]) -> tuple[LeakLine, ...]:
    """The bucket of a scope for each of these billed months whose month before is one of them too.

    A customer without a bill, or with one of nothing, counts as gone in that month; months never imported are none.
    """
    pairs = [month for month in months if month_before(month) in months]
    if not pairs:
        return ()
    billed = (
        select(family.c.root_id.label("root"), BillingMonth.month.label("month"), func.sum(_REVENUE).label("fen"))
        .join(family, family.c.member_id == BillingMonth.customer_id)
        .where(BillingMonth.month.in_(months))
        .group_by(family.c.root_id, BillingMonth.month)
        .cte("billed")
    )
    rows = session.execute(_compared(billed, pairs))
    return tuple(LeakLine(*row) for row in rows)


def _compared(billed: CTE, months: Sequence[int]) -> Select[Any]:
    """Each month with the one before: a bill counts as now in its own month, and as then in the next."""
    following = case((billed.c.month % 100 == 12, billed.c.month + 89), else_=billed.c.month + 1)
    nothing = literal(0)
    both = union_all(
        select(billed.c.root, billed.c.month.label("month"), nothing.label("then"), billed.c.fen.label("now")),
        select(billed.c.root, following, billed.c.fen, nothing),
    ).subquery()
    sides = (
        select(both.c.month, func.sum(both.c["then"]).label("then"), func.sum(both.c["now"]).label("now"))
        .where(both.c.month.in_(months))
        .group_by(both.c.root, both.c.month)
        .subquery()
    )
    then, now = sides.c["then"], sides.c["now"]
    there, here = then > 0, now > 0
    return (
        select(
            sides.c.month,
            func.sum(then),
            func.sum(case((~there, now - then), else_=0)),
            func.sum(case((and_(there, here, now > then), now - then), else_=0)),
            func.sum(case((and_(there, here, now < then), then - now), else_=0)),
            func.sum(case((and_(there, ~here), then - now), else_=0)),
            func.sum(cast(there, Integer)),
            func.sum(cast(and_(there, ~here), Integer)),
        )
        .group_by(sides.c.month)
        .order_by(sides.c.month)
    )
