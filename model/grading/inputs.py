"""Reads what a month's grading needs, one column a factor: customers, twelve months of bills, and ties."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.customers.homes import any_merged, joined_to_home
from model.customers.records import Customer
from model.grading.scales import Raw
from model.grading.ties import read_ties
from model.months import last_day, month_before, whole_months
from model.retention.binding import binding_score
from model.store.ids import RowId

_CREDIT: Final = {"AAA": 5, "AA": 4, "A": 3, "B": 2, "C": 1, "5": 5, "4": 4, "3": 3, "2": 2, "1": 1}


class Bill(NamedTuple):
    """A customer's month: money in fen, heads, and revenue of the last three months and of the three before."""

    customer_id: RowId
    revenue: int
    voice: int
    data: int
    new_business: int
    cost: int | None
    registered: int | None
    real: int | None
    on_network: int | None
    last_three: int
    before_three: int
    months_of_six: int


class CustomerFields(NamedTuple):
    """What of a customer decides its scope and factors."""

    id: RowId
    industry: str
    customer_category: str
    region: str
    employees: int | None
    network_since: date | None
    spend: int | None
    credit: str


@dataclass(frozen=True)
class Inputs:
    """The customers that have a bill in the month, in one order for every column."""

    month: int
    customers: list[CustomerFields]
    bills: list[Bill]
    growth: list[float | None]
    ties: dict[RowId, int]


def read_inputs(session: Session, month: int) -> Inputs:
    """Everything that grading a month needs; merged and lost customers have no grade."""
    bills = {bill.customer_id: bill for bill in read_bills(session, month)}
    rows = session.execute(
        select(
            Customer.id,
            Customer.industry,
            Customer.customer_category,
            Customer.region,
            Customer.employee_count,
            Customer.network_since,
            Customer.monthly_telecom_spend_fen,
            Customer.credit_rating,
        ).where(Customer.merged_into.is_(None), Customer.status != "lost")
    )
    customers = [CustomerFields._make(row) for row in rows if row[0] in bills]
    ordered = [bills[customer.id] for customer in customers]
    ties = {id: binding_score(ties) for id, ties in read_ties(session, last_day(month)).items()}
    return Inputs(month, customers, ordered, [_growth(bill) for bill in ordered], ties)


def read_bills(session: Session, month: int) -> Iterable[Bill]:
    """One row a customer that has a bill in the month; bills of customers merged into it count for it."""
    third, sixth = month_before(month, 2), month_before(month, 5)
    bill = BillingMonth
    total = bill.voice_fen + bill.data_fen + bill.new_business_fen + bill.other_fen

    merged = any_merged(session)
    home = Customer.id if merged else bill.customer_id

    def now(column: ColumnElement[int] | Any) -> ColumnElement[int]:
        return func.sum(case((bill.month == month, column)))

    query = (
        select(
            home,
            now(total),
            now(bill.voice_fen),
            now(bill.data_fen),
            now(bill.new_business_fen),
            now(bill.cost_fen),
            now(bill.registered_members),
            now(bill.real_members),
            now(bill.on_network_members),
            func.coalesce(func.sum(case((bill.month >= third, total))), 0),
            func.coalesce(func.sum(case((bill.month < third, total))), 0),
            func.count(bill.month.distinct()) if merged else func.count(),
        )
        .where(bill.month >= sixth, bill.month <= month)
        .group_by(home)
        .having(func.max(bill.month) == month)
    )
    if merged:
        query = joined_to_home(session, query, bill.customer_id)
    return (Bill._make(row) for row in session.execute(query))


def _growth(bill: Bill) -> float | None:
    """Growth needs all six months; without them it is missing, not nil."""
    if bill.months_of_six < 6 or bill.before_three <= 0:
        return None
    return round((bill.last_three - bill.before_three) / bill.before_three, 6)


def factor_columns(
    inputs: Inputs, rows: list[int], wanted: set[str], industry_points: dict[str, int]
) -> dict[str, Raw]:
    """The raw columns of the wanted factors for some of the customers (by row), the scope of one model."""
    bills = [inputs.bills[row] for row in rows]
    customers = [inputs.customers[row] for row in rows]
    of_bill = {code: [read(bill) for bill in bills] for code, read in _OF_BILL.items() if code in wanted}
    of_both = {
        code: [read(bill, customer, inputs.month) for bill, customer in zip(bills, customers, strict=True)]
        for code, read in _OF_BOTH.items()
        if code in wanted
    }
    columns: dict[str, Raw] = {**of_bill, **of_both}
    if "growth" in wanted:
        columns["growth"] = [inputs.growth[row] for row in rows]
    if "stickiness" in wanted:
        columns["stickiness"] = [inputs.ties.get(customer.id, 0) for customer in customers]
    if "industry" in wanted:
        columns["industry"] = [industry_points.get(customer.industry) for customer in customers]
    if "industry_share" in wanted:
        columns["industry_share"] = _industry_shares(customers, bills)
    return columns


def _industry_shares(customers: list[CustomerFields], bills: list[Bill]) -> list[float | None]:
    sums: dict[str, int] = {}
    for customer, bill in zip(customers, bills, strict=True):
        sums[customer.industry] = sums.get(customer.industry, 0) + bill.revenue
    return [
        _ratio(bill.revenue, sums[customer.industry]) if customer.industry else None
        for customer, bill in zip(customers, bills, strict=True)
    ]


def _ratio(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole or whole < 0 else round(part / whole, 6)


_OF_BILL: Final[dict[str, Callable[[Bill], float | None]]] = {
    "revenue": lambda bill: bill.revenue,
    "new_business": lambda bill: bill.new_business,
    "data": lambda bill: bill.data,
    "margin": lambda bill: None if bill.cost is None else _ratio(bill.revenue - bill.cost, bill.revenue),
    "purity": lambda bill: _ratio(bill.real, bill.registered),
    "data_mix": lambda bill: _ratio(bill.data, bill.voice + bill.data),
}

_OF_BOTH: Final[dict[str, Callable[[Bill, CustomerFields, int], float | None]]] = {
    "penetration": lambda bill, customer, month: _ratio(bill.on_network, customer.employees),
    "wallet": lambda bill, customer, month: _ratio(bill.revenue, customer.spend),
    "credit": lambda bill, customer, month: _CREDIT.get(customer.credit.strip().upper()),
    "tenure": lambda bill, customer, month: (
        None if customer.network_since is None else max(0, whole_months(customer.network_since, last_day(month)))
    ),
}
