"""The sample month's campaign: picked, told, answered and bought as far as it got by a day."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from model.campaigns.actions import CampaignDraft, TargetDraft, change_target, pick_for, save_campaign, tell
from model.campaigns.queries import list_targets
from model.campaigns.rules import Order, PickPlan
from model.store.base import RowId

_ANSWERS: Final = ("interested", "unreached", "refused", "considering", "", "interested", "refused", "unreached")
_BOUGHT: Final = {0: 688_000, 5: 299_000, 8: 1_200_000, 13: 99_000}
"""Place among the told → what it bought, in fen."""
_NOTES: Final = {0: "本周五签协议", 2: "已用其他运营商云主机，合同到明年", 3: "等总部批复", 5: "先上 20 个账号"}


def add_sample_campaign(session: Session, today: date) -> RowId:
    """A campaign by phone that has run for three weeks, a share of its customers kept untold; its id."""
    draft = CampaignDraft(
        "移动办公体验季（示例）",
        "月底前 8 家客户开通移动办公",
        "移动办公首三月免功能费，含上门培训一次",
        "phone",
        today - timedelta(days=21),
        today + timedelta(days=9),
        30,
        600_000,
        412_000,
        60,
    )
    campaign = save_campaign(session, draft)
    pick_for(session, campaign, PickPlan(order=Order.REVENUE, held_percent=20, seed=7), today)
    waiting = [row for row in list_targets(session, campaign) if not row.held_back]
    for place, row in enumerate(waiting[: len(waiting) - 4]):
        day = today - timedelta(days=18 - place // 2)
        response = _ANSWERS[place % len(_ANSWERS)]
        bought = _BOUGHT.get(place)
        if not response and bought is None:
            tell(session, [row.id], day)
            continue
        told = TargetDraft(
            told_on=day,
            response=response,
            responded_on=day,
            note=_NOTES.get(place, ""),
            bought_on=day + timedelta(days=3) if bought is not None else None,
            bought_fen=bought,
            contact_id=row.contact_id,
        )
        change_target(session, row.id, told, today)
    held = [row for row in list_targets(session, campaign) if row.held_back]
    if held:
        by_itself = TargetDraft(bought_on=today - timedelta(days=4), bought_fen=99_000, contact_id=held[0].contact_id)
        change_target(session, held[0].id, by_itself, today)
    return campaign
