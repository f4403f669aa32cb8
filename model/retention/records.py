"""Retention tasks, the rules and cycles that make them, the holiday table, benefits and credit reviews."""

from datetime import date
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Local, RowId, Travelling, kept
from resources.i18n import N_


class RetentionTask(Travelling):
    """Something to do to keep a customer (保有任务), made by a rule or by a person (`rule` is empty)."""

    __tablename__ = "retention_task"

    customer_id: Mapped[RowId | None] = kept(refers="customer", index=True)
    kind: Mapped[str] = kept(label=N_("Task"), default="", choices="task_kind")
    rule: Mapped[str] = kept(label=N_("Rule"), group="why", default="")
    source_id: Mapped[RowId] = kept(label=N_("Number of the record behind it"), default="", index=True)
    period: Mapped[str] = kept(label=N_("For the period"), default="")
    facts: Mapped[str] = kept(label=N_("Figures behind it"), group="why", default="{}")
    title: Mapped[str] = kept(label=N_("What to do"), default="")
    due: Mapped[date | None] = kept(label=N_("Due"), index=True)
    postponed_to: Mapped[date | None] = kept(label=N_("Postponed to"))
    priority: Mapped[int] = kept(label=N_("Priority"), default=0)
    status: Mapped[str] = kept(label=N_("Status"), group="status", default="open", choices="task_status")
    closed_on: Mapped[date | None] = kept(label=N_("Closed on"), group="status")
    result: Mapped[str] = kept(label=N_("Result"), group="status", default="")
    cost_fen: Mapped[int | None] = kept(label=N_("Cost"))
    retention_type: Mapped[str] = kept(label=N_("Way of keeping"), default="", choices="retention_type")


class WarningEpisode(Local):
    """How long the cause of an early warning has stood, so that it makes one task and not one a day."""

    __tablename__ = "warning_episode"

    rule: Mapped[str] = mapped_column(String(40), primary_key=True)
    source_id: Mapped[RowId] = mapped_column(String(36), primary_key=True)
    opened_on: Mapped[date] = mapped_column(primary_key=True)
    customer_id: Mapped[RowId] = mapped_column(String(36), index=True)
    closed_on: Mapped[date | None]


class ReminderRule(Travelling):
    """An edited switch or parameter (JSON) of a reminder or early-warning rule; the shipped ones have no row."""

    __tablename__ = "reminder_rule"
    __dossiers__: ClassVar = ("office",)

    code: Mapped[str] = kept(label=N_("Rule"), default="")
    enabled: Mapped[bool] = kept(label=N_("On"), default=True)
    params: Mapped[str] = kept(label=N_("Parameters"), default="{}")


class VisitCycle(Travelling):
    """How often customers of a grade are met in one way, when it differs from the shipped cycle; 0 months is never."""

    __tablename__ = "visit_cycle"
    __dossiers__: ClassVar = ("office",)

    grade: Mapped[str] = kept(label=N_("Grade"), default="", choices="grade")
    mode: Mapped[str] = kept(label=N_("Contact mode"), default="", choices="contact_mode")
    months: Mapped[int] = kept(label=N_("Every (months)"), default=0)


class HolidayDay(Travelling):
    """A day whose rest or work differs from the shipped table (调休), typed in or imported."""

    __tablename__ = "holiday_day"
    __dossiers__: ClassVar = ("office",)

    day: Mapped[date | None] = kept(label=N_("Day"))
    worked: Mapped[bool] = kept(label=N_("Worked"), default=False)
    name: Mapped[str] = kept(label=N_("Holiday"), default="")


class CreditReview(Travelling):
    """One review of a customer's credit (信用) and when the next is due."""

    __tablename__ = "credit_review"
    __timeline__: ClassVar = ("reviewed_on", "rating", "sources")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    rating: Mapped[str] = kept(label=N_("Credit rating"), default="", choices="credit_rating")
    limit_fen: Mapped[int | None] = kept(label=N_("Credit limit"))
    sources: Mapped[str] = kept(label=N_("Sources"), default="")
    reviewer: Mapped[str] = kept(label=N_("Reviewer"), default="")
    reviewed_on: Mapped[date | None] = kept(label=N_("Reviewed on"))
    next_review: Mapped[date | None] = kept(label=N_("Next review"))


class BenefitGrant(Travelling):
    """A benefit (权益) planned for, sent to or received by a customer or a contact."""

    __tablename__ = "benefit_grant"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    contact_id: Mapped[RowId | None] = kept(label=N_("Contact"), refers="contact")
    kind: Mapped[str] = kept(label=N_("Benefit"), default="", choices="benefit_kind")
    text: Mapped[str] = kept(label=N_("What it is"), default="")
    cost_fen: Mapped[int | None] = kept(label=N_("Cost"), inner=True)
    state: Mapped[str] = kept(label=N_("State"), group="state", default="planned", choices="benefit_state")
    planned_on: Mapped[date | None] = kept(label=N_("Planned for"))
    sent_on: Mapped[date | None] = kept(label=N_("Sent on"), group="state")
    received_on: Mapped[date | None] = kept(label=N_("Received on"), group="state")
    approved_by: Mapped[str] = kept(label=N_("Compliance approval by"), group="approval", default="", inner=True)
    approved_on: Mapped[date | None] = kept(label=N_("Approved on"), group="approval", inner=True)
    event_id: Mapped[RowId | None] = kept(label=N_("Event title"), index=True)
    merchant_id: Mapped[RowId | None] = kept(label=N_("Merchant"))
