"""The customers behind a task that is about many: who pays together before a holiday, who was never met."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.customers.records import Customer
from model.grading.queries import effective_grades
from model.retention.owed_visits import last_contacts
from model.retention.settings import rule_settings
from model.retention.sightings import customers_of_run
from model.retention.sources import live_customer
from model.store.ids import RowId

MANY = ("holiday_payment", "holiday_payment_preliminary", "visit_never_many", "sighting_run")
"""Rules whose tasks stand for many customers."""


@dataclass(frozen=True)
class BehindRow:
    """One customer behind such a task: where it is, how it pays, and what it owes (fen) at the newest month."""

    id: RowId
    group_code: str
    name: str
    region: str
    grid: str
    grade: str
    payer_type: str
    arrears_fen: int | None


def customers_behind(session: Session, rule: str, today: date, source_id: RowId = "") -> list[BehindRow]:
    """The customers a task of the rule stands for, by grid and name; none for a rule about a single customer."""
    if rule not in MANY:
        return []
    grades = effective_grades(session, today)
    rows = _customers(session)
    if rule == "visit_never_many":
        met = last_contacts(session, today)
        rows = [row for row in rows if row[0] not in met and grades.get(row[0]) in ("C", "D")]
    elif rule == "sighting_run":
        seen = customers_of_run(session, today, rule_settings(session)[rule], source_id)
        rows = [row for row in rows if row[0] in seen]
    else:
        rows = [row for row in rows if row[5] != "individual"]
    return [
        BehindRow(id, code, name, region, grid, grades.get(id, ""), payer, owed)
        for id, code, name, region, grid, payer, owed in rows
    ]


def _customers(session: Session) -> list[tuple[RowId, str, str, str, str, str, int | None]]:
    newest = select(func.max(BillingMonth.month)).scalar_subquery()
    query = (
        select(
            Customer.id,
            Customer.group_code,
            Customer.name,
            Customer.region,
            Customer.grid,
            Customer.payer_type,
            BillingMonth.arrears_fen,
        )
        .outerjoin(BillingMonth, and_(BillingMonth.customer_id == Customer.id, BillingMonth.month == newest))
        .where(live_customer())
        .order_by(Customer.region, Customer.grid, Customer.name)
    )
    return list(session.execute(query))
