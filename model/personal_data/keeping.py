"""Periods of keeping applied: what is older is shown first, then let go, once a month."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.customers.records import Contact, Customer
from model.exchange.erasure import erase_row
from model.exchange.records import Erasure
from model.members.records import Member, MemberMonth
from model.months import month_before, month_of
from model.personal_data.rules import Periods, check_periods, day_before, periods_from
from model.settings.personal import find_personal, keep_personal
from model.store.base import RowId
from model.store.facts import known_hashes, replace_slices
from model.visits.records import Visit
from resources.i18n import _

_SETTING: Final = "keeping_periods"
_APPLIED: Final = "keeping_applied"


@dataclass(frozen=True)
class Overdue:
    """What is older than its period: members' accounts by customer and month, contacts to erase, members to delete."""

    account_months: tuple[tuple[RowId, int], ...]
    accounts: int
    contacts: tuple[tuple[RowId, str, str], ...]
    """Id, name and customer of each contact: of those who left, and all of customers lost long ago."""
    members: int
    lost_customers: tuple[RowId, ...]

    @property
    def nothing(self) -> bool:
        """Whether everything is within its period."""
        return not (self.accounts or self.contacts or self.members)


def read_periods(session: Session) -> Periods:
    """The periods in force."""
    return periods_from(find_personal(session, _SETTING))


def keep_periods(session: Session, periods: Periods) -> None:
    """Set the periods. Raises `UserError` for one outside 1 to 240 months."""
    check_periods(periods)
    keep_personal(session, _SETTING, asdict(periods))


def is_due(session: Session, today: date) -> bool:
    """Whether nobody has looked at it this month."""
    return bool(find_personal(session, _APPLIED) != today.strftime("%Y-%m"))


def overdue_of(session: Session, today: date) -> Overdue:
    """What would be let go today."""
    periods = read_periods(session)
    oldest = month_before(month_of(today), periods.member_months)
    counts = session.execute(
        select(MemberMonth.customer_id, MemberMonth.month, func.count())
        .where(MemberMonth.month < oldest)
        .group_by(MemberMonth.customer_id, MemberMonth.month)
    ).all()
    lost = tuple(_lost_before(session, day_before(today, periods.lost_customers)))
    gone = day_before(today, periods.departed_contacts)
    contacts = [
        *_contacts(session, Contact.status == "left", Contact.status_since < gone),
        *(_contacts(session, Contact.customer_id.in_(lost)) if lost else ()),
    ]
    members = session.scalar(select(func.count()).select_from(Member).where(Member.customer_id.in_(lost)))
    return Overdue(
        account_months=tuple((customer, month) for customer, month, _count in counts),
        accounts=sum(count for _customer, _month, count in counts),
        contacts=tuple(dict.fromkeys(contacts)),
        members=members or 0,
        lost_customers=lost,
    )


def let_go(session: Session, overdue: Overdue, today: date) -> None:
    """Let go of it, here and with the next files everywhere; it cannot be undone. To be called in an unnamed write."""
    connection = session.connection()
    table = MemberMonth.metadata.tables[MemberMonth.__tablename__]
    replace_slices(connection, table, dict.fromkeys(overdue.account_months, ()), known_hashes(connection, table.name))
    for contact, _name, _customer in overdue.contacts:
        erase_row(session, "contact", contact, _("The period of keeping is over."))
    if overdue.lost_customers:
        session.execute(delete(Member).where(Member.customer_id.in_(overdue.lost_customers)))
    note_looked_at(session, today)


def note_looked_at(session: Session, today: date) -> None:
    """Remember that this month was seen to."""
    keep_personal(session, _APPLIED, today.strftime("%Y-%m"))


def _contacts(session: Session, *conditions: object) -> Iterator[tuple[RowId, str, str]]:
    query = (
        select(Contact.id, Contact.name, func.coalesce(Customer.name, ""))
        .outerjoin(Customer, Customer.id == Contact.customer_id)
        .where(*conditions, Contact.id.not_in(select(Erasure.row_id)))  # type: ignore[arg-type]
        .order_by(Customer.name, Contact.name, Contact.id)
    )
    yield from ((id, name, customer) for id, name, customer in session.execute(query))


def _lost_before(session: Session, day: date) -> Iterator[RowId]:
    """Lost customers whose last bill and last visit lie before the day; one without either is left alone."""
    bills = select(func.max(BillingMonth.month)).where(BillingMonth.customer_id == Customer.id).scalar_subquery()
    visits = select(func.max(Visit.visit_date)).where(Visit.customer_id == Customer.id).scalar_subquery()
    query = select(Customer.id, bills, visits).where(Customer.status == "lost").order_by(Customer.id)
    for id, month, visited in session.execute(query):
        if month is None and visited is None:
            continue
        billed = month is None or month < month_of(day)
        if billed and (visited is None or visited < day):
            yield id
