"""What a manager writes into the account plan of a customer."""

from datetime import date

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class AccountPlanChapter(Travelling):
    """What a manager wrote into one chapter of a customer's account plan; chapters left alone have no row."""

    __tablename__ = "account_plan_chapter"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    chapter: Mapped[str] = kept(label=N_("Chapter"), default="", choices="plan_chapter")
    text: Mapped[str] = kept(label=N_("Text"), group="text", default="")
    written_on: Mapped[date | None] = kept(label=N_("Written on"), group="text")
