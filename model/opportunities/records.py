"""Opportunities and the stages they went through; money is integer fen."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class Opportunity(Travelling):
    """What may be sold to a customer; money, authority and need are judged 0–3 (MAN)."""

    __tablename__ = "opportunity"
    __searched__: ClassVar = ("name",)

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    name: Mapped[str] = kept(label=N_("Opportunity"), default="")
    stage: Mapped[str] = kept(label=N_("Sales stage"), default="discovery", choices="opportunity_stage")
    outcome: Mapped[str] = kept(label=N_("Outcome"), group="outcome", default="open", choices="opportunity_outcome")
    lost_reason: Mapped[str] = kept(label=N_("Lost because"), group="outcome", default="", choices="loss_reason")
    closed_on: Mapped[date | None] = kept(label=N_("Closed on"), group="outcome")
    amount_fen: Mapped[int | None] = kept(label=N_("Amount"))
    probability: Mapped[int | None] = kept(label=N_("Probability"), least=0, most=100)
    expected_close: Mapped[date | None] = kept(label=N_("Expected close"))
    man_money: Mapped[int | None] = kept(label=N_("Money"), least=0, most=3)
    man_authority: Mapped[int | None] = kept(label=N_("Authority"), least=0, most=3)
    man_need: Mapped[int | None] = kept(label=N_("Need"), least=0, most=3)
    man_evidence: Mapped[str] = kept(label=N_("Evidence"), default="")
    competitors: Mapped[str] = kept(label=N_("Competitors"), default="")
    team: Mapped[str] = kept(label=N_("Team"), default="")
    remarks: Mapped[str] = kept(label=N_("Remarks"), default="")


class OpportunityStage(Travelling):
    """A stage an opportunity entered, from when, and why where its requirement was not met."""

    __tablename__ = "opportunity_stage"
    __timeline__: ClassVar = ("valid_from", "stage", "reason")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    opportunity_id: Mapped[RowId] = kept(refers="opportunity", default="", index=True)
    stage: Mapped[str] = kept(label=N_("Sales stage"), default="", choices="opportunity_stage")
    reason: Mapped[str] = kept(label=N_("Reason"), default="")
    valid_from: Mapped[date | None] = kept(label=N_("Since"))
