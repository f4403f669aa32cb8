"""Opportunities, the stages they went through, their control points and needs; money is integer fen."""

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
    stage: Mapped[str] = kept(label=N_("Sales stage"), group="stage", default="discovery", choices="opportunity_stage")
    pipeline: Mapped[str] = kept(label=N_("Pipeline"), group="stage", default="")
    own_stage: Mapped[str] = kept(label=N_("Own stage"), group="stage", default="")
    outcome: Mapped[str] = kept(label=N_("Outcome"), group="outcome", default="open", choices="opportunity_outcome")
    lost_reason: Mapped[str] = kept(label=N_("Lost because"), group="outcome", default="", choices="loss_reason")
    closed_on: Mapped[date | None] = kept(label=N_("Closed on"), group="outcome")
    outcome_reason: Mapped[str] = kept(label=N_("Reason"), group="outcome", default="")
    amount_fen: Mapped[int | None] = kept(label=N_("Amount"))
    probability: Mapped[int | None] = kept(label=N_("Probability"), least=0, most=100)
    expected_close: Mapped[date | None] = kept(label=N_("Expected close"))
    man_money: Mapped[int | None] = kept(label=N_("Money"), group="man_money", least=0, most=3)
    man_money_evidence: Mapped[str] = kept(label=N_("Evidence of money"), group="man_money", default="")
    man_authority: Mapped[int | None] = kept(label=N_("Authority"), group="man_authority", least=0, most=3)
    man_authority_evidence: Mapped[str] = kept(label=N_("Evidence of authority"), group="man_authority", default="")
    man_need: Mapped[int | None] = kept(label=N_("Need"), group="man_need", least=0, most=3)
    man_need_evidence: Mapped[str] = kept(label=N_("Evidence of need"), group="man_need", default="")
    man_evidence: Mapped[str] = kept(label=N_("Evidence"), default="")
    next_step: Mapped[str] = kept(label=N_("Next step"), group="next", default="")
    next_on: Mapped[date | None] = kept(label=N_("Next step on"), group="next")
    competitors: Mapped[str] = kept(label=N_("Competitors"), default="")
    team: Mapped[str] = kept(label=N_("Team"), default="")
    remarks: Mapped[str] = kept(label=N_("Remarks"), default="")


class OpportunityStage(Travelling):
    """A stage an opportunity entered, from when, and why where its requirement was not met."""

    __tablename__ = "opportunity_stage"
    __timeline__: ClassVar = ("valid_from", "opportunity_id", "own_stage", "stage", "reason")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    opportunity_id: Mapped[RowId] = kept(refers="opportunity", default="", index=True)
    stage: Mapped[str] = kept(label=N_("Sales stage"), group="stage", default="", choices="opportunity_stage")
    own_stage: Mapped[str] = kept(label=N_("Own stage"), group="stage", default="")
    reason: Mapped[str] = kept(label=N_("Reason"), default="")
    valid_from: Mapped[date | None] = kept(label=N_("Since"))


class OpportunityPoint(Travelling):
    """A project control point of an opportunity: when it is planned, when it was done."""

    __tablename__ = "opportunity_point"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    opportunity_id: Mapped[RowId] = kept(refers="opportunity", default="", index=True)
    point: Mapped[str] = kept(label=N_("Control point"), default="", choices="project_point")
    planned_on: Mapped[date | None] = kept(label=N_("Planned on"))
    done_on: Mapped[date | None] = kept(label=N_("Done on"))
    note: Mapped[str] = kept(label=N_("Remarks"), default="")


class OpportunityNeed(Travelling):
    """A need that an opportunity answers."""

    __tablename__ = "opportunity_need"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    opportunity_id: Mapped[RowId] = kept(refers="opportunity", default="", index=True)
    need_id: Mapped[RowId] = kept(refers="need", default="")
