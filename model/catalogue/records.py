"""The catalogue (TMF620), the products in use (TMF637) and agreements (TMF651)."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class ProductOffering(Travelling):
    """A product we offer (产品)."""

    __tablename__ = "product_offering"
    __dossiers__: ClassVar = ("office",)
    __searched__: ClassVar = ("code", "name")

    code: Mapped[str] = kept(label=N_("Product code"), fit=True, default="", index=True)
    name: Mapped[str] = kept(label=N_("Product name"), fit=True, default="")
    product_layer: Mapped[str] = kept(label=N_("Layer"), fit=True, default="", choices="product_layer")
    product_function: Mapped[str] = kept(label=N_("Function"), fit=True, default="", choices="product_function")
    brand_line: Mapped[str] = kept(label=N_("Brand line"), fit=True, default="", choices="brand_line")
    bundle: Mapped[bool] = kept(label=N_("Bundle"), default=False)
    one_off_fen: Mapped[int | None] = kept(label=N_("One-off price"), fit=True)
    monthly_fen: Mapped[int | None] = kept(label=N_("Monthly price"), fit=True)
    unit: Mapped[str] = kept(label=N_("Unit"), fit=True, default="")
    cost_fen: Mapped[int | None] = kept(label=N_("Cost"))
    floor_fen: Mapped[int | None] = kept(label=N_("Floor price"))
    sla: Mapped[str] = kept(label=N_("Service level"), fit=True, default="")
    tariff_structure: Mapped[str] = kept(label=N_("Tariff structure"), default="", choices="tariff_structure")
    selling_point: Mapped[str] = kept(label=N_("Selling point"), default="")
    buying_point: Mapped[str] = kept(label=N_("Buying point"), fit=True, default="")
    industries: Mapped[str] = kept(label=N_("Suitable industries"), fit=True, default="")
    cases: Mapped[str] = kept(label=N_("Where it works well"), default="")
    configurable: Mapped[bool] = kept(label=N_("Configurable"), default=False)
    channels: Mapped[str] = kept(label=N_("Order channels"), default="")


class PriceCard(Travelling):
    """A price of an offering for a segment and a period (价格卡); a customer may see those for everyone."""

    __tablename__ = "price_card"
    __dossiers__: ClassVar = ("office",)
    __presented__: ClassVar = "segment IN ('', '全部客户', '全部', 'all')"

    offering_code: Mapped[str] = kept(label=N_("Product code"), fit=True, default="", index=True)
    segment: Mapped[str] = kept(label=N_("Segment"), fit=True, default="")
    one_off_fen: Mapped[int | None] = kept(label=N_("One-off price"), fit=True)
    monthly_fen: Mapped[int | None] = kept(label=N_("Monthly price"), fit=True)
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"), fit=True)
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"), fit=True)


class BundleItem(Travelling):
    """A part of a bundle and how many of it may be chosen (捆绑组成)."""

    __tablename__ = "bundle_item"
    __dossiers__: ClassVar = ("office",)

    bundle_code: Mapped[str] = kept(label=N_("Bundle code"), default="", index=True)
    offering_code: Mapped[str] = kept(label=N_("Product code"), default="")
    required: Mapped[bool] = kept(label=N_("Required"), default=False)
    minimum: Mapped[int | None] = kept(label=N_("At least"))
    maximum: Mapped[int | None] = kept(label=N_("At most"))


class OfferingVersion(Travelling):
    """What the catalogue said of an offering from a day on, frozen as canonical JSON; empty once it was taken out."""

    __tablename__ = "offering_version"
    __dossiers__: ClassVar = ("office",)

    code: Mapped[str] = kept(label=N_("Product code"), default="", index=True)
    made_on: Mapped[date | None] = kept(label=N_("Version of"), index=True)
    content: Mapped[str] = kept(label=N_("What it said"), default="")


class InstalledProduct(Travelling):
    """A product a customer uses, ours or a competitor's (在用产品)."""

    __tablename__ = "installed_product"
    __searched__: ClassVar = ("offering_code", "offering_name")
    __presented__: ClassVar = "operator = 'mobile'"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    site_id: Mapped[RowId | None] = kept(label=N_("Site"), refers="site")
    offering_code: Mapped[str] = kept(label=N_("Product code"), group="offering", fit=True, default="")
    offering_name: Mapped[str] = kept(label=N_("Product name"), group="offering", fit=True, default="")
    operator: Mapped[str] = kept(label=N_("Operator"), fit=True, default="mobile", choices="operator")
    quantity: Mapped[float | None] = kept(label=N_("Quantity"), fit=True)
    monthly_fee_fen: Mapped[int | None] = kept(label=N_("Monthly fee"), fit=True)
    monthly_usage: Mapped[float | None] = kept(label=N_("Monthly usage"))
    channel: Mapped[str] = kept(label=N_("Order channel"), default="", choices="channel")
    start_date: Mapped[date | None] = kept(label=N_("In use since"), fit=True)
    bundle_end: Mapped[date | None] = kept(label=N_("Bundle ends"), fit=True, index=True)
    agreement_number: Mapped[str] = kept(label=N_("Agreement number"), fit=True, default="")
    blocked_reason: Mapped[str] = kept(label=N_("Blocked because"), group="blocked", default="")
    reopen_on: Mapped[date | None] = kept(label=N_("Reopen on"), group="blocked")
    source: Mapped[str] = kept(label=N_("Source"), group="known_from", default="")
    seen_on: Mapped[date | None] = kept(label=N_("Seen on"), group="known_from")


class Agreement(Travelling):
    """A contract (合同)."""

    __tablename__ = "agreement"
    __timeline__: ClassVar = ("signed_on", "number", "agreement_type", "items")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    number: Mapped[str] = kept(label=N_("Agreement number"), fit=True, default="")
    agreement_type: Mapped[str] = kept(label=N_("Agreement type"), fit=True, default="")
    signed_on: Mapped[date | None] = kept(label=N_("Signed on"), fit=True)
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"), group="period", fit=True)
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"), group="period", fit=True, index=True)
    items: Mapped[str] = kept(label=N_("Products covered"), fit=True, default="")
    renewal_stage: Mapped[str] = kept(label=N_("Renewal stage"), default="")
