"""Everything the successor must know of a customer, gathered in one read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.catalogue.endings import Ending, count_member_endings, list_endings
from model.customers.completeness import completeness_of
from model.customers.finding import customer_by_id
from model.customers.people import PersonRow, list_people
from model.customers.queries import BillRow, list_bills, profile_of
from model.customers.records import Customer
from model.customers.standing import Standing, standing_of
from model.decision_maps.queries import MapSheet, map_sheet
from model.hand_over.rules import Cause, Step, first_steps
from model.needs.promise_queries import PromiseRow, list_promises
from model.needs.queries import NeedRow, list_needs
from model.opportunities.queries import OpportunityRow, list_opportunities
from model.proposals.queries import QuoteRow, list_quotes
from model.retention.lines import TaskLine
from model.retention.queries import list_tasks
from model.retention.warnings import RULE_BY_CODE
from model.service_requests.queries import RequestRow, list_requests
from model.store.base import RowId
from model.visits.brief import RivalMove, list_moves
from model.visits.queries import VisitRow, list_visits

ENDS_WITHIN_DAYS: Final = 365
_SOON_DAYS: Final = 60
_TALKS: Final = 5
_TASKS: Final = 5
"""Routine tasks among the first steps: the most urgent; the others wait in the successor's own list."""
_LEADERS: Final = frozenset({"decider", "approver", "buyer"})
_LIVE_QUOTES: Final = frozenset({"in_progress", "pending", "approved"})


@dataclass(frozen=True)
class HandOver:
    """One customer as it is handed over: who, what was said, what is owed, ends, threatens, and what to do first."""

    customer_id: RowId
    standing: Standing
    industry: str
    address: str
    manager: str
    remarks: str
    bills: tuple[BillRow, ...]
    people: tuple[PersonRow, ...]
    map: MapSheet
    talks: tuple[VisitRow, ...]
    planned: tuple[VisitRow, ...]
    promises: tuple[PromiseRow, ...]
    needs: tuple[NeedRow, ...]
    endings: tuple[Ending, ...]
    member_endings: dict[int, int]
    warnings: tuple[TaskLine, ...]
    tasks: tuple[TaskLine, ...]
    requests: tuple[RequestRow, ...]
    opportunities: tuple[OpportunityRow, ...]
    quotes: tuple[QuoteRow, ...]
    moves: tuple[RivalMove, ...]
    steps: tuple[Step, ...]


def list_handed_over(session: Session, manager_no: str = "", codes: Sequence[str] = ()) -> list[RowId]:
    """The customers of a hand-over by region and grid: those of `codes`, of one manager by number, or all.

    Lost ones stay behind.
    """
    query = (
        select(Customer.id)
        .where(Customer.merged_into.is_(None), Customer.status != "lost")
        .order_by(Customer.region, Customer.grid, Customer.group_code, Customer.id)
    )
    if manager_no:
        query = query.where(Customer.manager_no == manager_no)
    if codes:
        query = query.where(Customer.group_code.in_(codes))
    return list(session.scalars(query))


def hand_over_of(session: Session, customer_id: RowId, today: date) -> HandOver:
    """The pack of one customer as things stand today; raises `UserError` where the customer is gone."""
    customer = customer_by_id(session, customer_id)
    id = customer.id
    tasks = list_tasks(session, today, customer_id=id)
    people = tuple(one for one in list_people(session, id, today) if one.status == "active")
    gathered = _Gathered(
        people=people,
        promises=tuple(list_promises(session, today, customer_id=id, state=("open", "late"))),
        endings=tuple(list_endings(session, id, today, ENDS_WITHIN_DAYS)),
        warnings=tuple(task for task in tasks if task.rule in RULE_BY_CODE),
        tasks=tuple(task for task in tasks if task.rule not in RULE_BY_CODE),
        requests=tuple(list_requests(session, today, customer_id=id, open_only=True)),
        opportunities=tuple(list_opportunities(session, today, customer_id=id, outcome=("open",))),
        planned=tuple(list_visits(session, customer_id=id, status=("planned",), first=today)),
        unknown=completeness_of(profile_of(session, id)).missing,
    )
    return HandOver(
        customer_id=id,
        standing=standing_of(session, id, today),
        industry=customer.industry,
        address=customer.address,
        manager=customer.manager_name,
        remarks=customer.remarks,
        bills=tuple(list_bills(session, id)),
        map=map_sheet(session, id),
        talks=tuple(list_visits(session, customer_id=id, status=("done",), last=today, limit=_TALKS)),
        needs=tuple(list_needs(session, customer_id=id, status=("open", "in_progress"))),
        member_endings=count_member_endings(session, id, today, ENDS_WITHIN_DAYS),
        quotes=tuple(one for one in list_quotes(session, id) if one.state in _LIVE_QUOTES),
        moves=tuple(list_moves(session, id, today)),
        people=people,
        planned=gathered.planned,
        promises=gathered.promises,
        endings=gathered.endings,
        warnings=gathered.warnings,
        tasks=gathered.tasks,
        requests=gathered.requests,
        opportunities=gathered.opportunities,
        steps=tuple(first_steps(_causes(gathered, today), today)),
    )


@dataclass(frozen=True)
class _Gathered:
    """What the first steps are read from."""

    people: tuple[PersonRow, ...]
    promises: tuple[PromiseRow, ...]
    endings: tuple[Ending, ...]
    warnings: tuple[TaskLine, ...]
    tasks: tuple[TaskLine, ...]
    requests: tuple[RequestRow, ...]
    opportunities: tuple[OpportunityRow, ...]
    planned: tuple[VisitRow, ...]
    unknown: tuple[str, ...]


def _causes(gathered: _Gathered, today: date) -> list[Cause]:
    """Everything that asks for a step; the words are the record's own."""
    soon = [one for one in gathered.endings if (one.on - today).days <= _SOON_DAYS]
    return [
        *_to_know(gathered),
        *(
            Cause("late_promise" if one.state == "late" else "promise", one.due_on, one.text)
            for one in gathered.promises
        ),
        *(Cause("warning", None, one.why) for one in gathered.warnings),
        *(Cause("request", one.deadline, one.content) for one in gathered.requests),
        *(Cause("ending", one.on, one.what) for one in soon),
        *(Cause("opportunity", one.next_on, one.next_step or one.name) for one in gathered.opportunities),
        *(Cause("visit", one.visit_date, one.purpose) for one in gathered.planned),
        *(Cause("task", one.due, one.why) for one in gathered.tasks[:_TASKS]),
    ]


def _to_know(gathered: _Gathered) -> Iterator[Cause]:
    """Whom to be introduced to, and what nobody knows yet."""
    leaders = [one for one in gathered.people if _LEADERS & set(one.roles.split(","))]
    for person in leaders or gathered.people[:1]:
        yield Cause("introduction", None, f"{person.name} {person.title}".strip())
    if not any(one.evidence == "confirmed" and "decider" in one.roles.split(",") for one in gathered.people):
        yield Cause("decider", None, "")
    if gathered.unknown:
        yield Cause("profile", None, ",".join(gathered.unknown[:3]))
