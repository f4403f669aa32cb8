"""What is done about pay: pieces counted, rates and schemes versioned, points and deductions noted, a month frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.months import month_of
from model.pay.inputs import JOINED, list_rates, own_dossier
from model.pay.queries import current_statement, find_frozen
from model.pay.records import (
    PayDeduction,
    PayEstimate,
    PayScheme,
    PerformanceMark,
    PieceEntry,
    PieceItem,
    PieceRate,
)
from model.pay.rules import Scheme, past_fault, rate_in
from model.pay.statements import PARTS, trace_of
from model.settings.personal import keep_personal
from model.store.ids import OFFICE_DOSSIER, RowId, natural_id, new_id
from model.store.rows import existing_row
from resources.i18n import N_, _

MOST_PIECES = 1_000_000
MOST_FEN = 10_000_000_00


@dataclass(frozen=True)
class PieceDraft:
    """A piece entry as a form gives it; `source_entity` and `source_id` name the record that proves it."""

    entry_date: date | None
    item_code: str
    quantity: int
    customer_id: RowId | None = None
    evidence: str = ""
    number: str = ""
    source_entity: str = ""
    source_id: RowId | None = None


@dataclass(frozen=True)
class RateDraft:
    """The price of a piece (fen) from a month (YYYYMM) on, its unit and what proves it."""

    item_code: str
    item: str
    category: str
    unit_price_fen: int | None
    valid_from: int | None
    valid_to: int | None = None
    unit: str = ""
    proof: str = ""


def piece_faults(draft: PieceDraft) -> dict[str, str]:
    """Field → sentence id of what keeps an entry from being saved."""
    faults = {}
    if draft.entry_date is None:
        faults["entry_date"] = N_("Say on which day.")
    if not draft.item_code.strip():
        faults["item_code"] = N_("Say what was done: choose the item.")
    if not 0 < draft.quantity <= MOST_PIECES:
        faults["quantity"] = N_("Say how many, at least one.")
    return faults


def add_piece(session: Session, draft: PieceDraft) -> RowId:
    """Count a piece in the person's own dossier; raises `UserError` where it cannot be meant."""
    _refuse(piece_faults(draft))
    entry_id = new_id()
    session.add(PieceEntry(id=entry_id, dossier_id=own_dossier(session), **_piece_fields(session, draft)))
    session.flush()
    return entry_id


def change_piece(session: Session, entry_id: RowId, draft: PieceDraft) -> None:
    """Make an entry say what the draft says; a customer that was handed over since stays named as it was."""
    _refuse(piece_faults(draft))
    entry = _entry(session, entry_id)
    for name, value in _piece_fields(session, draft).items():
        if name in ("customer_id", "group_code", "customer_name") and draft.customer_id == entry.customer_id:
            continue
        if getattr(entry, name) != value:
            setattr(entry, name, value)


def delete_piece(session: Session, entry_id: RowId) -> None:
    """Take an entry out."""
    session.delete(_entry(session, entry_id))


def set_rate(session: Session, draft: RateDraft, today: date) -> RowId:
    """Price an item from a month on; the rate before it ends there by itself.

    Raises `UserError` for a month that has passed, since a past month never changes, or a price that cannot be meant.
    """
    code = draft.item_code.strip()
    faults = {}
    if not code:
        faults["item_code"] = N_("Give the item its code.")
    if draft.category not in ENUMERATIONS["piece_category"]:
        faults["category"] = N_("Choose the category.")
    if draft.unit_price_fen is None or not 0 <= draft.unit_price_fen <= MOST_FEN:
        faults["unit_price_fen"] = N_("Say what one piece pays.")
    known = any(rate.item_code == code for rate in list_rates(session))
    if fault := past_fault(draft.valid_from, month_of(today), known):
        faults["valid_from"] = fault
    if draft.valid_to is not None and draft.valid_from is not None and draft.valid_to < draft.valid_from:
        faults["valid_to"] = N_("It cannot end before it begins.")
    _refuse(faults)
    row_id = natural_id("piece_rate", code, draft.valid_from or 0)
    row = session.get(PieceRate, row_id)
    if row is None:
        row = PieceRate(id=row_id, dossier_id=OFFICE_DOSSIER, item_code=code, valid_from=draft.valid_from)
        session.add(row)
    row.item, row.category = draft.item.strip() or code, draft.category
    row.unit_price_fen, row.valid_to = draft.unit_price_fen, draft.valid_to
    _keep_item(session, code, draft.unit.strip(), draft.proof.strip())
    return row_id


def set_scheme(session: Session, scheme: Scheme, today: date) -> RowId:
    """Say how the person is paid from a month on. Raises `UserError` for a past month or values out of range."""
    person = own_dossier(session)
    count = session.scalar(select(func.count()).where(PayScheme.dossier_id == person)) or 0
    faults = {}
    if fault := past_fault(scheme.valid_from, month_of(today), count > 0):
        faults["valid_from"] = fault
    if any(not 0 <= getattr(scheme, name) <= MOST_FEN for name in _names_of(Scheme) if name.endswith("_fen")):
        faults["base_fen"] = N_("An amount cannot be below nil.")
    if not scheme.result_weight + scheme.retention_weight + scheme.process_weight:
        faults["result_weight"] = N_("At least one part of the score needs a weight.")
    if scheme.least_points > scheme.most_points:
        faults["least_points"] = N_("The bonus must begin below the points it grows up to.")
    _refuse(faults)
    row_id = natural_id("pay_scheme", person, scheme.valid_from or 0)
    row = session.get(PayScheme, row_id)
    if row is None:
        row = PayScheme(id=row_id, dossier_id=person)
        session.add(row)
    for name in _names_of(Scheme):
        if name != "id":
            setattr(row, name, getattr(scheme, name))
    return row_id


def set_joined(session: Session, day: date | None, today: date) -> None:
    """Keep on which day the person joined, from which the first three months count; None takes it back.

    Raises `UserError` for a day to come. The office's list outranks it.
    """
    if day is not None and day > today:
        raise UserError(_("The day you joined lies ahead."))
    keep_personal(session, JOINED, day.isoformat() if day else None)


def set_mark(session: Session, month: int, part: str, points: float | None, reason: str) -> RowId:
    """Keep the points the appraisal gave a part; None goes back to what the data say. Raises `UserError`."""
    if part not in ENUMERATIONS["performance_part"]:
        raise UserError(_("Choose the part of the score."))
    if points is not None and not -100 <= points <= 150:
        raise UserError(_("Points lie between −100 and 150."))
    if points is not None and not reason.strip():
        raise UserError(_("Say where these points come from."))
    person = own_dossier(session)
    row_id = natural_id("performance_mark", person, month, part)
    row = session.get(PerformanceMark, row_id)
    if row is None:
        row = PerformanceMark(id=row_id, dossier_id=person, month=month, part=part)
        session.add(row)
    row.points, row.reason = points, reason.strip()
    return row_id


def add_deduction(session: Session, month: int, kind: str, amount_fen: int | None, reason: str, today: date) -> RowId:
    """Take money off a month, or its bonuses for a zero-tolerance breach; always with a reason. Raises `UserError`."""
    if kind not in ENUMERATIONS["deduction_kind"]:
        raise UserError(_("Choose the kind of deduction."))
    if not reason.strip():
        raise UserError(_("A deduction needs its reason."))
    if kind == "deduction" and not 0 < (amount_fen or 0) <= MOST_FEN:
        raise UserError(_("Say how much is taken off."))
    row_id = new_id()
    session.add(
        PayDeduction(
            id=row_id,
            dossier_id=own_dossier(session),
            month=month,
            kind=kind,
            amount_fen=(amount_fen or 0) if kind == "deduction" else 0,
            reason=reason.strip(),
            noted_on=today,
        )
    )
    return row_id


def delete_deduction(session: Session, deduction_id: RowId) -> None:
    """Take a deduction back."""
    row = existing_row(session, PayDeduction, deduction_id, _("This deduction is no longer here."))
    session.delete(row)


def freeze_month(session: Session, month: int, today: date) -> RowId:
    """Keep the statement of a month as it stands; nothing changes it afterwards. Raises `UserError`."""
    if month > month_of(today):
        raise UserError(_("A month that has not begun cannot be frozen."))
    if find_frozen(session, month) is not None:
        raise UserError(_("This month is frozen already."))
    statement = current_statement(session, month, today)
    if statement.unpriced:
        raise UserError(_("Some pieces have no price in this month. Add the rate first, then freeze."))
    person = own_dossier(session)
    row_id = natural_id("pay_estimate", person, month)
    row = session.get(PayEstimate, row_id)
    if row is None:
        row = PayEstimate(id=row_id, dossier_id=person, month=month)
        session.add(row)
    row.frozen_on, row.total_fen, row.trace = today, statement.total_fen, trace_of(statement)
    for part in PARTS:
        setattr(row, _column_of(part), statement.sum_of(part))
    return row_id


def thaw_month(session: Session, month: int) -> None:
    """Open a frozen month again: its statement follows the records once more. Raises `UserError`."""
    row = session.get(PayEstimate, natural_id("pay_estimate", own_dossier(session), month))
    if row is None or not row.trace:
        raise UserError(_("This month is not frozen."))
    row.frozen_on, row.total_fen, row.trace = None, 0, ""
    for part in PARTS:
        setattr(row, _column_of(part), 0)


def _column_of(part: str) -> str:
    return "deductions_fen" if part == "deduction" else f"{part}_fen"


def _keep_item(session: Session, code: str, unit: str, proof: str) -> None:
    row_id = natural_id("piece_item", code)
    row = session.get(PieceItem, row_id)
    if row is None and not (unit or proof):
        return
    if row is None:
        row = PieceItem(id=row_id, dossier_id=OFFICE_DOSSIER, code=code)
        session.add(row)
    row.unit, row.proof = unit, proof


def _piece_fields(session: Session, draft: PieceDraft) -> dict[str, object]:
    customer = customer_by_id(session, draft.customer_id) if draft.customer_id else None
    code = draft.item_code.strip()
    rate = rate_in(list_rates(session), code, month_of(draft.entry_date)) if draft.entry_date else None
    return {
        "entry_date": draft.entry_date,
        "item_code": code,
        "item": rate.item if rate else code,
        "quantity": draft.quantity,
        "customer_id": customer.id if customer else None,
        "group_code": customer.group_code if customer else "",
        "customer_name": customer.name if customer else "",
        "evidence": draft.evidence.strip(),
        "number": draft.number.strip(),
        "source_entity": draft.source_entity,
        "source_id": draft.source_id,
    }


def _refuse(faults: Mapping[str, str]) -> None:
    if faults:
        raise UserError(" ".join(_(sentence) for sentence in faults.values()))


def _entry(session: Session, entry_id: RowId) -> PieceEntry:
    return existing_row(session, PieceEntry, entry_id, _("This piece is no longer here."))


def _names_of(kind: Any) -> list[str]:
    return [one.name for one in fields(kind)]
