"""The priority table of customers (客户优先次序): whom to see first and why, with weights a person can change."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.catalogue.records import Agreement, InstalledProduct
from model.customers.records import Customer
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.grading.queries import effective_grades
from model.grading.records import GradedMonth, ValueScore
from model.retention.lines import TaskLine
from model.retention.owed_visits import last_contacts
from model.retention.priorities import Priority, PriorityWeights, Standing, priority_of
from model.retention.queries import list_tasks
from model.retention.settings import visit_cycles
from model.retention.sources import live_customer
from model.retention.visit_cycles import Cycle
from model.retention.warnings import RULE_BY_CODE
from model.settings.records import Setting
from model.store.ids import RowId, natural_id
from model.store.kept_text import read_kept
from model.store.records import StoreFact
from resources.i18n import _

_SETTING: Final = "priority_weights"
_MONTH_DAYS: Final = 30
_REASONS_SHOWN: Final = 3


@dataclass(frozen=True)
class PriorityRow:
    """A customer in the order of visits: its rank and score (0–100), the four factors, and the reasons in words."""

    rank: int
    customer_id: RowId
    group_code: str
    customer: str
    region: str
    grid: str
    grade: str
    priority: Priority
    revenue_fen: int | None
    last_contact: date | None
    nearest_end: date | None
    reasons: tuple[str, ...]


def list_priorities(session: Session, today: date, weights: PriorityWeights | None = None) -> list[PriorityRow]:
    """Customers by priority, equals by group code; a customer without a score counts as the lowest value."""
    in_force = weights or read_weights(session)
    grades = effective_grades(session, today)
    cycles = visit_cycles(session)
    contacts = last_contacts(session, today)
    ends = _nearest_ends(session, today)
    tasks: dict[RowId, list[TaskLine]] = {}
    for line in list_tasks(session, today, due_by=today):
        tasks.setdefault(line.customer_id or "", []).append(line)
    found = []
    for id, code, name, region, grid, total, revenue in _customers(session):
        lines = tasks.get(id, [])
        last = max(contacts[id].values()) if id in contacts else None
        warnings = sum(line.rule in RULE_BY_CODE for line in lines)
        grade = grades.get(id, "D")
        standing = Standing(total, warnings, last, _cycle_days(grade, cycles), ends.get(id))
        reasons = _reasons(lines)
        priority = priority_of(standing, today, in_force)
        found.append(
            PriorityRow(0, id, code, name, region, grid, grade, priority, revenue, last, ends.get(id), reasons)
        )
    found.sort(key=lambda row: (-row.priority.score, -(row.revenue_fen or 0), row.group_code))
    return [replace(row, rank=rank) for rank, row in enumerate(found, start=1)]


def read_weights(session: Session) -> PriorityWeights:
    """The weights a person chose, or the shipped ones."""
    row = session.scalars(select(Setting).where(Setting.name == _SETTING).order_by(Setting.id)).first()
    return read_kept(row.value if row is not None else None, PriorityWeights, PriorityWeights())


def save_weights(session: Session, weights: PriorityWeights) -> RowId:
    """Keep the weights. Raises `UserError` for one below nil or all at nil."""
    figures = asdict(weights)
    if min(figures.values()) < 0 or not any(figures.values()):
        raise UserError(_("Give at least one factor a weight, and none below nil."))
    person = session.scalar(select(StoreFact.value).where(StoreFact.name == "person")) or ""
    id = natural_id("setting", person, _SETTING)
    row = session.get(Setting, id)
    if row is None:
        row = Setting(id=id, dossier_id=person, name=_SETTING)
        session.add(row)
    row.value = json.dumps(figures, sort_keys=True)
    return id


def _reasons(lines: list[TaskLine]) -> tuple[str, ...]:
    """Warnings in their own words, what the calendar brings as kinds with their number."""
    warnings = [line.why for line in lines if line.rule in RULE_BY_CODE]
    kinds = Counter(line.kind for line in lines if line.rule not in RULE_BY_CODE)
    labels = ENUMERATIONS["task_kind"]
    dated = [_("{kind} × {count}").format(kind=_(labels[kind]), count=count) for kind, count in kinds.items()]
    return (*warnings[:_REASONS_SHOWN], *([_(", ").join(dated)] if dated else []))


def _customers(session: Session) -> list[tuple[RowId, str, str, str, str, int | None, int | None]]:
    month = session.scalar(select(func.max(GradedMonth.month)))
    query = (
        select(
            Customer.id,
            Customer.group_code,
            Customer.name,
            Customer.region,
            Customer.grid,
            ValueScore.total,
            ValueScore.revenue_fen,
        )
        .outerjoin(ValueScore, (ValueScore.customer_id == Customer.id) & (ValueScore.month == month))
        .where(live_customer())
    )
    return list(session.execute(query))


def _nearest_ends(session: Session, today: date) -> dict[RowId, date]:
    """The nearest end of a bundle or an agreement from today on."""
    product, agreement = InstalledProduct, Agreement
    bundles = (
        select(product.customer_id, func.min(product.bundle_end))
        .where(product.operator == "mobile", product.bundle_end >= today)
        .group_by(product.customer_id)
    )
    contracts = (
        select(agreement.customer_id, func.min(agreement.valid_to))
        .where(agreement.valid_to >= today)
        .group_by(agreement.customer_id)
    )
    ends: dict[RowId, date] = {}
    for query in (bundles, contracts):
        for id, end in session.execute(query):
            if end is not None:
                ends[id] = min(end, ends.get(id, end))
    return ends


def _cycle_days(grade: str, cycles: list[Cycle]) -> int:
    months = [cycle.months for cycle in cycles if cycle.grade == grade]
    return _MONTH_DAYS * min(months, default=12)
