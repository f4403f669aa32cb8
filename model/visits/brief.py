"""What one must know before a visit, in one read (访前一页纸)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.catalogue.endings import Ending, list_endings
from model.competition.queries import list_scripts
from model.competition.records import CompetitorMove
from model.customers.completeness import completeness_of
from model.customers.finding import customer_by_id
from model.customers.people import PersonRow, list_people
from model.customers.queries import profile_of
from model.needs.promise_queries import PromiseRow, list_promises
from model.needs.queries import NeedRow, list_needs
from model.opportunities.queries import OpportunityRow, list_opportunities
from model.store.base import RowId
from model.visits.brief_rules import opening_questions
from model.visits.queries import VisitRow, list_visits

ENDS_WITHIN_DAYS: Final = 60
MOVES_WITHIN_DAYS: Final = 365
_TALKS: Final = 3
_ROLES: Final = ("decider", "approver", "buyer", "influencer", "gatekeeper", "user")
_FIELDS: Final = 3


@dataclass(frozen=True)
class RivalMove:
    """A rival's move as it was seen, and our answer: the one noted with it, else that to its tactic.

    `is_default`: the answer is the program's.
    """

    seen_on: date | None
    operator: str
    tactic: str
    source: str
    remarks: str
    answer: str = ""
    is_default: bool = False


@dataclass(frozen=True)
class VisitBrief:
    """The brief; `questions` are sentence ids, `ask` names of profile fields nobody knows yet."""

    customer_id: RowId
    name: str
    group_code: str
    industry: str
    company_grade: str
    address: str
    people: tuple[PersonRow, ...]
    talks: tuple[VisitRow, ...]
    promises: tuple[PromiseRow, ...]
    needs: tuple[NeedRow, ...]
    opportunities: tuple[OpportunityRow, ...]
    ends: tuple[Ending, ...]
    moves: tuple[RivalMove, ...]
    questions: tuple[str, ...]
    ask: tuple[str, ...]


def brief_of(session: Session, customer_id: RowId, today: date) -> VisitBrief:
    """The brief of a customer as things stand today; raises `UserError` where the customer is gone."""
    customer = customer_by_id(session, customer_id)
    people = [one for one in list_people(session, customer.id, today) if one.status == "active"]
    people.sort(key=lambda one: (_rank(one), one.name))
    talks = list_visits(session, customer_id=customer.id, status=("done",), last=today, limit=_TALKS)
    promises = list_promises(session, today, customer_id=customer.id, state=("open", "late"))
    needs = list_needs(session, customer_id=customer.id, status=("open", "in_progress"))
    ends = list_endings(session, customer.id, today, ENDS_WITHIN_DAYS)
    moves = list_moves(session, customer.id, today)
    known = {
        "late": any(one.state == "late" for one in promises),
        "ends": bool(ends),
        "rival": bool(moves),
        "needs": bool(needs),
        "visits": bool(talks),
        "people": len(people) > 1,
    }
    return VisitBrief(
        customer_id=customer.id,
        name=customer.name,
        group_code=customer.group_code,
        industry=customer.industry,
        company_grade=customer.company_grade,
        address=customer.address,
        people=tuple(people),
        talks=tuple(talks),
        promises=tuple(promises),
        needs=tuple(needs),
        opportunities=tuple(list_opportunities(session, today, customer_id=customer.id, outcome=("open",))),
        ends=tuple(ends),
        moves=tuple(moves),
        questions=tuple(opening_questions([key for key, is_so in known.items() if is_so])),
        ask=completeness_of(profile_of(session, customer.id)).missing[:_FIELDS],
    )


def _rank(person: PersonRow) -> int:
    """Those who decide come first, those without a known role last."""
    roles = person.roles.split(",")
    return next((place for place, role in enumerate(_ROLES) if role in roles), len(_ROLES))


def list_moves(session: Session, customer_id: RowId, today: date) -> list[RivalMove]:
    """The last three moves seen at a customer within a year, the newest first, each with our answer."""
    query = (
        select(
            CompetitorMove.seen_on,
            CompetitorMove.operator,
            CompetitorMove.tactic,
            CompetitorMove.source,
            CompetitorMove.remarks,
            CompetitorMove.counter,
        )
        .where(
            CompetitorMove.customer_id == customer_id,
            CompetitorMove.seen_on >= today - timedelta(days=MOVES_WITHIN_DAYS),
        )
        .order_by(CompetitorMove.seen_on.desc(), CompetitorMove.id)
        .limit(3)
    )
    scripts = {row.tactic: row for row in list_scripts(session)}
    moves = []
    for seen, operator, tactic, source, remarks, counter in session.execute(query):
        move = RivalMove(seen, operator, tactic, source, remarks)
        script = scripts.get(move.tactic)
        if counter or script is None:
            moves.append(replace(move, answer=counter))
        else:
            moves.append(replace(move, answer=script.script, is_default=script.is_default))
    return moves
