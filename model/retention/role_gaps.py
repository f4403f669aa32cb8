"""Gaps of the decision map that make tasks: stale judgements and missing deciders of A and B customers."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from model.customers.records import Contact
from model.decision_maps.records import BuyingRole
from model.retention.causes import Cause
from model.retention.sources import facts_of
from model.retention.warnings import RuleSetting
from model.store.ids import RowId

GAP_RULES: Final = {"stale_role": "stale_role", "missing_role": "missing_role"}
"""Rule → task kind; at most a few new ones a week (`domain.md` rule 12)."""

_GRADES: Final = ("A", "B")


def stale_roles(session: Session, today: date, setting: RuleSetting, grades: Mapping[RowId, str]) -> Iterator[Cause]:
    """A and B customers with judgements older than their limit."""
    role, later = BuyingRole, aliased(BuyingRole)
    superseded = select(later.id).where(
        later.contact_id == role.contact_id, later.role == role.role, later.valid_from > role.valid_from
    )
    limits = {"A": setting.params["days_a"], "B": setting.params["days_b"]}
    for grade in _GRADES:
        rows = session.execute(
            select(role.customer_id, func.count())
            .join(Contact, Contact.id == role.contact_id)
            .where(Contact.status == "active", role.valid_to.is_(None), ~superseded.exists())
            .where(role.valid_from < today - timedelta(days=limits[grade]))
            .group_by(role.customer_id)
            .order_by(role.customer_id)
        )
        for customer, count in rows:
            if grades.get(customer) == grade:
                facts = facts_of(count=count, days=limits[grade], grade=grade)
                yield Cause("stale_role", customer, customer, facts)


def missing_roles(session: Session, grades: Mapping[RowId, str]) -> Iterator[Cause]:
    """A and B customers without a confirmed decider."""
    decided = set(
        session.scalars(
            select(BuyingRole.customer_id)
            .join(Contact, Contact.id == BuyingRole.contact_id)
            .where(BuyingRole.role == "decider", BuyingRole.evidence == "confirmed")
            .where(BuyingRole.valid_to.is_(None), Contact.status == "active")
        )
    )
    for grade in _GRADES:
        for customer in sorted(id for id, has in grades.items() if has == grade and id not in decided):
            yield Cause("missing_role", customer, customer, facts_of(grade=grade))
