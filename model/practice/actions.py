"""Writes the sample month's own work into a store that holds the sample customers."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from model.customers.finding import contact_of, customer_by_code
from model.needs.actions import NeedDraft, add_need, link_needs
from model.needs.promise_actions import PromiseDraft, add_promise, close_promise
from model.practice.campaigns import add_sample_campaign
from model.practice.knowledge import add_sample_knowledge, add_sample_plan
from model.practice.maps import add_sample_map
from model.practice.offers import add_sample_quote
from model.practice.opportunities import add_sample_opportunities
from model.practice.pay import add_sample_pay
from model.practice.questionnaires import add_sample_questionnaire, add_sample_study
from model.practice.rivals import add_sample_rivals
from model.practice.submissions import add_sample_submissions
from model.proposals.decisions import save_authority
from model.proposals.rules import SHIPPED_AUTHORITY
from model.proposals.templates import save_template
from model.store.base import RowId
from model.store.opening import Owner
from model.visits.actions import VisitDraft, add_visit
from resources import RESOURCES

SAMPLES: Final = RESOURCES / "samples"
SAMPLE_MONTHS: Final[tuple[tuple[Path, date], ...]] = (
    (SAMPLES / "last_month.xlsx", date(2026, 10, 22)),
    (SAMPLES / "month.xlsx", date(2026, 11, 22)),
)
"""The sample workbooks, and the business date on which each comes in."""
SAMPLE_DAY: Final = SAMPLE_MONTHS[-1][1]
SAMPLE_OWNER: Final = Owner("示例经理", "271612")
WORKED_ON: Final = ("2710010003", "2710010001", "2710010005")
"""The sample customers that have visits, needs and promises of their own."""


def add_sample_work(session: Session, today: date) -> None:
    """What was done with the sample customers up to a day: visits, needs, promises, proposals, opportunities."""
    save_authority(session, SHIPPED_AUTHORITY)
    for work in json.loads((SAMPLES / "work.json").read_text("utf-8")):
        customer = customer_by_code(session, work["group_code"]).id
        for visit in work["visits"]:
            _add_visit(session, customer, visit, today)
        _add_needs(session, customer, work["needs"])
        for promise in work["promises"]:
            _add_promise(session, customer, promise)
        made = add_sample_quote(session, customer, today)
        if made is not None and work["group_code"] == WORKED_ON[0]:
            save_template(session, made, "制造企业专线与应用（示例）", today)
    add_sample_map(session, today)
    add_sample_opportunities(session, today)
    add_sample_rivals(session, today)
    add_sample_campaign(session, today)
    add_sample_questionnaire(session, today)
    add_sample_study(session, today)
    add_sample_pay(session, today)
    add_sample_knowledge(session, today)
    add_sample_plan(session, customer_by_code(session, WORKED_ON[0]).id, today)
    add_sample_submissions(session, today)


def _add_visit(session: Session, customer: RowId, visit: Mapping[str, Any], today: date) -> None:
    day = date.fromisoformat(visit["day"])
    draft = VisitDraft(
        customer_id=customer,
        visit_date=day,
        status="planned" if day > today else "done",
        contact_mode=visit["mode"],
        purpose=visit["purpose"],
        note=visit["note"],
        outcome=visit["outcome"],
        next_step=visit["next_step"],
        next_date=_day(visit["next_day"]),
        met=tuple(contact_of(session, customer, name).id for name in visit["met"]),
    )
    add_visit(session, draft, SAMPLE_OWNER.name)


def _add_needs(session: Session, customer: RowId, needs: Sequence[Mapping[str, Any]]) -> None:
    ids = []
    for need in needs:
        draft = NeedDraft(
            customer_id=customer,
            statement=need["statement"],
            raised_by_id=contact_of(session, customer, need["raised_by"]).id,
            raised_by=need["raised_by"],
            impact=need["impact"],
            importance=need["importance"],
            urgency=need["urgency"],
            our_answer=need["our_answer"],
            rival_answer=need["rival_answer"],
            owner=need["owner"],
            due=_day(need["due"]),
        )
        ids.append(add_need(session, draft))
    for place, need in enumerate(needs):
        for unlocked in need["unlocks"]:
            link_needs(session, ids[place], ids[unlocked])


def _add_promise(session: Session, customer: RowId, promise: Mapping[str, Any]) -> None:
    person = contact_of(session, customer, promise["to"]).id
    due = date.fromisoformat(promise["due"])
    draft = PromiseDraft(
        customer, promise["text"], due, made_to_id=person, made_to=promise["to"], owner=SAMPLE_OWNER.name
    )
    row_id = add_promise(session, draft, date.fromisoformat(promise["day"]))
    if promise["kept"]:
        close_promise(session, row_id, "kept", due)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
