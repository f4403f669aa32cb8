"""Whom to see on the way: reasons gathered by customer, district and grid, and the load against the hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.grading.queries import count_effective_grades
from model.retention.lines import TaskLine
from model.retention.settings import visit_cycles
from model.retention.visit_cycles import HOURS_OF_MODE, hours_of, monthly_load
from model.store.ids import RowId
from model.visits.records import Visit


@dataclass(frozen=True)
class Stop:
    """A customer to see, with every reason at once, in its district and grid."""

    region: str
    grid: str
    customer_id: RowId
    group_code: str
    customer: str
    grade: str
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True)
class Load:
    """Hours of contacts a month the cycles ask for, contacts by mode, and hours planned within seven days."""

    on_site: float
    phone: float
    hours: float
    planned_hours: float


def stops_to_make(lines: Iterable[TaskLine]) -> list[Stop]:
    """Whom to see, one entry a customer, grouped by district and grid; the most urgent customer of each grid first."""
    by_customer: dict[RowId, list[TaskLine]] = {}
    for line in lines:
        if line.customer_id is not None and line.days_late >= 0:
            by_customer.setdefault(line.customer_id, []).append(line)
    stops = [
        Stop(first.region, first.grid, customer, first.group_code, first.customer, first.grade, tuple(reasons))
        for customer, reasons in by_customer.items()
        for first in reasons[:1]
    ]
    return sorted(stops, key=lambda stop: (stop.region, stop.grid, -max(line.priority for line in stop.lines)))


def load_of(session: Session, today: date) -> Load:
    """The contacts a month that the visit cycles ask for, in hours, beside what is planned for the next seven days."""
    contacts = monthly_load(count_effective_grades(session, today), visit_cycles(session))
    rows = session.execute(
        select(Visit.contact_mode, func.count())
        .where(Visit.status == "planned", Visit.visit_date >= today, Visit.visit_date < today + timedelta(days=7))
        .group_by(Visit.contact_mode)
    )
    planned = sum(HOURS_OF_MODE.get(mode, 1.0) * count for mode, count in rows)
    return Load(contacts["on_site"], contacts["phone"], hours_of(contacts), planned)
