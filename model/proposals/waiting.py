"""Proposals that wait for somebody's approval: the district head's queue (`domain.md` rule 18)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.proposals.queries import QuoteSheet, authority_of, find_quote, sums_of_quotes
from model.proposals.records import Quote
from model.proposals.rules import LimitBreach, breaches_of
from model.staff.records import Staff
from model.store.base import RowId


@dataclass(frozen=True)
class WaitingRow:
    """A proposal in the queue; `discount` is its greatest (percent × 100), sums in fen."""

    id: RowId
    district: str
    manager: str
    customer_name: str
    number: str
    title: str
    monthly_fen: int
    discount: int
    below_floor: bool
    reason: str
    state_since: date | None


@dataclass(frozen=True)
class WaitingSheet:
    """What whoever approves has to know: the manager's authority (percent × 100) and the limits the proposal breaks."""

    sheet: QuoteSheet
    grade: str
    authority: int
    breaches: tuple[LimitBreach, ...]


def list_waiting(session: Session) -> list[WaitingRow]:
    """Proposals waiting for approval, the longest waiting first."""
    sums = sums_of_quotes()
    manager = func.coalesce(func.nullif(Staff.name, ""), Customer.manager_name, "")
    query = (
        select(
            Quote.id, func.coalesce(Staff.district, Customer.region, ""), manager, func.coalesce(Customer.name, ""),
            Quote.number, Quote.title, func.coalesce(sums.c.monthly, 0), func.coalesce(sums.c.discount, 0),
            func.coalesce(sums.c.below_floor, 0) == 1, Quote.reason, Quote.state_since,
        )
        .outerjoin(Customer, Customer.id == Quote.customer_id)
        .outerjoin(Staff, (Staff.employee_no == Customer.manager_no) & (Staff.employee_no != ""))
        .outerjoin(sums, sums.c.quote_id == Quote.id)
        .where(Quote.state == "pending")
        .order_by(Quote.state_since, Quote.number, Quote.id)
    )  # fmt: skip
    return [WaitingRow(*row) for row in map(tuple, session.execute(query))]


def find_waiting(session: Session, quote_id: RowId, today: date) -> WaitingSheet:
    """A proposal with the limits it breaks today. Raises `UserError` where it is gone."""
    sheet = find_quote(session, quote_id)
    grade, authority = authority_of(session, sheet.draft.customer_id, today)
    return WaitingSheet(sheet, grade, authority, breaches_of(sheet.draft.items, authority))
