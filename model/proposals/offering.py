"""A first draft of a proposal from product codes: the catalogue's prices of the day, what the customer uses today."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from model.catalogue.bundles import Part, least_of
from model.catalogue.queries import OfferingRow, list_offerings, list_parts, segments_of
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
    lines = [replace(_item(catalogue, code, quantity), discount=discount) for code, quantity in wanted]
    items = with_parts(lines, list_parts(session), catalogue)
    presents = tuple(one for one in presents_of(session, customer_id, items) if one.item is not None)
    return QuoteDraft(customer_id, items=items, presents=presents, valid_for=today + timedelta(VALID_DAYS))


def with_parts(
    lines: Sequence[ItemDraft], parts: Sequence[Part], catalogue: Mapping[str, OfferingRow]
) -> tuple[ItemDraft, ...]:
    """The lines, and behind them what their bundles need and is not among them yet.

    What comes with a bundle that has a price of its own is paid by it: such a part costs nothing more and has no
    limits of its own.
    """
    items = list(lines)
    for part in parts:
        bundles = sum(item.quantity for item in items if item.offering_code == part.bundle_code)
        there = sum(item.quantity for item in items if item.offering_code == part.offering_code)
        missing = least_of(part) * bundles - there
        offering = catalogue.get(part.offering_code)
        if missing <= 0 or offering is None:
            continue
        bundle = catalogue.get(part.bundle_code)
        line = item_of(offering, missing)
        if bundle is not None and bundle.monthly_fen:
            words = _("part of {bundle}").format(bundle=bundle.name)
            line = replace(line, monthly_fen=0, one_off_fen=0, cost_fen=None, floor_fen=None, remark=words)
        items.append(line)
    return tuple(items)


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
