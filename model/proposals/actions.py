"""What is done with proposals: written, changed, copied into a new version or for another customer."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.catalogue.bundles import bundle_faults, fault_words
from model.catalogue.queries import list_parts
from model.customers.finding import customer_by_id
from model.errors import UserError
from model.proposals.drafts import PLAIN_FIELDS, ItemDraft, PresentDraft, QuoteDraft
from model.proposals.numbers import next_number
from model.proposals.queries import authority_of, find_quote
from model.proposals.records import Quote, QuoteItem, QuotePresent
from model.proposals.renewal import Renewed, free_places, renew
from model.proposals.rules import MOST_LINES, WHOLE, breaches_of
from model.proposals.states import EDITABLE
from model.store.base import RowId, new_id, take_over
from model.store.rows import existing_row
from resources.i18n import _

_ITEM_FIELDS: Final = (
    "offering_code", "offering_name", "unit", "quantity", "monthly_fen", "one_off_fen", "discount", "cost_fen",
    "floor_fen", "remark",
)  # fmt: skip
_LARGEST_FEN: Final = 10**11
_LONGEST_TERM: Final = 120


def add_quote(session: Session, draft: QuoteDraft, today: date) -> RowId:
    """Keep a new proposal under a number of its own.

    Raises `UserError` where it says nothing, where a figure cannot be meant, or where a line is below cost: for that
    there is no exception.
    """
    check_draft(draft)
    check_bundles(session, draft)
    customer = customer_by_id(session, draft.customer_id)
    quote = Quote(
        id=new_id(),
        dossier_id=customer.dossier_id,
        customer_id=customer.id,
        number=next_number(session, today),
        version=1,
        made_on=today,
        state="in_progress",
        state_since=today,
        **{name: getattr(draft, name) for name in PLAIN_FIELDS},
    )
    session.add(quote)
    _keep_lines(session, quote, draft)
    return quote.id


def change_quote(session: Session, quote_id: RowId, draft: QuoteDraft) -> None:
    """Make a proposal say what the draft says; only what differs is written.

    Raises `UserError` where it was approved or sent already: that is changed by a new version.
    """
    check_draft(draft)
    check_bundles(session, draft)
    quote = quote_of(session, quote_id)
    check_open(quote)
    take_over(quote, {name: getattr(draft, name) for name in PLAIN_FIELDS})
    _keep_lines(session, quote, draft)


def add_version(session: Session, quote_id: RowId, today: date) -> RowId:
    """The next version under the same number, open for editing; what was not yet decided before it becomes void."""
    old = quote_of(session, quote_id)
    draft = find_quote(session, quote_id).draft
    last = session.scalar(select(func.max(Quote.version)).where(Quote.number == old.number)) or old.version
    quote = Quote(
        id=new_id(),
        dossier_id=old.dossier_id,
        customer_id=old.customer_id,
        number=old.number,
        version=last + 1,
        made_from=old.id,
        made_on=today,
        state="in_progress",
        state_since=today,
        **{name: getattr(draft, name) for name in PLAIN_FIELDS},
    )
    session.add(quote)
    if old.state not in ("accepted", "declined", "cancelled"):
        old.state, old.state_since = "cancelled", today
    _keep_lines(session, quote, _as_new(draft))
    return quote.id


def renewed_copy(session: Session, quote_id: RowId, customer_id: RowId, today: date) -> Renewed:
    """A proposal's lines and words for a customer at the prices that hold today, and what differs for it."""
    draft = find_quote(session, quote_id).draft
    return renew(session, draft, customer_id, today, free_places(session, draft.items))


def quote_of(session: Session, quote_id: RowId) -> Quote:
    """The record of a proposal. Raises `UserError` where it is gone."""
    return existing_row(session, Quote, quote_id, _("This proposal is no longer here."))


def check_open(quote: Quote) -> None:
    """Raises `UserError` where what a proposal says is decided."""
    if quote.state not in EDITABLE:
        raise UserError(_("This version is not open for editing any more. Make a new version of it."))


def check_draft(draft: QuoteDraft) -> None:
    """Raises `UserError` for the first thing that cannot be kept."""
    if not draft.items:
        raise UserError(_("A proposal needs at least one product."))
    if max(len(draft.items), len(draft.presents)) > MOST_LINES:
        raise UserError(_("A proposal holds at most {count} lines.").format(count=MOST_LINES))
    if not 1 <= draft.term_months <= _LONGEST_TERM:
        raise UserError(_("The term is 1 to {count} months.").format(count=_LONGEST_TERM))
    for item in draft.items:
        fault = item_fault(item)
        if fault:
            raise UserError(f"{item.offering_name or item.offering_code}：{fault}")


def check_bundles(session: Session, draft: QuoteDraft) -> None:
    """Raises `UserError` for the first part of a chosen bundle that is missing, too few or too many."""
    faults = bundle_faults([(item.offering_code, item.quantity) for item in draft.items], list_parts(session))
    if faults:
        raise UserError(fault_words(faults[0]))


def item_fault(item: ItemDraft) -> str:
    """What cannot be kept of a line, in the reader's words; empty where all is well."""
    if not item.offering_name.strip():
        return _("Name the product.")
    if not 1 <= item.quantity <= 1_000_000:
        return _("The quantity is 1 to 1,000,000.")
    if not 0 <= item.discount <= WHOLE:
        return _("The discount is 0 to 100 percent.")
    if not (0 <= item.monthly_fen <= _LARGEST_FEN and 0 <= item.one_off_fen <= _LARGEST_FEN):
        return _("A price is nil or more, and below a billion yuan.")
    if any(breach.kind == "cost" for breach in breaches_of([item], WHOLE)):
        return _("The price is below cost. There is no exception from that.")
    return ""


def breaches_in(session: Session, draft: QuoteDraft, today: date) -> tuple[str, int, tuple[Any, ...]]:
    """The customer's grade, the manager's authority for it (percent × 100), and the limits the draft breaks."""
    grade, authority = authority_of(session, draft.customer_id, today)
    return grade, authority, breaches_of(draft.items, authority)


def _keep_lines(session: Session, quote: Quote, draft: QuoteDraft) -> None:
    ids = _keep_items(session, quote, draft.items)
    standing = {one.id: one for one in session.scalars(_lines(QuotePresent, quote.id))}
    for place, present in enumerate(draft.presents):
        item = ids[present.item] if present.item is not None and 0 <= present.item < len(ids) else None
        values = _present_values(present, place, item)
        row = standing.pop(present.id, None)
        if row is None:
            session.add(QuotePresent(**_hanging_on(quote), **values))
        else:
            take_over(row, values)
    for row in standing.values():
        session.delete(row)
    session.flush()


def _keep_items(session: Session, quote: Quote, items: tuple[ItemDraft, ...]) -> list[RowId]:
    standing = {one.id: one for one in session.scalars(_lines(QuoteItem, quote.id))}
    ids = []
    for place, item in enumerate(items):
        values = {name: getattr(item, name) for name in _ITEM_FIELDS} | {"position": place}
        row = standing.pop(item.id, None)
        if row is None:
            row = QuoteItem(**_hanging_on(quote), **values)
            session.add(row)
        else:
            take_over(row, values)
        ids.append(row.id)
    for gone in standing.values():
        session.delete(gone)
    return ids


def _lines(record: type[Any], quote_id: RowId) -> Any:
    return select(record).where(record.quote_id == quote_id)


def _hanging_on(quote: Quote) -> dict[str, RowId]:
    return {"id": new_id(), "dossier_id": quote.dossier_id, "customer_id": quote.customer_id, "quote_id": quote.id}


def _present_values(present: PresentDraft, place: int, item: RowId | None) -> dict[str, Any]:
    return {
        "position": place,
        "name": present.name,
        "monthly_fee_fen": present.monthly_fee_fen,
        "item_id": item,
        "installed_id": present.installed_id,
    }


def _as_new(draft: QuoteDraft) -> QuoteDraft:
    return replace(
        draft,
        items=tuple(replace(item, id="") for item in draft.items),
        presents=tuple(replace(present, id="") for present in draft.presents),
    )
