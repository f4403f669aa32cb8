"""What the editor reads when it opens a proposal, or begins a new one for a customer."""

from dataclasses import dataclass
from datetime import timedelta

from gui.context import Context
from gui.proposals.table import NEW
from model.catalogue.bundles import Part
from model.catalogue.queries import OfferingRow, list_offerings, list_parts, segments_of
from model.customers.finding import customer_by_id
from model.proposals.drafts import PresentDraft, QuoteDraft
from model.proposals.offering import VALID_DAYS
from model.proposals.queries import (
    QuoteSheet,
    authority_of,
    authority_table,
    find_quote,
    list_rival_prices,
    presents_of,
)
from model.settings.queries import find_owner
from reports.proposal import ProposalPaper, answered_needs


def customer_of(target: str) -> str:
    """The customer of a target that begins a proposal."""
    return target.removeprefix(NEW).partition("/")[0]


def opportunity_of(target: str) -> str:
    """The opportunity that a begun proposal will belong to; empty without one."""
    return target.removeprefix(NEW).partition("/")[2] if target.startswith(NEW) else ""


@dataclass(frozen=True)
class Opened:
    """A proposal with all that its editor shows; `sheet` is None for a new one, `others` are lines left out."""

    sheet: QuoteSheet | None
    draft: QuoteDraft
    paper: ProposalPaper
    grade: str
    authority: int
    is_default: bool
    offerings: list[OfferingRow]
    others: tuple[PresentDraft, ...]
    parts: list[Part]


def open_proposal(context: Context, target: str) -> Opened:
    """Read a proposal by its id, or begin one: `new/customer`, or `new/customer/opportunity` for one of its own.

    Raises `UserError` where the proposal or the customer is gone.
    """
    today = context.today()
    with context.read() as session:
        sheet = None if target.startswith(NEW) else find_quote(session, target)
        if sheet is None:
            customer = customer_by_id(session, customer_of(target))
            draft, name = QuoteDraft(customer.id, valid_for=today + timedelta(VALID_DAYS)), customer.name
        else:
            draft, name = sheet.draft, sheet.customer_name
        grade, authority = authority_of(session, draft.customer_id, today)
        taken = {one.installed_id for one in draft.presents}
        return Opened(
            sheet=sheet,
            draft=draft,
            paper=ProposalPaper(
                customer_name=name,
                number=sheet.number if sheet else "",
                version=sheet.version if sheet else 1,
                made_on=(sheet.made_on if sheet else None) or today,
                draft=draft,
                needs=answered_needs(session, draft.customer_id),
                rivals=list_rival_prices(session),
                issuer=find_owner(session).name,
            ),
            grade=grade,
            authority=authority,
            is_default=authority_table(session)[1],
            offerings=list_offerings(session, today, segments_of(session, draft.customer_id)),
            parts=list_parts(session),
            others=tuple(one for one in presents_of(session, draft.customer_id) if one.installed_id not in taken),
        )
