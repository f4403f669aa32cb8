"""Slips for needs that no standard product meets (非标需求单): drawn up, escalated, answered."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.errors import UserError
from model.needs.actions import need_of
from model.needs.records import Need, NeedSlip
from model.needs.slip_rules import Benefit, benefit_of, verdict_of
from model.store.base import RowId, new_id
from resources.i18n import _

_LARGEST_FEN: Final = 10**13
_LONGEST_TERM: Final = 120


@dataclass(frozen=True)
class SlipDraft:
    """A slip as a form gives it; money is fen, the term months."""

    wanted: str
    nearest_product: str = ""
    gap: str = ""
    by_settings: bool = False
    reusable: bool = False
    alike_count: int = 1
    one_off_income_fen: int = 0
    monthly_income_fen: int = 0
    one_off_cost_fen: int = 0
    monthly_cost_fen: int = 0
    term_months: int = 24
    wanted_by: date | None = None
    state: str = "drafted"
    escalated_to: str = ""
    answer: str = ""


@dataclass(frozen=True)
class SlipRow:
    """A slip with its need, its customer, what it brings and what ought to become of it."""

    id: RowId
    need_id: RowId
    customer_id: RowId
    customer_name: str
    statement: str
    made_on: date | None
    escalated_on: date | None
    draft: SlipDraft
    benefit: Benefit
    verdict: str


_FIELDS: Final = (
    "wanted", "nearest_product", "gap", "by_settings", "reusable", "alike_count", "one_off_income_fen",
    "monthly_income_fen", "one_off_cost_fen", "monthly_cost_fen", "term_months", "wanted_by", "state", "escalated_to",
    "answer",
)  # fmt: skip
_MONEY: Final = ("one_off_income_fen", "monthly_income_fen", "one_off_cost_fen", "monthly_cost_fen")


def save_slip(session: Session, need_id: RowId, draft: SlipDraft, today: date) -> RowId:
    """Keep the slip of a need, one a need. Raises `UserError` for what cannot be meant.

    A slip that is escalated names to whom; the day is noted when it is.
    """
    _check(draft)
    need = need_of(session, need_id)
    row = _slip(session, need_id)
    if row is None:
        row = NeedSlip(id=new_id(), dossier_id=need.dossier_id, customer_id=need.customer_id, need_id=need_id)
        row.made_on, row.state = today, "drafted"
        session.add(row)
    if draft.state == "escalated" and row.state != "escalated":
        row.escalated_on = today
    for name in _FIELDS:
        value = getattr(draft, name)
        value = value.strip() if isinstance(value, str) else value
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.flush()
    return row.id


def find_slip(session: Session, need_id: RowId) -> SlipRow | None:
    """The slip of a need; None where there is none."""
    row = _slip(session, need_id)
    if row is None:
        return None
    query = (
        select(Need.statement, func.coalesce(Customer.name, ""))
        .outerjoin(Customer, Customer.id == Need.customer_id)
        .where(Need.id == need_id)
    )
    statement, name = session.execute(query).one_or_none() or ("", "")
    values: dict[str, Any] = {field: getattr(row, field) for field in _FIELDS}
    draft = SlipDraft(**values)
    benefit = benefit_of_draft(draft)
    return SlipRow(
        row.id, need_id, row.customer_id, name, statement, row.made_on, row.escalated_on, draft, benefit,
        verdict_of(draft.by_settings, draft.reusable, draft.alike_count, benefit.gain_fen),
    )  # fmt: skip


def benefit_of_draft(draft: SlipDraft) -> Benefit:
    """What a slip as typed brings in its term."""
    return benefit_of(
        draft.one_off_income_fen,
        draft.monthly_income_fen,
        draft.one_off_cost_fen,
        draft.monthly_cost_fen,
        draft.term_months,
    )


def _slip(session: Session, need_id: RowId) -> NeedSlip | None:
    """The slip of a need; where two laptops drew one up each, the older."""
    return session.scalars(select(NeedSlip).where(NeedSlip.need_id == need_id).order_by(NeedSlip.id)).first()


def _check(draft: SlipDraft) -> None:
    if not draft.wanted.strip():
        raise UserError(_("Say what is wanted that no product does."))
    if any(not 0 <= getattr(draft, name) <= _LARGEST_FEN for name in _MONEY):
        raise UserError(_("An amount is nil or more."))
    if not 1 <= draft.term_months <= _LONGEST_TERM:
        raise UserError(_("The term is 1 to {count} months.").format(count=_LONGEST_TERM))
    if draft.alike_count < 1:
        raise UserError(_("At least this customer has the need."))
    if draft.state == "escalated" and not draft.escalated_to.strip():
        raise UserError(_("Say to whom it is escalated."))
