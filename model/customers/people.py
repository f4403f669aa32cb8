"""The people of a customer as its page shows them: who they are, what part they play, to whom they report."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from model.customers.records import Contact
from model.decision_maps.records import BuyingRole, ReportingLine
from model.store.base import RowId


@dataclass(frozen=True)
class Person:
    """A contact as every list has it; numbers are whole, the window masks them."""

    id: RowId
    name: str
    department: str
    title: str
    level: str
    mobile: str
    phone: str
    email: str
    birthday: str
    birthday_calendar: str
    communication_style: str
    marketing_consent: bool | None
    status: str


PERSON_COLUMNS: Final[tuple[InstrumentedAttribute[Any], ...]] = tuple(
    getattr(Contact, field.name) for field in fields(Person)
)
"""What a query asks for a `Person`, in its order."""


@dataclass(frozen=True)
class PersonRow(Person):
    """A contact with the judgements in force; `roles` are codes parted by commas."""

    roles: str
    attitude: str
    influence: str
    evidence: str
    reports_to: str


def list_people(session: Session, customer_id: RowId, today: date) -> list[PersonRow]:
    """A customer's contacts: those in office first, then by pinyin."""
    judged = _judgements(session, customer_id, today)
    bosses = _bosses(session, customer_id, today)
    query = (
        select(*PERSON_COLUMNS)
        .where(Contact.customer_id == customer_id, Contact.placeholder.is_(False), Contact.merged_into.is_(None))
        .order_by(Contact.status != "active", Contact.pinyin_key, Contact.name, Contact.id)
    )
    rows = []
    for plain in session.execute(query):
        roles = judged.get(plain[0], [])
        newest = roles[0] if roles else None
        rows.append(
            PersonRow(
                *[
                    *plain,
                    ",".join(dict.fromkeys(role.role for role in roles if role.role)),
                    newest.attitude if newest else "",
                    newest.influence if newest else "",
                    newest.evidence if newest else "",
                    bosses.get(plain[0], ""),
                ]
            )
        )
    return rows


def _judgements(session: Session, customer_id: RowId, today: date) -> dict[RowId, list[BuyingRole]]:
    query = (
        select(BuyingRole)
        .where(
            BuyingRole.customer_id == customer_id,
            BuyingRole.opportunity_id.is_(None),
            or_(BuyingRole.valid_to.is_(None), BuyingRole.valid_to > today),
        )
        .order_by(BuyingRole.valid_from.desc(), BuyingRole.id)
    )
    found: dict[RowId, list[BuyingRole]] = {}
    for role in session.scalars(query):
        found.setdefault(role.contact_id, []).append(role)
    return found


def _bosses(session: Session, customer_id: RowId, today: date) -> dict[RowId, str]:
    boss = aliased(Contact)
    query = (
        select(ReportingLine.from_id, boss.name)
        .join(boss, boss.id == ReportingLine.to_id)
        .where(
            ReportingLine.customer_id == customer_id,
            ReportingLine.opportunity_id.is_(None),
            ReportingLine.kind == "solid",
            or_(ReportingLine.valid_to.is_(None), ReportingLine.valid_to > today),
        )
    )
    return {row[0]: row[1] for row in session.execute(query)}
