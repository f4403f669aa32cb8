"""What is done with questionnaires: written, tried, revised, used, answered, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.errors import UserError
from model.questionnaires.records import AnswerSheet, CustomerOpinion, Questionnaire, QuestionnaireVersion
from model.questionnaires.rules import (
    Question,
    check_questions,
    cleaned,
    question_fault,
    read_questions,
    said_of,
    state_after,
    unanswered,
    write_answers,
    write_questions,
)
from model.settings.queries import find_owner
from model.store.base import RowId, new_id, take_over
from model.store.ids import link_id, person_id
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class QuestionnaireDraft:
    """A questionnaire as a form gives it; the sample is drawn from the segment (None: all customers) by its seed."""

    name: str
    purpose: str = ""
    opening: str = ""
    segment_id: RowId | None = None
    sample_size: int = 30
    sample_seed: int = 1


_FIELDS = ("segment_id", "sample_size", "sample_seed")


def save_questionnaire(session: Session, draft: QuestionnaireDraft, today: date, row_id: RowId | None = None) -> RowId:
    """Keep a questionnaire; a new one has an empty first version. Raises `UserError` without a name or a sample."""
    if not draft.name.strip():
        raise UserError(_("A questionnaire needs a name."))
    if draft.sample_size < 1:
        raise UserError(_("A sample has at least one customer."))
    owner = find_owner(session)
    if row_id is None:
        row = Questionnaire(id=new_id(), dossier_id=person_id(owner.employee_no), maker=owner.name)
        session.add(row)
        session.flush()
        _add_version(session, row, 1, "[]", "", today)
    else:
        row = questionnaire_by_id(session, row_id)
    wanted: dict[str, Any] = {name: getattr(draft, name).strip() for name in ("name", "purpose", "opening")}
    wanted |= {name: getattr(draft, name) for name in _FIELDS}
    take_over(row, wanted)
    session.flush()
    return row.id


def delete_questionnaire(session: Session, row_id: RowId) -> None:
    """Take a questionnaire with its versions out. Raises `UserError` where customers have answered it."""
    row = questionnaire_by_id(session, row_id)
    if session.scalar(select(func.count()).where(AnswerSheet.questionnaire_id == row_id)):
        raise UserError(_("Customers have answered it: close it instead, or delete the answer sheets first."))
    session.execute(delete(QuestionnaireVersion).where(QuestionnaireVersion.questionnaire_id == row_id))
    session.delete(row)


def write_version(session: Session, version_id: RowId, questions: Sequence[Question]) -> None:
    """Make a version that is being written ask these. Raises `UserError` for one in use or a question with a fault."""
    version = version_by_id(session, version_id)
    if version.state != "draft":
        raise UserError(_("This version is in use; revise it to change its questions."))
    for question in questions:
        fault = question_fault(question)
        if fault:
            raise UserError(fault)
    text = write_questions(questions)
    if version.questions != text:
        version.questions = text


def start_trial(session: Session, version_id: RowId) -> None:
    """The version goes on trial: what is answered now is not counted."""
    _take_step(session, version_id, "try")


def use_version(session: Session, version_id: RowId) -> None:
    """The version goes into the field: from now on answers count."""
    _take_step(session, version_id, "use")


def revise(session: Session, version_id: RowId, reason: str, today: date) -> RowId:
    """Begin the next version with the same questions; the old one keeps its answers. Raises `UserError` without why."""
    if not reason.strip():
        raise UserError(_("Say why it is revised."))
    version = version_by_id(session, version_id)
    version.state = state_after(version.state, "revise")
    row = questionnaire_by_id(session, version.questionnaire_id)
    return _add_version(session, row, version.number + 1, version.questions, reason.strip(), today)


def close_questionnaire(session: Session, row_id: RowId, day: date | None) -> None:
    """End the asking on a day; None goes on."""
    questionnaire_by_id(session, row_id).closed_on = day


@dataclass(frozen=True)
class SheetDraft:
    """One customer's answers as a form gives them."""

    customer_id: RowId
    answers: Mapping[str, Any]
    answered_on: date
    contact_id: RowId | None = None
    visit_id: RowId | None = None


def add_sheet(session: Session, version_id: RowId, draft: SheetDraft, today: date) -> RowId:
    """Keep a customer's answers; what they say of the customer is written to it with date and source.

    A trial's answers are kept apart and say nothing. Raises `UserError` for a version not in use, a needed answer
    that is missing, or a day to come.
    """
    version = version_by_id(session, version_id)
    questionnaire = questionnaire_by_id(session, version.questionnaire_id)
    if version.state not in ("trial", "live") or questionnaire.closed_on is not None:
        raise UserError(_("This version is not asked now."))
    if draft.answered_on > today:
        raise UserError(_("What happened cannot lie in days to come."))
    questions = read_questions(version.questions)
    missing = unanswered(questions, draft.answers)
    if missing:
        raise UserError(_("This one needs an answer: {question}").format(question=missing[0].text))
    answers = cleaned(questions, draft.answers)
    if not answers:
        raise UserError(_("Nothing is answered yet."))
    customer = customer_by_id(session, draft.customer_id)
    sheet_id = new_id()
    session.add(
        AnswerSheet(
            id=sheet_id,
            dossier_id=customer.dossier_id,
            customer_id=customer.id,
            questionnaire_id=questionnaire.id,
            version_id=version.id,
            title=f"{questionnaire.name} V{version.number}",
            answered_on=draft.answered_on,
            contact_id=draft.contact_id,
            visit_id=draft.visit_id,
            answers=write_answers(answers),
            trial=version.state == "trial",
        )
    )
    session.flush()
    if version.state == "live":
        _keep_opinions(session, sheet_id, questions, answers)
    return sheet_id


def delete_sheet(session: Session, sheet_id: RowId) -> None:
    """Take an answer sheet out, and what it said of the customer."""
    sheet = existing_row(session, AnswerSheet, sheet_id, _("This answer sheet is no longer here."))
    session.execute(delete(CustomerOpinion).where(CustomerOpinion.answer_sheet_id == sheet_id))
    session.delete(sheet)


def questionnaire_by_id(session: Session, row_id: RowId) -> Questionnaire:
    """The record of a questionnaire. Raises `UserError` where it is gone."""
    return existing_row(session, Questionnaire, row_id, _("This questionnaire is no longer here."))


def version_by_id(session: Session, version_id: RowId) -> QuestionnaireVersion:
    """The record of a version. Raises `UserError` where it is gone."""
    return existing_row(session, QuestionnaireVersion, version_id, _("This questionnaire is no longer here."))


def _add_version(session: Session, row: Questionnaire, number: int, questions: str, reason: str, today: date) -> RowId:
    version = QuestionnaireVersion(
        id=new_id(),
        dossier_id=row.dossier_id,
        questionnaire_id=row.id,
        number=number,
        questions=questions,
        made_on=today,
        reason=reason,
    )
    session.add(version)
    session.flush()
    return version.id


def _take_step(session: Session, version_id: RowId, step: str) -> None:
    version = version_by_id(session, version_id)
    state = state_after(version.state, step)
    check_questions(read_questions(version.questions))
    version.state = state


def _keep_opinions(
    session: Session, sheet_id: RowId, questions: Sequence[Question], answers: Mapping[str, Any]
) -> None:
    sheet = session.get(AnswerSheet, sheet_id)
    if sheet is None:
        return
    for place, said in enumerate(said_of(questions, answers)):
        session.add(
            CustomerOpinion(
                id=link_id(sheet.dossier_id, "customer_opinion", sheet_id, str(place)),
                dossier_id=sheet.dossier_id,
                customer_id=sheet.customer_id,
                kind=said.kind,
                words=said.words,
                figure=said.figure,
                said_on=sheet.answered_on,
                source=sheet.title,
                answer_sheet_id=sheet_id,
            )
        )
