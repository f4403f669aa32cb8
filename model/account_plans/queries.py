"""All that an account plan is prefilled from, gathered in one read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.account_plans.records import AccountPlanChapter
from model.account_plans.rules import Action, in_order
from model.competition.queries import MoveRow, list_moves
from model.customers.completeness import Completeness, completeness_of
from model.customers.queries import InstalledRow, list_installed, profile_of
from model.decision_maps.history import MapState, map_on
from model.decision_maps.scores import MapScores, scores_of
from model.hand_over.queries import HandOver, hand_over_of
from model.knowledge.cases import CaseRow, list_fitting_cases
from model.knowledge.experts import ExpertRow, list_experts
from model.segments.queries import product_names, segment_members, white_space
from model.segments.rules import Cell, Offer
from model.store.base import RowId

_CASES: Final = 5
_TASKS: Final = 8
"""Tasks among the planned steps: warnings, then the most urgent; all of them stand on the page of retention."""


@dataclass(frozen=True)
class OwnText:
    """What the manager wrote into a chapter, and when."""

    text: str
    written_on: date | None


@dataclass(frozen=True)
class AccountPlan:
    """One customer's plan as of a day; `texts` holds the chapters somebody wrote.

    `open_products`, `rival_products`: names of offerings it does not use, and of those it has from others; `offer` is
    the next best one with the share of similar customers that use it.
    """

    customer_id: RowId
    day: date
    pack: HandOver
    profile: Mapping[str, Any]
    known: Completeness
    state: MapState
    scores: MapScores
    installed: tuple[InstalledRow, ...]
    open_products: tuple[str, ...]
    rival_products: tuple[str, ...]
    offer: Offer | None
    offer_name: str
    moves: tuple[MoveRow, ...]
    actions: tuple[Action, ...]
    cases: tuple[CaseRow, ...]
    experts: tuple[ExpertRow, ...]
    texts: Mapping[str, OwnText]


def account_plan_of(session: Session, customer_id: RowId, today: date) -> AccountPlan:
    """The plan of a customer as things stand today; raises `UserError` where the customer is gone."""
    pack = hand_over_of(session, customer_id, today)
    id = pack.customer_id
    profile = profile_of(session, id)
    state = map_on(pack.map.history, today)
    cells, offer = _space(session, id, today)
    names = product_names(session)
    return AccountPlan(
        customer_id=id,
        day=today,
        pack=pack,
        profile=profile,
        known=completeness_of(profile),
        state=state,
        scores=scores_of(state, pack.map.grade, pack.map.boss_project),
        installed=tuple(list_installed(session, id)),
        open_products=tuple(names[code] for code, cell in cells.items() if cell is Cell.OPEN and code in names),
        rival_products=tuple(names[code] for code, cell in cells.items() if cell is Cell.RIVAL and code in names),
        offer=offer,
        offer_name=names.get(offer.code, offer.code) if offer else "",
        moves=tuple(list_moves(session, id)),
        actions=tuple(in_order(_actions(pack, today))),
        cases=tuple(list_fitting_cases(session, id)[:_CASES]),
        experts=tuple(one for one in list_experts(session) if one.industry in ("", pack.industry.split("/")[0])),
        texts=_texts(session, id),
    )


def _space(session: Session, customer_id: RowId, today: date) -> tuple[dict[str, Cell], Offer | None]:
    members = segment_members(session, (), [customer_id])
    rows = white_space(session, members, today) if members else []
    return (rows[0].cells, rows[0].offer) if rows else ({}, None)


def _actions(pack: HandOver, today: date) -> Iterator[Action]:
    for promise in pack.promises:
        yield Action(promise.due_on, "promise", promise.text, promise.state == "late")
    for one in pack.opportunities:
        if one.next_step:
            yield Action(one.next_on, "opportunity", one.next_step, one.next_on is not None and one.next_on < today)
    for task in (*pack.warnings, *pack.tasks)[:_TASKS]:
        between = "" if task.why.endswith("。") else " "
        yield Action(task.due, "task", f"{task.why}{between}{task.step}".strip(), task.days_late > 0)
    for visit in pack.planned:
        yield Action(visit.visit_date, "visit", visit.purpose)


def _texts(session: Session, customer_id: RowId) -> dict[str, OwnText]:
    row = AccountPlanChapter
    query = select(row.chapter, row.text, row.written_on).where(row.customer_id == customer_id, row.text != "")
    return {chapter: OwnText(text, day) for chapter, text, day in session.execute(query.order_by(row.written_on))}
