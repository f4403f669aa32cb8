"""Gathers every task that ought to stand on a day, from every rule that is switched on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from model.grading.queries import effective_grades
from model.retention.calendars import WorkCalendar
from model.retention.causes import CAUSES, Cause
from model.retention.episodes import Standing
from model.retention.map_events import MAP_EVENTS
from model.retention.opportunities import stuck_opportunities
from model.retention.owed_visits import owed_visits
from model.retention.role_gaps import GAP_RULES, missing_roles, stale_roles
from model.retention.settings import rule_settings, visit_cycles, work_calendar
from model.retention.sources import (
    agreements,
    birthdays,
    bundles,
    credit_reviews,
    holiday_payments,
    member_bundles,
    promises,
)
from model.retention.tasks import Wanted
from model.retention.visit_cycles import Cycle
from model.retention.warnings import RULE_BY_CODE, RuleSetting
from model.store.ids import RowId

_GAP_SEVERITY: Final = 1


@dataclass(frozen=True)
class Setup:
    """What is in force on a day: rules, cycles, working days, and the grade that drives each customer."""

    today: date
    rules: Mapping[str, RuleSetting]
    cycles: list[Cycle]
    calendar: WorkCalendar
    grades: Mapping[RowId, str]

    def on(self, code: str) -> bool:
        """Whether a rule is switched on."""
        return self.rules[code].enabled


def read_setup(session: Session, today: date, grades: Mapping[RowId, str] | None = None) -> Setup:
    """The settings in force and everybody's effective grade; `grades`: these instead, where all are not needed."""
    known = effective_grades(session, today) if grades is None else grades
    return Setup(today, rule_settings(session), visit_cycles(session), work_calendar(session), known)


def dated_tasks(session: Session, setup: Setup) -> Iterator[Wanted]:
    """What is due by the calendar on the setup's day, visits included."""
    yield from calendar_tasks(session, setup)
    if setup.on("visit_due"):
        yield from owed_visits(session, setup.today, setup.grades, setup.cycles)


def calendar_tasks(session: Session, setup: Setup) -> Iterator[Wanted]:
    """What is due by the calendar on the setup's day, without the visits that are owed."""
    today, rules = setup.today, setup.rules
    if setup.on("bundle_expiry"):
        yield from bundles(session, today, rules["bundle_expiry"])
        yield from member_bundles(session, today, rules["bundle_expiry"])
    if setup.on("agreement_expiry"):
        yield from agreements(session, today, rules["agreement_expiry"])
    if setup.on("birthday"):
        yield from birthdays(session, today, rules["birthday"], setup.calendar)
    if setup.on("holiday_payment"):
        yield from holiday_payments(session, today, rules["holiday_payment"], setup.calendar)
    if setup.on("promise_due"):
        yield from promises(session, today, rules["promise_due"])
    if setup.on("credit_review"):
        yield from credit_reviews(session, today)
    if setup.on("opportunity_stuck"):
        yield from stuck_opportunities(session, today)


def standing_causes(session: Session, setup: Setup) -> list[Cause]:
    """The causes of early warnings that stand on the setup's day."""
    return [
        cause
        for code, causes in (*CAUSES, *MAP_EVENTS)
        if setup.on(code)
        for cause in causes(session, setup.today, setup.rules[code])
    ]


def standing_gaps(session: Session, setup: Setup) -> list[Cause]:
    """The gaps of A and B customers' maps, A first."""
    gaps: list[Cause] = []
    if setup.on("missing_role"):
        gaps += missing_roles(session, setup.grades)
    if setup.on("stale_role"):
        gaps += stale_roles(session, setup.today, setup.rules["stale_role"], setup.grades)
    return sorted(gaps, key=lambda gap: setup.grades[gap.customer_id])


def tasks_of(standing: Iterable[Standing]) -> Iterator[Wanted]:
    """One task for each cause that stands, due since it began."""
    for one in standing:
        cause = one.cause
        rule = RULE_BY_CODE.get(cause.rule)
        kind, severity = (rule.task_kind, rule.severity) if rule else (GAP_RULES[cause.rule], _GAP_SEVERITY)
        period = f"{cause.rule}:{one.since:%Y-%m}"
        customer = cause.customer_id or None
        yield Wanted(kind, cause.rule, customer, cause.source_id, period, one.since, severity, cause.facts)
