"""What is kept of a snapshot in a month or in another list: whole, by customer, by who left; the overlap of two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Join, Select, Subquery, and_, case, func, or_, outerjoin, select, true
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.customers.records import Customer
from model.errors import UserError
from model.members.records import Member, MemberMonth
from model.months import month_of
from model.snapshots.records import Snapshot, SnapshotCustomer, SnapshotMember
from model.snapshots.rules import Kept, Ratio
from model.store.ids import RowId
from resources.i18n import _

Against = int | str
"""What a snapshot is compared with: a month of members' accounts (YYYYMM), or another snapshot by its name."""


@dataclass(frozen=True)
class SnapshotRow:
    """A snapshot: its baseline month, whether we made it ourselves (自建), its members, and how many are real."""

    name: str
    month: int
    own: bool
    members: int
    real_members: int
    revenue_fen: int


@dataclass(frozen=True)
class KeptRow:
    """One customer's share of a snapshot and what is kept of it."""

    customer_id: RowId
    group_code: str
    customer: str
    kept: Kept


@dataclass(frozen=True)
class LostMember:
    """A real member of the snapshot who is gone: baseline revenue (fen), since when and where to, if known."""

    customer_id: RowId
    customer: str
    subscriber: str
    msisdn: str
    revenue_fen: int
    since: date | None
    left_to: str
    member_id: RowId = ""
    because: str = ""

    @property
    def key(self) -> str:
        """What tells one from the other: a number may have left two customers, and not every one has a record."""
        return f"{self.customer_id}/{self.subscriber}"


@dataclass(frozen=True)
class Comparison:
    """A snapshot against a month: what is kept of real members, and of whole customers where those were frozen too.

    `other` names the snapshot that it is compared with instead; `month` is then that one's.
    """

    name: str
    own: bool
    baseline_month: int
    month: int
    kept: Kept
    customers: Ratio | None
    customer_revenue: Ratio | None
    lost: int
    other: str = ""


def list_snapshots(session: Session) -> list[SnapshotRow]:
    """Every snapshot, the company's own lists first, each newest first."""
    member = SnapshotMember
    rows = session.execute(
        select(
            member.snapshot_name,
            func.min(member.month),
            func.max(Snapshot.own),
            func.count(),
            func.count(case((_real(), 1))),
            func.sum(case((_real(), member.revenue_fen), else_=0)),
        )
        .outerjoin(Snapshot, Snapshot.name == member.snapshot_name)
        .group_by(member.snapshot_name)
    )
    found = [SnapshotRow(name, month, bool(own), all_, real, revenue) for name, month, own, all_, real, revenue in rows]
    return sorted(found, key=lambda row: (row.own, -row.month, row.name))


def latest_account_month(session: Session, today: date) -> int | None:
    """The newest month with members' accounts, not after today's."""
    return session.scalar(select(func.max(MemberMonth.month)).where(MemberMonth.month <= month_of(today)))


def account_months(session: Session, today: date) -> list[int]:
    """The months with members' accounts, the newest first, none after today's."""
    months = select(MemberMonth.month).distinct().where(MemberMonth.month <= month_of(today))
    return list(session.scalars(months.order_by(MemberMonth.month.desc())))


def compare_snapshot(session: Session, name: str, against: Against) -> Comparison:
    """Kept % by heads, revenue and traffic. Raises `UserError` for an unknown snapshot or a month without accounts."""
    snapshots = list_snapshots(session)
    snapshot = _one_named(snapshots, name)
    if isinstance(against, str):
        month, other = _one_named(snapshots, against).month, against
    else:
        month, other = against, ""
        if session.scalar(select(MemberMonth.month).where(MemberMonth.month == month).limit(1)) is None:
            raise UserError(_("No member has an account in the month. Import the members' accounts first."))
    now = _now(against)
    sums = session.execute(select(*_sums(now)).select_from(_joined(now)).where(_named(name))).one()
    kept = _kept(*tuple(sums))
    heads, revenue = _customers(session, name, against)
    lost = kept.heads.denominator - kept.heads.numerator
    return Comparison(name, snapshot.own, snapshot.month, month, kept, heads, revenue, lost, other)


def _one_named(snapshots: Sequence[SnapshotRow], name: str) -> SnapshotRow:
    found = next((row for row in snapshots if row.name == name), None)
    if found is None:
        raise UserError(_("There is no snapshot named “{name}”.").format(name=name))
    return found


def kept_by_customer(session: Session, name: str, against: Against) -> list[KeptRow]:
    """What is kept of a snapshot at each customer, the greatest loss of revenue first."""
    now = _now(against)
    rows = session.execute(
        select(SnapshotMember.customer_id, Customer.group_code, Customer.name, *_sums(now))
        .select_from(_joined(now).outerjoin(Customer, Customer.id == SnapshotMember.customer_id))
        .where(_named(name))
        .group_by(SnapshotMember.customer_id, Customer.group_code, Customer.name)
    )
    found = [KeptRow(id, code or "", customer or "", _kept(*sums)) for id, code, customer, *sums in rows]
    return sorted(found, key=lambda row: (row.kept.revenue.numerator - row.kept.revenue.denominator, row.group_code))


def kept_revenue(name: str, month: int) -> Select[RowId, int, int]:
    """Each customer of a snapshot: revenue (fen) of its real members in a month, and in the baseline."""
    now = _now(month)
    member = SnapshotMember
    sums = (
        func.coalesce(func.sum(case((_real(), column), else_=0)), 0) for column in (now.c.revenue, member.revenue_fen)
    )
    part, whole = sums
    return (
        select(member.customer_id, part.label("part"), whole.label("whole"))
        .select_from(_joined(now))
        .where(_named(name))
        .group_by(member.customer_id)
    )


def lost_members(session: Session, name: str, against: Against, customer_id: RowId | None = None) -> list[LostMember]:
    """The real members of a snapshot who are not on the network in the month (in the other list), by revenue."""
    now = _now(against)
    key = func.coalesce(func.nullif(Member.subscriber_code, ""), Member.msisdn)
    query = (
        select(
            SnapshotMember.customer_id,
            Customer.name,
            SnapshotMember.subscriber_key,
            Member.msisdn,
            SnapshotMember.revenue_fen,
            Member.status_since,
            Member.left_to,
            Member.id,
            Member.left_because,
        )
        .select_from(_joined(now).outerjoin(Customer, Customer.id == SnapshotMember.customer_id))
        .outerjoin(Member, and_(Member.customer_id == SnapshotMember.customer_id, key == SnapshotMember.subscriber_key))
        .where(_named(name), _real(), func.coalesce(now.c.active, 0) == 0)
        .order_by(SnapshotMember.revenue_fen.desc(), SnapshotMember.subscriber_key)
    )
    if customer_id is not None:
        query = query.where(SnapshotMember.customer_id == customer_id)
    return [
        LostMember(id, customer or "", subscriber, msisdn or "", revenue, since, left_to or "", member or "", why or "")
        for id, customer, subscriber, msisdn, revenue, since, left_to, member, why in session.execute(query)
    ]


def overlap_of(session: Session, first: str, second: str) -> Ratio:
    """How much of the first list stands in the second: overlap ÷ first list."""
    in_second = select(SnapshotMember.subscriber_key).where(_named(second))
    return Ratio(
        _count(session, and_(_named(first), SnapshotMember.subscriber_key.in_(in_second))),
        _count(session, _named(first)),
    )


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(func.distinct(SnapshotMember.subscriber_key))).where(condition)) or 0


def _named(name: str) -> ColumnElement[bool]:
    return SnapshotMember.snapshot_name == name


def _real() -> ColumnElement[bool]:
    """A list that does not say who is real counts everybody."""
    return or_(SnapshotMember.real_member.is_(None), SnapshotMember.real_member.is_(True))


def _now(against: Against) -> Subquery:
    """Each subscriber's month, whichever customer it belongs to by now; or what another list froze of it."""
    if isinstance(against, str):
        other = SnapshotMember
        return (
            select(
                other.subscriber_key.label("subscriber"),
                func.max(case((_real(), 1), else_=0)).label("active"),
                func.sum(other.revenue_fen).label("revenue"),
                func.sum(other.minutes).label("minutes"),
            )
            .where(_named(against))
            .group_by(other.subscriber_key)
            .subquery()
        )
    account = MemberMonth
    return (
        select(
            account.subscriber_key.label("subscriber"),
            func.max(case((account.status != "left", 1), else_=0)).label("active"),
            func.sum(account.revenue_fen).label("revenue"),
            func.sum(account.minutes).label("minutes"),
        )
        .where(account.month == against)
        .group_by(account.subscriber_key)
        .subquery()
    )


def _joined(now: Subquery) -> Join:
    return outerjoin(SnapshotMember.__table__, now, now.c.subscriber == SnapshotMember.subscriber_key)


def _sums(now: Subquery) -> list[ColumnElement[int]]:
    member = SnapshotMember
    columns = (now.c.active, 1, now.c.revenue, member.revenue_fen, now.c.minutes, member.minutes)
    return [func.coalesce(func.sum(case((_real(), column), else_=0)), 0) for column in columns]


def _kept(active: int, heads: int, revenue: int, revenue_then: int, minutes: int, minutes_then: int) -> Kept:
    return Kept(Ratio(active, heads), Ratio(revenue, revenue_then), Ratio(minutes, minutes_then))


def _customers(session: Session, name: str, against: Against) -> tuple[Ratio | None, Ratio | None]:
    then, now = SnapshotCustomer, _customers_now(against)
    frozen, there, revenue_then, revenue_now = session.execute(
        select(
            func.count(),
            func.count(case((now.c.there, 1))),
            func.coalesce(func.sum(then.revenue_fen), 0),
            func.coalesce(func.sum(now.c.revenue), 0),
        )
        .select_from(then)
        .outerjoin(now, now.c.customer_id == then.customer_id)
        .where(then.snapshot_name == name)
    ).one()
    has_any = session.scalar(select(now.c.customer_id).limit(1)) is not None
    return (Ratio(there, frozen), Ratio(revenue_now, revenue_then)) if frozen and has_any else (None, None)


def _customers_now(against: Against) -> Subquery:
    """Each customer's revenue in the month and whether it is not lost; or what another list froze of it."""
    if isinstance(against, str):
        other = SnapshotCustomer
        frozen = select(other.customer_id, other.revenue_fen.label("revenue"), true().label("there"))
        return frozen.where(other.snapshot_name == against).subquery()
    bill = BillingMonth
    total = bill.voice_fen + bill.data_fen + bill.new_business_fen + bill.other_fen
    return (
        select(bill.customer_id, total.label("revenue"), (Customer.status != "lost").label("there"))
        .outerjoin(Customer, Customer.id == bill.customer_id)
        .where(bill.month == against)
        .subquery()
    )
