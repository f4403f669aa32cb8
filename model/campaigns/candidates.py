"""Which customers a campaign's filter finds, by what they are ordered, and whom to reach at each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from model.campaigns.records import CampaignTarget
from model.campaigns.rules import Candidate, Order, Pick, PickPlan, Reachable, best_contact, pick_targets
from model.customers.records import Contact
from model.grading.records import GradedMonth, ValueScore
from model.segments.queries import MemberRow, conditions_of, member_ids, segment_members
from model.segments.rules import Condition
from model.store.base import RowId

RECENT_DAYS: Final = 30
"""A customer told by another campaign within so many days is spared *(ours)*."""


def candidates_of(session: Session, campaign_id: RowId, channel: str, plan: PickPlan, today: date) -> list[Candidate]:
    """Everyone whom the plan's filter finds, with what a pick goes by."""
    conditions = [*conditions_of(session, plan.segment_id), *plan.conditions]
    members = segment_members(session, conditions)
    figures = _figures(session, members, plan.order)
    people = _people(session, conditions, channel)
    told = _recently_told(session, campaign_id, today)
    found = []
    for member in members:
        person = people.get(member.customer_id)
        found.append(
            Candidate(
                member.customer_id,
                member.group_code,
                figures.get(member.customer_id),
                person is not None and person.has_number,
                person.consent if person else None,
                member.customer_id in told,
                member.name,
                person.contact_id if person else None,
            )
        )
    return found


def _figures(session: Session, members: Iterable[MemberRow], order: Order) -> dict[RowId, int]:
    if order is not Order.SCORE:
        return {one.customer_id: one.revenue_fen for one in members if one.revenue_fen is not None}
    month = session.scalar(select(func.max(GradedMonth.month)))
    query = select(ValueScore.customer_id, ValueScore.total).where(ValueScore.month == month)
    return dict(session.execute(query).all())


def _people(session: Session, conditions: Sequence[Condition], channel: str) -> dict[RowId, Reachable]:
    """Customer → the person to be told, for those who have one."""
    query = select(
        Contact.customer_id,
        Contact.id,
        Contact.name,
        or_(Contact.mobile != "", Contact.phone != ""),
        Contact.marketing_consent,
    ).where(
        Contact.status == "active",
        Contact.placeholder.is_(False),
        Contact.customer_id.in_(member_ids(session, conditions)),
    )
    by_customer: dict[RowId, list[Reachable]] = defaultdict(list)
    for customer, contact, name, has_number, consent in session.execute(query):
        by_customer[customer].append(Reachable(contact, name, bool(has_number), consent))
    best = {customer: best_contact(people, channel) for customer, people in by_customer.items()}
    return {customer: person for customer, person in best.items() if person is not None}


def _recently_told(session: Session, campaign_id: RowId, today: date) -> set[RowId]:
    query = select(CampaignTarget.customer_id).where(
        CampaignTarget.campaign_id != campaign_id,
        CampaignTarget.told_on > today - timedelta(days=RECENT_DAYS),
        CampaignTarget.told_on <= today,
    )
    return set(session.scalars(query))


def preview_pick(session: Session, campaign_id: RowId, channel: str, plan: PickPlan, quota: int, today: date) -> Pick:
    """What a pick would choose from everyone, as if nobody had been told yet; writes nothing."""
    return pick_targets(candidates_of(session, campaign_id, channel, plan, today), plan, channel, quota)
