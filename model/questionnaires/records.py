"""Questionnaires with their versions, answer sheets, customers' opinions, and plans of market studies."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class Questionnaire(Travelling):
    """A questionnaire (问卷); its questions stand in its versions. The sample is drawn again from its seed."""

    __tablename__ = "questionnaire"
    __dossiers__: ClassVar = ("office", "person")
    __searched__: ClassVar = ("name", "purpose")

    name: Mapped[str] = kept(label=N_("Questionnaire"), default="")
    purpose: Mapped[str] = kept(label=N_("What it is to find out"), default="")
    opening: Mapped[str] = kept(label=N_("Opening words"), default="")
    segment_id: Mapped[RowId | None] = kept(label=N_("Segment asked"), group="sample", refers="segment")
    sample_size: Mapped[int] = kept(label=N_("Sample size"), group="sample", default=30, least=1, most=10_000)
    sample_seed: Mapped[int] = kept(label=N_("Sample seed"), group="sample", default=1)
    maker: Mapped[str] = kept(label=N_("Made by"), default="")
    closed_on: Mapped[date | None] = kept(label=N_("Closed on"))


class QuestionnaireVersion(Travelling):
    """One version's questions, as JSON text. What has been answered is never changed: a revision is a new version."""

    __tablename__ = "questionnaire_version"
    __dossiers__: ClassVar = ("office", "person")

    questionnaire_id: Mapped[RowId] = kept(refers="questionnaire", default="", index=True)
    number: Mapped[int] = kept(label=N_("Version"), default=1)
    state: Mapped[str] = kept(label=N_("State"), default="draft", choices="questionnaire_state")
    questions: Mapped[str] = kept(label=N_("Questions"), default="[]")
    made_on: Mapped[date | None] = kept(label=N_("Drawn up on"))
    reason: Mapped[str] = kept(label=N_("Why it was revised"), default="")


class AnswerSheet(Travelling):
    """One customer's answers to one version (答卷): question → answer, as JSON text; a trial's are never counted."""

    __tablename__ = "answer_sheet"
    __timeline__: ClassVar = ("answered_on", "questionnaire_id", "title")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    questionnaire_id: Mapped[RowId] = kept(refers="questionnaire", default="", index=True)
    version_id: Mapped[RowId] = kept(refers="questionnaire_version", default="", inner=True)
    title: Mapped[str] = kept(label=N_("Questionnaire and version"), default="")
    answered_on: Mapped[date | None] = kept(label=N_("Answered on"))
    contact_id: Mapped[RowId | None] = kept(label=N_("Answered by"), refers="contact")
    visit_id: Mapped[RowId | None] = kept(label=N_("During the visit"), refers="visit")
    answers: Mapped[str] = kept(label=N_("Answers"), default="{}")
    trial: Mapped[bool] = kept(label=N_("Trial run"), default=False)


class CustomerOpinion(Travelling):
    """What a customer thinks of us: satisfaction 满意度, perceived price 印象价格, a switching barrier 转换障碍."""

    __tablename__ = "customer_opinion"
    __timeline__: ClassVar = ("said_on", "kind", "words", "source")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    kind: Mapped[str] = kept(label=N_("Opinion"), default="", choices="opinion_kind")
    words: Mapped[str] = kept(label=N_("What they say"), default="")
    figure: Mapped[int | None] = kept(label=N_("Figure"))
    said_on: Mapped[date | None] = kept(label=N_("Said on"))
    source: Mapped[str] = kept(label=N_("Source"), default="")
    answer_sheet_id: Mapped[RowId | None] = kept(refers="answer_sheet")


class MarketStudy(Travelling):
    """The plan of a market study (市场调研): what it is to answer; its steps are a checklist."""

    __tablename__ = "market_study"
    __dossiers__: ClassVar = ("person",)

    name: Mapped[str] = kept(label=N_("Market study"), default="")
    question: Mapped[str] = kept(label=N_("What it is to answer"), default="")
    begun_on: Mapped[date | None] = kept(label=N_("Begun on"))


class StudyStep(Travelling):
    """A step of a market study: whose it is, by when, and when it was done."""

    __tablename__ = "study_step"
    __dossiers__: ClassVar = ("person",)

    study_id: Mapped[RowId] = kept(refers="market_study", default="", index=True)
    step: Mapped[str] = kept(label=N_("Step"), default="")
    owner: Mapped[str] = kept(label=N_("Responsible"), default="")
    due_on: Mapped[date | None] = kept(label=N_("Due on"))
    done_on: Mapped[date | None] = kept(label=N_("Done on"))
    note: Mapped[str] = kept(label=N_("Remark"), default="")
