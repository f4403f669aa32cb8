"""What is asked of the self-test: how each question stands, and what is behind a count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.grading.queries import effective_grades
from model.knowledge.probes import PROBES, Asked
from model.knowledge.questions import QUESTIONS, Question
from model.knowledge.records import SelfTestAnswer
from model.knowledge.rules import Measured, questions_of_week, standing_of
from model.retention.records import RetentionTask
from model.store.base import RowId


@dataclass(frozen=True)
class QuestionRow:
    """A question as it stands today: passed, partly, gap or open.

    `counted` is the N_() text of what was counted, "" where nothing can be; `answer` the newest one, "" without;
    `task_open` whether its gap is a task that waits.
    """

    code: str
    number: int
    group: str
    words: str
    standing: str
    measured: Measured | None
    counted: str
    enough: int
    answer: str
    answered_on: date | None
    gap: str
    task_id: RowId | None
    task_open: bool


@dataclass(frozen=True)
class MissingRow:
    """One thing a count found not in order: its customer, and what it is ("" is the customer itself)."""

    id: RowId
    customer_id: RowId | None
    group_code: str
    customer_name: str
    subject: str


def list_questions(session: Session, today: date) -> list[QuestionRow]:
    """All 45 in their printed order."""
    return _rows(session, QUESTIONS, today)


def list_week(session: Session, today: date) -> list[QuestionRow]:
    """The week's three questions."""
    return _rows(session, questions_of_week(today), today)


def find_question(session: Session, code: str, today: date) -> QuestionRow | None:
    """One question by its code."""
    found = _rows(session, [question for question in QUESTIONS if question.code == code], today)
    return found[0] if found else None


def measure(session: Session, code: str, asked: Asked) -> Measured | None:
    """What the probe of a question counts; None for a question without one."""
    probe = PROBES.get(code)
    if probe is None:
        return None
    listed = probe.rows(asked).subquery()
    out_of, have = session.execute(
        select(func.count(), func.coalesce(func.sum(listed.c.ok), 0)).select_from(listed)
    ).one()
    return Measured(int(have), int(out_of))


def list_missing(session: Session, code: str, today: date) -> list[MissingRow]:
    """What a probe found not in order, by customer; nothing for a question without one."""
    probe = PROBES.get(code)
    if probe is None:
        return []
    listed = probe.rows(asked_on(session, today)).subquery()
    query = (
        select(
            listed.c.id,
            listed.c.customer_id,
            func.coalesce(Customer.group_code, ""),
            func.coalesce(Customer.name, ""),
            func.coalesce(listed.c.subject, ""),
        )
        .outerjoin(Customer, Customer.id == listed.c.customer_id)
        .where(listed.c.ok == 0)
        .order_by(Customer.pinyin_key, listed.c.subject, listed.c.id)
    )
    return [MissingRow(*row) for row in session.execute(query)]


def asked_on(session: Session, today: date) -> Asked:
    """Of whom the probes ask on a day."""
    grades = effective_grades(session, today)
    of_grade = {wanted: [id for id, grade in grades.items() if grade == wanted] for wanted in ("A", "B")}
    return Asked(today, of_grade["A"], of_grade["B"])


def _rows(session: Session, questions: Iterable[Question], today: date) -> list[QuestionRow]:
    asked, answers = asked_on(session, today), _newest_answers(session)
    numbers = {question.code: number for number, question in enumerate(QUESTIONS, 1)}
    rows = []
    for question in questions:
        measured, newest = measure(session, question.code, asked), answers.get(question.code)
        answer, day = (newest.answer, newest.answered_on) if newest else ("", None)
        rows.append(
            QuestionRow(
                question.code,
                numbers[question.code],
                question.group,
                question.words,
                standing_of(question, measured, answer, day, today),
                measured,
                PROBES[question.code].counted if measured else "",
                question.enough,
                answer,
                day,
                newest.gap if newest else "",
                newest.task_id if newest else None,
                bool(newest and newest.status == "open"),
            )
        )
    return rows


def _newest_answers(session: Session) -> dict[str, Any]:
    row = SelfTestAnswer
    newest = select(row.question, func.max(row.answered_on).label("day")).group_by(row.question).subquery()
    query = (
        select(row.question, row.answer, row.answered_on, row.gap, row.task_id, RetentionTask.status)
        .join(newest, (newest.c.question == row.question) & (newest.c.day == row.answered_on))
        .outerjoin(RetentionTask, RetentionTask.id == row.task_id)
        .order_by(row.id)
    )
    return {found.question: found for found in session.execute(query)}
