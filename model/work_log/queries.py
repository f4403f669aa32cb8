"""A work log: it builds itself from the records, with the lines a person wrote or corrected in their place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.months import month_of, month_range, months_between
from model.settings.queries import find_owner
from model.staff.records import Staff
from model.store.base import RowId
from model.store.ids import person_id
from model.submissions.records import Submission
from model.work_log.lines import WorkLogLine, in_order, lines_from
from model.work_log.records import WorkLogEntry
from model.work_log.rules import FROZEN_STATES, Balance, balance_of
from model.work_log.sources import lines_from_pieces, lines_from_records

__all__ = ["Person", "WorkLog", "WorkLogLine", "find_frozen_months", "list_people", "work_log_between", "work_log_of"]


@dataclass(frozen=True)
class Person:
    """Whose log it can be."""

    employee_no: str
    name: str
    district: str = ""


@dataclass(frozen=True)
class WorkLog:
    """The lines of a span of days in order, and how the time was spent.

    `left_out` are lines that a record makes and a person took out of the log; `frozen` says that the month of the first
    day was handed in.
    """

    month: int
    lines: tuple[WorkLogLine, ...]
    balance: Balance
    first: date
    after: date
    left_out: tuple[WorkLogLine, ...] = ()
    frozen: bool = False


def work_log_of(session: Session, month: int, person: str = "") -> WorkLog:
    """The log of a month (YYYYMM); raises `ValueError` for no month."""
    return work_log_between(session, *month_range(month), person)


def work_log_between(session: Session, first: date, after: date, person: str = "") -> WorkLog:
    """The log from a day up to another, as it was handed in where it was.

    `person` is an employee number; "" is the person whose store it is, and in an office's store everybody.
    """
    owner = find_owner(session)
    own = "" if owner.role == "office" else owner.employee_no
    people = _people_by_dossier(session) | {person_id(owner.employee_no): owner.employee_no}
    frozen = _frozen(session, first, after, people)
    written, hidden = _written(session, first, after, people)
    taken = {(line.source_entity, line.source_id) for line in (*written, *hidden) if line.source_id is not None}
    made = [
        line
        for line in (
            *lines_from_records(session, first, after, own),
            *lines_from_pieces(session, first, after, people),
        )
        if (line.source_entity, line.source_id) not in taken
    ]
    lines = [*_kept_of(frozen, first, after), *_open_of(frozen, [*written, *made])]
    wanted = [line for line in lines if not person or line.person == person]
    put_away = [line for line in _open_of(frozen, hidden) if not person or line.person == person]
    balance = balance_of((line.category, line.minutes) for line in wanted)
    month, whose = month_of(first), person or own
    return WorkLog(
        month, tuple(in_order(wanted)), balance, first, after, tuple(in_order(put_away)), (whose, month) in frozen
    )


def find_frozen_months(session: Session, dossier: RowId, months: Iterable[int]) -> list[int]:
    """Those of these months that a person has handed in and that were not opened again."""
    return sorted(row.month for row in _standing(session, list(months)) if row.dossier_id == dossier and row.month)


def list_people(session: Session) -> list[Person]:
    """Everybody who can have a log here: managers of the staff list and of customers, by number."""
    named = {
        number: Person(number, name or number)
        for number, name in session.execute(
            select(Customer.manager_no, func.max(Customer.manager_name))
            .where(Customer.manager_no != "")
            .group_by(Customer.manager_no)
        )
    }
    listed = {
        row.employee_no: Person(row.employee_no, row.name or row.employee_no, row.district)
        for row in session.scalars(select(Staff).where(or_(Staff.role != "head")).order_by(Staff.employee_no))
        if row.employee_no
    }
    return [person for _number, person in sorted((named | listed).items())]


def _people_by_dossier(session: Session) -> dict[RowId, str]:
    numbers = session.scalars(select(Staff.employee_no).union(select(Customer.manager_no)))
    return {person_id(number): number for number in numbers if number}


def _written(
    session: Session, first: date, after: date, people: dict[RowId, str]
) -> tuple[list[WorkLogLine], list[WorkLogLine]]:
    """Lines of people's own, and those that were taken out."""
    query = select(WorkLogEntry).where(WorkLogEntry.work_date >= first, WorkLogEntry.work_date < after)
    lines: tuple[list[WorkLogLine], list[WorkLogLine]] = ([], [])
    for entry in session.scalars(query):
        line = WorkLogLine(
            entry.id,
            entry.work_date or first,
            entry.minutes,
            entry.category,
            entry.what,
            entry.group_code,
            entry.customer_name,
            "",
            entry.source_entity,
            entry.source_id,
            people.get(entry.dossier_id, ""),
        )
        lines[entry.left_out].append(line)
    return lines


def _standing(session: Session, months: list[int]) -> list[Submission]:
    """The newest version of each hand-in of these months, where it has not been opened again."""
    newest: dict[tuple[RowId, int | None], Submission] = {}
    query = select(Submission).where(Submission.month.in_(months)).order_by(Submission.version, Submission.id)
    for row in session.scalars(query):
        newest[row.dossier_id, row.month] = row
    return [row for row in newest.values() if row.state in FROZEN_STATES]


def _frozen(
    session: Session, first: date, after: date, people: dict[RowId, str]
) -> dict[tuple[str, int], list[WorkLogLine]]:
    """(employee number, month) → the lines that were handed in."""
    rows = _standing(session, months_between(first, after))
    return {(people.get(row.dossier_id, ""), row.month or 0): lines_from(row.frozen) for row in rows}


def _kept_of(frozen: dict[tuple[str, int], list[WorkLogLine]], first: date, after: date) -> list[WorkLogLine]:
    return [line for lines in frozen.values() for line in lines if first <= line.work_date < after]


def _open_of(frozen: dict[tuple[str, int], list[WorkLogLine]], lines: Iterable[WorkLogLine]) -> list[WorkLogLine]:
    return [line for line in lines if (line.person, month_of(line.work_date)) not in frozen]
