"""Visits that are owed: by effective grade and mode, from the true last contact."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.retention.sources import facts_of
from model.retention.tasks import Wanted
from model.retention.visit_cycles import Cycle, VisitDue, visits_due
from model.store.ids import RowId
from model.visits.records import Visit

NEVER_RULES = ("visit_never", "visit_never_many")
"""Rules whose tasks keep the due date they were made with: there is no contact to count from."""

_SEVERITY = {"A": 3, "B": 2, "C": 1, "D": 1}
_ONE_BY_ONE = ("A", "B")
_FOLD = timedelta(days=90)


def last_contacts(session: Session, today: date) -> dict[RowId, dict[str, date]]:
    """The day of each customer's last contact by mode: visits that were done, whenever they were written down."""
    rows = session.execute(
        select(Visit.customer_id, Visit.contact_mode, func.max(Visit.visit_date))
        .where(Visit.status == "done", Visit.visit_date <= today)
        .group_by(Visit.customer_id, Visit.contact_mode)
    )
    last: dict[RowId, dict[str, date]] = defaultdict(dict)
    for customer, mode, day in rows:
        if day:
            last[customer][mode] = day
    return last


def owed_visits(
    session: Session, today: date, grades: Mapping[RowId, str], cycles: Iterable[Cycle]
) -> Iterator[Wanted]:
    """Contacts whose cycle has run out, at most one a customer; C and D that were never met make one line together."""
    last = last_contacts(session, today)
    cycles = list(cycles)
    by_grade = {grade: [cycle for cycle in cycles if cycle.grade == grade] for grade in set(grades.values())}
    never = 0
    for customer, grade in grades.items():
        met = last.get(customer, {})
        if not met and grade not in _ONE_BY_ONE:
            never += bool(by_grade[grade])
            continue
        owed = visits_due(grade, met, by_grade[grade])
        first = next((one for one in owed if one.due is None or one.due <= today), None)
        if first is not None:
            yield _wanted(customer, grade, first, today)
    if never:
        facts = facts_of(count=never)
        yield Wanted("visit_due", "visit_never_many", None, "never", "", today.replace(day=1), 1, facts)


def _wanted(customer: RowId, grade: str, owed: VisitDue, today: date) -> Wanted:
    if owed.due is None or owed.last is None:
        facts = facts_of(grade=grade, mode=owed.mode, months=owed.months)
        due, rule, period = today.replace(day=1), "visit_never", f"{owed.mode}:never"
    else:
        facts = facts_of(grade=grade, mode=owed.mode, months=owed.months, last=owed.last.isoformat())
        due, rule, period = owed.due, "visit_due", f"{owed.mode}:{owed.last}"
    fold_after = None if grade in _ONE_BY_ONE else due + _FOLD
    return Wanted("visit_due", rule, customer, customer, period, due, _SEVERITY[grade], facts, fold_after)
