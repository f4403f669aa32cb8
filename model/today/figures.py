"""The figures on top of Today: kept, won and grown against target, what ends, promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct
from model.months import month_after, month_of
from model.needs.records import Promise
from model.opportunities.records import Opportunity
from model.pay.targets import own_targets
from model.snapshots.queries import compare_snapshot, latest_account_month, list_snapshots

ENDS_WITHIN_DAYS: Final = 60


@dataclass(frozen=True)
class SnapshotFigure:
    """Revenue of a snapshot's real members now and then, in fen; `own` marks one we took ourselves."""

    name: str
    own: bool
    now_fen: int
    then_fen: int

    @property
    def share(self) -> float | None:
        """How much is kept; None of a baseline without revenue."""
        return self.now_fen / self.then_fen if self.then_fen else None


@dataclass(frozen=True)
class WonFigure:
    """Opportunities won since the first of the month, what they bring (fen), and the person's targets of both."""

    count: int
    amount_fen: int
    count_target: float | None = None
    amount_target: float | None = None

    @property
    def share(self) -> float | None:
        """How much of the target is reached: of the amount where there is a target of it, else of the count."""
        if self.amount_target:
            return self.amount_fen / 100 / self.amount_target
        return self.count / self.count_target if self.count_target else None


@dataclass(frozen=True)
class TodayFigures:
    """`month` (YYYYMM) is the newest bill's, None without bills; money in fen; counts of customers and items.

    The targets are the person's own of that month: new business in yuan, snapshot revenue kept in percent.
    """

    snapshot: SnapshotFigure | None
    won: WonFigure
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

    @property
    def grown_fen(self) -> int | None:
        """New business beyond the month before; None without one."""
        before = self.new_business_before_fen
        return None if before is None else self.new_business_fen - before

    @property
    def grown_share(self) -> float | None:
        """How much of the new-business target is reached."""
        target = self.new_business_target
        return self.new_business_fen / 100 / target if target and self.month is not None else None


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
    this_month = month_of(today)
    targets = own_targets(session, month or this_month)
    return TodayFigures(
        _snapshot(session, today),
        _won(session, today, targets if month == this_month else own_targets(session, this_month)),
        month,
        now,
        before,
        customers,
        items,
        targets.get("new_business"),
        targets.get("snapshot_revenue"),
        opened,
        late,
        soonest,
    )


def _new_business(session: Session, today: date) -> tuple[int | None, int, int | None]:
    newest: int | None = session.scalars(
        select(func.max(BillingMonth.month)).where(BillingMonth.month <= month_of(today))
    ).one()
    if newest is None:
        return None, 0, None
    before = month_after(newest, -1)
    query = (
        select(BillingMonth.month, func.sum(BillingMonth.new_business_fen))
        .where(BillingMonth.month.in_((newest, before)))
        .group_by(BillingMonth.month)
    )
    sums: dict[int, int] = {month: int(fen or 0) for month, fen in session.execute(query)}
    return newest, sums.get(newest, 0), sums.get(before)


def _won(session: Session, today: date, targets: Mapping[str, float]) -> WonFigure:
    """A day that lies ahead (a clock that was wrong) is not counted before it comes."""
    count, amount = session.execute(
        select(func.count(), func.sum(Opportunity.amount_fen)).where(
            Opportunity.outcome == "won", Opportunity.closed_on.between(today.replace(day=1), today)
        )
    ).one()
    return WonFigure(count, int(amount or 0), targets.get("won"), targets.get("won_amount"))


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
