"""Reads what a month's statement is made from: scheme and rates in force, pieces, points, what is kept, deductions."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from model.customers.records import Contact
from model.decision_maps.records import BuyingRole
from model.members.records import MemberMonth
from model.months import month_range
from model.pay.measures import Scope, indicator_of, measured
from model.pay.records import (
    KpiRule,
    KpiTarget,
    PayDeduction,
    PayScheme,
    PerformanceMark,
    PieceEntry,
    PieceRate,
)
from model.pay.rules import DEFAULT_SCHEME, Rate, Reached, Scheme, result_points
from model.pay.statements import Deduction, Inputs, Mark, Piece
from model.pay.thresholds import Threshold
from model.retention.records import RetentionTask
from model.settings.personal import find_personal
from model.settings.queries import find_owner
from model.snapshots.queries import compare_snapshot, list_snapshots
from model.snapshots.rules import Ratio
from model.staff.records import Staff
from model.store.ids import RowId, person_id
from model.visits.records import Visit

JOINED: Final = "pay/joined"
"""The name of the setting that keeps on which day a person says to have joined."""
KEY_ROLES = ("decider", "approver", "buyer", "gatekeeper")
"""Whoever plays one of these parts is a key person (关键人). Ours."""


def own_dossier(session: Session) -> RowId:
    """The dossier of the person whose store it is."""
    return person_id(find_owner(session).employee_no)


def read_inputs(session: Session, month: int, today: date) -> Inputs:
    """Everything a month's statement is made from, as of a day, for the person whose store it is."""
    owner = find_owner(session)
    person = person_id(owner.employee_no)
    targets = read_targets(session, month, owner.employee_no)
    kept = _snapshot_kept(session, month)
    process = process_kept(session, month, today)
    scheme = scheme_in(session, month)
    return Inputs(
        month,
        scheme,
        joined_by_office(session) or joined_as_said(session),
        list_rates(session),
        _pieces(session, person, month),
        _marks(session, person, month, scheme, [target for _id, target in targets], kept, process),
        targets,
        read_thresholds(session, month, "manager"),
        (
            ("key_person", _plain(key_people_kept(session, month))),
            ("snapshot_member", _plain(*kept)),
            ("process", _plain(process)),
        ),
        _deductions(session, person, month),
    )


def joined_by_office(session: Session) -> date | None:
    """The day on which the person joined, as the office's list of staff has it."""
    number = find_owner(session).employee_no
    query = select(Staff.joined).where(Staff.employee_no == number, Staff.joined.is_not(None)).order_by(Staff.id)
    return session.scalars(query).first()


def joined_as_said(session: Session) -> date | None:
    """The same as the person said, for want of such a list; a text that is no day says nothing."""
    try:
        return date.fromisoformat(str(find_personal(session, JOINED)))
    except ValueError:
        return None


def list_rates(session: Session) -> list[Rate]:
    """Every rate, by item and month."""
    rate = PieceRate
    rows = session.execute(
        select(
            rate.item_code,
            rate.item,
            rate.category,
            func.coalesce(rate.unit_price_fen, 0),
            rate.valid_from,
            rate.valid_to,
            rate.id,
        ).order_by(rate.item_code, rate.valid_from, rate.id)
    )
    return [Rate(*row) for row in rows]


def scheme_in(session: Session, month: int) -> Scheme:
    """The person's pay scheme in force in a month; the shipped default before the first."""
    row = session.scalars(
        select(PayScheme)
        .where(PayScheme.dossier_id == own_dossier(session), PayScheme.valid_from <= month)
        .order_by(PayScheme.valid_from.desc(), PayScheme.id)
    ).first()
    return DEFAULT_SCHEME if row is None else scheme_from(row)


def scheme_from(row: PayScheme) -> Scheme:
    """A kept scheme as plain values."""
    names = [name for name in Scheme.__dataclass_fields__ if name != "id"]
    return Scheme(**{name: getattr(row, name) for name in names}, id=row.id)


def read_targets(session: Session, month: int, employee_no: str) -> list[tuple[RowId, Reached]]:
    """A manager's targets of a month; what the file does not say was reached is measured here, where it can be."""
    rows = session.execute(
        select(KpiTarget.id, KpiTarget.item, KpiTarget.target, KpiTarget.actual, KpiTarget.weight)
        .where(KpiTarget.scope == "manager", KpiTarget.subject == employee_no, KpiTarget.month == month)
        .order_by(KpiTarget.item, KpiTarget.id)
    ).all()
    found = []
    for row_id, item, target, actual, weight in rows:
        reached = actual if actual is not None else _own_measure(session, item, month, employee_no)
        if target and reached is not None:
            found.append((row_id, Reached(item, target, reached, 1.0 if weight is None else weight)))
    return found


def _own_measure(session: Session, item: str, month: int, employee_no: str) -> float | None:
    indicator = indicator_of(item)
    found = measured(session, indicator, month, Scope((employee_no,), unassigned=True)) if indicator else None
    return None if found is None else found.value


def read_thresholds(session: Session, month: int, scope: str) -> list[Threshold]:
    """The bonus and penalty rules of a month at one level."""
    rule = KpiRule
    rows = session.scalars(
        select(rule)
        .where(
            rule.scope == scope,
            func.coalesce(rule.valid_from, 0) <= month,
            or_(rule.valid_to.is_(None), rule.valid_to >= month),
        )
        .order_by(rule.item, rule.id)
    )
    return [
        Threshold(row.item, row.bonus_at, row.bonus_fen or 0, row.penalty_below, row.penalty_fen or 0, row.name, row.id)
        for row in rows
    ]


def _pieces(session: Session, person: RowId, month: int) -> list[Piece]:
    first, after = month_range(month)
    entry = PieceEntry
    rows = session.execute(
        select(entry.id, entry.entry_date, entry.item_code, entry.item, entry.quantity, entry.customer_name).where(
            entry.dossier_id == person, entry.entry_date >= first, entry.entry_date < after
        )
    )
    return [
        Piece(row_id, day or first, code, item, quantity, customer)
        for row_id, day, code, item, quantity, customer in rows
    ]


def _marks(
    session: Session,
    person: RowId,
    month: int,
    scheme: Scheme,
    targets: list[Reached],
    kept: tuple[Ratio, ...],
    process: Ratio,
) -> list[Mark]:
    """What was given by the appraisal, and for the other parts what the data say."""
    rows = session.scalars(
        select(PerformanceMark)
        .where(PerformanceMark.dossier_id == person, PerformanceMark.month == month)
        .order_by(PerformanceMark.id)
    )
    given = {
        row.part: Mark(row.part, round(row.points * 100), scheme.weight(row.part), True, row.reason, row.id)
        for row in rows
        if row.points is not None
    }
    said = {
        "result": result_points(targets),
        "retention": kept[0].percent if kept else None,
        "process": process.percent,
    }
    from_data = [
        Mark(part, min(points, 12_000), scheme.weight(part))
        for part, points in said.items()
        if points is not None and part not in given
    ]
    return [*given.values(), *from_data]


def _snapshot_kept(session: Session, month: int) -> tuple[Ratio, ...]:
    """Revenue and traffic kept of the company's newest snapshot; nothing without one or the month's accounts."""
    snapshots = list_snapshots(session)
    if not snapshots:
        return ()
    if session.scalar(select(MemberMonth.month).where(MemberMonth.month == month).limit(1)) is None:
        return ()
    kept = compare_snapshot(session, snapshots[0].name, month).kept
    return kept.revenue, kept.minutes


def key_people_kept(session: Session, month: int) -> Ratio:
    """Key people judged by the month's end who are still in office then ÷ all of them."""
    _first, after = month_range(month)
    last = after - timedelta(days=1)
    there = or_(Contact.status == "active", Contact.status_since > last)
    role = BuyingRole
    whole, part = session.execute(
        select(func.count(Contact.id.distinct()), func.count(case((there, Contact.id)).distinct()))
        .select_from(Contact)
        .join(role, and_(role.contact_id == Contact.id, role.role.in_(KEY_ROLES)))
        .where(
            Contact.placeholder.is_(False),
            or_(role.valid_from.is_(None), role.valid_from < after),
            or_(role.valid_to.is_(None), role.valid_to >= last),
        )
    ).one()
    return Ratio(part, whole)


def process_kept(session: Session, month: int, today: date) -> Ratio:
    """Visits that took place and say what came of them, and tasks done ÷ all due in the month up to a day."""
    first, after = due_range(month, today)
    written = and_(Visit.status == "done", or_(Visit.note != "", Visit.outcome != ""))
    visits, noted = session.execute(
        select(func.count(), func.count(case((written, 1)))).where(
            Visit.visit_date >= first, Visit.visit_date < after, Visit.status != "cancelled"
        )
    ).one()
    task = RetentionTask
    tasks, done = session.execute(
        select(func.count(), func.count(case((task.status == "done", 1)))).where(
            task.due >= first, task.due < after, task.status.in_(("open", "done"))
        )
    ).one()
    return Ratio(noted + done, visits + tasks)


def due_range(month: int, today: date) -> tuple[date, date]:
    """The first day of a month and the day after its last, or after a day of it that is today."""
    first, after = month_range(month)
    return first, max(first, min(after, today + timedelta(days=1)))


def _deductions(session: Session, person: RowId, month: int) -> list[Deduction]:
    row = PayDeduction
    rows = session.execute(
        select(row.id, row.kind, row.amount_fen, row.reason)
        .where(row.dossier_id == person, row.month == month)
        .order_by(row.id)
    )
    return [Deduction(*values) for values in rows]


def _plain(*ratios: Ratio) -> tuple[tuple[int, int], ...]:
    return tuple((ratio.numerator, ratio.denominator) for ratio in ratios)
