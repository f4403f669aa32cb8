"""The office's appraisal plan (指标办法): for whom, by which indicators and standards, and publishing it to all."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.months import month_after
from model.pay.measures import indicator_of, measured, scope_of
from model.pay.records import KpiRule, KpiTarget
from model.pay.thresholds import Threshold, faults_of, threshold_money
from model.settings.queries import find_owner
from model.staff.records import Staff
from model.store.ids import OFFICE_DOSSIER, natural_id
from resources.i18n import N_, _

MOST_MONTHS = 24


@dataclass(frozen=True)
class Standard:
    """One indicator of a plan: its monthly target for each of the appraised, its weight, and its thresholds."""

    item: str
    target: float
    weight: float
    threshold: Threshold


@dataclass(frozen=True)
class Plan:
    """An appraisal: its name, the months it holds (YYYYMM, both included), the level, who, and by what."""

    name: str
    part: str
    valid_from: int
    valid_to: int
    scope: str
    subjects: tuple[str, ...]
    standards: tuple[Standard, ...]

    @property
    def months(self) -> tuple[int, ...]:
        """The months of the plan, in order; at most two years of them."""
        found = [self.valid_from]
        while found[-1] < self.valid_to and len(found) < MOST_MONTHS:
            found.append(month_after(found[-1]))
        return tuple(found)


@dataclass(frozen=True)
class Outcome:
    """What a plan's standard would have made of one of the appraised in a month: reached, and money in fen."""

    subject: str
    name: str
    item: str
    target: float
    reached: float | None
    money_fen: int


def plan_faults(plan: Plan) -> list[str]:
    """Sentence ids of what keeps a plan from being published."""
    faults = []
    if not plan.name.strip():
        faults.append(N_("Give the appraisal a name."))
    if plan.valid_to < plan.valid_from:
        faults.append(N_("It cannot end before it begins."))
    elif plan.months[-1] < plan.valid_to:
        faults.append(N_("An appraisal holds for two years at most."))
    if not plan.subjects:
        faults.append(N_("Choose whom the appraisal is about."))
    if not plan.standards:
        faults.append(N_("Choose at least one indicator."))
    if any(one.target <= 0 or one.weight < 0 for one in plan.standards):
        faults.append(N_("Every indicator needs a target above nil, and a weight that is not below it."))
    return [*faults, *faults_of(one.threshold for one in plan.standards)]


def list_subjects(session: Session, scope: str) -> list[tuple[str, str]]:
    """(code, name) of whom a plan can be about: managers by district and name, or districts."""
    if scope == "district":
        query = select(Staff.district).where(Staff.district != "").distinct().order_by(Staff.district)
        return [(district, district) for district in session.scalars(query)]
    rows = session.execute(
        select(Staff.employee_no, Staff.name, Staff.district)
        .where(Staff.role.in_(("manager", "industry", "chief")))
        .order_by(Staff.district, Staff.name, Staff.employee_no)
    )
    return [(number, f"{name}　{district}".strip()) for number, name, district in rows]


def list_items(session: Session) -> list[str]:
    """The items that targets were set for so far, by name."""
    return list(session.scalars(select(KpiTarget.item).distinct().order_by(KpiTarget.item)))


def outcomes_of(session: Session, plan: Plan, month: int) -> list[Outcome]:
    """What the plan would have made of each of the appraised in a month, from its kept figures or from the data."""
    names = dict(list_subjects(session, plan.scope))
    told = {
        (subject, item): actual
        for subject, item, actual in session.execute(
            select(KpiTarget.subject, KpiTarget.item, KpiTarget.actual).where(
                KpiTarget.scope == plan.scope, KpiTarget.month == month, KpiTarget.subject.in_(plan.subjects)
            )
        )
        if actual is not None
    }
    found = []
    for subject in plan.subjects:
        for one in plan.standards:
            reached = told.get((subject, one.item))
            if reached is None:
                reached = _measured(session, plan.scope, subject, one.item, month)
            money = 0 if reached is None else threshold_money(one.threshold, one.target, reached)
            found.append(Outcome(subject, names.get(subject, subject), one.item, one.target, reached, money))
    return found


def publish_plan(session: Session, plan: Plan) -> int:
    """Write the plan's targets and thresholds into the office dossier; returns how many targets were set.

    Raises `UserError` outside the office's store or for a plan that cannot hold.
    """
    if find_owner(session).role != "office":
        raise UserError(_("Only the office's store can do this."))
    faults = plan_faults(plan)
    if faults:
        raise UserError(" ".join(_(fault) for fault in faults))
    for one in plan.standards:
        _keep_rule(session, plan, one)
        for subject in plan.subjects:
            for month in plan.months:
                _keep_target(session, plan.scope, subject, month, one)
    return len(plan.standards) * len(plan.subjects) * len(plan.months)


def _measured(session: Session, scope: str, subject: str, item: str, month: int) -> float | None:
    indicator = indicator_of(item)
    if indicator is None:
        return None
    found = measured(session, indicator, month, scope_of(session, scope, subject, ""))
    return None if found is None else found.value


def _keep_rule(session: Session, plan: Plan, one: Standard) -> None:
    row_id = natural_id("kpi_rule", plan.scope, one.item, plan.valid_from)
    row = session.get(KpiRule, row_id)
    if row is None:
        row = KpiRule(id=row_id, dossier_id=OFFICE_DOSSIER)
        session.add(row)
    row.name, row.part, row.scope, row.item = plan.name.strip(), plan.part, plan.scope, one.item
    row.valid_from, row.valid_to = plan.valid_from, plan.valid_to
    row.bonus_at, row.bonus_fen = one.threshold.bonus_at, one.threshold.bonus_fen
    row.penalty_below, row.penalty_fen = one.threshold.penalty_below, one.threshold.penalty_fen


def _keep_target(session: Session, scope: str, subject: str, month: int, one: Standard) -> None:
    row_id = natural_id("kpi_target", scope, subject, month, one.item)
    row = session.get(KpiTarget, row_id)
    if row is None:
        row = KpiTarget(id=row_id, dossier_id=OFFICE_DOSSIER, scope=scope, subject=subject, month=month, item=one.item)
        session.add(row)
    row.target, row.weight = one.target, one.weight
