"""Needs (需求), what they unlock, and promises (承诺)."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class Need(Travelling):
    """A key problem of a customer, weighed by importance and urgency (1–5)."""

    __tablename__ = "need"
    __searched__: ClassVar = ("statement", "our_answer")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    statement: Mapped[str] = kept(label=N_("Key problem"), fit=True, default="")
    need_source: Mapped[str] = kept(label=N_("Source"), default="stated", choices="need_source")
    raised_by_id: Mapped[RowId | None] = kept(label=N_("Raised by"), group="raised_by", refers="contact")
    raised_by: Mapped[str] = kept(label=N_("Raised by"), group="raised_by", default="")
    category: Mapped[str] = kept(label=N_("Category"), default="")
    impact: Mapped[str] = kept(label=N_("Impact"), fit=True, default="")
    importance: Mapped[int] = kept(label=N_("Importance"), fit=True, default=3, least=1, most=5)
    urgency: Mapped[int] = kept(label=N_("Urgency"), fit=True, default=3, least=1, most=5)
    position: Mapped[float | None] = kept(label=N_("Order"), fit=True)
    derived_from: Mapped[RowId | None] = kept(label=N_("Derived from"), refers="need")
    our_answer: Mapped[str] = kept(label=N_("Our answer"), fit=True, default="")
    rival_answer: Mapped[str] = kept(label=N_("Rival's answer"), default="")
    owner: Mapped[str] = kept(label=N_("Owner"), fit=True, default="")
    due: Mapped[date | None] = kept(label=N_("Due"), fit=True)
    status: Mapped[str] = kept(label=N_("Status"), fit=True, default="open", choices="need_status")


class NeedLink(Travelling):
    """Solving one need unlocks another (解锁)."""

    __tablename__ = "need_link"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    need_id: Mapped[RowId] = kept(refers="need", default="", index=True)
    unlocks_id: Mapped[RowId] = kept(refers="need", default="")


class Promise(Travelling):
    """What we promised, to whom and until when."""

    __tablename__ = "promise"
    __timeline__: ClassVar = ("made_on", "text", "made_to", "state")
    __searched__: ClassVar = ("text",)

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    visit_id: Mapped[RowId | None] = kept(label=N_("From visit"), refers="visit")
    text: Mapped[str] = kept(label=N_("Promise"), fit=True, default="")
    made_to_id: Mapped[RowId | None] = kept(label=N_("Made to"), group="made_to", refers="contact")
    made_to: Mapped[str] = kept(label=N_("Made to"), group="made_to", fit=True, default="")
    made_on: Mapped[date | None] = kept(label=N_("Made on"), fit=True)
    due_on: Mapped[date | None] = kept(label=N_("Due"), fit=True, index=True)
    owner: Mapped[str] = kept(label=N_("Owner"), fit=True, default="")
    expected_effect: Mapped[str] = kept(label=N_("Expected effect"), default="")
    state: Mapped[str] = kept(label=N_("State"), group="state", fit=True, default="open", choices="promise_state")
    reason: Mapped[str] = kept(label=N_("Reason"), group="state", default="")
    substitute: Mapped[str] = kept(label=N_("Substitute"), group="state", default="")
    closed_on: Mapped[date | None] = kept(label=N_("Closed on"), group="state")
    churn_risk: Mapped[int | None] = kept(label=N_("Churn risk"))
