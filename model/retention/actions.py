"""Makes the tasks that are due, and does what a person does with tasks: finish, dismiss, postpone, add."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, delete, exists, insert, select, update
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.retention.episodes import update_episodes
from model.retention.owed_visits import NEVER_RULES
from model.retention.records import RetentionTask
from model.retention.tasks import CLOSED, DISMISSED, DONE, OPEN, KeptTask, TaskPlan, Wanted, plan_tasks, task_id
from model.retention.wanted import Setup, dated_tasks, read_setup, standing_causes, standing_gaps, tasks_of
from model.store.ids import RowId, new_id
from model.store.records import StoreFact
from resources.i18n import _

_PRIORITY_OF_GRADE: Final = {"A": 3, "B": 2, "C": 1}
_RETENTION_TYPE: Final = {
    "bundle_expiry": "cost",
    "agreement_expiry": "cost",
    "arrears": "cost",
    "usage_stopped": "product",
    "opportunity_stuck": "relationship",
    "grade_drop": "product",
}


@dataclass(frozen=True)
class TaskRun:
    """What one run changed: tasks made, re-dated or re-worded, reopened, closed; and how many stand open now."""

    made: int
    changed: int
    reopened: int
    closed: int
    open: int


@dataclass(frozen=True)
class TaskDraft:
    """A task a person writes: its kind, customer, text, day and way of keeping."""

    kind: str
    customer_id: RowId | None
    title: str
    due: date
    retention_type: str = ""


def make_tasks(session: Session, today: date) -> TaskRun:
    """Bring the retention tasks in line with what is due today; running it again changes nothing.

    Tasks a person wrote are never touched. Closed here means that the cause has vanished.
    """
    setup = read_setup(session, today)
    _forget_orphans(session)
    kept = _kept_tasks(session)
    per_week = setup.rules["missing_role"].params["new_per_week"]
    standing = update_episodes(session, standing_causes(session, setup), standing_gaps(session, setup), today, per_week)
    wanted = [_with_kept_due(one, kept) for one in dated_tasks(session, setup)]
    wanted += tasks_of(standing)
    plan = plan_tasks(wanted, kept, today)
    _apply(session, plan, setup)
    if kept:
        _follow_grades(session, setup)
    open_now = sum(task.status == OPEN for task in kept.values()) + len(plan.make) + len(plan.reopen) - len(plan.close)
    return TaskRun(len(plan.make), len(plan.change), len(plan.reopen), len(plan.close), open_now)


def _kept_tasks(session: Session) -> dict[RowId, KeptTask]:
    rows = session.execute(
        select(RetentionTask.id, RetentionTask.status, RetentionTask.due, RetentionTask.facts).where(
            RetentionTask.rule != ""
        )
    )
    return {id: KeptTask(status, due or date.max, facts) for id, status, due, facts in rows}


def _forget_orphans(session: Session) -> None:
    """Tasks that nobody has touched go with their customer, as when an import is taken back."""
    gone = RetentionTask.customer_id.is_not(None) & ~exists().where(Customer.id == RetentionTask.customer_id)
    session.execute(
        delete(RetentionTask).where(gone, RetentionTask.rule != "", RetentionTask.status.in_((OPEN, CLOSED)))
    )


def _with_kept_due(one: Wanted, kept: dict[RowId, KeptTask]) -> Wanted:
    """A task without a day to count from keeps the one it was first made with."""
    if one.rule not in NEVER_RULES:
        return one
    stands = kept.get(task_id(one))
    return one._replace(due=stands.due) if stands else one


def _apply(session: Session, plan: TaskPlan, setup: Setup) -> None:
    if plan.make:
        dossiers = _dossiers(session, {one.customer_id for one in plan.make.values()})
        person = session.scalar(select(StoreFact.value).where(StoreFact.name == "person")) or ""
        rows = [_new_row(id, one, dossiers.get(one.customer_id or "", person), setup) for id, one in plan.make.items()]
        session.execute(insert(RetentionTask), rows)
    for status, changed in ((OPEN, plan.change), (OPEN, plan.reopen)):
        if changed:
            statement = (
                update(RetentionTask.__table__)
                .where(RetentionTask.id == bindparam("task"))
                .values(due=bindparam("day"), rule=bindparam("why"), facts=bindparam("figures"), status=status)
            )
            session.connection().execute(
                statement,
                [{"task": id, "day": one.due, "why": one.rule, "figures": one.facts} for id, one in changed.items()],
            )
    if plan.close:
        statement = (
            update(RetentionTask.__table__)
            .where(RetentionTask.id == bindparam("task"))
            .values(status=CLOSED, closed_on=setup.today)
        )
        session.connection().execute(statement, [{"task": id} for id in plan.close])
    session.expire_all()


def _follow_grades(session: Session, setup: Setup) -> None:
    """Open tasks of the rules take the place in the list that their customer's present grade gives them."""
    task = RetentionTask
    rows = session.execute(select(task.id, task.customer_id, task.priority).where(task.rule != "", task.status == OPEN))
    moved = [
        {"task": id, "place": place}
        for id, customer, priority in rows
        if (place := _priority(priority // 10, customer, setup)) != priority
    ]
    if moved:
        statement = (
            update(RetentionTask.__table__)
            .where(RetentionTask.id == bindparam("task"))
            .values(priority=bindparam("place"))
        )
        session.connection().execute(statement, moved)
        session.expire_all()


def _priority(severity: int, customer_id: RowId | None, setup: Setup) -> int:
    return severity * 10 + _PRIORITY_OF_GRADE.get(setup.grades.get(customer_id or "", ""), 0)


def _new_row(id: RowId, one: Wanted, dossier: RowId, setup: Setup) -> dict[str, Any]:
    return {
        "id": id,
        "dossier_id": dossier,
        "customer_id": one.customer_id,
        "kind": one.kind,
        "rule": one.rule,
        "source_id": one.source_id,
        "period": one.period,
        "facts": one.facts,
        "due": one.due,
        "priority": _priority(one.severity, one.customer_id, setup),
        "status": OPEN,
        "retention_type": _RETENTION_TYPE.get(one.kind, "relationship"),
    }


def _dossiers(session: Session, customers: Iterable[RowId | None]) -> dict[RowId, RowId]:
    wanted = set(customers)
    rows = session.execute(select(Customer.id, Customer.dossier_id))
    return {id: dossier for id, dossier in rows if id in wanted}


def add_task(session: Session, draft: TaskDraft) -> RowId:
    """A task a person writes. Raises `UserError` without a text or for a kind that is none."""
    if not draft.title.strip():
        raise UserError(_("Say what is to be done."))
    if draft.kind not in ENUMERATIONS["task_kind"]:
        raise UserError(_("Choose the kind of task."))
    customer = session.get(Customer, draft.customer_id) if draft.customer_id else None
    person = session.scalar(select(StoreFact.value).where(StoreFact.name == "person")) or ""
    task = RetentionTask(
        id=new_id(),
        dossier_id=customer.dossier_id if customer else person,
        customer_id=draft.customer_id,
        kind=draft.kind,
        title=draft.title.strip(),
        due=draft.due,
        priority=20,
        retention_type=draft.retention_type,
    )
    session.add(task)
    return task.id


def finish_tasks(
    session: Session, task_ids: Iterable[RowId], today: date, result: str = "", cost_fen: int | None = None
) -> int:
    """Mark open tasks as done, with their result and cost; returns how many. Raises `UserError` for a negative cost."""
    if cost_fen is not None and cost_fen < 0:
        raise UserError(_("A cost cannot be below nil."))
    finished = 0
    for task in _open_tasks(session, task_ids):
        task.status, task.closed_on, task.result = DONE, today, result.strip()
        if cost_fen is not None:
            task.cost_fen = cost_fen
        finished += 1
    return finished


def dismiss_tasks(session: Session, task_ids: Iterable[RowId], today: date, reason: str) -> int:
    """Say that tasks need not be done, and why; returns how many. Raises `UserError` without a reason."""
    if not reason.strip():
        raise UserError(_("Say why this need not be done."))
    dismissed = 0
    for task in _open_tasks(session, task_ids):
        task.status, task.closed_on, task.result = DISMISSED, today, reason.strip()
        dismissed += 1
    return dismissed


def postpone_tasks(session: Session, task_ids: Iterable[RowId], until: date, today: date) -> int:
    """Put open tasks off until a day; returns how many. Raises `UserError` for a day that is not ahead."""
    if until <= today:
        raise UserError(_("Choose a day after today."))
    postponed = 0
    for task in _open_tasks(session, task_ids):
        task.postponed_to = until
        postponed += 1
    return postponed


def _open_tasks(session: Session, task_ids: Iterable[RowId]) -> list[RetentionTask]:
    return list(
        session.scalars(select(RetentionTask).where(RetentionTask.id.in_(list(task_ids)), RetentionTask.status == OPEN))
    )
