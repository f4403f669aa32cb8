"""What a benefit that names an event or a merchant must meet: their kind, seats, grades and days."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from model.benefits.records import AllianceMerchant, BenefitEvent
from model.benefits.rules import REWARDS
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.grading.queries import effective_grades
from model.labels import label_of
from model.retention.records import BenefitGrant
from model.store.ids import RowId
from model.store.rows import existing_row
from resources.i18n import _


def grades_of(merchant: AllianceMerchant) -> tuple[str, ...]:
    """The grades whose customers a merchant gives something; one that names none gives it to all."""
    named = merchant.grades.split(",")
    return tuple(grade for grade in ENUMERATIONS["grade"] if not merchant.grades or grade in named)


def check_merchant(session: Session, merchant_id: RowId, kind: str, customer_id: RowId, day: date) -> None:
    """Raises `UserError` unless a merchant's offer is of this kind, for this customer's grade, and holds that day."""
    merchant = existing_row(session, AllianceMerchant, merchant_id, _("This merchant is no longer here."))
    if kind != "alliance":
        raise UserError(_("What a merchant gives is of the kind “alliance merchant”: choose that benefit."))
    if merchant.valid_to is not None and merchant.valid_to < day:
        raise UserError(_("The offer of {name} is over by then.").format(name=merchant.name))
    grade = effective_grades(session, day, [customer_id]).get(customer_id, REWARDS[-1].grade)
    offered = grades_of(merchant)
    if grade not in offered:
        words = _("{name} gives this to customers of grade {grades}; this one is of grade {grade}.")
        raise UserError(words.format(name=merchant.name, grades=_(", ").join(offered), grade=grade))


def check_event(session: Session, event_id: RowId, kind: str) -> None:
    """Raises `UserError` unless the event is of this kind of benefit and has a seat left."""
    event = existing_row(session, BenefitEvent, event_id, _("This event is no longer here."))
    if kind != event.kind:
        words = _("{name} is of the kind “{kind}”: choose that benefit.")
        raise UserError(words.format(name=event.title, kind=label_of("benefit_kind", event.kind)))
    taken = session.scalar(
        select(func.count()).where(BenefitGrant.event_id == event.id, BenefitGrant.state != "cancelled")
    )
    if event.seats is not None and (taken or 0) >= event.seats:
        raise UserError(_("No seat of {name} is left.").format(name=event.title))


def check_unused(session: Session, of_it: ColumnElement[bool]) -> None:
    """Raises `UserError` where benefits that are not cancelled hang on an event or a merchant."""
    if session.scalar(select(BenefitGrant.id).where(of_it, BenefitGrant.state != "cancelled").limit(1)):
        raise UserError(_("Benefits were planned for it; cancel them first."))
