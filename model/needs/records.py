"""Needs (需求), what they unlock, their dated rankings, slips and expectations, and promises (承诺)."""

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
    category: Mapped[str] = kept(label=N_("Category"), default="", inner=True)
    impact: Mapped[str] = kept(label=N_("Impact"), fit=True, default="")
    importance: Mapped[int] = kept(label=N_("Importance"), fit=True, default=3, least=1, most=5, inner=True)
    urgency: Mapped[int] = kept(label=N_("Urgency"), fit=True, default=3, least=1, most=5, inner=True)
    position: Mapped[float | None] = kept(label=N_("Order"), fit=True, inner=True)
    derived_from: Mapped[RowId | None] = kept(label=N_("Derived from"), refers="need", inner=True)
    our_answer: Mapped[str] = kept(label=N_("Our answer"), fit=True, default="", inner=True)
    rival_answer: Mapped[str] = kept(label=N_("Rival's answer"), default="", inner=True)
    owner: Mapped[str] = kept(label=N_("Owner"), fit=True, default="")
    due: Mapped[date | None] = kept(label=N_("Due"), fit=True)
    status: Mapped[str] = kept(label=N_("Status"), fit=True, default="open", choices="need_status")


class NeedLink(Travelling):
    """Solving one need unlocks another (解锁)."""

    __tablename__ = "need_link"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    need_id: Mapped[RowId] = kept(refers="need", default="", index=True)
    unlocks_id: Mapped[RowId] = kept(label=N_("What it unlocks"), refers="need", default="")


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
    churn_risk: Mapped[int | None] = kept(label=N_("Churn risk"), inner=True)


class PriorityTable(Travelling):
    """A dated ranking of one customer's needs (关键问题解决优先次序表): the needs as they stood, in their final order.

    `needs` is JSON text, a list of the needs' fields by name; names of contacts are never in it, only their ids.
    """

    __tablename__ = "priority_table"
    __timeline__: ClassVar = ("ranked_on", "remarks")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    ranked_on: Mapped[date | None] = kept(label=N_("Ranked on"))
    remarks: Mapped[str] = kept(label=N_("Remarks"), default="")
    needs: Mapped[str] = kept(label=N_("Needs, in order"), default="[]")


class PriorityVote(Travelling):
    """How one teammate ranked the needs of a table: their ids, the most pressing first, as JSON text."""

    __tablename__ = "priority_vote"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    table_id: Mapped[RowId] = kept(refers="priority_table", default="", index=True)
    voter: Mapped[str] = kept(label=N_("Teammate"), default="")
    ranks: Mapped[str] = kept(label=N_("Order"), default="[]")


class NeedSlip(Travelling):
    """A request for what no standard product does (非标需求单): benefit and standardisation check, to escalate."""

    __tablename__ = "need_slip"
    __timeline__: ClassVar = ("made_on", "wanted", "state")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    need_id: Mapped[RowId] = kept(refers="need", default="", index=True)
    made_on: Mapped[date | None] = kept(label=N_("Drawn up on"))
    wanted: Mapped[str] = kept(label=N_("What is wanted"), default="")
    nearest_product: Mapped[str] = kept(label=N_("Nearest standard product"), default="")
    gap: Mapped[str] = kept(label=N_("What it lacks"), default="")
    by_settings: Mapped[bool] = kept(label=N_("Settings of a standard product would do"), default=False)
    reusable: Mapped[bool] = kept(label=N_("Others could use it unchanged"), default=False)
    alike_count: Mapped[int] = kept(label=N_("Customers with the same need"), default=1, least=1)
    one_off_income_fen: Mapped[int] = kept(label=N_("One-off income"), group="benefit", default=0, least=0)
    monthly_income_fen: Mapped[int] = kept(label=N_("Monthly income"), group="benefit", default=0, least=0)
    one_off_cost_fen: Mapped[int] = kept(label=N_("One-off cost"), group="benefit", default=0, least=0)
    monthly_cost_fen: Mapped[int] = kept(label=N_("Monthly cost"), group="benefit", default=0, least=0)
    term_months: Mapped[int] = kept(label=N_("Term in months"), group="benefit", default=24, least=1, most=120)
    wanted_by: Mapped[date | None] = kept(label=N_("Wanted by"))
    state: Mapped[str] = kept(label=N_("State"), group="state", default="drafted", choices="slip_state")
    escalated_to: Mapped[str] = kept(label=N_("Escalated to"), group="state", default="")
    escalated_on: Mapped[date | None] = kept(label=N_("Escalated on"), group="state")
    answer: Mapped[str] = kept(label=N_("Answer"), default="")


class Expectation(Travelling):
    """What a customer expects of us, what we promised for it, and whether it was met."""

    __tablename__ = "expectation"
    __timeline__: ClassVar = ("said_on", "text", "state")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    text: Mapped[str] = kept(label=N_("Expectation"), default="")
    said_by_id: Mapped[RowId | None] = kept(label=N_("Said by"), refers="contact")
    said_on: Mapped[date | None] = kept(label=N_("Said on"))
    promise_id: Mapped[RowId | None] = kept(label=N_("Promise"), refers="promise")
    state: Mapped[str] = kept(label=N_("Met"), group="state", default="open", choices="expectation_state")
    remarks: Mapped[str] = kept(label=N_("Remarks"), default="")
