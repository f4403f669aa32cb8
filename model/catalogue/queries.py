"""What is asked of the catalogue: offerings with their price of a day, price cards, bundles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from model.catalogue.bundles import Part
from model.catalogue.prices import EVERYONE, card_in_force, holds_on, overlapping
from model.catalogue.records import BundleItem, PriceCard, ProductOffering
from model.customers.records import Customer
from model.segments.queries import segments_holding
from model.store.base import RowId


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
    channels: str = ""
    tariff_structure: str = ""
    configurable: bool = False


@dataclass(frozen=True)
class PriceCardRow:
    """A price of an offering for a segment and a period; `overlaps` another of the same offering and segment."""

    id: RowId
    offering_code: str
    offering_name: str
    segment: str
    monthly_fen: int | None
    one_off_fen: int | None
    valid_from: date | None
    valid_to: date | None
    in_force: bool
    overlaps: bool


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


def list_offerings(session: Session, day: date, segments: Collection[str] = ()) -> list[OfferingRow]:
    """Every offering by code; its price is that of the card of the day for these segments, else its own."""
    counts = select(PriceCard.offering_code, func.count().label("cards")).group_by(PriceCard.offering_code).subquery()
    prices = prices_on(session, day, segments)
    parts = exists().where(BundleItem.bundle_code == ProductOffering.code)
    found = session.execute(
        select(ProductOffering, func.coalesce(counts.c.cards, 0), parts)
        .outerjoin(counts, counts.c.offering_code == ProductOffering.code)
        .order_by(ProductOffering.code, ProductOffering.id)
    )
    return [_row(offering, prices, cards, offering.bundle or has_parts) for offering, cards, has_parts in found]


def find_offering(session: Session, offering_id: RowId, day: date) -> OfferingRow | None:
    """One offering with everyone's price of the day; None where it is gone."""
    return next((row for row in list_offerings(session, day) if row.id == offering_id), None)


def prices_on(session: Session, day: date, segments: Collection[str] = ()) -> dict[str, tuple[int | None, int | None]]:
    """Product code → monthly and one-off price of the card in force for a customer of these segments."""
    query = (
        select(PriceCard)
        .where(
            PriceCard.segment.in_([*EVERYONE, *segments]),
            or_(PriceCard.valid_from.is_(None), PriceCard.valid_from <= day),
            or_(PriceCard.valid_to.is_(None), PriceCard.valid_to >= day),
        )
        .order_by(PriceCard.offering_code)
    )
    found: dict[str, tuple[int | None, int | None]] = {}
    for code, cards in groupby(session.scalars(query), key=lambda card: card.offering_code):
        card = card_in_force(cards, day, segments)
        if card is not None:
            found[code] = (card.monthly_fen, card.one_off_fen)
    return found


def price_until(session: Session, code: str, day: date) -> date | None:
    """Until when everyone's price of an offering holds by the card in force; None where no end is known."""
    cards = session.scalars(select(PriceCard).where(PriceCard.offering_code == code)).all()
    card = card_in_force(cards, day)
    return card.valid_to if card is not None else None


def segments_of(session: Session, customer_id: RowId) -> frozenset[str]:
    """The names by which price cards may mean this customer: its industry, and every segment it is in."""
    customer = session.get(Customer, customer_id)
    if customer is None:
        return frozenset()
    names = {customer.industry, f"{customer.industry}业", customer.industry_detail} if customer.industry else set()
    return frozenset(names | segments_holding(session, customer_id)) - {""}


def list_price_cards(session: Session, day: date) -> list[PriceCardRow]:
    """Every price card by product and period."""
    found = session.execute(
        select(PriceCard, ProductOffering.name)
        .outerjoin(ProductOffering, ProductOffering.code == PriceCard.offering_code)
        .order_by(PriceCard.offering_code, PriceCard.segment, PriceCard.valid_from, PriceCard.id)
    )
    rows = found.all()
    doubled = overlapping([card for card, _name in rows])
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
            in_force=holds_on(card, day),
            overlaps=card.id in doubled,
        )
        for card, name in rows
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


def list_parts(session: Session) -> list[Part]:
    """The parts of every bundle, as the rule of bundles wants them."""
    return [
        Part(
            row.bundle_code, row.bundle_name, row.offering_code, row.offering_name, row.required, row.minimum,
            row.maximum,
        )
        for row in list_bundle_items(session)
    ]  # fmt: skip


def _row(
    offering: ProductOffering, prices: dict[str, tuple[int | None, int | None]], cards: int, bundle: bool
) -> OfferingRow:
    monthly, one_off = prices.get(offering.code, (None, None))
    return OfferingRow(
        id=offering.id,
        code=offering.code,
        name=offering.name,
        product_layer=offering.product_layer,
        product_function=offering.product_function,
        brand_line=offering.brand_line,
        bundle=bundle,
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
        channels=offering.channels,
        tariff_structure=offering.tariff_structure,
        configurable=offering.configurable,
    )
