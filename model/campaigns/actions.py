"""What is done with campaigns: planned, picked for, told, answered, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from model.campaigns.candidates import candidates_of
from model.campaigns.records import Campaign, CampaignTarget
from model.campaigns.rules import Candidate, Pick, PickPlan, pick_targets, write_plan
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.settings.queries import find_owner
from model.store.base import RowId, new_id, take_over
from model.store.ids import link_id, person_id
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class CampaignDraft:
    """A campaign as a form gives it; money is fen."""

    name: str
    goal: str = ""
    offer: str = ""
    channel: str = "phone"
    starts_on: date | None = None
    ends_on: date | None = None
    quota: int | None = None
    budget_fen: int | None = None
    cost_fen: int | None = None
    margin_percent: int = 100


_FIELDS = ("channel", "starts_on", "ends_on", "quota", "budget_fen", "cost_fen", "margin_percent")
_CHUNK: Final = 500


def save_campaign(session: Session, draft: CampaignDraft, campaign_id: RowId | None = None) -> RowId:
    """Keep a campaign; only what differs is written. Raises `UserError` for what cannot be meant."""
    _check(draft)
    owner = find_owner(session)
    if campaign_id is None:
        campaign = Campaign(id=new_id(), dossier_id=person_id(owner.employee_no), maker=owner.name)
        session.add(campaign)
    else:
        campaign = campaign_by_id(session, campaign_id)
    wanted = {name: getattr(draft, name).strip() for name in ("name", "goal", "offer")}
    wanted |= {name: getattr(draft, name) for name in _FIELDS}
    take_over(campaign, wanted)
    session.flush()
    return campaign.id


def delete_campaign(session: Session, campaign_id: RowId) -> None:
    """Take a campaign and its targets out."""
    campaign = campaign_by_id(session, campaign_id)
    session.execute(delete(CampaignTarget).where(CampaignTarget.campaign_id == campaign_id))
    session.delete(campaign)


def pick_for(session: Session, campaign_id: RowId, plan: PickPlan, today: date, quota: int | None = None) -> Pick:
    """Pick the campaign's customers anew. Who was told, answered or bought stays and counts towards the quota.

    `quota` is a new one, where it changes. Raises `UserError` without any or for a filter that cannot be asked.
    """
    campaign = campaign_by_id(session, campaign_id)
    if quota is not None and campaign.quota != quota:
        campaign.quota = quota
    if not campaign.quota:
        raise UserError(_("Say first how many customers the campaign is for."))
    known = {row.customer_id: row for row in targets_of(session, campaign_id)}
    fixed = {customer for customer, row in known.items() if _is_begun(row)}
    found = candidates_of(session, campaign_id, campaign.channel, plan, today)
    candidates = {one.customer_id: one for one in found if one.customer_id not in fixed}
    pick = pick_targets(candidates.values(), plan, campaign.channel, max(campaign.quota - len(fixed), 0))
    for customer in known.keys() - fixed - set(pick.chosen):
        session.delete(known[customer])
    _place(session, campaign, pick, candidates, known, len(fixed))
    text = write_plan(plan)
    if campaign.pick != text:
        campaign.pick = text
    session.flush()
    return pick


def tell(session: Session, target_ids: Sequence[RowId], day: date | None) -> None:
    """These were told on a day; None takes it back, with what they are said to have answered."""
    for row in targets_by_id(session, target_ids).values():
        row.told_on = day
        if day is None:
            row.response, row.responded_on = "", None


def answer(session: Session, target_ids: Sequence[RowId], response: str, day: date) -> None:
    """These answered so on a day, and were told by then. Raises `UserError` for an answer that is none."""
    if response not in ENUMERATIONS["campaign_response"]:
        raise UserError(_("Choose what they answered."))
    for row in targets_by_id(session, target_ids).values():
        if row.told_on is None:
            row.told_on = day
        if row.response != response:
            row.response, row.responded_on = response, day


@dataclass(frozen=True)
class TargetDraft:
    """All that is known of a target, as a form gives it; money is fen."""

    told_on: date | None = None
    response: str = ""
    responded_on: date | None = None
    note: str = ""
    bought_on: date | None = None
    bought_fen: int | None = None
    contact_id: RowId | None = None


def change_target(session: Session, target_id: RowId, draft: TargetDraft, today: date) -> None:
    """Make a target say what the draft says; only what differs is written. Raises `UserError`."""
    write_target(targets_by_id(session, [target_id])[target_id], draft, today)


def write_target(row: CampaignTarget, draft: TargetDraft, today: date) -> None:
    """Make this record say what the draft says; only what differs is written. Raises `UserError`."""
    if draft.response and draft.response not in ENUMERATIONS["campaign_response"]:
        raise UserError(_("Choose what they answered."))
    if draft.bought_fen is not None and draft.bought_fen < 0:
        raise UserError(_("An amount bought is not below zero."))
    days = (draft.told_on, draft.responded_on, draft.bought_on)
    if any(day is not None and day > today for day in days):
        raise UserError(_("What happened cannot lie in days to come."))
    bought = draft.bought_on is not None or draft.bought_fen is not None
    wanted = {
        "told_on": draft.told_on or (draft.responded_on or today if draft.response else None),
        "response": draft.response,
        "responded_on": draft.responded_on or today if draft.response else None,
        "note": draft.note.strip(),
        "bought_on": (draft.bought_on or today) if bought else None,
        "bought_fen": (draft.bought_fen or 0) if bought else None,
        "contact_id": draft.contact_id,
    }
    take_over(row, wanted)


def close_campaign(session: Session, campaign_id: RowId, result: str, today: date) -> None:
    """End a campaign with a sentence of what came of it; raises `UserError` without one."""
    if not result.strip():
        raise UserError(_("Say in a sentence what came of it."))
    campaign = campaign_by_id(session, campaign_id)
    campaign.result, campaign.closed_on = result.strip(), today


def reopen_campaign(session: Session, campaign_id: RowId) -> None:
    """A campaign goes on; the sentence stays."""
    campaign_by_id(session, campaign_id).closed_on = None


def campaign_by_id(session: Session, campaign_id: RowId) -> Campaign:
    """The record of a campaign. Raises `UserError` where it is gone."""
    return existing_row(session, Campaign, campaign_id, _("This campaign is no longer here."))


def targets_of(session: Session, campaign_id: RowId) -> Sequence[CampaignTarget]:
    """The records of a campaign's customers."""
    query = select(CampaignTarget).where(CampaignTarget.campaign_id == campaign_id).order_by(CampaignTarget.id)
    return session.scalars(query).all()


def targets_by_id(session: Session, target_ids: Sequence[RowId]) -> dict[RowId, CampaignTarget]:
    """The records of these customers of a campaign. Raises `UserError` where one is gone."""
    found: dict[RowId, CampaignTarget] = {}
    for start in range(0, len(target_ids), _CHUNK):
        part = target_ids[start : start + _CHUNK]
        found |= {row.id: row for row in session.scalars(select(CampaignTarget).where(CampaignTarget.id.in_(part)))}
    if len(found) < len(set(target_ids)):
        raise UserError(_("This customer is no longer in the campaign."))
    return found


def _check(draft: CampaignDraft) -> None:
    if not draft.name.strip():
        raise UserError(_("A campaign needs a name."))
    if draft.channel not in ENUMERATIONS["contact_mode"]:
        raise UserError(_("Choose how the customers are told."))
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        raise UserError(_("The campaign ends before it starts."))
    if not 0 <= draft.margin_percent <= 100:
        raise UserError(_("A margin lies between 0 and 100 %."))


def _place(
    session: Session,
    campaign: Campaign,
    pick: Pick,
    candidates: Mapping[RowId, Candidate],
    known: Mapping[RowId, CampaignTarget],
    begun: int,
) -> None:
    """Write the picked customers' rows, in the order of the pick."""
    for place, customer in enumerate(pick.chosen, begun + 1):
        one = candidates[customer]
        wanted = {
            "place": place,
            "held_back": customer in pick.held,
            "contact_id": one.contact_id,
            "group_code": one.group_code,
            "customer_name": one.name,
        }
        row = known.get(customer)
        if row is None:
            row_id = link_id(campaign.dossier_id, "campaign_target", campaign.id, customer)
            session.add(
                CampaignTarget(
                    id=row_id,
                    dossier_id=campaign.dossier_id,
                    campaign_id=campaign.id,
                    customer_id=customer,
                    **wanted,
                )
            )
            continue
        take_over(row, wanted)


def _is_begun(row: CampaignTarget) -> bool:
    return row.told_on is not None or bool(row.response) or row.bought_on is not None or row.bought_fen is not None
