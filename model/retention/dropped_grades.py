"""Grades that fell and stayed down, and the factors that moved between the two months."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.grading.factors import FACTOR_BY_CODE
from model.grading.movements import fallen_factors
from model.grading.queries import points_by_factor
from model.grading.records import GradedMonth, ValueScore
from model.months import month_before, month_words
from model.retention.sources import facts_of, live_customer
from model.retention.warnings import lasting_drop
from model.store.ids import RowId

_NAMED_FACTORS = 3


def dropped_grades(session: Session, months: int, look_back: int) -> Iterator[tuple[RowId, str]]:
    """Customers whose grade fell within the months looked back and has stayed down, with the sentence's figures."""
    latest = session.scalar(select(func.max(GradedMonth.month)))
    if latest is None:
        return
    window = [month_before(latest, back) for back in range(look_back, -1, -1)]
    drops = {}
    for customer, grades in _candidates(session, window, latest).items():
        found = lasting_drop([grades.get(month) for month in window], months)
        if found:
            drops[customer] = (window[found[0]], found[1], found[2])
    by_month: dict[int, list[RowId]] = defaultdict(list)
    for customer, (month, _before, _after) in drops.items():
        by_month[month].append(customer)
    for month, customers in by_month.items():
        before = points_by_factor(session, customers, month_before(month))
        after = points_by_factor(session, customers, latest)
        for customer in customers:
            falls = fallen_factors(before.get(customer, {}), after.get(customer, {}))
            named = [[FACTOR_BY_CODE[code].label, f"−{points / 100:.0f}"] for code, points in falls[:_NAMED_FACTORS]]
            yield (
                customer,
                facts_of(
                    before=drops[customer][1],
                    after=drops[customer][2],
                    month=month_words(month),
                    factors=named,
                ),
            )


def _candidates(session: Session, window: list[int], latest: int) -> dict[RowId, dict[int, str]]:
    """The grades by month of customers that stand lower now than at their best in the window."""
    best = (
        select(ValueScore.customer_id, func.min(ValueScore.grade).label("grade"))
        .where(ValueScore.month >= window[0], ValueScore.month <= latest)
        .group_by(ValueScore.customer_id)
        .subquery()
    )
    lower = (
        select(ValueScore.customer_id)
        .join(best, best.c.customer_id == ValueScore.customer_id)
        .join(Customer, Customer.id == ValueScore.customer_id)
        .where(live_customer(), ValueScore.month == latest, ValueScore.grade > best.c.grade)
    )
    rows = session.execute(
        select(ValueScore.customer_id, ValueScore.month, ValueScore.grade).where(
            ValueScore.month >= window[0], ValueScore.month <= latest, ValueScore.customer_id.in_(lower)
        )
    )
    grades: dict[RowId, dict[int, str]] = defaultdict(dict)
    for customer, month, grade in rows:
        grades[customer][month] = grade
    return grades
