"""A task as every list shows it: for whom, why, the next step and how late it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Row

from model.retention.reasons import STEPS, why_and_gist
from model.retention.tasks import OPEN, Wanted
from model.retention.warnings import RULE_BY_CODE
from model.store.ids import RowId
from resources.i18n import _

Place = tuple[str, str, str, str]
"""A customer's group code, name, region and grid."""

NOWHERE: Final[Place] = ("", "", "", "")
Grades = Mapping[RowId, str]


@dataclass(frozen=True)
class TaskLine:
    """One task as a list shows it: for whom, why, the next step, and how late it is (negative days lie ahead).

    `gist` is the reason in a few words; `subject` names the person or promise it is about; `severity` 3 is most;
    `priority` orders the list. A line that is only coming has no id yet.
    """

    id: RowId
    kind: str
    rule: str
    customer_id: RowId | None
    group_code: str
    customer: str
    region: str
    grid: str
    grade: str
    subject: str
    why: str
    step: str
    due: date
    days_late: int
    severity: int
    priority: int
    status: str
    retention_type: str
    result: str
    cost_fen: int | None
    source_id: RowId = ""
    closed_on: date | None = None
    gist: str = ""


def line_of(task: Row[Any], place: Place | None, subject: str, grades: Grades, today: date) -> TaskLine:
    """The line of a task that stands, from its row."""
    code, name, region, grid = place or NOWHERE
    due = task.postponed_to or task.due or today
    why, gist = why_and_gist(task.rule, task.facts) if task.rule else (task.title, task.title)
    return TaskLine(
        id=task.id,
        kind=task.kind,
        rule=task.rule,
        customer_id=task.customer_id,
        group_code=code,
        customer=name,
        region=region,
        grid=grid,
        grade=grades.get(task.customer_id or "", ""),
        subject=subject,
        why=why,
        step=step_of(task.kind, task.rule),
        due=due,
        days_late=(today - due).days,
        severity=task.priority // 10,
        priority=task.priority,
        status=task.status,
        retention_type=task.retention_type,
        result=task.result,
        cost_fen=task.cost_fen,
        source_id=task.source_id,
        closed_on=task.closed_on,
        gist=gist,
    )


def coming_line_of(one: Wanted, place: Place | None, subject: str, grades: Grades, today: date) -> TaskLine:
    """The line of what will be a task and is none yet."""
    code, name, region, grid = place or NOWHERE
    why, gist = why_and_gist(one.rule, one.facts)
    return TaskLine(
        id="",
        kind=one.kind,
        rule=one.rule,
        customer_id=one.customer_id,
        group_code=code,
        customer=name,
        region=region,
        grid=grid,
        grade=grades.get(one.customer_id or "", ""),
        subject=subject,
        why=why,
        step=step_of(one.kind, one.rule),
        due=one.due,
        days_late=(today - one.due).days,
        severity=one.severity,
        priority=one.severity * 10,
        status=OPEN,
        retention_type="",
        result="",
        cost_fen=None,
        source_id=one.source_id,
        gist=gist,
    )


def step_of(kind: str, rule: str) -> str:
    """The suggested next step of a task, translated."""
    warning = RULE_BY_CODE.get(rule)
    return _(warning.step if warning else STEPS[kind])
