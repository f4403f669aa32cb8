"""What is asked of the competition desk: sightings, contracts that end, what is known of rivals, our answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.catalogue.records import InstalledProduct
from model.competition.records import CompetitorMove, CounterScript, RivalFact
from model.competition.rules import RIVALS, SHIPPED_SCRIPTS
from model.customers.records import Customer
from model.months import months_after
from model.retention.sources import live_customer
from model.store.ids import RowId
from resources.i18n import _


@dataclass(frozen=True)
class MoveRow:
    """A sighting in a list; `counter` is what was noted as our answer to this one."""

    id: RowId
    customer_id: RowId
    group_code: str
    customer: str
    region: str
    grid: str
    operator: str
    war: str
    tactic: str
    seen_on: date | None
    members_affected: int | None
    people: str
    source: str
    severity: int | None
    counter: str
    remarks: str


@dataclass(frozen=True)
class AttackWindow:
    """A rival's contract at our customer that ends soon: its fee a month in fen, None where nobody knows it.

    `days` until it ends; `source` is empty where the row came with the office's file.
    """

    id: RowId
    customer_id: RowId
    group_code: str
    customer: str
    region: str
    grid: str
    operator: str
    product: str
    quantity: float | None
    monthly_fee_fen: int | None
    ends_on: date
    source: str
    seen_on: date | None
    days: int


@dataclass(frozen=True)
class RivalFactRow:
    """One thing known of a rival, with where and when it was learnt."""

    id: RowId
    operator: str
    aspect: str
    text: str
    source: str
    seen_on: date | None


@dataclass(frozen=True)
class ScriptRow:
    """Our answer to a tactic, and whether it is the shipped one; `id` is the tactic."""

    id: str
    tactic: str
    script: str
    is_default: bool


def list_moves(session: Session, customer_id: RowId | None = None) -> list[MoveRow]:
    """Sightings, the newest first."""
    move = CompetitorMove
    query = (
        select(
            move.id, move.customer_id, Customer.group_code, Customer.name, Customer.region, Customer.grid,
            move.operator, move.war, move.tactic, move.seen_on, move.members_affected, move.people, move.source,
            move.severity, move.counter, move.remarks,
        )
        .join(Customer, Customer.id == move.customer_id)
        .order_by(move.seen_on.desc(), move.id.desc())
    )  # fmt: skip
    if customer_id is not None:
        query = query.where(move.customer_id == customer_id)
    return [MoveRow(*row) for row in map(tuple, session.execute(query))]


def attack_windows(session: Session, today: date, months: int) -> list[AttackWindow]:
    """Rivals' contracts at live customers that end within so many months, the first to end first."""
    product = InstalledProduct
    query = (
        select(
            product.id, product.customer_id, Customer.group_code, Customer.name, Customer.region, Customer.grid,
            product.operator, func.coalesce(func.nullif(product.offering_name, ""), product.offering_code),
            product.quantity, product.monthly_fee_fen, product.bundle_end, product.source, product.seen_on,
        )
        .join(Customer, Customer.id == product.customer_id)
        .where(live_customer(), product.operator != "mobile", product.blocked_reason == "")
        .where(product.bundle_end >= today, product.bundle_end <= months_after(today, months))
        .order_by(product.bundle_end, Customer.name, product.id)
    )  # fmt: skip
    rows: list[tuple[Any, ...]] = [tuple(row) for row in session.execute(query)]
    return [AttackWindow(*(*row, (row[10] - today).days)) for row in rows]


def list_rival_facts(session: Session) -> list[RivalFactRow]:
    """What is known of rivals, by operator and kind, the newest first."""
    fact = RivalFact
    query = select(fact).order_by(fact.operator, fact.aspect, fact.seen_on.desc(), fact.id)
    return [
        RivalFactRow(row.id, row.operator, row.aspect, row.text, row.source, row.seen_on)
        for row in session.scalars(query)
    ]


def holdings_of_rivals(session: Session) -> Mapping[str, tuple[int, int]]:
    """Operator → its contracts at our live customers, and at how many of them; every rival has an entry."""
    product = InstalledProduct
    rows = session.execute(
        select(product.operator, func.count(), func.count(product.customer_id.distinct()))
        .join(Customer, Customer.id == product.customer_id)
        .where(live_customer(), product.operator != "mobile", product.blocked_reason == "")
        .group_by(product.operator)
    )
    return {**dict.fromkeys(RIVALS, (0, 0)), **{operator: (count, customers) for operator, count, customers in rows}}


def list_scripts(session: Session) -> list[ScriptRow]:
    """Our answer to every tactic, in the order of the tactics."""
    written = {row.tactic: row.script for row in session.scalars(select(CounterScript)) if row.script}
    return [
        ScriptRow(tactic, tactic, written.get(tactic) or _(shipped), tactic not in written)
        for tactic, shipped in SHIPPED_SCRIPTS.items()
    ]
