"""Hand-ins: a month's versions, and in an office's store everybody's."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.pay.inputs import own_dossier
from model.settings.queries import find_owner
from model.store.base import RowId
from model.store.ids import person_id
from model.store.kept_text import read_kept
from model.submissions.records import Submission
from model.submissions.rules import POINTS
from model.work_log.lines import lines_from
from model.work_log.queries import Person, list_people


@dataclass(frozen=True)
class Step:
    """One thing that happened with a hand-in (`handed_in`, `received`, …): when, by whom, how, and in what words."""

    what: str
    day: date
    who: str
    way: str = ""
    words: str = ""


@dataclass(frozen=True)
class SubmissionRow:
    """One version of a month's hand-in; `points` is how many points of the checklist were open when it went out."""

    id: RowId
    employee_no: str
    person: str
    district: str
    month: int
    version: int
    state: str
    state_since: date | None
    handed_in_on: date | None
    remarks: str
    sent_on: date | None
    lines: int
    minutes: int
    points: dict[str, int]
    steps: tuple[Step, ...]
    newest: bool


@dataclass(frozen=True)
class Missing:
    """Somebody who has not handed in a month."""

    employee_no: str
    person: str
    district: str


def list_submissions(session: Session, month: int | None = None) -> list[SubmissionRow]:
    """Every version of every hand-in of a month (of all months by default), the newest month and version first."""
    people = _people(session)
    last = _last_versions(session)
    query = select(Submission).order_by(Submission.month.desc(), Submission.dossier_id, Submission.version.desc())
    if month is not None:
        query = query.where(Submission.month == month)
    return [_row(one, people, last) for one in session.scalars(query)]


def list_own(session: Session, month: int) -> list[SubmissionRow]:
    """The versions of the store's own person for a month, the newest first."""
    number = find_owner(session).employee_no
    return [row for row in list_submissions(session, month) if row.employee_no == number]


def list_missing(session: Session, month: int) -> list[Missing]:
    """Account managers who have handed in nothing of a month."""
    there = {row.employee_no for row in list_submissions(session, month)}
    return [
        Missing(one.employee_no, one.name, one.district) for one in list_people(session) if one.employee_no not in there
    ]


def find_newest(session: Session, month: int) -> Submission | None:
    """The newest version of the store's own person's hand-in of a month."""
    return session.scalars(
        select(Submission)
        .where(Submission.dossier_id == own_dossier(session), Submission.month == month)
        .order_by(Submission.version.desc(), Submission.id)
    ).first()


def _people(session: Session) -> dict[RowId, Person]:
    owner = find_owner(session)
    people = {person_id(one.employee_no): one for one in list_people(session)}
    known = people.get(person_id(owner.employee_no))
    mine = Person(owner.employee_no, owner.name, known.district if known else "")
    return people | {person_id(owner.employee_no): mine}


def _last_versions(session: Session) -> dict[tuple[RowId, int | None], int]:
    rows = session.execute(
        select(Submission.dossier_id, Submission.month, func.max(Submission.version)).group_by(
            Submission.dossier_id, Submission.month
        )
    )
    return {(dossier, month): version for dossier, month, version in rows}


def _row(one: Submission, people: dict[RowId, Person], last: dict[tuple[RowId, int | None], int]) -> SubmissionRow:
    person = people.get(one.dossier_id) or Person("", one.handed_in_by)
    lines = lines_from(one.frozen)
    return SubmissionRow(
        one.id,
        person.employee_no,
        one.handed_in_by if person.name == person.employee_no else person.name,
        person.district,
        one.month or 0,
        one.version,
        one.state,
        one.state_since,
        one.handed_in_on,
        one.remarks,
        one.sent_on,
        len(lines),
        sum(line.minutes for line in lines),
        _points(one.checklist),
        _steps(one),
        last[one.dossier_id, one.month] == one.version,
    )


def _points(text: str) -> dict[str, int]:
    """The counts of a checklist's text, known kinds alone."""
    counts = read_kept(text, dict[str, Any], {})
    return {kind: counts[kind] for kind in POINTS if isinstance(counts.get(kind), int)}


def _steps(one: Submission) -> tuple[Step, ...]:
    """What happened, in order; what was not noted leaves no step."""
    noted = (
        ("handed_in", one.handed_in_on, one.handed_in_by, "", one.remarks),
        ("received", one.received_on, one.received_by, one.received_way, ""),
        ("returned", one.returned_on, one.returned_by, "", one.return_reason),
        ("approved", one.approved_on, one.approved_by, one.approved_way, one.approval_note),
    )
    steps = [Step(what, day, who, way, words) for what, day, who, way, words in noted if day is not None]
    if one.state == "reopened" and one.state_since is not None:
        steps.append(Step("reopened", one.state_since, one.handed_in_by))
    return tuple(steps)
