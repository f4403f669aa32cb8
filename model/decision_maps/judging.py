"""Judging people: each judgement is a new dated row, the one before it stays as history (`domain.md` rule 12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.records import Contact
from model.decision_maps.actions import contact_on_map
from model.decision_maps.records import BuyingRole, Counterpart
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.store.base import RowId, natural_id
from resources.i18n import _

JUDGED: Final = ("attitude", "influence", "coverage", "evidence")
_COPIED: Final = (*JUDGED, "beneficiary", "informant", "source_visit_id")


@dataclass(frozen=True)
class JudgementDraft:
    """What is thought of a person from today: new values by field, and the visit the judgement came from.

    `role` narrows it to one role; without it every standing role of the person is judged anew. `flags` are
    beneficiary and informant.
    """

    contact_id: RowId
    values: Mapping[str, str] = field(default_factory=dict)
    role: str | None = None
    opportunity_id: RowId | None = None
    visit_id: RowId | None = None
    flags: Mapping[str, bool] = field(default_factory=dict)


def judge(session: Session, draft: JudgementDraft, today: date) -> RowId:
    """Make a judgement; returns the id of the (last) row.

    A second judgement on one day corrects the first. Raises `UserError` for a value that is no choice.
    """
    for name, value in draft.values.items():
        if name not in JUDGED or (value and value not in ENUMERATIONS[name]):
            raise UserError(_("“{value}” is not a choice here.").format(value=value))
    contact = contact_on_map(session, draft.contact_id)
    standing = _standing(session, contact.id, draft.opportunity_id, today)
    named = [role for role in standing if role] or [""]
    row_id = ""
    for role in [draft.role] if draft.role is not None else named:
        row = _todays(session, contact, role, draft.opportunity_id, standing, today)
        for name, value in draft.values.items():
            setattr(row, name, value)
        for name, flag in draft.flags.items():
            setattr(row, name, flag)
        if draft.visit_id is not None:
            row.source_visit_id = draft.visit_id
        row_id = row.id
    return row_id


def give_role(
    session: Session, contact_id: RowId, role: str, today: date, opportunity_id: RowId | None = None
) -> RowId:
    """Give a person one more of the six roles. Raises `UserError` for a role that is none."""
    if role not in ENUMERATIONS["buying_role"]:
        raise UserError(_("“{value}” is not a choice here.").format(value=role))
    return judge(session, JudgementDraft(contact_id, role=role, opportunity_id=opportunity_id), today)


def end_role(session: Session, contact_id: RowId, role: str, today: date, opportunity_id: RowId | None = None) -> RowId:
    """Take a role away from today; earlier days keep it. Raises `UserError` where the person has it not."""
    contact = contact_on_map(session, contact_id)
    standing = _standing(session, contact_id, opportunity_id, today)
    if role not in standing:
        raise UserError(_("{name} does not have this role.").format(name=contact.name))
    row = _todays(session, contact, role, opportunity_id, standing, today)
    row.valid_to = today
    if len(standing) == 1:
        kept = _todays(session, contact, "", opportunity_id, standing, today)
        kept.valid_to = None
    return row.id


def set_style(session: Session, contact_id: RowId, style: str) -> None:
    """Note how to talk to a person, or with an empty style take that back. Raises `UserError` for one that is none."""
    if style and style not in ENUMERATIONS["communication_style"]:
        raise UserError(_("“{value}” is not a choice here.").format(value=style))
    contact_on_map(session, contact_id).communication_style = style


def confirm_met(session: Session, contact_id: RowId, visit_id: RowId, today: date) -> RowId:
    """After a visit: who was met is at least briefly covered, and the judgement is renewed with the visit as source."""
    standing = _standing(session, contact_id, None, today)
    order = list(ENUMERATIONS["coverage"])
    known = max((order.index(row.coverage) for row in standing.values() if row.coverage in order), default=0)
    steps = {"coverage": order[min(max(known + 1, 1), 2) if known < 3 else 3]}
    return judge(session, JudgementDraft(contact_id, steps, visit_id=visit_id), today)


def face(session: Session, contact_id: RowId, our_name: str, present: str, wanted: str) -> RowId:
    """Set who of ours faces a person and the relationship level that is and is wanted; the same pair twice is one."""
    contact = contact_on_map(session, contact_id)
    name = our_name.strip()
    if not name:
        raise UserError(_("Say who of us faces this person."))
    row_id = natural_id("counterpart", contact.dossier_id, contact_id, name)
    row = session.get(Counterpart, row_id)
    if row is None:
        row = Counterpart(
            id=row_id,
            dossier_id=contact.dossier_id,
            customer_id=contact.customer_id,
            contact_id=contact_id,
            our_name=name,
        )
        session.add(row)
    row.present_level, row.wanted_level = present, wanted
    return row_id


def _standing(session: Session, contact_id: RowId, opportunity_id: RowId | None, today: date) -> dict[str, BuyingRole]:
    """The latest judgement of each role that stands today; the opportunity's before the customer's."""
    record = BuyingRole
    rows = session.scalars(
        select(record)
        .where(record.contact_id == contact_id, record.valid_from <= today)
        .where(record.opportunity_id.is_(None) | (record.opportunity_id == opportunity_id))
        .order_by(record.opportunity_id.is_not(None), record.valid_from, record.id)
    )
    latest = {row.role: row for row in rows}
    return {role: row for role, row in latest.items() if row.valid_to is None or row.valid_to > today}


def _todays(
    session: Session,
    contact: Contact,
    role: str,
    opportunity_id: RowId | None,
    standing: Mapping[str, BuyingRole],
    today: date,
) -> BuyingRole:
    """Today's row of a role: the one already made today, or a new one that begins with what was thought before."""
    row_id = natural_id("buying_role", contact.id, opportunity_id or "", role, today.isoformat())
    before = standing.get(role) or max(
        standing.values(), key=lambda row: (row.valid_from or today, row.role), default=None
    )
    row = session.get(BuyingRole, row_id)
    if row is None:
        row = BuyingRole(
            id=row_id,
            dossier_id=contact.dossier_id,
            customer_id=contact.customer_id,
            contact_id=contact.id,
            opportunity_id=opportunity_id,
            role=role,
            valid_from=today,
        )
        for name in _COPIED if before is not None else ():
            setattr(row, name, getattr(before, name))
        session.add(row)
    row.valid_to = None
    return row
