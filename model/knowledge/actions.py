"""What is done with the self-test: a question is answered, and its gap becomes a task."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.knowledge.questions import QUESTIONS, Question
from model.knowledge.records import SelfTestAnswer
from model.knowledge.self_test import asked_on, find_question, measure
from model.retention.actions import TaskDraft, add_task
from model.retention.records import RetentionTask
from model.settings.queries import find_owner
from model.store.ids import RowId, natural_id, person_id
from resources.i18n import _


@dataclass(frozen=True)
class AnswerDraft:
    """An answer as a form gives it; with a day the gap becomes a task due then."""

    question: str
    answer: str
    gap: str = ""
    task_due: date | None = None


def answer_question(session: Session, draft: AnswerDraft, today: date) -> RowId:
    """Keep an answer with what the store counts now; a second one on the same day takes the first's place.

    Raises `UserError` for a question or an answer there is not, and for a task's day that lies behind.
    """
    question = _question(draft.question)
    if draft.answer not in ENUMERATIONS["self_test_answer"]:
        raise UserError(_("Choose an answer."))
    wants_task = draft.answer != "yes" and draft.task_due is not None
    if wants_task and draft.task_due is not None and draft.task_due < today:
        raise UserError(_("The task's day lies in the past."))
    person = person_id(find_owner(session).employee_no)
    measured = measure(session, question.code, asked_on(session, today))
    task_id = _open_task(session, question.code, today)
    if task_id is None and wants_task and draft.task_due is not None:
        task_id = add_task(session, TaskDraft("self_test", None, _title(question, draft.gap), draft.task_due))
    row_id = natural_id("self_test_answer", person, question.code, today.isoformat())
    row = session.get(SelfTestAnswer, row_id)
    if row is None:
        row = SelfTestAnswer(id=row_id, dossier_id=person, question=question.code, answered_on=today)
        session.add(row)
    row.answer, row.gap, row.task_id = draft.answer, draft.gap.strip(), task_id
    row.have, row.out_of = (measured.have, measured.out_of) if measured else (None, None)
    session.flush()
    return row_id


def _question(code: str) -> Question:
    found = next((question for question in QUESTIONS if question.code == code), None)
    if found is None:
        raise UserError(_("This is no question of the self-test."))
    return found


def _title(question: Question, gap: str) -> str:
    """What is to be done, and what the person noted as missing."""
    return f"{_(question.remedy)}：{' '.join(gap.split())}"[:200] if gap.strip() else _(question.remedy)


def _open_task(session: Session, code: str, today: date) -> RowId | None:
    """The task an earlier answer made, as long as it waits: one gap is one task."""
    standing = find_question(session, code, today)
    if standing is None or standing.task_id is None:
        return None
    task = session.get(RetentionTask, standing.task_id)
    return task.id if task is not None and task.status == "open" else None
