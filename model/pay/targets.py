"""What the targets page asks: a month's targets with how they stand, what the store itself measures, who moved them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.months import month_after
from model.pay.measures import Indicator, Moved, Scope, indicator_of, list_moved, measured, scope_of
from model.pay.pace import Pace, Standing, is_rate_item, pace_of, standing_of
from model.pay.records import KpiTarget
from model.retention.settings import work_calendar
from model.settings.queries import find_owner
from model.staff.records import Staff
from model.store.ids import RowId


@dataclass(frozen=True)
class TargetRow:
    """One target: what the file says was reached, what the store measures, and how the month stands.

    `actual` is what counts: the file's word, else what was measured. `name` is the appraised person's or district's.
    """

    id: RowId
    scope: str
    subject: str
    name: str
    month: int
    item: str
    weight: float | None
    target: float | None
    told: float | None
    measured: float | None
    standing: Standing
    is_rate: bool
    own: bool

    @property
    def actual(self) -> float | None:
        """What was reached."""
        return self.told if self.told is not None else self.measured


@dataclass(frozen=True)
class TargetMonth:
    """A month's targets, and how many of its working days are over."""

    month: int
    rows: tuple[TargetRow, ...]
    pace: Pace


@dataclass(frozen=True)
class Variance:
    """Which customers moved an item between the month before and `month`, the newest that the store has figures of.

    No indicator means that only the office measures the item.
    """

    row: TargetRow
    indicator: Indicator | None
    month: int | None
    moved: tuple[Moved, ...]


def list_target_months(session: Session) -> list[int]:
    """The months that have targets, the newest first."""
    months = session.scalars(select(KpiTarget.month).distinct().order_by(KpiTarget.month.desc()))
    return [month for month in months if month is not None]


def list_targets(session: Session, month: int, today: date) -> TargetMonth:
    """A month's targets, one's own first, then by district and manager."""
    owner = find_owner(session)
    pace = pace_of(month, today, work_calendar(session))
    query = (
        select(KpiTarget, Staff.name)
        .outerjoin(Staff, (Staff.employee_no == KpiTarget.subject) & (KpiTarget.scope == "manager"))
        .where(KpiTarget.month == month)
        .order_by(KpiTarget.scope.desc(), KpiTarget.subject, KpiTarget.weight.desc(), KpiTarget.item, KpiTarget.id)
    )
    scopes: dict[tuple[str, str], Scope] = {}
    rows = []
    for target, name in session.execute(query):
        key = (target.scope, target.subject)
        if key not in scopes:
            scopes[key] = scope_of(session, target.scope, target.subject, owner.employee_no)
        found = _measured(session, target, scopes[key], owner.role == "office")
        own = target.scope == "manager" and target.subject == owner.employee_no
        rows.append(_row(target, name or (owner.name if own else target.subject), found, pace, own))
    rows.sort(key=lambda row: not row.own)
    return TargetMonth(month, tuple(rows), pace)


def find_variance(session: Session, row: TargetRow) -> Variance:
    """Which customers moved a target's item since the month before."""
    indicator = indicator_of(row.item)
    if indicator is None:
        return Variance(row, None, None, ())
    month = indicator.newest(session, row.month)
    if month is None:
        return Variance(row, indicator, None, ())
    scope = scope_of(session, row.scope, row.subject, find_owner(session).employee_no)
    return Variance(row, indicator, month, tuple(list_moved(session, indicator, month, scope)))


def list_earlier(session: Session, row: TargetRow, count: int = 6) -> list[tuple[int, float | None]]:
    """(month, share reached) of the same item and subject for so many months up to the row's, the earliest first."""
    months = [month_after(row.month, back) for back in range(1 - count, 1)]
    query = select(KpiTarget.month, KpiTarget.target, KpiTarget.actual).where(
        KpiTarget.scope == row.scope,
        KpiTarget.subject == row.subject,
        KpiTarget.item == row.item,
        KpiTarget.month.in_(months),
    )
    found = {
        month: actual / target for month, target, actual in session.execute(query) if target and actual is not None
    }
    return [(month, row.standing.reached if month == row.month else found.get(month)) for month in months]


def _measured(session: Session, target: KpiTarget, scope: Scope, is_office: bool) -> float | None:
    """What the store measures; a laptop holds one manager's customers, so it cannot speak for a district."""
    indicator = indicator_of(target.item)
    if indicator is None or target.month is None or (target.scope == "district" and not is_office):
        return None
    found = measured(session, indicator, target.month, scope)
    return None if found is None else found.value


def _row(target: KpiTarget, name: str, found: float | None, pace: Pace, own: bool) -> TargetRow:
    is_rate = is_rate_item(target.item)
    reached = target.actual if target.actual is not None else found
    return TargetRow(
        target.id,
        target.scope,
        target.subject,
        name,
        target.month or 0,
        target.item,
        target.weight,
        target.target,
        target.actual,
        found,
        standing_of(target.target, reached, pace, is_rate),
        is_rate,
        own,
    )


def own_targets(session: Session, month: int) -> dict[str, float]:
    """The person's own targets of a month by the code of the shipped indicator that each means."""
    number = find_owner(session).employee_no
    rows = session.execute(
        select(KpiTarget.item, KpiTarget.target)
        .where(KpiTarget.scope == "manager", KpiTarget.subject == number, KpiTarget.month == month)
        .order_by(KpiTarget.item, KpiTarget.id)
    )
    found: dict[str, float] = {}
    for item, target in rows:
        indicator = indicator_of(item)
        if indicator is not None and target:
            found.setdefault(indicator.code, float(target))
    return found
