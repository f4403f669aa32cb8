"""What is asked of the catalogue: offerings with their price of a day, price cards, bundles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from model.catalogue.records import BundleItem, PriceCard, ProductOffering
from model.store.base import RowId

EVERYONE: Final = ("", "全部客户", "全部", "all")
"""How price cards name everyone: as office files write it."""


@dataclass(frozen=True)
class OfferingRow:
    """An offering with the list price in force on the day asked for; money is fen, None where none is known."""

    id: RowId
    code: str
    name: str
    product_layer: str
    product_function: str
    brand_line: str
    bundle: bool
    unit: str
    monthly_fen: int | None
    one_off_fen: int | None
    cost_fen: int | None
    floor_fen: int | None
    industries: str
    selling_point: str
    buying_point: str
    sla: str
    cards: int


@dataclass(frozen=True)
class PriceCardRow:
    """A price of an offering for a segment and a period."""

    id: RowId
    offering_code: str
    offering_name: str
    segment: str
    monthly_fen: int | None
    one_off_fen: int | None
    valid_from: date | None
    valid_to: date | None
    in_force: bool


@dataclass(frozen=True)
class BundleRow:
    """A part of a bundle and how many of it may be chosen."""

    id: RowId
    bundle_code: str
    bundle_name: str
    offering_code: str
    offering_name: str
    required: bool
    minimum: int | None
    maximum: int | None


def list_offerings(session: Session, day: date, segment: str = "") -> list[OfferingRow]:
    """Every offering by code; its price is that of the segment's card of the day, else everyone's, else its own."""
    counts = select(PriceCard.offering_code, func.count().label("cards")).group_by(PriceCard.offering_code).subquery()
    prices = prices_on(session, day, segment)
    found = session.execute(
        select(ProductOffering, func.coalesce(counts.c.cards, 0))
        .outerjoin(counts, counts.c.offering_code == ProductOffering.code)
        .order_by(ProductOffering.code, ProductOffering.id)
    )
    return [_row(offering, prices, cards) for offering, cards in found]


def prices_on(session: Session, day: date, segment: str = "") -> dict[str, tuple[int | None, int | None]]:
    """Product code → monthly and one-off price of the card in force: the segment's own before everyone's."""
    query = (
        select(PriceCard.offering_code, PriceCard.segment, PriceCard.monthly_fen, PriceCard.one_off_fen)
        .where(
            PriceCard.segment.in_([*EVERYONE, segment]),
            or_(PriceCard.valid_from.is_(None), PriceCard.valid_from <= day),
            or_(PriceCard.valid_to.is_(None), PriceCard.valid_to >= day),
        )
        .order_by(PriceCard.valid_from, PriceCard.id)
    )
    found: dict[str, tuple[int | None, int | None]] = {}
    own: dict[str, tuple[int | None, int | None]] = {}
    for code, named, monthly, one_off in session.execute(query):
        (found if named in EVERYONE else own)[code] = (monthly, one_off)
    return found | own


def list_price_cards(session: Session, day: date) -> list[PriceCardRow]:
    """Every price card by product and period."""
    found = session.execute(
        select(PriceCard, ProductOffering.name)
        .outerjoin(ProductOffering, ProductOffering.code == PriceCard.offering_code)
        .order_by(PriceCard.offering_code, PriceCard.segment, PriceCard.valid_from, PriceCard.id)
    )
    return [
        PriceCardRow(
            id=card.id,
            offering_code=card.offering_code,
            offering_name=name or card.offering_code,
            segment=card.segment,
            monthly_fen=card.monthly_fen,
            one_off_fen=card.one_off_fen,
            valid_from=card.valid_from,
            valid_to=card.valid_to,
            in_force=(card.valid_from or day) <= day <= (card.valid_to or day),
        )
        for card, name in found
    ]


def list_bundle_items(session: Session) -> list[BundleRow]:
    """Every part of every bundle."""
    names = dict(session.execute(select(ProductOffering.code, ProductOffering.name)).all())
    items: Sequence[BundleItem] = session.scalars(
        select(BundleItem).order_by(BundleItem.bundle_code, BundleItem.required.desc(), BundleItem.offering_code)
    ).all()
    return [
        BundleRow(
            id=item.id,
            bundle_code=item.bundle_code,
            bundle_name=names.get(item.bundle_code, item.bundle_code),
            offering_code=item.offering_code,
            offering_name=names.get(item.offering_code, item.offering_code),
            required=item.required,
            minimum=item.minimum,
            maximum=item.maximum,
        )
        for item in items
    ]


def _row(offering: ProductOffering, prices: dict[str, tuple[int | None, int | None]], cards: int) -> OfferingRow:
    monthly, one_off = prices.get(offering.code, (None, None))
    return OfferingRow(
        id=offering.id,
        code=offering.code,
        name=offering.name,
        product_layer=offering.product_layer,
        product_function=offering.product_function,
        brand_line=offering.brand_line,
        bundle=offering.bundle,
        unit=offering.unit,
        monthly_fen=offering.monthly_fen if monthly is None else monthly,
        one_off_fen=offering.one_off_fen if one_off is None else one_off,
        cost_fen=offering.cost_fen,
        floor_fen=offering.floor_fen,
        industries=offering.industries,
        selling_point=offering.selling_point,
        buying_point=offering.buying_point,
        sla=offering.sla,
        cards=cards,
    )
