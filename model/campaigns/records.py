"""Campaigns and the customers each of them means."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class Campaign(Travelling):
    """A marketing campaign (营销活动): goal, offer, means and end; `pick` is how its customers were picked, as JSON."""

    __tablename__ = "campaign"
    __dossiers__: ClassVar = ("office", "person")
    __searched__: ClassVar = ("name", "goal", "offer")

    name: Mapped[str] = kept(label=N_("Campaign"), default="")
    goal: Mapped[str] = kept(label=N_("Goal"), default="")
    offer: Mapped[str] = kept(label=N_("Offer"), default="")
    channel: Mapped[str] = kept(label=N_("How they are told"), default="phone", choices="contact_mode")
    starts_on: Mapped[date | None] = kept(label=N_("Starts on"), group="dates")
    ends_on: Mapped[date | None] = kept(label=N_("Ends on"), group="dates")
    quota: Mapped[int | None] = kept(label=N_("Quota"), least=1, most=100_000)
    budget_fen: Mapped[int | None] = kept(label=N_("Budget"), least=0)
    cost_fen: Mapped[int | None] = kept(label=N_("Spent"), least=0)
    margin_percent: Mapped[int] = kept(label=N_("Margin (%)"), default=100, least=0, most=100)
    pick: Mapped[str] = kept(label=N_("How they were picked"), default="{}")
    maker: Mapped[str] = kept(label=N_("Made by"), default="")
    result: Mapped[str] = kept(label=N_("Result"), group="end", default="")
    closed_on: Mapped[date | None] = kept(label=N_("Closed on"), group="end")


class CampaignTarget(Travelling):
    """A customer of a campaign: told or kept back to compare with, what they answered, what they bought.

    It stands in its campaign's dossier and copies code and name, so that the count survives a hand-over. The person
    to be told is referred to, never copied.
    """

    __tablename__ = "campaign_target"
    __dossiers__: ClassVar = ("office", "person")
    __timeline__: ClassVar = ("told_on", "campaign_id", "note", "response")

    campaign_id: Mapped[RowId] = kept(refers="campaign", default="", index=True)
    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    group_code: Mapped[str] = kept(label=N_("Group code"), default="", inner=True)
    customer_name: Mapped[str] = kept(label=N_("Customer"), default="", inner=True)
    contact_id: Mapped[RowId | None] = kept(label=N_("Contact"), refers="contact")
    place: Mapped[int] = kept(label=N_("No."), default=0, inner=True)
    held_back: Mapped[bool] = kept(label=N_("Not told, to compare"), default=False)
    told_on: Mapped[date | None] = kept(label=N_("Told on"))
    response: Mapped[str] = kept(label=N_("Response"), group="response", default="", choices="campaign_response")
    responded_on: Mapped[date | None] = kept(label=N_("Responded on"), group="response")
    note: Mapped[str] = kept(label=N_("Remark"), default="")
    bought_on: Mapped[date | None] = kept(label=N_("Bought on"), group="bought")
    bought_fen: Mapped[int | None] = kept(label=N_("Bought for"), group="bought", least=0)
