"""The catalogue as it is kept, for the office's workbook: own prices, not those of the day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.catalogue.records import BundleItem, PriceCard, ProductOffering


@dataclass(frozen=True)
class OfferingContent:
    """An offering's own fields; prices are fen, layer to tariff structure are codes, channels codes by commas."""

    code: str
    name: str
    product_layer: str
    product_function: str
    brand_line: str
    one_off_fen: int | None
    monthly_fen: int | None
    unit: str
    cost_fen: int | None
    floor_fen: int | None
    industries: str
    selling_point: str
    buying_point: str
    sla: str
    tariff_structure: str
    channels: str
    configurable: bool


@dataclass(frozen=True)
class CardContent:
    """A price card."""

    offering_code: str
    segment: str
    one_off_fen: int | None
    monthly_fen: int | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class PartContent:
    """A part of a bundle."""

    bundle_code: str
    offering_code: str
    required: bool
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True)
class CatalogueContent:
    """Every offering, price card and part, in the order of their keys."""

    offerings: list[OfferingContent]
    cards: list[CardContent]
    parts: list[PartContent]


def catalogue_content(session: Session) -> CatalogueContent:
    """The whole catalogue."""
    offering, card, part = ProductOffering, PriceCard, BundleItem
    return CatalogueContent(
        [
            OfferingContent(
                row.code, row.name, row.product_layer, row.product_function, row.brand_line, row.one_off_fen,
                row.monthly_fen, row.unit, row.cost_fen, row.floor_fen, row.industries, row.selling_point,
                row.buying_point, row.sla, row.tariff_structure, row.channels, row.configurable,
            )
            for row in session.scalars(select(offering).order_by(offering.code, offering.id))
        ],
        [
            CardContent(
                row.offering_code, row.segment, row.one_off_fen, row.monthly_fen, row.valid_from, row.valid_to
            )
            for row in session.scalars(
                select(card).order_by(card.offering_code, card.segment, card.valid_from, card.id)
            )
        ],
        [
            PartContent(row.bundle_code, row.offering_code, row.required, row.minimum, row.maximum)
            for row in session.scalars(select(part).order_by(part.bundle_code, part.offering_code, part.id))
        ],
    )  # fmt: skip
