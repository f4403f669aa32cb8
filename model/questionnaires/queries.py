"""What is asked of questionnaires: the list, one whole with its versions, its sample, its sheets and its results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.homes import family_of
from model.customers.records import Contact, Customer
from model.errors import UserError
from model.questionnaires.actions import questionnaire_by_id, version_by_id
from model.questionnaires.records import AnswerSheet, CustomerOpinion, Questionnaire, QuestionnaireVersion
from model.questionnaires.rules import Question, Tally, read_answers, tally
from model.segments.queries import conditions_of, member_ids, segment_members
from model.segments.rules import sample_of
from model.store.base import RowId
from model.store.kept_text import read_kept
from resources.i18n import _


@dataclass(frozen=True)
class VersionRow:
    """A version with its questions and how many sheets answer it."""

    id: RowId
    number: int
    state: str
    questions: tuple[Question, ...]
    made_on: date | None
    reason: str
    sheets: int


@dataclass(frozen=True)
class QuestionnaireRow:
    """A questionnaire as the list shows it: its newest version's state, and the sheets that count."""

    id: RowId
    name: str
    purpose: str
    state: str
    version: int
    questions: int
    sheets: int
    sample_size: int
    last_on: date | None


@dataclass(frozen=True)
class QuestionnaireSheet:
    """One questionnaire whole, the newest version first."""

    id: RowId
    name: str
    purpose: str
    opening: str
    segment_id: RowId | None
    sample_size: int
    sample_seed: int
    maker: str
    closed_on: date | None
    versions: tuple[VersionRow, ...]

    @property
    def newest(self) -> VersionRow:
        """The version that is written, tried or used now."""
        return self.versions[0]

    @property
    def asked(self) -> bool:
        """Whether it is filled in now, on trial or for good."""
        return self.closed_on is None and self.newest.state in ("trial", "live")


@dataclass(frozen=True)
class SheetRow:
    """One customer's answer sheet."""

    id: RowId
    customer_id: RowId
    group_code: str
    customer_name: str
    contact: str
    answered_on: date | None
    version: int
    trial: bool
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class SampleRow:
    """A customer drawn into the sample, and when it answered the version in the field."""

    id: RowId
    group_code: str
    name: str
    grade: str
    answered_on: date | None


@dataclass(frozen=True)
class Results:
    """What the sheets of one version come to, question by question; `trial` says that they are of a trial run."""

    version: VersionRow
    sheets: int
    tallies: tuple[Tally, ...]
    trial: bool


@dataclass(frozen=True)
class OpinionRow:
    """What a customer said of us last, with date and source."""

    id: RowId
    kind: str
    words: str
    figure: int | None
    said_on: date | None
    source: str


def list_questionnaires(session: Session) -> list[QuestionnaireRow]:
    """Every questionnaire by name; sheets of trials are not counted."""
    counts = {
        row_id: (count, last)
        for row_id, count, last in session.execute(
            select(AnswerSheet.questionnaire_id, func.count(), func.max(AnswerSheet.answered_on))
            .where(AnswerSheet.trial.is_(False))
            .group_by(AnswerSheet.questionnaire_id)
        )
    }
    newest: dict[RowId, QuestionnaireVersion] = {}
    for version in session.scalars(select(QuestionnaireVersion).order_by(QuestionnaireVersion.number)):
        newest[version.questionnaire_id] = version
    found = []
    for row in session.scalars(select(Questionnaire).order_by(Questionnaire.name, Questionnaire.id)):
        version_now = newest.get(row.id)
        if version_now is None:
            continue
        count, last = counts.get(row.id, (0, None))
        state = "closed" if row.closed_on else version_now.state
        number, asked = version_now.number, len(_questions(version_now))
        found.append(
            QuestionnaireRow(row.id, row.name, row.purpose, state, number, asked, count, row.sample_size, last)
        )
    return found


def list_asked(session: Session) -> list[tuple[RowId, str]]:
    """(version id, name with version) of what can be filled in now."""
    query = (
        select(QuestionnaireVersion.id, Questionnaire.name, QuestionnaireVersion.number, QuestionnaireVersion.state)
        .join(Questionnaire, Questionnaire.id == QuestionnaireVersion.questionnaire_id)
        .where(QuestionnaireVersion.state.in_(("trial", "live")), Questionnaire.closed_on.is_(None))
        .order_by(Questionnaire.name, QuestionnaireVersion.number.desc())
    )
    words = {"trial": _("{name} V{number} (trial run)"), "live": _("{name} V{number}")}
    return [
        (row_id, words[state].format(name=name, number=number))
        for row_id, name, number, state in session.execute(query)
    ]


def find_questionnaire(session: Session, row_id: RowId) -> QuestionnaireSheet:
    """One questionnaire. Raises `UserError` where it is gone."""
    row = questionnaire_by_id(session, row_id)
    counts: dict[RowId, int] = dict(
        session.execute(
            select(AnswerSheet.version_id, func.count())
            .where(AnswerSheet.questionnaire_id == row_id)
            .group_by(AnswerSheet.version_id)
        ).all()
    )
    query = (
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.questionnaire_id == row_id)
        .order_by(QuestionnaireVersion.number.desc(), QuestionnaireVersion.id)
    )
    versions = tuple(_version(version, counts.get(version.id, 0)) for version in session.scalars(query))
    if not versions:
        raise UserError(_("This questionnaire is no longer here."))
    return QuestionnaireSheet(
        row.id, row.name, row.purpose, row.opening, row.segment_id, row.sample_size, row.sample_seed, row.maker,
        row.closed_on, versions,
    )  # fmt: skip


def find_questionnaire_by_name(session: Session, name: str) -> RowId:
    """The questionnaire of that name, or the one answered last without one. Raises `UserError` where there is none."""
    rows = [row for row in list_questionnaires(session) if not name or row.name == name]
    if not rows:
        raise UserError(
            _("There is no questionnaire “{name}”.").format(name=name) if name else _("There is no questionnaire yet.")
        )
    return max(rows, key=lambda row: (row.last_on or date.min, row.name)).id


def find_version(session: Session, version_id: RowId) -> VersionRow:
    """One version. Raises `UserError` where it is gone."""
    count = session.scalar(select(func.count()).where(AnswerSheet.version_id == version_id)) or 0
    return _version(version_by_id(session, version_id), count)


def list_sheets(session: Session, row_id: RowId, version_id: RowId | None = None) -> list[SheetRow]:
    """The answer sheets of a questionnaire (or of one version), the newest first."""
    sheet = AnswerSheet
    query = (
        select(
            sheet.id,
            sheet.customer_id,
            func.coalesce(Customer.group_code, ""),
            func.coalesce(Customer.name, ""),
            func.coalesce(Contact.name, ""),
            sheet.answered_on,
            func.coalesce(QuestionnaireVersion.number, 0),
            sheet.trial,
            sheet.answers,
        )
        .outerjoin(Customer, Customer.id == sheet.customer_id)
        .outerjoin(Contact, Contact.id == sheet.contact_id)
        .outerjoin(QuestionnaireVersion, QuestionnaireVersion.id == sheet.version_id)
        .where(sheet.questionnaire_id == row_id)
        .order_by(sheet.answered_on.desc(), sheet.id.desc())
    )
    if version_id is not None:
        query = query.where(sheet.version_id == version_id)
    return [SheetRow(*row[:-1], read_answers(row[-1])) for row in session.execute(query)]


def results_of(session: Session, row_id: RowId, version: VersionRow) -> Results:
    """What the sheets of a version come to."""
    return results_from(version, list_sheets(session, row_id, version.id))


def results_from(version: VersionRow, rows: Sequence[SheetRow]) -> Results:
    """What these sheets of a version come to; a trial's only where there are no others."""
    for_good = [row for row in rows if not row.trial]
    sheets = [row.answers for row in for_good or rows]
    tallies = tuple(tally(question, sheets) for question in version.questions)
    return Results(version, len(sheets), tallies, bool(sheets) and not for_good)


def list_sample(session: Session, row_id: RowId) -> list[SampleRow]:
    """The customers drawn by the kept seed, by name, and who of them has answered. Raises `UserError`."""
    row = questionnaire_by_id(session, row_id)
    rule = conditions_of(session, row.segment_id)
    drawn = sample_of(session.scalars(member_ids(session, rule)).all(), row.sample_size, row.sample_seed)
    answered: dict[RowId, date | None] = dict(
        session.execute(
            select(AnswerSheet.customer_id, func.max(AnswerSheet.answered_on))
            .where(AnswerSheet.questionnaire_id == row_id, AnswerSheet.trial.is_(False))
            .group_by(AnswerSheet.customer_id)
        ).all()
    )
    return [
        SampleRow(one.customer_id, one.group_code, one.name, one.grade, answered.get(one.customer_id))
        for one in segment_members(session, rule, drawn)
    ]


def count_sample(session: Session, row_id: RowId) -> tuple[int, int]:
    """How many are drawn, and how many of them have answered; none where the segment is gone or cannot be read."""
    try:
        drawn = list_sample(session, row_id)
    except UserError:
        return 0, 0
    return len(drawn), sum(one.answered_on is not None for one in drawn)


def list_opinions(session: Session, customer_id: RowId) -> list[OpinionRow]:
    """The newest of each kind that a customer (and those merged into it) said, with date and source."""
    opinion = CustomerOpinion
    query = (
        select(opinion.id, opinion.kind, opinion.words, opinion.figure, opinion.said_on, opinion.source)
        .where(opinion.customer_id.in_(family_of(session, customer_id)))
        .order_by(opinion.said_on.desc(), opinion.id.desc())
    )
    newest: dict[str, OpinionRow] = {}
    for row in session.execute(query):
        newest.setdefault(row.kind, OpinionRow(*row))
    return [newest[kind] for kind in ("satisfaction", "perceived_price", "switching_barrier") if kind in newest]


def _version(version: QuestionnaireVersion, sheets: int) -> VersionRow:
    questions = _questions(version)
    return VersionRow(version.id, version.number, version.state, questions, version.made_on, version.reason, sheets)


def _questions(version: QuestionnaireVersion) -> tuple[Question, ...]:
    """None of a text that is damaged or a newer program's: the list and the other versions are shown all the same."""
    return read_kept(version.questions, tuple[Question, ...], ())
