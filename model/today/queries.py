"""Whom to see today and why, what is due soon, which notes are to be finished."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from model.customers.records import Customer
from model.needs.promise_queries import PromiseRow, list_promises
from model.retention.calendars import next_working_days
from model.retention.lines import TaskLine
from model.retention.queries import today_lines
from model.retention.settings import work_calendar
from model.store.base import RowId
from model.visits.queries import VisitRow, list_unfinished, list_visits
from model.visits.records import Visit
from resources.i18n import N_, _

COMING_DAYS: Final = 7
MOST_UNFINISHED: Final = 20
_LOSING: Final = frozenset({"promise_due", "grade_drop", "member_loss", "arrears", "usage_stopped"})
"""Kinds of task that tell of something being lost already: among equals they speak before what only ends some day."""


@dataclass(frozen=True)
class Reason:
    """Why a customer is to be seen: `kind` is a task kind, "planned" or "next_step"; `weight` orders (higher first).

    `gist` says it in a few words beside the kind, `why` in one sentence.
    """

    kind: str
    gist: str
    why: str
    step: str
    due: date
    weight: int


@dataclass(frozen=True)
class Stop:
    """A customer to see, with every reason at once, the gravest first."""

    region: str
    grid: str
    customer_id: RowId
    customer: str
    grade: str
    reasons: tuple[Reason, ...]

    @property
    def urgency(self) -> tuple[int, date]:
        """What orders: the gravest reason (graver at the more valuable), then the one longest due; least first."""
        first = self.reasons[0]
        return -first.weight, first.due


@dataclass(frozen=True)
class Agenda:
    """The day: stops by district and grid, tasks that come, promises due within a week, notes to finish."""

    stops: tuple[Stop, ...]
    coming: tuple[TaskLine, ...]
    promises: tuple[PromiseRow, ...]
    unfinished: tuple[VisitRow, ...]
    working_days: tuple[date, ...]
    """Today and the working days after it, five in all."""


@dataclass(frozen=True)
class _Step:
    """A next step that was agreed on a visit and has come due without a contact since."""

    customer_id: RowId
    step: str
    due: date
    visit_id: RowId


def agenda_of(session: Session, today: date) -> Agenda:
    """What the day holds."""
    lines = today_lines(session, today)
    steps = due_steps(session, today)
    planned = list_visits(session, status=("planned",), first=today, last=today)
    calendar = work_calendar(session)
    return Agenda(
        stops=tuple(_stops(session, lines, planned, steps)),
        coming=tuple(line for line in lines if line.days_late < 0 or line.customer_id is None),
        promises=tuple(
            list_promises(session, today, state=("open", "late"), due_before=today + timedelta(days=COMING_DAYS))
        ),
        unfinished=tuple(list_unfinished(session, today, MOST_UNFINISHED)),
        working_days=tuple(next_working_days(today, 5, calendar)),
    )


def due_steps(session: Session, today: date) -> list[_Step]:
    """Next steps due by today with no later contact planned or made at that customer."""
    later = aliased(Visit)
    query = (
        select(Visit.customer_id, Visit.next_step, Visit.next_date, Visit.id)
        .where(
            Visit.status == "done",
            Visit.next_step != "",
            Visit.next_date <= today,
            ~select(later.id)
            .where(
                later.customer_id == Visit.customer_id,
                later.visit_date > Visit.visit_date,
                later.status != "cancelled",
            )
            .exists(),
        )
        .order_by(Visit.next_date, Visit.id)
    )
    return [_Step(customer, step, day, row) for customer, step, day, row in session.execute(query) if day is not None]


def unplanned_steps(session: Session, today: date) -> list[VisitRow]:
    """Talks of the last 14 days that agreed on no next step, and whose customer has nothing planned."""
    planned = select(Visit.customer_id).where(Visit.status == "planned", Visit.visit_date >= today)
    recent = list_visits(session, status=("done",), first=today - timedelta(days=14), last=today)
    busy = set(session.scalars(planned))
    seen: set[RowId] = set()
    found = []
    for visit in recent:
        newest = visit.customer_id not in seen
        seen.add(visit.customer_id)
        if newest and not visit.next_step and visit.customer_id not in busy:
            found.append(visit)
    return found


def tomorrow_of(session: Session, today: date) -> tuple[date, list[VisitRow]]:
    """The next working day and the visits planned on it."""
    day = next_working_days(today + timedelta(days=1), 1, work_calendar(session))[0]
    return day, list_visits(session, status=("planned",), first=today + timedelta(days=1), last=day)


def count_first_steps(session: Session) -> dict[str, int]:
    """How much of the first 90 days is done: rows of each kind that the card asks for."""
    from model.schema import SCHEMA

    names = ("product_offering", "customer", "visit", "buying_role", "need")
    return {name: session.scalars(select(func.count()).select_from(SCHEMA.tables[name])).one() for name in names}


def _stops(
    session: Session, lines: Iterable[TaskLine], planned: Iterable[VisitRow], steps: Iterable[_Step]
) -> list[Stop]:
    reasons: dict[RowId, list[Reason]] = {}
    grades: dict[RowId, str] = {}
    for line in lines:
        if line.customer_id is not None and line.days_late >= 0:
            reason = Reason(line.kind, line.subject or line.gist, line.why, line.step, line.due, line.priority)
            reasons.setdefault(line.customer_id, []).append(reason)
            grades[line.customer_id] = line.grade
    for visit in planned:
        when = visit.start_time.strftime("%H:%M") if visit.start_time else ""
        why = " ".join(filter(None, (when, visit.purpose)))
        keep, day = visit.purpose or _(N_("Keep the appointment")), visit.visit_date or date.max
        reasons.setdefault(visit.customer_id, []).append(Reason("planned", why, why, keep, day, 1_000))
    for step in steps:
        reasons.setdefault(step.customer_id, []).append(Reason("next_step", "", step.step, step.step, step.due, 500))
    stops = [
        Stop(region, grid, customer, name, grades.get(customer, ""), in_order(reasons[customer]))
        for customer, name, region, grid in _customers(session, list(reasons))
    ]
    return sorted(stops, key=lambda stop: (stop.region, stop.grid, stop.urgency, stop.customer))


def in_order(reasons: list[Reason]) -> tuple[Reason, ...]:
    """The gravest first; among equals what is being lost, then what was due first."""
    return tuple(sorted(reasons, key=lambda one: (-one.weight, one.kind not in _LOSING, one.due)))


def _customers(session: Session, ids: list[RowId]) -> list[tuple[RowId, str, str, str]]:
    found: list[tuple[RowId, str, str, str]] = []
    for first in range(0, len(ids), 900):
        query = select(Customer.id, Customer.name, Customer.region, Customer.grid).where(
            Customer.id.in_(ids[first : first + 900])
        )
        found += [(row, name, region, grid) for row, name, region, grid in session.execute(query)]
    return found
