"""What a customer did with its credit: kept its word, broke it, or cheated."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class CreditEvent(Travelling):
    """One event (守约 / 违约 / 欺诈) of a customer's credit; one that is not good makes a review due at once."""

    __tablename__ = "credit_event"
    __timeline__: ClassVar = ("happened_on", "kind", "note")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    kind: Mapped[str] = kept(label=N_("Credit event"), default="kept", choices="credit_event_kind")
    happened_on: Mapped[date | None] = kept(label=N_("Happened on"))
    amount_fen: Mapped[int | None] = kept(label=N_("Amount"))
    note: Mapped[str] = kept(label=N_("Note"), default="")
    source: Mapped[str] = kept(label=N_("Source"), default="")
