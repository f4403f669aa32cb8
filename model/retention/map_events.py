"""Events of decision maps that make tasks: another decider, and a person in a role who left."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from model.customers.records import Contact, Customer
from model.decision_maps.graph import Judgement, Person
from model.decision_maps.history import MapHistory, unanswered_deciders
from model.decision_maps.records import BuyingRole
from model.enumerations import ENUMERATIONS
from model.retention.causes import Cause
from model.retention.sources import facts_of, live_customer
from model.retention.warnings import RuleSetting
from model.store.ids import RowId

_GONE: Final = ("left", "moved")
_LONG_AGO: Final = date(1900, 1, 1)


def decider_changed(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Deciders that are new and not confirmed, or that decide no more while nobody else is named."""
    since = today - timedelta(days=setting.params["days"])
    for customer, history in _decider_histories(session, since):
        for change in unanswered_deciders(history, since, today):
            said = "decider_changed" if change.became else "decider_ceased"
            yield Cause("decider_changed", customer, change.person, facts_of(day=change.day.isoformat(), said=said))


def person_left(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """People who left or moved and whose role nobody we know by name has taken; deciders have a rule of their own."""
    role, other, other_contact = BuyingRole, aliased(BuyingRole), aliased(Contact)
    taken = (
        select(other.id)
        .join(other_contact, other_contact.id == other.contact_id)
        .where(other.customer_id == role.customer_id, other.role == role.role, _standing(other))
        .where(other_contact.status == "active", other_contact.placeholder.is_(False))
    )
    rows = session.execute(
        select(Contact.id, Contact.customer_id, role.role)
        .join(role, role.contact_id == Contact.id)
        .join(Customer, Customer.id == Contact.customer_id)
        .where(live_customer(), Contact.status.in_(_GONE), role.role.not_in(("", "decider")))
        .where(_standing(role), ~taken.exists())
        .where(
            or_(Contact.status_since.is_(None), Contact.status_since > today - timedelta(days=setting.params["days"]))
        )
        .distinct()
        .order_by(Contact.customer_id, Contact.id, role.role)
    )
    open_roles: dict[tuple[RowId, RowId], list[str]] = {}
    for id, customer, code in rows:
        open_roles.setdefault((id, customer), []).append(code)
    labels = ENUMERATIONS["buying_role"]
    for (id, customer), codes in open_roles.items():
        yield Cause("person_left", customer, id, facts_of(roles=[labels.get(code, code) for code in codes]))


def _standing(role: type[BuyingRole]) -> ColumnElement[bool]:
    """Judgements of a role that were neither ended nor followed by another."""
    later = aliased(BuyingRole)
    followed = select(later.id).where(
        later.contact_id == role.contact_id,
        later.role == role.role,
        later.opportunity_id.is_not_distinct_from(role.opportunity_id),
        later.valid_from > role.valid_from,
    )
    return and_(role.valid_to.is_(None), ~followed.exists())


def _decider_histories(session: Session, since: date) -> Iterator[tuple[RowId, MapHistory]]:
    """What was ever judged of deciders, on the customers' own maps where it may have changed since a day."""
    role = BuyingRole
    changed = (
        select(role.customer_id)
        .join(Customer, Customer.id == role.customer_id)
        .where(live_customer(), role.role == "decider", role.opportunity_id.is_(None))
        .group_by(role.customer_id)
        .having(func.max(func.coalesce(role.valid_to, role.valid_from)) >= since)
        .having(or_(func.count(role.contact_id.distinct()) > 1, func.count(role.valid_to) > 0))
    )
    rows = session.execute(
        select(role, Contact.status, Contact.status_since)
        .join(Contact, Contact.id == role.contact_id)
        .where(role.role == "decider", role.opportunity_id.is_(None), role.customer_id.in_(changed))
        .order_by(role.customer_id, role.id)
    )
    people: dict[RowId, dict[RowId, Person]] = {}
    judgements: dict[RowId, list[Judgement]] = {}
    for row, status, gone in rows:
        left = None if status == "active" else gone or _LONG_AGO
        people.setdefault(row.customer_id, {})[row.contact_id] = Person(row.contact_id, "", status=status, left_on=left)
        judgements.setdefault(row.customer_id, []).append(_judgement(row))
    for customer, judged in judgements.items():
        yield customer, MapHistory(tuple(people[customer].values()), tuple(judged), ())


def _judgement(row: BuyingRole) -> Judgement:
    return Judgement(
        row.id,
        row.contact_id,
        row.role,
        row.attitude,
        row.influence,
        row.coverage,
        row.evidence,
        row.valid_from or _LONG_AGO,
        row.valid_to,
    )


MAP_EVENTS: Final[tuple[tuple[str, Callable[[Session, date, RuleSetting], Iterator[Cause]]], ...]] = (
    ("decider_changed", decider_changed),
    ("person_left", person_left),
)
"""The early-warning rules that read decision maps, and how their causes are found."""
