"""Taking old lines over into a new proposal: today's prices for this customer, and what differs from before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from model.catalogue.queries import OfferingRow, list_offerings, list_parts, segments_of
from model.proposals.drafts import ItemDraft, QuoteDraft
from model.proposals.offering import VALID_DAYS, item_of
from model.proposals.queries import authority_of
from model.proposals.rules import breaches_of
from model.store.base import RowId
from resources.i18n import _


@dataclass(frozen=True)
class Note:
    """What is otherwise than in the original: `kind` is price, one_off, gone, cost, floor or authority.

    Figures are fen, for authority hundredths of a percent (what is asked, what is allowed).
    """

    kind: str
    product: str
    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class Renewed:
    """A draft with today's prices and what had to change for it."""

    draft: QuoteDraft
    notes: tuple[Note, ...]


def free_places(session: Session, items: Sequence[ItemDraft]) -> frozenset[int]:
    """The places of lines that come with a bundle among them and are paid by it."""
    codes = {item.offering_code for item in items}
    included = {part.offering_code for part in list_parts(session) if part.bundle_code in codes}
    return frozenset(
        place for place, item in enumerate(items) if item.offering_code in included and item.monthly_fen == 0
    )


def renew(session: Session, draft: QuoteDraft, customer_id: RowId, today: date, free: Collection[int]) -> Renewed:
    """The lines of a draft for a customer at the prices that hold today; never below cost, limits are named.

    The lines at the `free` places come with a bundle and stay without a price. What another customer uses today and
    their own sentence stay behind; the reason of an exception always does.
    """
    catalogue = {row.code: row for row in list_offerings(session, today, segments_of(session, customer_id))}
    items: list[ItemDraft] = []
    places: dict[int, int] = {}
    notes: list[Note] = []
    for place, item in enumerate(draft.items):
        renewed = _renewed(item, catalogue, place in free, notes)
        if renewed is not None:
            places[place] = len(items)
            items.append(renewed)
    notes += _limits(session, items, customer_id, today)
    same = draft.customer_id == customer_id
    presents = tuple(
        replace(one, id="", item=places.get(one.item) if one.item is not None else None) for one in draft.presents
    )
    fresh = replace(
        draft, customer_id=customer_id, items=tuple(items), presents=presents if same else (),
        lead=draft.lead if same else "", valid_for=today + timedelta(VALID_DAYS), reason="",
    )  # fmt: skip
    return Renewed(fresh, tuple(notes))


def _renewed(item: ItemDraft, catalogue: Mapping[str, OfferingRow], free: bool, notes: list[Note]) -> ItemDraft | None:
    """One line at today's price; None where the catalogue has it no more. A line typed by hand stays as it is."""
    if not item.offering_code:
        return replace(item, id="")
    offering = catalogue.get(item.offering_code)
    if offering is None:
        notes.append(Note("gone", item.offering_name))
        return None
    if free:
        return replace(item, id="")
    fresh = replace(item_of(offering, item.quantity, item.discount), remark=item.remark)
    if fresh.monthly_fen != item.monthly_fen:
        notes.append(Note("price", offering.name, item.monthly_fen, fresh.monthly_fen))
    if fresh.one_off_fen != item.one_off_fen:
        notes.append(Note("one_off", offering.name, item.one_off_fen, fresh.one_off_fen))
    if fresh.discount and any(one.kind == "cost" for one in breaches_of([fresh], fresh.discount)):
        notes.append(Note("cost", offering.name, fresh.discount, 0))
        fresh = replace(fresh, discount=0)
    return fresh


def _limits(session: Session, items: list[ItemDraft], customer_id: RowId, today: date) -> list[Note]:
    authority = authority_of(session, customer_id, today)[1]
    found = []
    for breach in breaches_of(items, authority):
        item = items[breach.line]
        figures = (item.discount, authority) if breach.kind == "authority" else (0, item.floor_fen or 0)
        if breach.kind != "cost":
            found.append(Note(breach.kind, item.offering_name, *figures))
    return found


def note_words(note: Note) -> str:
    """One note in a sentence."""
    sentence = {
        "price": _("{product}: the monthly price is {after} yuan now, it was {before}."),
        "one_off": _("{product}: the one-off price is {after} yuan now, it was {before}."),
        "gone": _("{product}: no longer in the catalogue, left out."),
        "cost": _("{product}: {before} off would be below cost now, the reduction was taken out."),
        "floor": _("{product}: below the floor, needs a reason and an approval."),
        "authority": _("{product}: {before} off is beyond your authority of {after} for this customer."),
    }[note.kind]
    words = _percent if note.kind in ("cost", "authority") else _yuan
    return sentence.format(product=note.product, before=words(note.before), after=words(note.after))


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


def _percent(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"
