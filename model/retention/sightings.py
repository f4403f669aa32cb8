"""Runs of sightings: the same rival with the same tactic, several times in one district within some days."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from model.competition.records import CompetitorMove
from model.competition.rules import WHOLE_MOVE_TACTICS
from model.customers.records import Customer
from model.retention.warnings import RuleSetting
from model.store.ids import RowId, natural_id


@dataclass(frozen=True)
class SightingRun:
    """A run: its id is that of operator, tactic and district; `area` is the grid where all were seen in one."""

    id: RowId
    operator: str
    tactic: str
    area: str
    sightings: int
    customers: int
    last: date


def runs_of_sightings(session: Session, today: date, setting: RuleSetting) -> list[SightingRun]:
    """The runs that stand today. A whole-move tactic is in none: each of its sightings warns by itself."""
    move = CompetitorMove
    rows = session.execute(
        select(
            move.operator, move.tactic, Customer.region, func.count(), func.count(move.customer_id.distinct()),
            func.max(move.seen_on), func.min(Customer.grid), func.max(Customer.grid),
        )
        .join(Customer, Customer.id == move.customer_id)
        .where(_recent(today, setting))
        .group_by(move.operator, move.tactic, Customer.region)
        .having(func.count() >= max(2, setting.params["count"]))
        .order_by(move.operator, move.tactic, Customer.region)
    )  # fmt: skip
    return [
        SightingRun(_run_id(operator, tactic, region), operator, tactic,
                    low if low == high and low else region or "—", sightings, customers, last)
        for operator, tactic, region, sightings, customers, last, low, high in rows
        if last is not None
    ]  # fmt: skip


def customers_of_run(session: Session, today: date, setting: RuleSetting, run_id: RowId) -> set[RowId]:
    """The customers at whom a run was seen."""
    move = CompetitorMove
    rows = session.execute(
        select(move.customer_id, move.operator, move.tactic, Customer.region)
        .join(Customer, Customer.id == move.customer_id)
        .where(_recent(today, setting))
    )
    return {customer for customer, *key in rows if _run_id(*key) == run_id}


def _recent(today: date, setting: RuleSetting) -> ColumnElement[bool]:
    """Sightings of the last days at customers that are looked after, with rival and tactic named."""
    move = CompetitorMove
    return and_(
        Customer.status != "lost", Customer.merged_into.is_(None), move.operator != "", move.tactic != "",
        move.tactic.not_in(WHOLE_MOVE_TACTICS),
        move.seen_on > today - timedelta(days=setting.params["days"]), move.seen_on <= today,
    )  # fmt: skip


def _run_id(operator: str, tactic: str, region: str) -> RowId:
    return natural_id("sighting_run", operator, tactic, region)
