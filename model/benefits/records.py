"""Events that customers are invited to, and merchants who give their people something."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import Travelling, kept
from resources.i18n import N_


class BenefitEvent(Travelling):
    """A lecture or club event (讲座 / 俱乐部活动); who is invited are benefits that name it."""

    __tablename__ = "benefit_event"
    __dossiers__: ClassVar = ("office", "person")

    kind: Mapped[str] = kept(label=N_("Benefit"), default="lecture", choices="benefit_kind")
    title: Mapped[str] = kept(label=N_("Event title"), default="")
    held_on: Mapped[date | None] = kept(label=N_("Held on"))
    place: Mapped[str] = kept(label=N_("Place"), default="")
    host: Mapped[str] = kept(label=N_("Speaker or host"), default="")
    seats: Mapped[int | None] = kept(label=N_("Seats"), least=1, most=100_000)
    cost_fen: Mapped[int | None] = kept(label=N_("Cost"))


class AllianceMerchant(Travelling):
    """A merchant of the alliance (联盟商家): what it gives to whom, and until when."""

    __tablename__ = "alliance_merchant"
    __dossiers__: ClassVar = ("office", "person")

    name: Mapped[str] = kept(label=N_("Merchant"), default="")
    trade: Mapped[str] = kept(label=N_("Trade"), default="")
    offer: Mapped[str] = kept(label=N_("What it gives"), default="")
    address: Mapped[str] = kept(label=N_("Address"), default="")
    grades: Mapped[str] = kept(label=N_("For grades"), default="")
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"))
