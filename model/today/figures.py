"""The figures on top of Today: snapshot retention, new business of the month, what ends, promises."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct
from model.needs.records import Promise
from model.pay.targets import find_own_target
from model.snapshots.queries import compare_snapshot, latest_account_month, list_snapshots

ENDS_WITHIN_DAYS: Final = 60


@dataclass(frozen=True)
class SnapshotFigure:
    """Revenue of a snapshot's real members now and then, in fen; `own` marks one we took ourselves."""

    name: str
    own: bool
    now_fen: int
    then_fen: int


@dataclass(frozen=True)
class TodayFigures:
    """`month` (YYYYMM) is the newest bill's, None without bills; money in fen; counts of customers and items.

    The targets are the person's own of that month: new business in yuan, snapshot revenue kept in percent.
    """

    snapshot: SnapshotFigure | None
    month: int | None
    new_business_fen: int
    new_business_before_fen: int | None
    ending_customers: int
    ending_items: int
    new_business_target: float | None
    kept_target: float | None
    promises_open: int
    promises_late: int
    next_promise: date | None


def figures_of(session: Session, today: date) -> TodayFigures:
    """The figures as of a day."""
    month, now, before = _new_business(session, today)
    customers, items = _endings(session, today)
    opened, late, soonest = session.execute(
        select(
            func.count(),
            func.count().filter(Promise.due_on < today),
            func.min(Promise.due_on).filter(Promise.due_on >= today),
        ).where(Promise.state.in_(("open", "late")))
    ).one()
    wanted = month or today.year * 100 + today.month
    return TodayFigures(
        _snapshot(session, today),
        month,
        now,
        before,
        customers,
        items,
        find_own_target(session, wanted, "new_business"),
        find_own_target(session, wanted, "snapshot_revenue"),
        opened,
        late,
        soonest,
    )


def _new_business(session: Session, today: date) -> tuple[int | None, int, int | None]:
    newest: int | None = session.scalars(
        select(func.max(BillingMonth.month)).where(BillingMonth.month <= today.year * 100 + today.month)
    ).one()
    if newest is None:
        return None, 0, None
    before = newest - 1 if newest % 100 > 1 else newest - 89
    query = (
        select(BillingMonth.month, func.sum(BillingMonth.new_business_fen))
        .where(BillingMonth.month.in_((newest, before)))
        .group_by(BillingMonth.month)
    )
    sums: dict[int, int] = {month: int(fen or 0) for month, fen in session.execute(query)}
    return newest, sums.get(newest, 0), sums.get(before)


def _endings(session: Session, today: date) -> tuple[int, int]:
    """Customers and items of ours that end within 60 days."""
    last = today + timedelta(days=ENDS_WITHIN_DAYS)
    products = select(InstalledProduct.customer_id, InstalledProduct.id).where(
        InstalledProduct.bundle_end.between(today, last),
        or_(InstalledProduct.operator == "mobile", InstalledProduct.operator == ""),
    )
    agreements = select(Agreement.customer_id, Agreement.id).where(Agreement.valid_to.between(today, last))
    both = products.union_all(agreements).subquery()
    customers, items = session.execute(select(func.count(both.c.customer_id.distinct()), func.count())).one()
    return customers, items


def _snapshot(session: Session, today: date) -> SnapshotFigure | None:
    """The first snapshot (the office's own list before ours, each newest first) against the newest account month."""
    snapshots = list_snapshots(session)
    month = latest_account_month(session, today)
    if not snapshots or month is None:
        return None
    chosen = snapshots[0]
    kept = compare_snapshot(session, chosen.name, month).kept
    return SnapshotFigure(chosen.name, chosen.own, kept.revenue.numerator, kept.revenue.denominator)
