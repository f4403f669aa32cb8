"""Piece entries pasted from Excel: each row read as people write it, what cannot be meant said beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.errors import UserError
from model.intake.cells import Cell, UnreadableError, narrow, read_code, read_name, read_phone, read_text
from model.intake.days import read_date
from model.intake.numbers import read_count
from model.months import month_of
from model.pay.actions import PieceDraft, add_piece, piece_faults
from model.pay.inputs import list_rates
from model.pay.rules import Rate, rate_in
from model.store.dump import mask_number
from model.store.ids import RowId
from resources.i18n import _

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "entry_date": ("日期", "办理日期", "date"),
    "item_code": ("项目", "项目编码", "item", "item code"),
    "quantity": ("数量", "件数", "quantity"),
    "customer": ("集团编码", "客户", "集团名称", "customer", "group code"),
    "evidence": ("凭证", "依据", "受理单", "工单号", "evidence"),
    "number": ("手机号", "用户号码", "号码", "number", "subscriber number"),
}
"""Field → headings, in the order in which rows without a heading line are read."""
MOST_ROWS: Final = 2_000
_READERS: Final[Mapping[str, Callable[[Cell], Any]]] = {
    "entry_date": read_date,
    "item_code": read_name,
    "quantity": read_count,
    "customer": read_code,
    "evidence": read_text,
    "number": read_phone,
}


@dataclass(frozen=True)
class PastedPiece:
    """One pasted row: what it would count, the words for the screen, and why it is left out (empty when it is not)."""

    draft: PieceDraft
    item: str
    customer: str
    number: str
    problem: str


def plan_pieces(session: Session, rows: Sequence[Sequence[str]], today: date) -> list[PastedPiece]:
    """What pasting the rows would count, with or without a heading line. Raises `UserError` for nothing to read."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if len(filled) > MOST_ROWS:
        raise UserError(_("Paste at most {count} rows at once.").format(count=f"{MOST_ROWS:,}"))
    places = _places(filled[0]) if filled else None
    body = filled[1:] if places else filled
    if not body:
        raise UserError(_("Copy rows with date, item, quantity and customer, then paste again."))
    order = places or {field: place for place, field in enumerate(HEADINGS)}
    rates, customers = list_rates(session), _customers(session)
    return [_pasted(row, order, rates, customers, today) for row in body]


def add_pasted(session: Session, pieces: Sequence[PastedPiece]) -> int:
    """Count every pasted piece that has no problem; returns how many."""
    good = [piece for piece in pieces if not piece.problem]
    for piece in good:
        add_piece(session, piece.draft)
    return len(good)


def _places(row: Sequence[str]) -> dict[str, int] | None:
    """Field → place where the row is a heading line."""
    known = {heading: field for field, headings in HEADINGS.items() for heading in headings}
    found = {
        known[narrow(cell).casefold()]: place for place, cell in enumerate(row) if narrow(cell).casefold() in known
    }
    return found if "item_code" in found else None


def _customers(session: Session) -> dict[str, tuple[RowId, str]]:
    """What a row may call a customer: its code, or its name where no other has it."""
    found: dict[str, tuple[RowId, str]] = {}
    twice = set()
    rows = session.execute(
        select(Customer.id, Customer.group_code, Customer.name, Customer.short_name).where(
            Customer.merged_into.is_(None)
        )
    )
    for row_id, code, name, short in rows:
        for word in {code, name, short} - {""}:
            if word in found:
                twice.add(word)
            found[word] = (row_id, name)
    return {word: value for word, value in found.items() if word not in twice}


def _pasted(
    row: Sequence[str],
    order: Mapping[str, int],
    rates: Sequence[Rate],
    customers: Mapping[str, tuple[RowId, str]],
    today: date,
) -> PastedPiece:
    values: dict[str, Any] = {}
    problems: list[str] = []
    for field, place in order.items():
        try:
            values[field] = _READERS[field](row[place]) if place < len(row) else None
        except UnreadableError as error:
            problems.append(_(error.reason))
    day = values.get("entry_date") or today
    rate = _rate_of(values.get("item_code") or "", rates, month_of(day))
    said = values.get("customer")
    customer = customers.get(said) if said else None
    if values.get("item_code") and rate is None:
        problems.append(_("This item has no price in the month of that day."))
    if said and customer is None:
        problems.append(_("There is no such customer, or there are several."))
    quantity = 1 if values.get("quantity") is None else values["quantity"]
    draft = PieceDraft(
        day,
        rate.item_code if rate else values.get("item_code") or "",
        quantity,
        customer[0] if customer else None,
        values.get("evidence") or "",
        values.get("number") or "",
    )
    problems += [_(fault) for fault in piece_faults(draft).values()]
    return PastedPiece(
        draft,
        rate.item if rate else draft.item_code,
        customer[1] if customer else said or "",
        mask_number(draft.number) or "",
        "；".join(problem.rstrip("。.") for problem in problems),
    )


def _rate_of(word: str, rates: Sequence[Rate], month: int) -> Rate | None:
    """The rate in force that a code or a name means."""
    wanted = narrow(word).casefold()
    codes = [rate.item_code for rate in rates if wanted in (rate.item_code.casefold(), narrow(rate.item).casefold())]
    return next((rate for code in codes if (rate := rate_in(rates, code, month)) is not None), None)
