"""Plans of market studies: the steps of the field and ours, who does each by when, and what is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.questionnaires.records import MarketStudy, StudyStep
from model.settings.queries import find_owner
from model.store.base import RowId, new_id, take_over
from model.store.ids import link_id, person_id
from model.store.rows import existing_row
from resources.i18n import N_, _


@dataclass(frozen=True)
class Step:
    """A step of every study: its words, what is to be there when it is done, and whether it is ours."""

    words: str
    outcome: str
    ours: bool = False


STEPS: Final[Mapping[str, Step]] = {
    "question": Step(N_("Say the problem and the goal"), N_("One question, and the decision that hangs on it")),
    "sources": Step(N_("Look through what is known"), N_("Bills, visits, rivals' prices, public figures, with dates")),
    "method": Step(N_("Choose the method"), N_("Survey, interview or observation; cost and time")),
    "consent": Step(N_("Settle personal data"), N_("What is asked of whom, and that it is told them"), ours=True),
    "form": Step(N_("Write the questionnaire"), N_("Few questions, each with a use")),
    "trial": Step(N_("Try it and revise it"), N_("A few customers; what was misread is changed")),
    "sample": Step(N_("Draw the sample"), N_("Who is asked, how many, and the seed of the lot")),
    "field": Step(N_("Ask in the field"), N_("Answer sheets with date and person")),
    "analysis": Step(N_("Sort and analyse"), N_("Tables and charts; how many did not answer")),
    "report": Step(N_("Write the report"), N_("What was found, what to do, what is not known")),
    "back": Step(N_("Write it back to the customers"), N_("Opinions kept, complaints answered, thanks"), ours=True),
    "follow": Step(N_("Follow up"), N_("What was decided, and whether it helped")),
}
"""The steps in their order; those marked ours are this program's own."""


@dataclass(frozen=True)
class StepRow:
    """A step of one study as it stands; `late` says that its day has passed."""

    id: RowId
    number: int
    step: str
    owner: str
    due_on: date | None
    done_on: date | None
    note: str
    late: bool


@dataclass(frozen=True)
class StudyRow:
    """A study with its steps in order."""

    id: RowId
    name: str
    question: str
    begun_on: date | None
    steps: tuple[StepRow, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done_on is not None for step in self.steps)


@dataclass(frozen=True)
class StepDraft:
    """A step as a form gives it."""

    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""


def save_study(session: Session, name: str, question: str, today: date, study_id: RowId | None = None) -> RowId:
    """Keep a study; a new one has every step, and the owner of the store is responsible. Raises `UserError`."""
    if not name.strip():
        raise UserError(_("A market study needs a name."))
    owner = find_owner(session)
    if study_id is None:
        study = MarketStudy(id=new_id(), dossier_id=person_id(owner.employee_no), begun_on=today)
        session.add(study)
        for step in STEPS:
            row_id = link_id(study.dossier_id, "study_step", study.id, step)
            session.add(
                StudyStep(id=row_id, dossier_id=study.dossier_id, study_id=study.id, step=step, owner=owner.name)
            )
    else:
        study = _study(session, study_id)
    study.name, study.question = name.strip(), question.strip()
    session.flush()
    return study.id


def delete_study(session: Session, study_id: RowId) -> None:
    """Take a study and its steps out."""
    study = _study(session, study_id)
    session.execute(delete(StudyStep).where(StudyStep.study_id == study_id))
    session.delete(study)


def change_step(session: Session, step_id: RowId, draft: StepDraft) -> None:
    """Make a step say what the draft says; only what differs is written."""
    step = _step(session, step_id)
    wanted = {
        "owner": draft.owner.strip(),
        "due_on": draft.due_on,
        "done_on": draft.done_on,
        "note": draft.note.strip(),
    }
    take_over(step, wanted)


def tick_step(session: Session, step_id: RowId, today: date) -> None:
    """A step is done today; one that was done is open again."""
    step = _step(session, step_id)
    step.done_on = today if step.done_on is None else None


def list_studies(session: Session, today: date) -> list[StudyRow]:
    """Every study with its steps, the newest first."""
    steps: dict[RowId, list[StudyStep]] = {}
    for step in session.scalars(select(StudyStep)):
        steps.setdefault(step.study_id, []).append(step)
    return [
        StudyRow(row.id, row.name, row.question, row.begun_on, _steps(steps.get(row.id, []), today))
        for row in session.scalars(select(MarketStudy).order_by(MarketStudy.begun_on.desc(), MarketStudy.id.desc()))
    ]


def find_study(session: Session, study_id: RowId, today: date) -> StudyRow:
    """One study. Raises `UserError` where it is gone."""
    found = next((row for row in list_studies(session, today) if row.id == study_id), None)
    if found is None:
        raise UserError(_("This market study is no longer here."))
    return found


def _steps(found: list[StudyStep], today: date) -> tuple[StepRow, ...]:
    by_key = {step.step: step for step in found}
    rows = []
    for number, key in enumerate(STEPS, 1):
        step = by_key.get(key)
        if step is not None:
            late = step.done_on is None and step.due_on is not None and step.due_on < today
            rows.append(StepRow(step.id, number, key, step.owner, step.due_on, step.done_on, step.note, late))
    return tuple(rows)


def _study(session: Session, study_id: RowId) -> MarketStudy:
    return existing_row(session, MarketStudy, study_id, _("This market study is no longer here."))


def _step(session: Session, step_id: RowId) -> StudyStep:
    return existing_row(session, StudyStep, step_id, _("This market study is no longer here."))
