"""The leaky bucket: what each month's revenue gained and lost against the month before, customer by customer."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import CTE, Integer, and_, case, cast, func, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth

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
    billed = (
        select(family.c.root_id.label("root"), BillingMonth.month.label("month"), func.sum(_REVENUE).label("fen"))
        .join(family, family.c.member_id == BillingMonth.customer_id)
        .where(BillingMonth.month.in_(months))
        .group_by(family.c.root_id, BillingMonth.month)
        .cte("billed")
    )
    pairs = [(_before(month), month) for month in months if _before(month) in months]
    return tuple(_leak(session, billed, before, month) for before, month in pairs)


def _leak(session: Session, billed: CTE, before: int, month: int) -> LeakLine:
    """Both months side by side, one row a customer."""
    sides = (
        select(
            billed.c.root,
            func.sum(case((billed.c.month == before, billed.c.fen), else_=0)).label("then"),
            func.sum(case((billed.c.month == month, billed.c.fen), else_=0)).label("now"),
        )
        .where(billed.c.month.in_((before, month)))
        .group_by(billed.c.root)
        .subquery()
    )
    then, now = sides.c["then"], sides.c["now"]
    there, here = then > 0, now > 0
    row = session.execute(
        select(
            func.coalesce(func.sum(then), 0),
            func.coalesce(func.sum(case((and_(~there, now != then), now - then), else_=0)), 0),
            func.coalesce(func.sum(case((and_(there, here, now > then), now - then), else_=0)), 0),
            func.coalesce(func.sum(case((and_(there, here, now < then), then - now), else_=0)), 0),
            func.coalesce(func.sum(case((and_(there, ~here), then - now), else_=0)), 0),
            func.coalesce(func.sum(cast(there, Integer)), 0),
            func.coalesce(func.sum(cast(and_(there, ~here), Integer)), 0),
        )
    ).one()
    return LeakLine(month, *row)


def _before(month: int) -> int:
    return month - 89 if month % 100 == 1 else month - 1
