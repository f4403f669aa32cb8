"""What pages, papers and the command line ask about tasks: lists with their reason, coming ones, counts, the load."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from model.customers.records import Contact, Customer
from model.grading.queries import effective_grades
from model.needs.records import Promise
from model.opportunities.records import Opportunity
from model.retention.lines import Place, TaskLine, coming_line_of, line_of
from model.retention.records import RetentionTask
from model.retention.tasks import OPEN, task_id
from model.retention.wanted import calendar_tasks, read_setup
from model.store.ids import RowId

_MOST_IDS = 10_000


def list_tasks(
    session: Session,
    today: date,
    *,
    status: Iterable[str] = (OPEN,),
    customer_id: RowId | None = None,
    due_by: date | None = None,
) -> list[TaskLine]:
    """Tasks with their reasons, the most urgent first; one that was postponed counts from its new day."""
    day = func.coalesce(RetentionTask.postponed_to, RetentionTask.due)
    query = (
        select(*RetentionTask.__table__.columns)
        .where(RetentionTask.status.in_(list(status)))
        .order_by(RetentionTask.priority.desc(), day, RetentionTask.id)
    )
    if customer_id is not None:
        query = query.where(RetentionTask.customer_id == customer_id)
    if due_by is not None:
        query = query.where(day <= due_by)
    tasks = session.execute(query).all()
    subjects = _subjects(session, [(task.kind, task.source_id) for task in tasks])
    customers = {task.customer_id for task in tasks if task.customer_id}
    places, grades = _places(session, customers), effective_grades(session, today, customers)
    return [
        line_of(task, places.get(task.customer_id or ""), subjects.get(task.source_id, ""), grades, today)
        for task in tasks
    ]


def today_lines(session: Session, today: date, coming_days: int = 14) -> list[TaskLine]:
    """What Today shows: open tasks due or overdue, then what falls due within the coming days (`days_late` < 0)."""
    lines = list_tasks(session, today, due_by=today + timedelta(days=coming_days))
    return lines + coming_lines(session, today, coming_days)


def coming_lines(session: Session, today: date, days: int) -> list[TaskLine]:
    """What will become a task within the coming days and is none yet, by day; visits are left to their own plan."""
    rows = session.execute(
        select(RetentionTask.id, RetentionTask.kind, RetentionTask.source_id, RetentionTask.status)
    ).all()
    known = {id for id, _kind, _source, _status in rows}
    standing = {(kind, source) for _id, kind, source, status in rows if status == OPEN}
    ahead = [
        one
        for one in calendar_tasks(session, read_setup(session, today + timedelta(days=days), grades={}))
        if one.due > today and (one.kind, one.source_id) not in standing and task_id(one) not in known
    ]
    customers = {one.customer_id for one in ahead if one.customer_id}
    places, grades = _places(session, customers), effective_grades(session, today, customers)
    subjects = _subjects(session, [(one.kind, one.source_id) for one in ahead])
    lines = [
        coming_line_of(one, places.get(one.customer_id or ""), subjects.get(one.source_id, ""), grades, today)
        for one in ahead
    ]
    return sorted(lines, key=lambda line: (line.due, line.group_code, line.kind))


def _subjects(session: Session, sources: Iterable[tuple[str, RowId]]) -> dict[RowId, str]:
    """Who a birthday is about, what a promise says and what an opportunity is called, by source."""
    listed = list(sources)
    people = _among(Contact.id, [source for kind, source in listed if kind == "birthday"])
    promised = _among(Promise.id, [source for kind, source in listed if kind == "promise_due"])
    pursued = _among(Opportunity.id, [source for kind, source in listed if kind == "opportunity_stuck"])
    names = dict(session.execute(select(Contact.id, Contact.name).where(people)).all())
    texts = dict(session.execute(select(Promise.id, Promise.text).where(promised)).all())
    chances = dict(session.execute(select(Opportunity.id, Opportunity.name).where(pursued)).all())
    return {**names, **texts, **chances}


def _places(session: Session, ids: Iterable[RowId]) -> dict[RowId, Place]:
    rows = session.execute(
        select(Customer.id, Customer.group_code, Customer.name, Customer.region, Customer.grid).where(
            _among(Customer.id, ids)
        )
    )
    return {id: (code, name, region, grid) for id, code, name, region, grid in rows}


def _among(column: InstrumentedAttribute[str], ids: Iterable[RowId]) -> ColumnElement[bool]:
    """Rows with one of these ids; beyond what a statement can carry, every row, for the caller to pick from."""
    wanted = set(ids)
    return column.in_(wanted) if len(wanted) <= _MOST_IDS else true()
