"""Lectures and club events with who was invited and came; alliance merchants with what was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from model.benefits.actions import BenefitDraft, plan_benefit
from model.benefits.records import AllianceMerchant, BenefitEvent
from model.benefits.rewards import reward_kinds
from model.benefits.rules import may_have
from model.errors import UserError
from model.grading.queries import effective_grades
from model.retention.records import BenefitGrant
from model.settings.queries import find_owner
from model.snapshots.rules import Ratio
from model.store.ids import RowId, new_id, person_id
from resources.i18n import _

EVENT_KINDS = ("lecture", "club")


@dataclass(frozen=True)
class EventDraft:
    """An event as a person writes it; cost in fen."""

    kind: str
    title: str
    held_on: date
    place: str = ""
    host: str = ""
    seats: int | None = None
    cost_fen: int | None = None


@dataclass(frozen=True)
class EventRow:
    """An event with its invitations: planned, sent, and who came; cost in fen."""

    id: RowId
    kind: str
    title: str
    held_on: date | None
    place: str
    host: str
    seats: int | None
    cost_fen: int | None
    planned: int
    invited: int
    came: int

    @property
    def rate(self) -> Ratio:
        """Who came ÷ who was invited."""
        return Ratio(self.came, self.invited)


@dataclass(frozen=True)
class MerchantDraft:
    """A merchant as a person writes it."""

    name: str
    offer: str
    trade: str = ""
    address: str = ""
    grades: tuple[str, ...] = ()
    valid_to: date | None = None


@dataclass(frozen=True)
class MerchantRow:
    """A merchant, whether its offer still holds, and what was given of it."""

    id: RowId
    name: str
    trade: str
    offer: str
    address: str
    grades: str
    valid_to: date | None
    is_over: bool
    given: int
    used: int


def save_event(session: Session, draft: EventDraft, event_id: RowId | None = None) -> RowId:
    """Keep an event. Raises `UserError` without a title, for a kind that is none, or figures below their least."""
    if not draft.title.strip():
        raise UserError(_("An event needs a title."))
    if draft.kind not in EVENT_KINDS:
        raise UserError(_("An event is a lecture or a club event."))
    if (draft.seats is not None and draft.seats < 1) or (draft.cost_fen or 0) < 0:
        raise UserError(_("Seats begin at 1, and a cost cannot be below nil."))
    row = session.get(BenefitEvent, event_id) if event_id else None
    if row is None:
        row = BenefitEvent(id=new_id(), dossier_id=person_id(find_owner(session).employee_no))
        session.add(row)
    row.kind, row.title, row.held_on = draft.kind, draft.title.strip(), draft.held_on
    row.place, row.host = draft.place.strip(), draft.host.strip()
    row.seats, row.cost_fen = draft.seats, draft.cost_fen
    session.flush()
    return row.id


def invite(session: Session, event_id: RowId, grades: Iterable[str], today: date) -> int:
    """Plan an invitation for every live customer of these grades that has none yet; returns how many.

    Only grades that the reward table gives this kind of event are taken. Raises `UserError` where none of them is, or
    where the seats do not suffice.
    """
    event = _event(session, event_id)
    rewards, wanted = reward_kinds(session), set(grades)
    allowed = {grade for grade in wanted if may_have(rewards, grade, event.kind)}
    if not allowed:
        raise UserError(_("The reward table gives none of these grades such an event. Change the table or the grades."))
    there = set(
        session.scalars(
            select(BenefitGrant.customer_id).where(BenefitGrant.event_id == event.id, BenefitGrant.state != "cancelled")
        )
    )
    found = sorted(id for id, grade in effective_grades(session, today).items() if grade in allowed and id not in there)
    if event.seats is not None and len(there) + len(found) > event.seats:
        words = _("{count} customers would be invited to {seats} seats. Choose fewer grades.")
        raise UserError(words.format(count=len(there) + len(found), seats=event.seats))
    for customer in found:
        draft = BenefitDraft(customer, event.kind, event.title, event.held_on or today, event_id=event.id)
        plan_benefit(session, draft)
    return len(found)


def save_merchant(session: Session, draft: MerchantDraft, merchant_id: RowId | None = None) -> RowId:
    """Keep a merchant. Raises `UserError` without a name or what it gives."""
    if not draft.name.strip() or not draft.offer.strip():
        raise UserError(_("A merchant needs a name and what it gives."))
    row = session.get(AllianceMerchant, merchant_id) if merchant_id else None
    if row is None:
        row = AllianceMerchant(id=new_id(), dossier_id=person_id(find_owner(session).employee_no))
        session.add(row)
    row.name, row.offer, row.trade = draft.name.strip(), draft.offer.strip(), draft.trade.strip()
    row.address, row.grades, row.valid_to = draft.address.strip(), ",".join(draft.grades), draft.valid_to
    session.flush()
    return row.id


def delete_event(session: Session, event_id: RowId) -> None:
    """Take out an event nobody was invited to yet. Raises `UserError` otherwise."""
    event = _event(session, event_id)
    _unused(session, BenefitGrant.event_id == event.id)
    session.delete(event)
    session.flush()


def delete_merchant(session: Session, merchant_id: RowId) -> None:
    """Take out a merchant of whom nothing was given yet. Raises `UserError` otherwise."""
    row = session.get(AllianceMerchant, merchant_id)
    if row is None:
        raise UserError(_("This merchant is no longer here."))
    _unused(session, BenefitGrant.merchant_id == row.id)
    session.delete(row)
    session.flush()


def list_events(session: Session) -> list[EventRow]:
    """Events, the newest first, with their invitations."""
    grant, event = BenefitGrant, BenefitEvent
    counts = (
        select(
            grant.event_id,
            func.count(case((grant.state != "cancelled", 1))).label("planned"),
            func.count(case((grant.state.in_(("sent", "received")), 1))).label("invited"),
            func.count(case((grant.state == "received", 1))).label("came"),
        )
        .group_by(grant.event_id)
        .subquery()
    )
    rows = session.execute(
        select(
            event.id, event.kind, event.title, event.held_on, event.place, event.host, event.seats, event.cost_fen,
            func.coalesce(counts.c.planned, 0), func.coalesce(counts.c.invited, 0), func.coalesce(counts.c.came, 0),
        )
        .outerjoin(counts, counts.c.event_id == event.id)
        .order_by(event.held_on.desc(), event.id)
    )  # fmt: skip
    return [EventRow(*row) for row in rows]


def list_merchants(session: Session, today: date) -> list[MerchantRow]:
    """Merchants by name, those whose offer is over last."""
    grant, shop = BenefitGrant, AllianceMerchant
    counts = (
        select(
            grant.merchant_id,
            func.count(case((grant.state.in_(("sent", "received")), 1))).label("given"),
            func.count(case((grant.state == "received", 1))).label("used"),
        )
        .group_by(grant.merchant_id)
        .subquery()
    )
    rows = session.execute(
        select(shop, func.coalesce(counts.c.given, 0), func.coalesce(counts.c.used, 0))
        .outerjoin(counts, counts.c.merchant_id == shop.id)
        .order_by(func.coalesce(shop.valid_to < today, False), shop.name, shop.id)
    )
    return [
        MerchantRow(
            row.id, row.name, row.trade, row.offer, row.address, row.grades, row.valid_to,
            row.valid_to is not None and row.valid_to < today, given, used,
        )
        for row, given, used in rows
    ]  # fmt: skip


def _event(session: Session, event_id: RowId) -> BenefitEvent:
    event = session.get(BenefitEvent, event_id)
    if event is None:
        raise UserError(_("This event is no longer here."))
    return event


def _unused(session: Session, of_it: Any) -> None:
    if session.scalar(select(BenefitGrant.id).where(of_it, BenefitGrant.state != "cancelled").limit(1)):
        raise UserError(_("Benefits were planned for it; cancel them first."))
