"""The load of the visit cycles against the hours."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.grading.queries import count_effective_grades
from model.retention.settings import visit_cycles
from model.retention.visit_cycles import HOURS_OF_MODE, hours_of, monthly_load
from model.visits.records import Visit


@dataclass(frozen=True)
class Load:
    """Hours of contacts a month the cycles ask for, contacts by mode, and hours planned within seven days."""

    on_site: float
    phone: float
    hours: float
    planned_hours: float


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
