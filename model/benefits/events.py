"""Lectures and club events with who was invited and came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from model.benefits.actions import BenefitDraft, plan_all
from model.benefits.offers import check_unused
from model.benefits.records import BenefitEvent
from model.benefits.rewards import reward_kinds
from model.benefits.rules import may_have
from model.errors import UserError
from model.grading.queries import effective_grades
from model.retention.records import BenefitGrant
from model.settings.queries import find_owner
from model.snapshots.rules import Ratio
from model.store.ids import RowId, new_id, person_id
from model.store.rows import existing_row
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
    def heading(self) -> str:
        """What a person calls it."""
        return self.title

    @property
    def rate(self) -> Ratio:
        """Who came ÷ who was invited."""
        return Ratio(self.came, self.invited)


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
    day = event.held_on or today
    plan_all(session, [BenefitDraft(id, event.kind, event.title, day, event_id=event.id) for id in found])
    return len(found)


def delete_event(session: Session, event_id: RowId) -> None:
    """Take out an event nobody was invited to yet. Raises `UserError` otherwise."""
    event = _event(session, event_id)
    check_unused(session, BenefitGrant.event_id == event.id)
    session.delete(event)
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


def _event(session: Session, event_id: RowId) -> BenefitEvent:
    return existing_row(session, BenefitEvent, event_id, _("This event is no longer here."))
