"""What is asked of opportunities: the list with stage and age, one whole, what a stage still asks for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.decision_maps.gaps import has_confirmed_decider
from model.decision_maps.history import map_on
from model.decision_maps.queries import map_sheet
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.opportunities.records import Opportunity, OpportunityNeed, OpportunityPoint, OpportunityStage
from model.opportunities.rules import days_in_stage, days_over, missing_for, weighted_fen
from model.opportunities.settings import Pipelines, pipelines_in_force
from model.proposals.records import Quote
from model.store.base import RowId
from model.store.rows import existing_row
from resources.i18n import _

_LISTED: Final = (
    "id", "customer_id", "name", "pipeline", "stage", "own_stage", "outcome", "lost_reason", "outcome_reason",
    "closed_on", "amount_fen", "probability", "expected_close", "man_money", "man_authority", "man_need", "next_step",
    "next_on", "competitors", "team",
)  # fmt: skip


@dataclass(frozen=True)
class OpportunityRow:
    """An opportunity as a list shows it; `probability` is its own or its stage's, money is fen.

    `since` is the day its stage was entered, `days` how long ago that is, `days_late` how far beyond the stage's limit;
    an opportunity that has ended is not late. `man` is money, authority and need, each 0–3 or None.
    """

    id: RowId
    customer_id: RowId
    group_code: str
    customer_name: str
    name: str
    pipeline: str
    stage: str
    stage_key: str
    stage_words: str
    outcome: str
    lost_reason: str
    outcome_reason: str
    closed_on: date | None
    amount_fen: int | None
    probability: int
    weighted_fen: int | None
    expected_close: date | None
    since: date | None
    days: int
    days_late: int
    man: tuple[int | None, int | None, int | None]
    next_step: str
    next_on: date | None
    competitors: str
    team: str

    @property
    def man_words(self) -> str:
        """Money, authority and need in that order; – where nobody has judged yet."""
        return " · ".join("–" if score is None else str(score) for score in self.man)


@dataclass(frozen=True)
class StageEntry:
    """A stage that was entered, the day, and the reason where something was missing."""

    words: str
    since: date | None
    reason: str


@dataclass(frozen=True)
class PointRow:
    """A project control point with its days."""

    point: str
    planned_on: date | None
    done_on: date | None
    note: str


@dataclass(frozen=True)
class OpportunitySheet:
    """One opportunity whole: `evidence` of money, authority and need, its stages (the latest first), points, needs."""

    row: OpportunityRow
    own_probability: int | None
    evidence: tuple[str, str, str]
    remarks: str
    stages: tuple[StageEntry, ...]
    points: tuple[PointRow, ...]
    need_ids: tuple[RowId, ...]
    has_decider: bool


def list_opportunities(
    session: Session,
    today: date,
    *,
    customer_id: RowId | None = None,
    outcome: Collection[str] = (),
    ids: Collection[RowId] | None = None,
) -> list[OpportunityRow]:
    """Opportunities by the day they may be signed, those of no day last; `outcome` asks for some ends only."""
    entered = (
        select(OpportunityStage.opportunity_id, func.max(OpportunityStage.valid_from).label("since"))
        .group_by(OpportunityStage.opportunity_id)
        .subquery()
    )
    record = Opportunity
    query = (
        select(
            *(getattr(record, name) for name in _LISTED),
            func.coalesce(Customer.group_code, "").label("group_code"),
            func.coalesce(Customer.name, "").label("customer_name"),
            entered.c.since,
        )
        .outerjoin(Customer, Customer.id == record.customer_id)
        .outerjoin(entered, entered.c.opportunity_id == record.id)
        .order_by(record.expected_close.is_(None), record.expected_close, record.id)
    )
    if customer_id is not None:
        query = query.where(record.customer_id == customer_id)
    if outcome:
        query = query.where(record.outcome.in_(set(outcome)))
    if ids is not None:
        query = query.where(record.id.in_(list(ids)))
    pipelines = pipelines_in_force(session)
    return [_row(one, pipelines, today) for one in session.execute(query)]


def find_opportunity(session: Session, opportunity_id: RowId, today: date) -> OpportunitySheet:
    """One opportunity with its history. Raises `UserError` where it is gone."""
    one = session.get(Opportunity, opportunity_id)
    rows = list_opportunities(session, today, ids=[opportunity_id])
    if one is None or not rows:
        raise UserError(_("This opportunity is no longer here."))
    needs = session.scalars(
        select(OpportunityNeed.need_id)
        .where(OpportunityNeed.opportunity_id == opportunity_id)
        .order_by(OpportunityNeed.id)
    )
    return OpportunitySheet(
        row=rows[0],
        own_probability=one.probability,
        evidence=(one.man_money_evidence, one.man_authority_evidence, one.man_need_evidence),
        remarks=one.remarks,
        stages=tuple(_stages(session, opportunity_id)),
        points=tuple(_points(session, opportunity_id)),
        need_ids=tuple(needs),
        has_decider=_has_decider(session, one, today),
    )


def missing_to_enter(session: Session, opportunity_id: RowId, code: str, today: date) -> list[str]:
    """What is missing to enter a stage of the default pipeline: codes of `REQUIREMENT_WORDS`, none to go back."""
    one = existing_row(session, Opportunity, opportunity_id, _("This opportunity is no longer here."))
    return missing_for(one.stage, code, _present(session, one, today))


def pursued_by_quote(session: Session, quote_id: RowId, today: date) -> OpportunityRow | None:
    """The opportunity in pursuit that a proposal belongs to; None where there is none."""
    owner = session.scalar(select(Quote.opportunity_id).where(Quote.id == quote_id))
    rows = list_opportunities(session, today, ids=[owner], outcome=("open",)) if owner else []
    return rows[0] if rows else None


def _present(session: Session, one: Opportunity, today: date) -> set[str]:
    found = set()
    if session.scalar(select(OpportunityNeed.id).where(OpportunityNeed.opportunity_id == one.id).limit(1)):
        found.add("need")
    states = set(session.scalars(select(Quote.state).where(Quote.opportunity_id == one.id)))
    if states - {"cancelled"}:
        found.add("quote")
    if one.outcome == "won" or "accepted" in states:
        found.add("won")
    if _has_decider(session, one, today):
        found.add("decider")
    return found


def _has_decider(session: Session, one: Opportunity, today: date) -> bool:
    return has_confirmed_decider(map_on(map_sheet(session, one.customer_id, one.id).history, today))


def _stages(session: Session, opportunity_id: RowId) -> list[StageEntry]:
    rows = session.execute(
        select(OpportunityStage.stage, OpportunityStage.own_stage, OpportunityStage.valid_from, OpportunityStage.reason)
        .where(OpportunityStage.opportunity_id == opportunity_id)
        .order_by(OpportunityStage.valid_from.desc(), OpportunityStage.id.desc())
    )
    labels = ENUMERATIONS["opportunity_stage"]
    return [StageEntry(own or _(labels.get(code, code)), since, reason) for code, own, since, reason in rows]


def _points(session: Session, opportunity_id: RowId) -> list[PointRow]:
    point = OpportunityPoint
    rows = session.execute(
        select(point.point, point.planned_on, point.done_on, point.note).where(point.opportunity_id == opportunity_id)
    )
    kept: dict[str, PointRow] = {row.point: PointRow(*row) for row in rows}
    return [kept.get(code, PointRow(code, None, None, "")) for code in ENUMERATIONS["project_point"]]


def _row(one: Any, pipelines: Pipelines, today: date) -> OpportunityRow:
    stage = pipelines.stage_of(one.pipeline, one.stage, one.own_stage)
    probability = stage.probability if one.probability is None else one.probability
    is_open = one.outcome == "open"
    days = days_in_stage(one.since, today if is_open else one.closed_on or today)
    return OpportunityRow(
        id=one.id,
        customer_id=one.customer_id,
        group_code=one.group_code,
        customer_name=one.customer_name,
        name=one.name,
        pipeline=one.pipeline if one.pipeline in pipelines.by_name else "",
        stage=one.stage,
        stage_key=stage.key,
        stage_words=one.own_stage or stage.words,
        outcome=one.outcome,
        lost_reason=one.lost_reason,
        outcome_reason=one.outcome_reason,
        closed_on=one.closed_on,
        amount_fen=one.amount_fen,
        probability=probability,
        weighted_fen=weighted_fen(one.amount_fen, probability),
        expected_close=one.expected_close,
        since=one.since,
        days=days,
        days_late=days_over(days, stage.limit_days) if is_open else 0,
        man=(one.man_money, one.man_authority, one.man_need),
        next_step=one.next_step,
        next_on=one.next_on,
        competitors=one.competitors,
        team=one.team,
    )
