"""What is done with the catalogue in the window: price cards and parts of bundles kept, each checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.catalogue.prices import overlapping
from model.catalogue.records import BundleItem, PriceCard, ProductOffering
from model.errors import UserError
from model.store.base import RowId, new_id
from model.store.ids import OFFICE_DOSSIER, natural_id
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class CardDraft:
    """A price card as a form gives it, prices in fen; an empty segment means everyone."""

    offering_code: str
    segment: str = ""
    monthly_fen: int | None = None
    one_off_fen: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class PartDraft:
    """A part of a bundle as a form gives it; the numbers are for one bundle."""

    bundle_code: str
    offering_code: str
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None


def save_card(session: Session, draft: CardDraft, card_id: RowId | None = None) -> RowId:
    """Keep a price card, new or changed.

    Raises `UserError` for an unknown product, no price at all, an end before the beginning, or where another card of
    the same product and segment holds on one of its days: then nobody could say which price is meant.
    """
    _check_codes(session, draft.offering_code)
    if draft.monthly_fen is None and draft.one_off_fen is None:
        raise UserError(_("A price card needs a price."))
    if min(draft.monthly_fen or 0, draft.one_off_fen or 0) < 0:
        raise UserError(_("An amount is nil or more."))
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        raise UserError(_("It ends before it begins."))
    card = session.get(PriceCard, card_id) if card_id else None
    if card is None:
        card = PriceCard(id=_free_id(session, PriceCard, draft.offering_code, draft.segment, draft.valid_from or ""),
                         dossier_id=OFFICE_DOSSIER)  # fmt: skip
        session.add(card)
    card.offering_code, card.segment = draft.offering_code, draft.segment.strip()
    card.monthly_fen, card.one_off_fen = draft.monthly_fen, draft.one_off_fen
    card.valid_from, card.valid_to = draft.valid_from, draft.valid_to
    session.flush()
    others = session.scalars(select(PriceCard).where(PriceCard.offering_code == card.offering_code)).all()
    if card.id in overlapping(others):
        raise UserError(_("Another card gives this product and segment a price on some of these days. End it first."))
    return card.id


def save_part(session: Session, draft: PartDraft, part_id: RowId | None = None) -> RowId:
    """Keep a part of a bundle. Raises `UserError` where it cannot be meant or would hold itself."""
    _check_codes(session, draft.bundle_code, draft.offering_code)
    if draft.bundle_code == draft.offering_code:
        raise UserError(_("A bundle is no part of itself."))
    least, most = draft.minimum or 0, draft.maximum
    if least < 0 or (most is not None and most < max(least, 1)):
        raise UserError(_("“At most” is no less than “at least”, and neither is below nil."))
    same = session.scalars(
        select(BundleItem.id).where(
            BundleItem.bundle_code == draft.bundle_code, BundleItem.offering_code == draft.offering_code
        )
    ).all()
    if any(one != part_id for one in same):
        raise UserError(_("This product is part of the bundle already."))
    part = session.get(BundleItem, part_id) if part_id else None
    if part is None:
        part = BundleItem(id=_free_id(session, BundleItem, draft.bundle_code, draft.offering_code),
                          dossier_id=OFFICE_DOSSIER)  # fmt: skip
        session.add(part)
    part.bundle_code, part.offering_code = draft.bundle_code, draft.offering_code
    part.required, part.minimum, part.maximum = draft.required, draft.minimum, draft.maximum
    session.flush()
    return part.id


def save_channels(session: Session, offering_id: RowId, channels: Sequence[str]) -> None:
    """Keep where an offering can be ordered (codes). Raises `UserError` where it is gone."""
    offering = existing_row(session, ProductOffering, offering_id, _("This row is no longer here."))
    text = ",".join(channels)
    if offering.channels != text:
        offering.channels = text


def _check_codes(session: Session, *codes: str) -> None:
    for code in codes:
        if session.scalar(select(ProductOffering.id).where(ProductOffering.code == code).limit(1)) is None:
            raise UserError(_("The catalogue has no product with the code {code}.").format(code=code))


def _free_id(session: Session, record: type[PriceCard] | type[BundleItem], *key: object) -> RowId:
    """The id an office file would give the row, so that importing it later is no second one."""
    row_id = natural_id(record.__tablename__, *(str(part) for part in key))
    return row_id if session.get(record, row_id) is None else new_id()
