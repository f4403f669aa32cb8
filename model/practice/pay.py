"""What the sample manager counted and is paid: three months that nearly agree with the office, one under way."""

from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.months import month_after, month_of
from model.pay.actions import PieceDraft, add_deduction, add_piece, set_mark, set_scheme
from model.pay.inputs import list_rates
from model.pay.records import OfficialPay
from model.pay.rules import Rate, Scheme, rate_in
from model.settings.queries import find_owner
from model.store.base import RowId

SCHEME: Final = Scheme(
    valid_from=202601,
    base_fen=380_000,
    performance_fen=240_000,
    key_person_fen=40_000,
    snapshot_fen=80_000,
    process_fen=30_000,
)
"""Invented amounts."""
_MONTHS: Final = 3
_WITHOUT_PROOF: Final = (2, 5)
_UNDER_WAY: Final = 9


def add_sample_pay(session: Session, today: date) -> None:
    """A pay scheme, piece entries of the last months and this one, points and a deduction; all invented."""
    set_scheme(session, SCHEME, today)
    this_month = month_of(today)
    customers = _customers(session)
    rates = list_rates(session)
    if not customers or not rates:
        return
    for back in range(_MONTHS, 0, -1):
        month = month_after(this_month, -back)
        _add_month(session, month, _counts(session, month, rates), customers, with_faults=back == 1)
    _add_unpaid(session, month_after(this_month, -1), rates, customers[0])
    _add_under_way(session, today, rates, customers)
    last = month_after(this_month, -1)
    set_mark(session, last, "adjustment", 3, "区县通报表扬（示例）")
    add_deduction(session, last, "deduction", 5_000, "工作日志迟交一天（示例）", today)


def _customers(session: Session) -> list[RowId]:
    query = select(Customer.id).where(Customer.merged_into.is_(None), Customer.status == "existing")
    return list(session.scalars(query.order_by(Customer.group_code).limit(12)))


def _counts(session: Session, month: int, rates: list[Rate]) -> list[tuple[str, int]]:
    """What the office's sheet counts in a month; where it has none, a little of everything that has a price."""
    number = find_owner(session).employee_no
    sheet = OfficialPay
    rows = session.execute(
        select(sheet.item_code, func.sum(sheet.quantity))
        .where(sheet.employee_no == number, sheet.month == month)
        .group_by(sheet.item_code)
        .order_by(sheet.item_code)
    )
    told = [(code, int(quantity)) for code, quantity in rows if quantity]
    if told:
        return told
    codes = sorted({rate.item_code for rate in rates if rate_in(rates, rate.item_code, month)})
    return [(code, (place * 7 + month) % 6 + 1) for place, code in enumerate(codes)]


def _add_month(
    session: Session, month: int, counts: list[tuple[str, int]], customers: list[RowId], with_faults: bool
) -> None:
    """A month's entries in two lots an item; with faults one is forgotten, one too high, one doubled, one unpaid."""
    for place, (code, count) in enumerate(counts):
        if with_faults and place == 1:
            continue
        lots = [count - count // 2, count // 2] if count > 1 else [count]
        for lot, quantity in enumerate(lots):
            more = 1 if with_faults and place == 2 and lot == 0 else 0
            draft = PieceDraft(
                date(month // 100, month % 100, 3 + (place * 2 + lot * 9) % 24),
                code,
                quantity + more,
                customers[(place + lot * 5) % len(customers)],
                f"受理单 {month}{place:02}{lot + 1}（示例）",
            )
            add_piece(session, draft)
            if with_faults and place == 4 and lot == 0:
                add_piece(session, draft)


def _add_unpaid(session: Session, month: int, rates: list[Rate], customer: RowId) -> None:
    """One piece of an item that the office's sheet of the month does not name."""
    paid = {code for code, _count in _counts(session, month, rates)}
    codes = sorted({rate.item_code for rate in rates if rate_in(rates, rate.item_code, month)} - paid)
    if codes:
        day = date(month // 100, month % 100, 27)
        add_piece(session, PieceDraft(day, codes[0], 2, customer, f"受理单 {month}99（示例）"))


def _add_under_way(session: Session, today: date, rates: list[Rate], customers: list[RowId]) -> None:
    """This month's pieces up to today, two of them without evidence yet."""
    month = month_of(today)
    codes = sorted({rate.item_code for rate in rates if rate_in(rates, rate.item_code, month)})
    for place in range(min(_UNDER_WAY, today.day)):
        proof = "" if place in _WITHOUT_PROOF else f"受理单 {month}{place:02}（示例）"
        draft = PieceDraft(
            today.replace(day=1 + place * (today.day - 1) // _UNDER_WAY),
            codes[place * 2 % len(codes)],
            place % 3 + 1,
            customers[place * 3 % len(customers)],
            proof,
            f"154{place:04}{place * 137 % 10_000:04}" if codes[place * 2 % len(codes)] >= "JJ21" else "",
        )
        add_piece(session, draft)
