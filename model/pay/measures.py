"""Indicators that the store can work out itself: what each is, customer by customer, and which customers moved it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from model.billing.records import BillingMonth
from model.customers.homes import joined_to_home
from model.customers.records import Customer
from model.members.records import MemberMonth
from model.months import month_after, month_range
from model.opportunities.records import Opportunity
from model.pay.pace import same_item
from model.snapshots.queries import kept_revenue, list_snapshots
from model.snapshots.records import SnapshotMember
from model.staff.records import Staff
from model.store.ids import RowId
from model.visits.records import Visit
from resources.i18n import N_

Parts = Select[*tuple[Any, ...]]
"""customer_id, part, whole: what each customer adds to a measure; `whole` is nil where there is no ratio."""

MOST_MOVED: Final = 200


@dataclass(frozen=True)
class Indicator:
    """An indicator that ships: its code, the names office files give it (the first is ours), and its rule in words.

    `newest(session, month)` is the newest month up to that one which the store holds figures of.
    """

    code: str
    names: tuple[str, ...]
    rule: str
    parts: Callable[[Session, int], Parts]
    newest: Callable[[Session, int], int | None]
    is_money: bool = False
    is_ratio: bool = False


@dataclass(frozen=True)
class Measured:
    """What the store says of an indicator: its value in the unit of the target (yuan, count, percent), and the ratio.

    `part` and `whole` are fen where the indicator is money, else counts; `customers` is how many it was measured at.
    """

    value: float
    part: int
    whole: int
    customers: int


@dataclass(frozen=True)
class Moved:
    """What one customer did to an indicator since the month before."""

    customer_id: RowId
    group_code: str
    name: str
    now: int
    before: int
    whole: int

    @property
    def change(self) -> int:
        """Now less before."""
        return self.now - self.before


@dataclass(frozen=True)
class Scope:
    """Whose customers count: those of these employee numbers, `unassigned` ones too where the store is his."""

    numbers: tuple[str, ...]
    unassigned: bool = False


def scope_of(session: Session, level: str, subject: str, own_number: str) -> Scope:
    """The customers of an appraised manager, or of the managers of a district."""
    if level == "manager":
        return Scope((subject,), subject == own_number)
    numbers = session.scalars(select(Staff.employee_no).where(Staff.district == subject).order_by(Staff.employee_no))
    return Scope(tuple(numbers))


def indicator_of(item: str) -> Indicator | None:
    """The shipped indicator that an item's name means; None for one that only the office can measure."""
    return next((one for one in INDICATORS if same_item(item, one.names)), None)


def measured(session: Session, indicator: Indicator, month: int, scope: Scope) -> Measured | None:
    """What the store says of an indicator in a month; None where it holds nothing to measure."""
    if indicator.newest(session, month) != month:
        return None
    parts = indicator.parts(session, month).subquery()
    count, part, whole = session.execute(
        select(func.count(), func.coalesce(func.sum(parts.c.part), 0), func.coalesce(func.sum(parts.c.whole), 0))
        .select_from(parts)
        .join(Customer, Customer.id == parts.c.customer_id)
        .where(_counted(scope))
    ).one()
    if not count or (indicator.is_ratio and not whole):
        return None
    if indicator.is_ratio:
        return Measured(100 * part / whole, part, whole, count)
    return Measured(part / 100 if indicator.is_money else float(part), part, 0, count)


def list_moved(session: Session, indicator: Indicator, month: int, scope: Scope) -> list[Moved]:
    """The customers that moved an indicator since the month before, the greatest change first."""
    now, before = (
        indicator.parts(session, month).subquery(),
        indicator.parts(session, month_after(month, -1)).subquery(),
    )
    kept = aliased(Customer)
    part, earlier = func.coalesce(func.sum(now.c.part), 0), func.coalesce(func.sum(before.c.part), 0)
    columns = select(kept.id, kept.group_code, kept.name, part, earlier, func.coalesce(func.sum(now.c.whole), 0))
    query = (
        joined_to_home(session, columns.select_from(Customer), Customer.id, kept)
        .outerjoin(now, now.c.customer_id == Customer.id)
        .outerjoin(before, before.c.customer_id == Customer.id)
        .where(_counted(scope))
        .group_by(kept.id, kept.group_code, kept.name)
        .having(part != earlier)
        .order_by(func.abs(part - earlier).desc(), kept.group_code)
        .limit(MOST_MOVED)
    )
    return [Moved(*row) for row in session.execute(query)]


def _newest_bills(session: Session, month: int) -> int | None:
    return session.scalar(select(func.max(BillingMonth.month)).where(BillingMonth.month <= month))


def _newest_accounts(session: Session, month: int) -> int | None:
    return session.scalar(select(func.max(MemberMonth.month)).where(MemberMonth.month <= month))


def _any_month(session: Session, month: int) -> int | None:
    return month


def _counted(scope: Scope) -> ColumnElement[bool]:
    mine = Customer.manager_no.in_(scope.numbers)
    return or_(mine, Customer.manager_no == "") if scope.unassigned else mine


def _revenue() -> ColumnElement[int]:
    return BillingMonth.voice_fen + BillingMonth.data_fen + BillingMonth.new_business_fen + BillingMonth.other_fen


def _new_business(session: Session, month: int) -> Parts:
    return select(
        BillingMonth.customer_id, BillingMonth.new_business_fen.label("part"), literal(0).label("whole")
    ).where(BillingMonth.month == month)


def _target_market(session: Session, month: int) -> Parts:
    """Customers of the baseline, and of them those who still bring revenue and were not lost."""
    bill = aliased(BillingMonth)
    billed = bill.voice_fen + bill.data_fen + bill.new_business_fen + bill.other_fen
    there = case((and_(billed > 0, Customer.status != "lost"), 1), else_=0)
    base = _baseline(session, month).subquery()
    return (
        select(base.c.customer_id, there.label("part"), literal(1).label("whole"))
        .select_from(base)
        .join(Customer, Customer.id == base.c.customer_id)
        .outerjoin(bill, and_(bill.customer_id == base.c.customer_id, bill.month == month))
    )


def _baseline(session: Session, month: int) -> Select[RowId]:
    """The customers of the company's newest snapshot; without one those who brought revenue last December."""
    snapshots = list_snapshots(session)
    if snapshots:
        return select(SnapshotMember.customer_id).where(SnapshotMember.snapshot_name == snapshots[0].name).distinct()
    december = (month // 100 - 1) * 100 + 12
    return select(BillingMonth.customer_id).where(BillingMonth.month == december, _revenue() > 0)


def _snapshot_revenue(session: Session, month: int) -> Parts:
    snapshots = list_snapshots(session)
    return kept_revenue(snapshots[0].name if snapshots else "", month)


def _member_growth(session: Session, month: int) -> Parts:
    before = aliased(BillingMonth)
    now_count = func.coalesce(BillingMonth.on_network_members, BillingMonth.registered_members, 0)
    count_before = func.coalesce(before.on_network_members, before.registered_members, 0)
    return (
        select(BillingMonth.customer_id, (now_count - count_before).label("part"), literal(0).label("whole"))
        .join(before, and_(before.customer_id == BillingMonth.customer_id, before.month == month_after(month, -1)))
        .where(BillingMonth.month == month)
    )


def _visited(session: Session, month: int) -> Parts:
    first, after = month_range(month)
    seen = (
        select(Visit.id)
        .where(
            Visit.customer_id == Customer.id,
            Visit.status == "done",
            Visit.visit_date >= first,
            Visit.visit_date < after,
        )
        .exists()
    )
    return select(
        Customer.id.label("customer_id"), case((seen, 1), else_=0).label("part"), literal(1).label("whole")
    ).where(Customer.merged_into.is_(None), Customer.status == "existing")


def _won(session: Session, month: int) -> Parts:
    return _of_won(month, func.count(Opportunity.id))


def _won_amount(session: Session, month: int) -> Parts:
    return _of_won(month, func.coalesce(func.sum(Opportunity.amount_fen), 0))


def _of_won(month: int, part: ColumnElement[int]) -> Parts:
    """Every customer, so that a month without one won is measured as nil and not as unknown."""
    first, after = month_range(month)
    won = and_(
        Opportunity.customer_id == Customer.id,
        Opportunity.outcome == "won",
        Opportunity.closed_on >= first,
        Opportunity.closed_on < after,
    )
    columns = select(Customer.id.label("customer_id"), part.label("part"), literal(0).label("whole"))
    return columns.outerjoin(Opportunity, won).group_by(Customer.id)


INDICATORS: Final = (
    Indicator(
        "new_business",
        ("信息化收入", "信息化收入(元)", "new-business revenue"),
        N_("Sum of the new-business revenue on the customers' bills of the month, in yuan."),
        _new_business,
        _newest_bills,
        is_money=True,
    ),
    Indicator(
        "target_market",
        ("目标市场保有率", "目标市场客户保有率", "target-market retention"),
        N_(
            "Customers that still bring revenue in the month and were not lost ÷ customers of the baseline: the "
            "company's newest snapshot, or those with revenue last December where there is none."
        ),
        _target_market,
        _newest_bills,
        is_ratio=True,
    ),
    Indicator(
        "snapshot_revenue",
        ("拍照收入保有率", "拍照保有率", "snapshot revenue kept"),
        N_("Revenue of the snapshot's real members in the month ÷ their revenue in the baseline."),
        _snapshot_revenue,
        _newest_accounts,
        is_money=True,
        is_ratio=True,
    ),
    Indicator(
        "member_growth",
        ("集团成员净增", "成员净增", "member growth"),
        N_("Members on our network in the month less those of the month before, at customers billed in both."),
        _member_growth,
        _newest_bills,
    ),
    Indicator(
        "visit_coverage",
        ("拜访覆盖率", "客户拜访覆盖率", "visit coverage"),
        N_("Existing customers met in the month ÷ existing customers."),
        _visited,
        _any_month,
        is_ratio=True,
    ),
    Indicator(
        "won",
        ("赢单数", "赢单商机数", "新签商机数", "opportunities won"),
        N_("Opportunities ended as won in the month."),
        _won,
        _any_month,
    ),
    Indicator(
        "won_amount",
        ("赢单金额", "赢单金额(元)", "新签金额", "新签合同额", "amount won"),
        N_("Amounts of the opportunities ended as won in the month, in yuan."),
        _won_amount,
        _any_month,
        is_money=True,
    ),
)
"""What ships: 信息化收入 and 目标市场保有率 of `domain.md` § 3, and what the office's file usually asks besides."""
