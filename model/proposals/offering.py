"""A first draft of a proposal from product codes: the catalogue's prices of the day, what the customer uses today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from model.catalogue.queries import OfferingRow, list_offerings, segments_of
from model.errors import UserError
from model.proposals.drafts import ItemDraft, QuoteDraft
from model.proposals.queries import presents_of
from model.store.base import RowId
from resources.i18n import _

VALID_DAYS: Final = 30
"""How long a proposal holds when nothing else is said (ours)."""


def draft_for(
    session: Session, customer_id: RowId, wanted: Sequence[tuple[str, int]], discount: int, today: date
) -> QuoteDraft:
    """A draft of (product code, quantity) pairs, all at one discount (percent × 100).

    Each stands beside the line of today it replaces; what the customer keeps is not part of it. Raises `UserError` for
    a code the catalogue does not have or that has no price.
    """
    catalogue = {
        offering.code: offering for offering in list_offerings(session, today, segments_of(session, customer_id))
    }
    items = tuple(replace(_item(catalogue, code, quantity), discount=discount) for code, quantity in wanted)
    presents = tuple(one for one in presents_of(session, customer_id, items) if one.item is not None)
    return QuoteDraft(customer_id, items=items, presents=presents, valid_for=today + timedelta(VALID_DAYS))


def item_of(offering: OfferingRow, quantity: int = 1, discount: int = 0) -> ItemDraft:
    """A line with the offering's price, cost and floor of the day."""
    return ItemDraft(
        offering_code=offering.code,
        offering_name=offering.name,
        quantity=quantity,
        unit=offering.unit,
        monthly_fen=offering.monthly_fen or 0,
        one_off_fen=offering.one_off_fen or 0,
        discount=discount,
        cost_fen=offering.cost_fen,
        floor_fen=offering.floor_fen,
    )


def _item(catalogue: dict[str, OfferingRow], code: str, quantity: int) -> ItemDraft:
    offering = catalogue.get(code)
    if offering is None:
        raise UserError(_("The catalogue has no product with the code {code}.").format(code=code))
    if offering.monthly_fen is None and offering.one_off_fen is None:
        raise UserError(_("{product} has no price in the catalogue.").format(product=offering.name))
    return item_of(offering, quantity)
