"""Sightings of competitors' moves (竞争动向), what is known of rivals, and how each tactic is answered."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class CompetitorMove(Travelling):
    """One move of a rival at a customer, with its source and our counter."""

    __tablename__ = "competitor_move"
    __timeline__: ClassVar = ("seen_on", "operator", "tactic", "source", "remarks")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    operator: Mapped[str] = kept(label=N_("Operator"), default="", choices="operator")
    war: Mapped[str] = kept(label=N_("War"), default="", choices="competitor_war")
    tactic: Mapped[str] = kept(label=N_("Tactic"), default="", choices="competitor_tactic")
    people: Mapped[str] = kept(label=N_("People concerned"), personal="name", default="")
    members_affected: Mapped[int | None] = kept(label=N_("Members affected"))
    seen_on: Mapped[date | None] = kept(label=N_("Seen on"))
    source: Mapped[str] = kept(label=N_("Source"), default="")
    severity: Mapped[int | None] = kept(label=N_("Severity"))
    counter: Mapped[str] = kept(label=N_("Our counter"), default="")
    remarks: Mapped[str] = kept(label=N_("Remarks"), default="")


class RivalFact(Travelling):
    """One thing known of a rival (its strength, weakness, brand or product), with where and when it was learnt."""

    __tablename__ = "rival_fact"
    __dossiers__: ClassVar = ("office", "person")

    operator: Mapped[str] = kept(label=N_("Operator"), default="", choices="operator")
    aspect: Mapped[str] = kept(label=N_("What it is about"), default="strength", choices="rival_aspect")
    text: Mapped[str] = kept(label=N_("What is known"), default="")
    source: Mapped[str] = kept(label=N_("Source"), default="")
    seen_on: Mapped[date | None] = kept(label=N_("Seen on"))


class CounterScript(Travelling):
    """How a tactic is answered, where a person wrote it; the shipped answers have no row."""

    __tablename__ = "counter_script"
    __dossiers__: ClassVar = ("office",)

    tactic: Mapped[str] = kept(label=N_("Tactic"), default="", choices="competitor_tactic")
    script: Mapped[str] = kept(label=N_("Our answer"), default="")
