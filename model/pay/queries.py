"""What the pay page asks: statements, piece entries with their faults, rates, the official sheet beside ours."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from model.months import month_after, month_range
from model.pay.doubles import Counted, Double, doubles_in
from model.pay.inputs import list_rates, own_dossier, read_inputs
from model.pay.reconciling import Counts, Reconciliation, reconcile
from model.pay.records import OfficialPay, PayEstimate, PayScheme, PieceEntry, PieceItem
from model.pay.rules import Rate, rate_in
from model.pay.statements import Hint, Statement, hints_of, statement_from, statement_of
from model.settings.queries import find_owner
from model.store.dump import mask_number
from model.store.ids import RowId


@dataclass(frozen=True)
class EntryRow:
    """A piece entry with what it is worth: price and amount in fen, the number masked, and what is wrong with it."""

    id: RowId
    entry_date: date
    item_code: str
    item: str
    quantity: int
    unit_price_fen: int | None
    amount_fen: int
    customer_id: RowId | None
    group_code: str
    customer_name: str
    evidence: str
    number: str
    source_entity: str
    source_id: RowId | None
    double: Double | None

    @property
    def proved(self) -> bool:
        """Whether words or a record stand behind it."""
        return bool(self.evidence.strip() or self.source_id)


@dataclass(frozen=True)
class RateRow:
    """A rate, what proves the piece, and whether it is the one in force in the month asked about."""

    rate: Rate
    unit: str
    proof: str
    in_force: bool


def find_statement(session: Session, month: int, today: date) -> Statement:
    """The statement of a month: as it was frozen, else from the records as they stand."""
    frozen = find_frozen(session, month)
    return frozen if frozen is not None else current_statement(session, month, today)


def current_statement(session: Session, month: int, today: date) -> Statement:
    """The statement of a month from the records as they stand, frozen or not."""
    return statement_of(read_inputs(session, month, today))


def find_frozen(session: Session, month: int) -> Statement | None:
    """The statement as it was frozen; None for an open month."""
    row = session.scalars(
        select(PayEstimate)
        .where(PayEstimate.dossier_id == own_dossier(session), PayEstimate.month == month, PayEstimate.trace != "")
        .order_by(PayEstimate.id)
    ).first()
    return None if row is None else statement_from(row.trace, row.frozen_on)


def list_statements(session: Session, month: int, count: int, today: date) -> list[Statement]:
    """The statements of so many months up to a month, the earliest first."""
    return [find_statement(session, month_after(month, back), today) for back in range(1 - count, 1)]


def list_hints(session: Session, statement: Statement) -> list[Hint]:
    """What two more of an item would bring in the statement's month."""
    return hints_of(statement, list_rates(session))


def has_scheme(session: Session) -> bool:
    """Whether the person has said what he is paid."""
    return bool(session.scalar(select(func.count()).where(PayScheme.dossier_id == own_dossier(session))))


def list_entries(session: Session, month: int) -> list[EntryRow]:
    """A month's piece entries by day, each with its price and what seems doubled."""
    entry, rates, doubles = PieceEntry, list_rates(session), find_doubles(session, month)
    rows = session.scalars(select(entry).where(*_in_month(session, month)).order_by(entry.entry_date, entry.id))
    return [_entry_row(row, rate_in(rates, row.item_code, month), doubles.get(row.id)) for row in rows]


def find_doubles(session: Session, month: int) -> dict[RowId, Double]:
    """A month's entries that repeat an earlier one of this month or another, by evidence or number."""
    entry, other = PieceEntry, aliased(PieceEntry)
    _first, after = month_range(month)
    related = (
        select(other.id)
        .where(
            other.dossier_id == entry.dossier_id,
            other.item_code == entry.item_code,
            other.group_code == entry.group_code,
            *_in_month(session, month, other),
        )
        .exists()
    )
    proof = func.coalesce(func.nullif(func.trim(entry.evidence), ""), entry.source_id, "")
    rows = session.execute(
        select(entry.id, entry.entry_date, entry.item_code, entry.group_code, proof, entry.number).where(
            entry.dossier_id == own_dossier(session), entry.entry_date < after, related
        )
    )
    return dict(doubles_in(Counted(*row) for row in rows))


def list_rate_rows(session: Session, month: int) -> list[RateRow]:
    """Every rate by item and month."""
    items = {row.code: row for row in session.scalars(select(PieceItem).order_by(PieceItem.id))}
    rates = list_rates(session)
    found = []
    for rate in rates:
        item = items.get(rate.item_code)
        in_force = rate_in(rates, rate.item_code, month) == rate
        found.append(RateRow(rate, item.unit if item else "", item.proof if item else "", in_force))
    return found


def rates_in_force(session: Session, month: int) -> list[Rate]:
    """What can be counted in a month: each item once, by category and code."""
    rates = list_rates(session)
    codes = dict.fromkeys(rate.item_code for rate in rates)
    return [rate for code in codes if (rate := rate_in(rates, code, month)) is not None]


def find_reconciliation(session: Session, month: int) -> Reconciliation:
    """The month's entries by item against the company's pay sheet."""
    rates = list_rates(session)
    doubles = find_doubles(session, month)
    entry = PieceEntry
    ours: dict[str, Counts] = {}
    rows = session.execute(
        select(
            entry.item_code,
            func.max(entry.item),
            func.sum(entry.quantity),
            func.sum(entry.quantity).filter(entry.id.in_(list(doubles))),
        )
        .where(*_in_month(session, month))
        .group_by(entry.item_code)
    )
    for code, item, quantity, doubled in rows:
        rate = rate_in(rates, code, month)
        price = rate.unit_price_fen if rate else 0
        ours[code] = Counts(code, rate.item if rate else item, quantity, quantity * price, doubled or 0)
    paid = _paid(session, month, rates)
    return reconcile(month, ours.values(), paid)


def _paid(session: Session, month: int, rates: list[Rate]) -> list[Counts]:
    sheet = OfficialPay
    rows = session.execute(
        select(sheet.item_code, func.coalesce(sheet.quantity, 0), func.coalesce(sheet.amount_fen, 0))
        .where(sheet.employee_no == find_owner(session).employee_no, sheet.month == month)
        .order_by(sheet.item_code, sheet.id)
    )
    names = {rate.item_code: rate.item for rate in rates}
    return [Counts(code, names.get(code, code), quantity, amount) for code, quantity, amount in rows]


def _in_month(session: Session, month: int, entry: type[PieceEntry] = PieceEntry) -> tuple[ColumnElement[bool], ...]:
    first, after = month_range(month)
    return (entry.dossier_id == own_dossier(session), entry.entry_date >= first, entry.entry_date < after)


def _entry_row(row: PieceEntry, rate: Rate | None, double: Double | None) -> EntryRow:
    price = rate.unit_price_fen if rate else None
    return EntryRow(
        row.id,
        row.entry_date or date.min,
        row.item_code,
        rate.item if rate else row.item,
        row.quantity,
        price,
        row.quantity * (price or 0),
        row.customer_id,
        row.group_code,
        row.customer_name,
        row.evidence,
        mask_number(row.number) or "",
        row.source_entity,
        row.source_id,
        double,
    )


def months_with_sheet(session: Session) -> list[int]:
    """The months of which the company's pay sheet for this person came in, the newest first."""
    sheet = OfficialPay
    mine = and_(sheet.employee_no == find_owner(session).employee_no, sheet.month > 0)
    months = session.scalars(select(sheet.month).where(mine).distinct().order_by(sheet.month.desc()))
    return [month for month in months if month is not None]
