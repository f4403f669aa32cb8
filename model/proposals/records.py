"""Proposals with their lines, the lines of today they replace, and rivals' public prices; money is integer fen."""

from datetime import date
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Local, RowId, Travelling, kept
from resources.i18n import N_


class Quote(Travelling):
    """One version of a proposal; all versions carry one number, each points to the one it was made from."""

    __tablename__ = "quote"
    __searched__: ClassVar = ("number", "title")
    __timeline__: ClassVar = ("made_on", "number", "title", "state")
    __presented__: ClassVar = "state IN ('approved', 'accepted')"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    number: Mapped[str] = kept(label=N_("Proposal number"), group="number", fit=True, default="", index=True)
    version: Mapped[int] = kept(label=N_("Version"), group="number", fit=True, default=1)
    made_from: Mapped[RowId | None] = kept(label=N_("Made from"), refers="quote")
    opportunity_id: Mapped[RowId | None] = kept(label=N_("Opportunity"), refers="opportunity")
    title: Mapped[str] = kept(label=N_("Proposal title"), fit=True, default="")
    made_on: Mapped[date | None] = kept(label=N_("Drawn up on"), fit=True)
    valid_for: Mapped[date | None] = kept(label=N_("Valid until"), fit=True)
    term_months: Mapped[int] = kept(label=N_("Term in months"), fit=True, default=24, least=1, most=120)
    pricing_stance: Mapped[str] = kept(label=N_("Pricing stance"), default="", choices="pricing_stance")
    lead: Mapped[str] = kept(label=N_("The point in a sentence"), fit=True, default="")
    concessions: Mapped[str] = kept(label=N_("What we add"), fit=True, default="")
    benefits: Mapped[str] = kept(label=N_("Benefits by department"), fit=True, default="")
    terms: Mapped[str] = kept(label=N_("Service and terms"), fit=True, default="")
    annex: Mapped[str] = kept(label=N_("Technical annex"), fit=True, default="")
    why_us: Mapped[str] = kept(label=N_("Why us"), fit=True, default="")
    shows_needs: Mapped[bool] = kept(label=N_("What it solves"), fit=True, default=True)
    shows_rivals: Mapped[bool] = kept(label=N_("Competitor comparison"), fit=True, default=False)
    state: Mapped[str] = kept(label=N_("State"), group="state", fit=True, default="in_progress", choices="quote_state")
    state_since: Mapped[date | None] = kept(label=N_("State since"), group="state")
    reason: Mapped[str] = kept(label=N_("Reason for the exception"), default="")
    approved_by: Mapped[str] = kept(label=N_("Approved by"), group="approval", default="")
    approved_on: Mapped[date | None] = kept(label=N_("Approved on"), group="approval")
    approval_note: Mapped[str] = kept(label=N_("Approval note"), group="approval", default="")
    returned_by: Mapped[str] = kept(label=N_("Sent back by"), group="return", default="")
    returned_on: Mapped[date | None] = kept(label=N_("Sent back on"), group="return")
    return_reason: Mapped[str] = kept(label=N_("Why it was sent back"), group="return", default="")


class QuoteItem(Travelling):
    """A line of a proposal: prices, cost and floor are those of the day it was made; discount is percent × 100."""

    __tablename__ = "quote_item"
    __presented__: ClassVar = "quote_id IN (SELECT id FROM quote)"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    quote_id: Mapped[RowId] = kept(refers="quote", fit=True, default="", index=True)
    position: Mapped[int] = kept(label=N_("Order"), fit=True, default=0)
    offering_code: Mapped[str] = kept(label=N_("Product code"), group="offering", fit=True, default="")
    offering_name: Mapped[str] = kept(label=N_("Product name"), group="offering", fit=True, default="")
    unit: Mapped[str] = kept(label=N_("Unit"), group="offering", fit=True, default="")
    quantity: Mapped[int] = kept(label=N_("Quantity"), fit=True, default=1)
    monthly_fen: Mapped[int] = kept(label=N_("Monthly price"), group="price", fit=True, default=0)
    one_off_fen: Mapped[int] = kept(label=N_("One-off price"), group="price", fit=True, default=0)
    discount: Mapped[int] = kept(label=N_("Reduction"), group="price", fit=True, default=0)
    cost_fen: Mapped[int | None] = kept(label=N_("Cost"), group="limits")
    floor_fen: Mapped[int | None] = kept(label=N_("Floor price"), group="limits")
    remark: Mapped[str] = kept(label=N_("Remark for the customer"), fit=True, default="")


class QuotePresent(Travelling):
    """What the customer pays for today and a line of the proposal replaces; the fee is that of the whole line."""

    __tablename__ = "quote_present"
    __presented__: ClassVar = "quote_id IN (SELECT id FROM quote)"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    quote_id: Mapped[RowId] = kept(refers="quote", fit=True, default="", index=True)
    item_id: Mapped[RowId | None] = kept(label=N_("Replaced by"), refers="quote_item", fit=True)
    installed_id: Mapped[RowId | None] = kept(refers="installed_product")
    position: Mapped[int] = kept(label=N_("Order"), fit=True, default=0)
    name: Mapped[str] = kept(label=N_("In use today"), fit=True, default="")
    monthly_fee_fen: Mapped[int | None] = kept(label=N_("Monthly fee"), fit=True)


class QuoteTemplate(Travelling):
    """A proposal's lines and words kept to begin others from, as canonical JSON; it names no customer and no price."""

    __tablename__ = "quote_template"
    __dossiers__: ClassVar = ("office", "person")

    name: Mapped[str] = kept(label=N_("Template"), default="")
    content: Mapped[str] = kept(label=N_("What it says"), default="{}")
    made_on: Mapped[date | None] = kept(label=N_("Drawn up on"))


class RivalPrice(Travelling):
    """A rival's published price of what an offering does, with its source and day; it may stand before a customer."""

    __tablename__ = "rival_price"
    __dossiers__: ClassVar = ("office", "person")

    offering_code: Mapped[str] = kept(label=N_("Product code"), fit=True, default="", index=True)
    operator: Mapped[str] = kept(label=N_("Operator"), fit=True, default="", choices="operator")
    product: Mapped[str] = kept(label=N_("Rival's product"), fit=True, default="")
    monthly_fen: Mapped[int | None] = kept(label=N_("Monthly price"), fit=True)
    source: Mapped[str] = kept(label=N_("Source"), fit=True, default="")
    seen_on: Mapped[date | None] = kept(label=N_("Seen on"), fit=True)


class QuoteCounter(Local):
    """The last number given on a day under this store's tag: a number is never given again, deleted or undone."""

    __tablename__ = "quote_counter"
    __table_args__ = {"info": {"book": True}}

    prefix: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)
