"""What early warnings look at in the store: each rule's causes that stand today."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from model.billing.records import BillingMonth
from model.catalogue.records import InstalledProduct
from model.competition.records import CompetitorMove
from model.competition.rules import WHOLE_MOVE_TACTICS
from model.customers.homes import joined_to_home
from model.customers.records import Contact, Customer
from model.decision_maps.records import BuyingRole
from model.enumerations import ENUMERATIONS
from model.members.records import Member
from model.months import month_before, month_of, month_words
from model.needs.records import Promise
from model.retention.dropped_grades import dropped_grades
from model.retention.sightings import runs_of_sightings
from model.retention.sources import facts_of, live_customer
from model.retention.warnings import RuleSetting, too_many_left
from model.store.ids import RowId
from resources.i18n import N_

_GONE: Final = ("left", "moved")


class Cause(NamedTuple):
    """Why a rule speaks: the customer, the record it comes from, and the figures of its sentence (JSON text).

    A cause about many customers names none.
    """

    rule: str
    customer_id: RowId
    source_id: RowId
    facts: str


def grade_drop(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Grades that fell and stayed down, with the factors that moved."""
    for customer, facts in dropped_grades(session, setting.params["months"], setting.params["look_back"]):
        yield Cause("grade_drop", customer, customer, facts)


def usage_stopped(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Our products that are paid for and not used."""
    product = InstalledProduct
    rows = session.execute(
        select(product.id, product.customer_id, product.offering_name)
        .join(Customer, Customer.id == product.customer_id)
        .where(live_customer(), product.operator == "mobile", product.monthly_usage == 0)
    )
    for id, customer, name in rows:
        yield Cause("usage_stopped", customer, id, facts_of(product=name))


def new_business_fall(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """New-business revenue that fell several months running."""
    for customer, before, now in _falls(session, today, setting, BillingMonth.new_business_fen):
        facts = facts_of(months=setting.params["months"], before=_yuan(before), now=_yuan(now))
        yield Cause("new_business_fall", customer, customer, facts)


def traffic_fall(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Call minutes that fell several months running."""
    for customer, before, now in _falls(session, today, setting, BillingMonth.minutes):
        facts = facts_of(months=setting.params["months"], before=f"{before:,}", now=f"{now:,}")
        yield Cause("traffic_fall", customer, customer, facts)


def _falls(
    session: Session,
    today: date,
    setting: RuleSetting,
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> Iterator[tuple[RowId, int, int]]:
    """Customers whose column fell in each of the last months and by so many percent in all."""
    bill, months = BillingMonth, max(1, setting.params["months"])
    latest = session.scalar(select(func.max(bill.month)).where(bill.month <= month_of(today)))
    if latest is None:
        return
    first = month_before(latest, months)
    values = [func.sum(case((bill.month == month_before(latest, back), column))) for back in range(months, -1, -1)]
    falls = [new < old for old, new in pairwise(values)]
    query = (
        select(Customer.id, values[0], values[-1])
        .select_from(bill)
        .where(live_customer(), bill.month >= first, bill.month <= latest)
        .group_by(Customer.id)
        .having(and_(*falls, (values[0] - values[-1]) * 100 >= values[0] * setting.params["percent"]))
    )
    rows = session.execute(joined_to_home(session, query, bill.customer_id))
    yield from ((customer, before, now) for customer, before, now in rows)


def members_leaving(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Customers that lost members within the window, with where they went."""
    params = setting.params
    gone = and_(
        Member.status == "left",
        Member.status_since > today - timedelta(days=params["days"]),
        Member.status_since <= today,
    )
    left, there = func.count(case((gone, 1))), func.count(case((Member.status != "left", 1)))
    rows = session.execute(
        select(Member.customer_id, left, there)
        .join(Customer, Customer.id == Member.customer_id)
        .where(live_customer())
        .group_by(Member.customer_id)
        .having(left > 0)
    )
    found = [row for row in rows if too_many_left(row[1], row[2], params["count"], params["percent"])]
    places = session.execute(
        select(Member.customer_id, Member.left_to, func.count())
        .where(gone, Member.customer_id.in_([row[0] for row in found]))
        .group_by(Member.customer_id, Member.left_to)
        .order_by(func.count().desc(), Member.left_to)
    )
    where: dict[RowId, list[list[str | int]]] = {}
    for customer, place, count in places:
        label = ENUMERATIONS["operator"].get(place, place) or N_("unknown")
        where.setdefault(customer, []).append([label, count])
    for customer, gone_count, stayed in found:
        facts = facts_of(left=gone_count, members=stayed + gone_count, days=params["days"], where=where[customer])
        yield Cause("members_leaving", customer, customer, facts)


def arrears(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Customers that owe at the end of the newest month, with what those merged into them owe."""
    bill = BillingMonth
    latest = select(func.max(bill.month)).where(bill.month <= month_of(today)).scalar_subquery()
    owed_fen = func.sum(bill.arrears_fen)
    query = (
        select(Customer.id, owed_fen, bill.month)
        .select_from(bill)
        .where(live_customer(), bill.month == latest, bill.arrears_fen > 0)
        .group_by(Customer.id, bill.month)
        .having(owed_fen >= max(1, setting.params["least_fen"]))
    )
    rows = session.execute(joined_to_home(session, query, bill.customer_id))
    for customer, owed, month in rows:
        facts = facts_of(amount=_yuan(owed or 0), month=month_words(month))
        yield Cause("arrears", customer, customer, facts)


def broken_promise(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Promises that were not kept and for which nothing was put in their place."""
    rows = session.execute(
        select(Promise.id, Promise.customer_id, Promise.due_on)
        .join(Customer, Customer.id == Promise.customer_id)
        .where(live_customer(), Promise.state.in_(("broken", "late")))
    )
    for id, customer, due in rows:
        yield Cause("broken_promise", customer, id, facts_of(due=due.isoformat() if due else "—"))


def whole_move(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Rivals seen working to move a whole customer."""
    move = CompetitorMove
    rows = session.execute(
        select(move.id, move.customer_id, move.operator, move.tactic, move.seen_on)
        .join(Customer, Customer.id == move.customer_id)
        .where(live_customer(), move.tactic.in_(WHOLE_MOVE_TACTICS))
        .where(move.seen_on > today - timedelta(days=setting.params["days"]), move.seen_on <= today)
    )
    for id, customer, operator, tactic, seen in rows:
        facts = facts_of(operator=operator, tactic=tactic, seen=seen.isoformat() if seen else "—")
        yield Cause("whole_move", customer, id, facts)


def sighting_run(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """The same tactic of a rival seen again and again in a district: one warning, which grows with the sightings."""
    for run in runs_of_sightings(session, today, setting):
        facts = facts_of(
            operator=run.operator, tactic=run.tactic, area=run.area, count=run.sightings, customers=run.customers,
            days=setting.params["days"], seen=run.last.isoformat(),
        )  # fmt: skip
        yield Cause("sighting_run", "", run.id, facts)


def decider_left(session: Session, today: date, setting: RuleSetting) -> Iterator[Cause]:
    """Deciders who left or moved while no other decider is named."""
    role, other, other_contact = BuyingRole, aliased(BuyingRole), aliased(Contact)
    another = (
        select(other.id)
        .join(other_contact, other_contact.id == other.contact_id)
        .where(other.customer_id == role.customer_id, other.role == "decider", other_contact.status == "active")
    )
    rows = session.execute(
        select(Contact.id, Contact.customer_id)
        .join(role, role.contact_id == Contact.id)
        .join(Customer, Customer.id == Contact.customer_id)
        .where(live_customer(), role.role == "decider", Contact.status.in_(_GONE), ~another.exists())
        .where(
            or_(
                Contact.status_since.is_(None),
                Contact.status_since > today - timedelta(days=setting.params["days"]),
            )
        )
        .distinct()
    )
    for id, customer in rows:
        yield Cause("decider_left", customer, id, "{}")


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


CAUSES: Final[tuple[tuple[str, Callable[[Session, date, RuleSetting], Iterator[Cause]]], ...]] = (
    ("grade_drop", grade_drop),
    ("usage_stopped", usage_stopped),
    ("new_business_fall", new_business_fall),
    ("traffic_fall", traffic_fall),
    ("members_leaving", members_leaving),
    ("arrears", arrears),
    ("broken_promise", broken_promise),
    ("whole_move", whole_move),
    ("sighting_run", sighting_run),
    ("decider_left", decider_left),
)
"""Every early-warning rule and how its causes are found."""
