"""Self-test answers, success cases, experts, rounds of the product quiz."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class SelfTestAnswer(Travelling):
    """How a person answered a question of the self-test (自检) on a day, and what the store counted then."""

    __tablename__ = "self_test_answer"
    __dossiers__: ClassVar = ("person",)

    question: Mapped[str] = kept(label=N_("Question"), default="", index=True)
    answered_on: Mapped[date | None] = kept(label=N_("Answered on"))
    answer: Mapped[str] = kept(label=N_("Your answer"), group="answer", default="", choices="self_test_answer")
    have: Mapped[int | None] = kept(label=N_("Count found"), group="probe")
    out_of: Mapped[int | None] = kept(label=N_("Out of"), group="probe")
    gap: Mapped[str] = kept(label=N_("What is missing"), group="answer", default="")
    task_id: Mapped[RowId | None] = kept(label=N_("Task"), refers="retention_task")


class SuccessCase(Travelling):
    """A success worth telling (案例): the situation, what was done, what came of it, what to do again.

    `told_as` is how the customer is called where the case is told: the name itself stays with its manager.
    """

    __tablename__ = "success_case"
    __dossiers__: ClassVar = ("person",)
    __searched__: ClassVar = ("name", "situation", "action", "result", "lesson", "products", "told_as")

    name: Mapped[str] = kept(label=N_("Case"), default="")
    told_as: Mapped[str] = kept(label=N_("Told as"), default="")
    industry: Mapped[str] = kept(label=N_("Industry"), default="")
    products: Mapped[str] = kept(label=N_("Products"), default="")
    situation: Mapped[str] = kept(label=N_("Situation"), default="")
    action: Mapped[str] = kept(label=N_("What we did"), default="")
    result: Mapped[str] = kept(label=N_("What came of it"), default="")
    lesson: Mapped[str] = kept(label=N_("Lesson"), default="")
    author: Mapped[str] = kept(label=N_("Written by"), default="")
    noted_on: Mapped[date | None] = kept(label=N_("Noted on"))
    may_be_told: Mapped[bool] = kept(label=N_("May be told to customers"), default=False)
    customer_id: Mapped[RowId | None] = kept(group="origin", refers="customer")
    opportunity_id: Mapped[RowId | None] = kept(group="origin", refers="opportunity")


class Expert(Travelling):
    """A colleague who knows a topic (专家) and may be called."""

    __tablename__ = "expert"
    __dossiers__: ClassVar = ("person",)
    __searched__: ClassVar = ("person_name", "topic", "remarks")

    topic: Mapped[str] = kept(label=N_("Topic"), default="")
    person_name: Mapped[str] = kept(label=N_("Expert"), default="", personal="name")
    unit: Mapped[str] = kept(label=N_("Department"), default="")
    phone: Mapped[str] = kept(label=N_("Phone"), default="", personal="phone")
    industry: Mapped[str] = kept(label=N_("Industry"), default="")
    remarks: Mapped[str] = kept(label=N_("Remarks"), default="")


class QuizRound(Travelling):
    """One round of the product quiz: how many of its questions were right; `missed` is JSON text of product codes."""

    __tablename__ = "quiz_round"
    __dossiers__: ClassVar = ("person",)

    taken_on: Mapped[date | None] = kept(label=N_("Taken on"))
    asked: Mapped[int] = kept(label=N_("Questions asked"), default=0)
    right_count: Mapped[int] = kept(label=N_("Answered right"), default=0)
    missed: Mapped[str] = kept(label=N_("Missed"), default="[]")
