"""The reminder rules, visit cycles and working days in force: shipped defaults with the office's edits over them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.retention.calendars import WorkCalendar, china_calendar
from model.retention.records import HolidayDay, ReminderRule, VisitCycle
from model.retention.visit_cycles import SHIPPED_CYCLES, Cycle
from model.retention.warnings import WARNING_RULES, RuleSetting
from model.store.ids import OFFICE_DOSSIER, RowId, natural_id
from model.store.kept_text import read_kept
from resources.i18n import N_, _

REMINDERS: Final = {
    "bundle_expiry": {"first_months": 2, "second_months": 1},
    "agreement_expiry": {"first_months": 6, "second_months": 3, "third_months": 1},
    "birthday": {"lead_days": 7},
    "holiday_payment": {"working_days": 3},
    "promise_due": {"lead_days": 1},
    "visit_due": {},
    "credit_review": {},
    "opportunity_stuck": {},
    "stale_role": {"days_a": 90, "days_b": 180, "new_per_week": 5},
    "missing_role": {"new_per_week": 5},
}
"""Every reminder rule with its shipped parameters: the field's two months for bundles; the rest is ours."""

PARAMETER_LABELS: Final = {
    "first_months": N_("First reminder, months ahead"),
    "second_months": N_("Second reminder, months ahead"),
    "third_months": N_("Third reminder, months ahead"),
    "lead_days": N_("Days ahead"),
    "working_days": N_("Working days ahead"),
    "days_a": N_("Stale after days, grade A"),
    "days_b": N_("Stale after days, grade B"),
    "new_per_week": N_("New tasks a week at most"),
    "months": N_("Months running"),
    "look_back": N_("Months looked back"),
    "percent": N_("Percent"),
    "count": N_("At least so many"),
    "days": N_("Within days"),
    "least_fen": N_("At least (yuan)"),
}


def rule_settings(session: Session) -> dict[str, RuleSetting]:
    """Every rule by code, reminders first, with its switch and its parameters as they are in force."""
    edited = {row.code: row for row in session.scalars(select(ReminderRule))}
    shipped = {**REMINDERS, **{rule.code: rule.params for rule in WARNING_RULES}}
    return {code: _setting(code, params, edited.get(code)) for code, params in shipped.items()}


def _setting(code: str, shipped: Mapping[str, int], row: ReminderRule | None) -> RuleSetting:
    if row is None:
        return RuleSetting(code, True, dict(shipped))
    kept = read_kept(row.params, dict[str, int], {})
    return RuleSetting(code, row.enabled, {name: kept.get(name, value) for name, value in shipped.items()})


def visit_cycles(session: Session) -> list[Cycle]:
    """How often each grade is met in each way."""
    cycles = {(cycle.grade, cycle.mode): cycle.months for cycle in SHIPPED_CYCLES}
    for row in session.scalars(select(VisitCycle)):
        cycles[row.grade, row.mode] = row.months
    return [Cycle(grade, mode, months) for (grade, mode), months in sorted(cycles.items()) if months > 0]


def work_calendar(session: Session) -> WorkCalendar:
    """Working days as shipped, with the days typed in or imported over them."""
    rows = session.execute(select(HolidayDay.day, HolidayDay.worked, HolidayDay.name).order_by(HolidayDay.day))
    return china_calendar([(day, worked, name) for day, worked, name in rows if day is not None])


def save_rule(session: Session, setting: RuleSetting) -> RowId:
    """Keep a rule's switch and parameters. Raises `UserError` for an unknown rule or parameters below nil."""
    shipped = {**REMINDERS, **{rule.code: rule.params for rule in WARNING_RULES}}.get(setting.code)
    if shipped is None or set(setting.params) - set(shipped) or any(value < 0 for value in setting.params.values()):
        raise UserError(_("This rule does not know these parameters, or one is below nil."))
    id = natural_id("reminder_rule", setting.code)
    row = session.get(ReminderRule, id)
    if row is None:
        row = ReminderRule(id=id, dossier_id=OFFICE_DOSSIER, code=setting.code)
        session.add(row)
    row.enabled, row.params = setting.enabled, json.dumps(setting.params, sort_keys=True)
    return id


def save_cycle(session: Session, cycle: Cycle) -> RowId:
    """Keep how often a grade is met in one way; 0 months means never. Raises `UserError` below nil."""
    if cycle.months < 0:
        raise UserError(_("A visit cycle cannot be below nil months."))
    id = natural_id("visit_cycle", cycle.grade, cycle.mode)
    row = session.get(VisitCycle, id)
    if row is None:
        row = VisitCycle(id=id, dossier_id=OFFICE_DOSSIER, grade=cycle.grade, mode=cycle.mode)
        session.add(row)
    row.months = cycle.months
    return id


@dataclass(frozen=True)
class DayDraft:
    """A day of the holiday table: worked (调休) or not, and the holiday's name."""

    day: date
    worked: bool
    name: str = ""


def import_holidays(session: Session, days: Iterable[DayDraft]) -> int:
    """Keep every day of a published table; returns how many there were."""
    count = 0
    for draft in days:
        save_holiday(session, draft.day, draft.worked, draft.name)
        count += 1
    return count


def save_holiday(session: Session, day: date, worked: bool, name: str = "") -> RowId:
    """Say that a day is worked (调休) or is a rest day, whatever the shipped table says."""
    id = natural_id("holiday_day", day.isoformat())
    row = session.get(HolidayDay, id)
    if row is None:
        row = HolidayDay(id=id, dossier_id=OFFICE_DOSSIER, day=day)
        session.add(row)
    row.worked, row.name = worked, name.strip()
    return id
