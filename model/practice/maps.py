"""The decision-maker map of the sample month: what was confirmed on visits, who is still unknown, who works on whom."""

import json
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.finding import contact_of, customer_by_code
from model.decision_maps.actions import LinkDraft, PersonDraft, add_person, link_people
from model.decision_maps.judging import JudgementDraft, face, give_role, judge
from model.store.ids import RowId
from model.visits.records import Visit, VisitMet
from resources import RESOURCES

_JUDGED: Final = ("coverage", "evidence")


def add_sample_map(session: Session, today: date) -> None:
    """Write it into a store that holds the sample customers; a judgement names the newest visit as its source."""
    kept = json.loads((RESOURCES / "samples" / "map.json").read_text("utf-8"))
    customer = customer_by_code(session, kept["group_code"]).id
    for one in kept["judged"]:
        contact = contact_of(session, customer, one["name"])
        contact.communication_style = one["style"]
        visit = _newest_visit(session, contact.id, today)
        judge(session, JudgementDraft(contact.id, {name: one[name] for name in _JUDGED}, visit_id=visit), today)
    for one in kept["unknown"]:
        person = add_person(session, PersonDraft(customer, one["name"]))
        give_role(session, person, one["role"], today)
        boss = contact_of(session, customer, one["reports_to"]).id
        link_people(session, LinkDraft(customer, person, boss, "solid"), today)
    for one in kept["links"]:
        source, target = (contact_of(session, customer, one[end]).id for end in ("from", "to"))
        draft = LinkDraft(customer, source, target, one["kind"], strength=one["strength"], note=one["note"])
        link_people(session, draft, today)
    for one in kept["faced"]:
        contact = contact_of(session, customer, one["name"])
        face(session, contact.id, one["our"], one["present"], one["wanted"])


def _newest_visit(session: Session, contact_id: RowId, today: date) -> RowId | None:
    query = (
        select(Visit.id)
        .join(VisitMet, VisitMet.visit_id == Visit.id)
        .where(VisitMet.contact_id == contact_id, Visit.status == "done", Visit.visit_date <= today)
        .order_by(Visit.visit_date.desc(), Visit.id)
        .limit(1)
    )
    return session.scalar(query)
