"""The sample month's opportunities: each with the stages it went through, counted back from a day."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_code
from model.needs.records import Need
from model.opportunities.actions import OpportunityDraft, add_opportunity, link_opportunity_needs, save_points
from model.opportunities.moving import close_opportunity, move_opportunity
from model.opportunities.queries import PointRow
from model.store.base import RowId
from resources import RESOURCES


def add_sample_opportunities(session: Session, today: date) -> list[RowId]:
    """Opportunities at every stage of the customers of the sample month; their ids."""
    rows = json.loads((RESOURCES / "samples" / "opportunities.json").read_text("utf-8"))
    return [_add(session, row, today) for row in rows]


def _add(session: Session, row: Mapping[str, Any], today: date) -> RowId:
    customer = customer_by_code(session, row["group_code"]).id
    money, authority, need = row["man"]
    step, step_days = row["next"]
    (_first, first_days, _reason), *later = row["stages"]
    draft = OpportunityDraft(
        customer,
        row["name"],
        row["amount"],
        expected_close=today + timedelta(days=row["close"]),
        man_money=money,
        man_authority=authority,
        man_need=need,
        man_money_evidence=row["evidence"][0],
        man_authority_evidence=row["evidence"][1],
        man_need_evidence=row["evidence"][2],
        next_step=step,
        next_on=None if step_days is None else today + timedelta(days=step_days),
        team=row["team"],
        competitors=row["competitors"],
    )
    row_id = add_opportunity(session, draft, today - timedelta(days=first_days))
    for key, days, reason in later:
        move_opportunity(session, row_id, key, today - timedelta(days=days), reason)
    needs = session.scalars(select(Need.id).where(Need.customer_id == customer).order_by(Need.id).limit(1))
    link_opportunity_needs(session, row_id, list(needs))
    save_points(session, row_id, [_point(point, today) for point in row["points"]])
    if "outcome" in row:
        outcome, days, reason, cause = row["outcome"]
        close_opportunity(session, row_id, outcome, reason, today - timedelta(days=days), cause)
    return row_id


def _point(point: list[Any], today: date) -> PointRow:
    name, planned, done = point
    return PointRow(
        name, today - timedelta(days=planned), None if done is None else today - timedelta(days=min(planned, done)), ""
    )
