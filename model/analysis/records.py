"""What the analysis keeps: whom a customer buys from and works with, and sentences a person wrote in place of ours."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class BusinessPartner(Travelling):
    """A firm that a customer buys from, sells to or works with (合作伙伴与供应商)."""

    __tablename__ = "business_partner"
    __searched__: ClassVar = ("name",)

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    kind: Mapped[str] = kept(label=N_("Relation"), default="supplier", choices="partner_kind")
    name: Mapped[str] = kept(label=N_("Firm"), default="")
    what: Mapped[str] = kept(label=N_("What they do together"), default="")
    source: Mapped[str] = kept(label=N_("Source"), default="")
    seen_on: Mapped[date | None] = kept(label=N_("As of"))


class AnalysisText(Travelling):
    """The sentence a person wrote for a part of an analysis, in place of the one the figures make."""

    __tablename__ = "analysis_text"

    customer_id: Mapped[RowId | None] = kept(refers="customer", index=True)
    scope: Mapped[str] = kept(label=N_("Scope"), default="", index=True)
    month: Mapped[int | None] = kept(label=N_("Month"))
    part: Mapped[str] = kept(label=N_("Part"), default="")
    text: Mapped[str] = kept(label=N_("Sentence"), default="")
