"""What is asked of campaigns: the list with its counts, one campaign whole, its targets, whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from model.campaigns.actions import campaign_by_id
from model.campaigns.records import Campaign, CampaignTarget
from model.campaigns.rules import (
    REACHED,
    Outcome,
    PickPlan,
    Told,
    barrier_of,
    kept_of,
    outcome_of,
    read_plan,
    roi_of,
    standing_of,
    step_of,
)
from model.customers.records import Contact
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.store.base import RowId
from model.store.dump import mask_number
from resources.i18n import _


@dataclass(frozen=True)
class CampaignRow:
    """A campaign as the list shows it; money is fen, `roi` a ratio, nothing while no cost is noted."""

    id: RowId
    name: str
    standing: str
    channel: str
    starts_on: date | None
    ends_on: date | None
    quota: int | None
    picked: int
    told: int
    responded: int
    bought: int
    bought_fen: int
    cost_fen: int | None
    roi: float | None
    result: str


@dataclass(frozen=True)
class CampaignSheet:
    """One campaign whole: what is planned, how it was picked, and its outcome so far."""

    id: RowId
    name: str
    goal: str
    offer: str
    channel: str
    starts_on: date | None
    ends_on: date | None
    quota: int | None
    budget_fen: int | None
    cost_fen: int | None
    margin_percent: int
    maker: str
    result: str
    closed_on: date | None
    standing: str
    plan: PickPlan
    picked: int
    held: int
    outcome: Outcome


@dataclass(frozen=True)
class TargetRow:
    """A customer of a campaign; `step` says how far it is, `number` is masked, `barrier` what forbids telling it."""

    id: RowId
    customer_id: RowId
    place: int
    group_code: str
    customer_name: str
    contact_id: RowId | None
    contact: str
    number: str
    step: str
    held_back: bool
    told_on: date | None
    response: str
    responded_on: date | None
    note: str
    bought_on: date | None
    bought_fen: int | None
    barrier: str


@dataclass(frozen=True)
class CallLine:
    """One line of the list for the phone team; the number is whole, and is masked by who writes the file."""

    id: RowId
    group_code: str
    customer_name: str
    contact: str
    title: str
    number: str


def list_campaigns(session: Session, today: date) -> list[CampaignRow]:
    """Every campaign with its counts, those that run first, then by their end, the newest first."""
    told = CampaignTarget.told_on.is_not(None)
    counts = (
        select(
            CampaignTarget.campaign_id,
            func.count().label("picked"),
            func.sum(case((told, 1), else_=0)).label("told"),
            func.sum(case((told & _responded(), 1), else_=0)).label("responded"),
            func.sum(case((told & CampaignTarget.bought_fen.is_not(None), 1), else_=0)).label("bought"),
            func.sum(case((told, func.coalesce(CampaignTarget.bought_fen, 0)), else_=0)).label("bought_fen"),
        )
        .group_by(CampaignTarget.campaign_id)
        .subquery()
    )
    figures = [func.coalesce(counts.c[name], 0) for name in ("picked", "told", "responded", "bought", "bought_fen")]
    query = (
        select(Campaign, *figures)
        .outerjoin(counts, counts.c.campaign_id == Campaign.id)
        .order_by(Campaign.closed_on.is_not(None), Campaign.ends_on.desc(), Campaign.name, Campaign.id)
    )
    return [_row(found, today) for found in session.execute(query)]


def find_campaign(session: Session, campaign_id: RowId, today: date) -> CampaignSheet:
    """One campaign. Raises `UserError` where it is gone."""
    campaign = campaign_by_id(session, campaign_id)
    target = CampaignTarget
    alike = (target.held_back, target.told_on.is_not(None), target.response, target.bought_fen.is_not(None))
    groups = session.execute(
        select(*alike[:3], func.sum(target.bought_fen), func.count())
        .where(target.campaign_id == campaign_id)
        .group_by(*alike)
    ).all()
    outcome = outcome_of(
        (Told(told, response, bought_fen, count) for _held, told, response, bought_fen, count in groups),
        tuple(ENUMERATIONS["campaign_response"]),
        campaign.margin_percent,
        campaign.cost_fen,
    )
    return CampaignSheet(
        **{name: getattr(campaign, name) for name in _PLAIN},
        standing=standing_of(campaign.starts_on, campaign.ends_on, campaign.closed_on, today),
        plan=_plan(campaign.pick),
        picked=sum(count for *_alike, count in groups),
        held=sum(count for held, told, *_rest, count in groups if held and not told),
        outcome=outcome,
    )


def find_campaign_by_name(session: Session, name: str) -> RowId:
    """The newest campaign of that name, or the newest of all without one. Raises `UserError` where there is none."""
    query = select(Campaign.id).order_by(Campaign.starts_on.desc(), Campaign.id.desc())
    if name:
        query = query.where(Campaign.name == name)
    found = session.scalars(query.limit(1)).first()
    if found is None:
        raise UserError(
            _("There is no campaign “{name}”.").format(name=name) if name else _("There is no campaign yet.")
        )
    return found


def list_targets(session: Session, campaign_id: RowId) -> list[TargetRow]:
    """The customers of a campaign in the order of the pick; a contact who has left counts as none."""
    channel = campaign_by_id(session, campaign_id).channel
    return [_target(found, channel) for found in session.execute(_targets(campaign_id))]


def list_calls(session: Session, campaign_id: RowId) -> list[CallLine]:
    """Whom to call or write to now: not kept back, without an answer, and nothing forbids it as of this moment."""
    channel = campaign_by_id(session, campaign_id).channel
    target = CampaignTarget
    query = _targets(campaign_id).where(
        target.held_back.is_(False),
        target.response.in_(("", "unreached")),
        target.bought_fen.is_(None),
    )
    return [
        CallLine(row.id, row.group_code, row.customer_name, row.contact, row.title, row.number)
        for row in session.execute(query)
        if barrier_of(channel, bool(row.number), row.marketing_consent) is None
    ]


def contact_choices(session: Session, target_id: RowId) -> list[tuple[RowId, str]]:
    """(id, name and title) of the people of a target's customer who may be named as its contact."""
    customer = select(CampaignTarget.customer_id).where(CampaignTarget.id == target_id).scalar_subquery()
    query = (
        select(Contact.id, Contact.name, Contact.title)
        .where(Contact.customer_id == customer, Contact.status == "active", Contact.placeholder.is_(False))
        .order_by(Contact.name, Contact.id)
    )
    return [(row_id, f"{name}　{title}".strip()) for row_id, name, title in session.execute(query)]


_PLAIN = (
    "id", "name", "goal", "offer", "channel", "starts_on", "ends_on", "quota", "budget_fen", "cost_fen",
    "margin_percent", "maker", "result", "closed_on",
)  # fmt: skip


def _plan(text: str) -> PickPlan:
    """The plan of the last pick; a damaged one, or a newer program's, hides neither customers nor figures."""
    try:
        return read_plan(text)
    except UserError:
        return PickPlan()


def _responded() -> Any:
    return or_(CampaignTarget.response.in_(sorted(REACHED)), CampaignTarget.bought_fen.is_not(None))


def _row(found: Any, today: date) -> CampaignRow:
    campaign, picked, told, responded, bought, bought_fen = found
    return CampaignRow(
        id=campaign.id,
        name=campaign.name,
        standing=standing_of(campaign.starts_on, campaign.ends_on, campaign.closed_on, today),
        channel=campaign.channel,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        quota=campaign.quota,
        picked=picked,
        told=told,
        responded=responded,
        bought=bought,
        bought_fen=bought_fen,
        cost_fen=campaign.cost_fen,
        roi=roi_of(kept_of(bought_fen, campaign.margin_percent), campaign.cost_fen),
        result=campaign.result,
    )


def _targets(campaign_id: RowId) -> Any:
    target = CampaignTarget
    fields: Sequence[Any] = (
        target.id, target.customer_id, target.place, target.group_code, target.customer_name, target.held_back,
        target.told_on, target.response, target.responded_on, target.note, target.bought_on, target.bought_fen,
    )  # fmt: skip
    return (
        select(
            *fields,
            Contact.id.label("contact_id"),
            func.coalesce(Contact.name, "").label("contact"),
            func.coalesce(Contact.title, "").label("title"),
            func.coalesce(func.nullif(Contact.mobile, ""), Contact.phone, "").label("number"),
            Contact.marketing_consent,
        )
        .outerjoin(Contact, (Contact.id == target.contact_id) & (Contact.status == "active"))
        .where(target.campaign_id == campaign_id)
        .order_by(target.place, target.group_code, target.id)
    )


def _target(row: Any, channel: str) -> TargetRow:
    barrier = barrier_of(channel, bool(row.number), row.marketing_consent)
    return TargetRow(
        id=row.id,
        customer_id=row.customer_id,
        place=row.place,
        group_code=row.group_code,
        customer_name=row.customer_name,
        contact_id=row.contact_id,
        contact=row.contact,
        number=mask_number(row.number) or "",
        step=step_of(row.held_back, row.told_on, row.response, row.bought_fen),
        held_back=row.held_back,
        told_on=row.told_on,
        response=row.response,
        responded_on=row.responded_on,
        note=row.note,
        bought_on=row.bought_on,
        bought_fen=row.bought_fen,
        barrier=str(barrier or ""),
    )
