"""A proposal as the editor and the command line hold it, and what differs between two of them."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from model.proposals.rules import price_of
from model.store.base import RowId


@dataclass(frozen=True)
class ItemDraft:
    """A line: `id` is empty for a new one; prices are fen for one unit and month, discount percent × 100."""

    offering_code: str
    offering_name: str
    quantity: int = 1
    unit: str = ""
    monthly_fen: int = 0
    one_off_fen: int = 0
    discount: int = 0
    cost_fen: int | None = None
    floor_fen: int | None = None
    remark: str = ""
    id: RowId = ""


@dataclass(frozen=True)
class PresentDraft:
    """A line of today, its whole fee a month in fen, and the number (from 0) of the line that replaces it."""

    name: str
    monthly_fee_fen: int | None = None
    item: int | None = None
    installed_id: RowId | None = None
    id: RowId = ""


@dataclass(frozen=True)
class QuoteDraft:
    """What one version of a proposal says."""

    customer_id: RowId
    title: str = ""
    items: tuple[ItemDraft, ...] = ()
    presents: tuple[PresentDraft, ...] = ()
    term_months: int = 24
    valid_for: date | None = None
    pricing_stance: str = ""
    lead: str = ""
    concessions: str = ""
    benefits: str = ""
    terms: str = ""
    annex: str = ""
    why_us: str = ""
    shows_needs: bool = True
    shows_rivals: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Difference:
    """One thing that differs between two versions: a field's name or a product's, and both values as plain values.

    `kind` is field, added, removed, quantity, discount or price (the line's monthly fee in fen).
    """

    kind: str
    name: str
    before: object = None
    after: object = None


PLAIN_FIELDS: Final = tuple(
    one.name for one in fields(QuoteDraft) if one.name not in ("customer_id", "items", "presents")
)
"""The fields of a draft that are kept as they are."""


def differences(before: QuoteDraft, after: QuoteDraft) -> tuple[Difference, ...]:
    """What the later version says otherwise; lines are the same where their product and place among equals are."""
    found = [
        Difference("field", name, getattr(before, name), getattr(after, name))
        for name in PLAIN_FIELDS
        if getattr(before, name) != getattr(after, name)
    ]
    old, new = _by_product(before), _by_product(after)
    for key in [*old, *(key for key in new if key not in old)]:
        if key not in new:
            found.append(Difference("removed", old[key].offering_name, price_of(old[key]).monthly_fen))
        elif key not in old:
            found.append(Difference("added", new[key].offering_name, None, price_of(new[key]).monthly_fen))
        else:
            found += _changes(old[key], new[key])
    return tuple(found)


def _by_product(draft: QuoteDraft) -> dict[tuple[str, int], ItemDraft]:
    counts: dict[str, int] = {}
    found = {}
    for item in draft.items:
        product = item.offering_code or item.offering_name
        counts[product] = counts.get(product, 0) + 1
        found[product, counts[product]] = item
    return found


def _changes(old: ItemDraft, new: ItemDraft) -> list[Difference]:
    pairs = (
        ("quantity", old.quantity, new.quantity),
        ("discount", old.discount, new.discount),
        ("price", price_of(old).monthly_fen, price_of(new).monthly_fen),
    )
    return [Difference(kind, new.offering_name, first, then) for kind, first, then in pairs if first != then]
