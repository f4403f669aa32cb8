"""What the map page asks: everything ever kept of one map, where its cards stand, and who faces whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from model.customers.records import Contact, Customer
from model.decision_maps.graph import Judgement, Line, Person
from model.decision_maps.history import MapHistory
from model.decision_maps.places import Place
from model.decision_maps.records import BuyingRole, Counterpart, InfluenceLine, MapPosition, ReportingLine
from model.errors import UserError
from model.grading.records import ValueGrade, ValueScore
from model.opportunities.records import Opportunity
from model.store.base import RowId
from model.visits.records import Visit, VisitMet
from resources.i18n import _

_LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True)
class Card:
    """Where a person's card stands; `by_hand` ones stay when the map is tidied."""

    place: Place
    by_hand: bool


@dataclass(frozen=True)
class CounterpartRow:
    """Our person facing theirs, and the relationship levels that are and are wanted."""

    id: RowId
    person: RowId
    our_name: str
    present_level: str
    wanted_level: str


@dataclass(frozen=True)
class MapSheet:
    """One map, whole: its customer, its history, the places of cards, and who was taken off it."""

    customer_id: RowId
    customer_name: str
    group_code: str
    grade: str
    boss_project: bool
    history: MapHistory
    cards: dict[RowId, Card]
    off_map: tuple[Person, ...]
    counterparts: tuple[CounterpartRow, ...]

    @property
    def opportunity_id(self) -> RowId | None:
        """The opportunity whose map this is; None for the customer's own."""
        return self.history.opportunity


def map_sheet(session: Session, customer_id: RowId, opportunity_id: RowId | None = None) -> MapSheet:
    """The map of a customer, or of one of its opportunities. Raises `UserError` where the customer is gone."""
    customer = session.execute(
        select(Customer.name, Customer.group_code, Customer.company_grade, Customer.boss_project).where(
            Customer.id == customer_id
        )
    ).one_or_none()
    if customer is None:
        raise UserError(_("This customer is no longer in the store."))
    positions = {row.contact_id: row for row in session.execute(_positions(customer_id, opportunity_id))}
    off = {contact for contact, row in positions.items() if not row.on_map}
    people = list(_people(session, customer_id))
    history = MapHistory(
        tuple(person for person in people if person.id not in off),
        tuple(_judgements(session, customer_id, opportunity_id)),
        tuple(_lines(session, customer_id, opportunity_id)),
        opportunity_id,
    )
    cards = {key: Card(Place(row.x, row.y), row.by_hand) for key, row in positions.items() if row.placed and row.on_map}
    return MapSheet(
        customer_id,
        customer.name,
        customer.group_code,
        customer_grade(session, customer_id, customer.company_grade),
        bool(customer.boss_project),
        history,
        cards,
        tuple(person for person in people if person.id in off),
        tuple(_counterparts(session, customer_id)),
    )


def customer_grade(session: Session, customer_id: RowId, company_grade: str) -> str:
    """The grade that sets the age of judgements: the company's own, a person's, then the latest computed; or none."""
    if company_grade in ("A", "B", "C", "D"):
        return company_grade
    chosen = (
        select(ValueGrade.grade)
        .where(ValueGrade.customer_id == customer_id, ValueGrade.grade != "")
        .order_by(ValueGrade.valid_from.desc(), ValueGrade.id.desc())
    )
    computed = select(ValueScore.grade).where(ValueScore.customer_id == customer_id).order_by(ValueScore.month.desc())
    return session.scalar(chosen.limit(1)) or session.scalar(computed.limit(1)) or ""


def _positions(customer_id: RowId, opportunity_id: RowId | None) -> Select[str, int, int, bool, bool, bool]:
    record = MapPosition
    return (
        select(record.contact_id, record.x, record.y, record.by_hand, record.placed, record.on_map)
        .where(record.customer_id == customer_id, record.opportunity_id.is_not_distinct_from(opportunity_id))
        .order_by(record.contact_id, record.id)
    )


def _people(session: Session, customer_id: RowId) -> Iterator[Person]:
    columns = (
        Contact.id,
        Contact.name,
        Contact.title,
        Contact.department,
        Contact.level,
        Contact.placeholder,
        Contact.status,
        Contact.status_since,
        Contact.communication_style,
        Contact.wins,
        Contact.fears,
    )
    standing = (Contact.customer_id == customer_id) & Contact.merged_into.is_(None)
    rows = session.execute(select(*columns).where(standing).order_by(Contact.id))
    for row in rows:
        gone = None if row.status == "active" else row.status_since or _LONG_AGO
        yield Person(*row[:7], gone, *row[8:])


def _judgements(session: Session, customer_id: RowId, opportunity_id: RowId | None) -> Iterator[Judgement]:
    record = BuyingRole
    rows = session.execute(
        select(
            record.id,
            record.contact_id,
            record.role,
            record.attitude,
            record.influence,
            record.coverage,
            record.evidence,
            record.valid_from,
            record.valid_to,
            record.source_visit_id,
            Visit.visit_date,
            record.opportunity_id,
            record.beneficiary,
            record.informant,
        )
        .join(Visit, Visit.id == record.source_visit_id, isouter=True)
        .where(record.customer_id == customer_id)
        .where(or_(record.opportunity_id.is_(None), record.opportunity_id == opportunity_id))
        .order_by(record.id)
    )
    for row in rows:
        yield Judgement(*row[:7], row.valid_from or _LONG_AGO, *row[8:])


def _lines(session: Session, customer_id: RowId, opportunity_id: RowId | None) -> Iterator[Line]:
    reporting, influence = ReportingLine, InfluenceLine
    found = session.execute(
        select(
            reporting.id, reporting.from_id, reporting.to_id, reporting.kind, reporting.valid_from, reporting.valid_to
        )
        .where(reporting.customer_id == customer_id)
        .where(or_(reporting.opportunity_id.is_(None), reporting.opportunity_id == opportunity_id))
        .order_by(reporting.id)
    )
    for id_, source, target, kind, since, until in found:
        yield Line(id_, source, target, kind, since or _LONG_AGO, until)
    others = session.execute(
        select(
            influence.id,
            influence.from_id,
            influence.to_id,
            influence.kind,
            influence.valid_from,
            influence.valid_to,
            influence.strength,
            influence.note,
        )
        .where(influence.customer_id == customer_id)
        .where(or_(influence.opportunity_id.is_(None), influence.opportunity_id == opportunity_id))
        .order_by(influence.id)
    )
    for row in others:
        yield Line(*row[:4], row.valid_from or _LONG_AGO, *row[5:])


def _counterparts(session: Session, customer_id: RowId) -> Iterator[CounterpartRow]:
    record = Counterpart
    rows = session.execute(
        select(record.id, record.contact_id, record.our_name, record.present_level, record.wanted_level)
        .where(record.customer_id == customer_id)
        .order_by(record.our_name, record.id)
    )
    for row in rows:
        yield CounterpartRow(*row)


def recent_visits(session: Session, customer_id: RowId, most: int = 30) -> dict[RowId, str]:
    """The latest visits a judgement may come from: id → day and purpose, the newest first."""
    rows = session.execute(
        select(Visit.id, Visit.visit_date, Visit.purpose)
        .where(Visit.customer_id == customer_id, Visit.status == "done", Visit.visit_date.is_not(None))
        .order_by(Visit.visit_date.desc(), Visit.id.desc())
        .limit(most)
    )
    return {row.id: f"{row.visit_date:%Y-%m-%d} {row.purpose}".strip() for row in rows}


def list_maps(session: Session, customer_id: RowId) -> list[tuple[RowId, str]]:
    """The opportunities of a customer that have (or may have) a map of their own: id and name, open ones first."""
    rows = session.execute(
        select(Opportunity.id, Opportunity.name)
        .where(Opportunity.customer_id == customer_id)
        .order_by(Opportunity.outcome != "open", Opportunity.name, Opportunity.id)
    )
    return [(row.id, row.name) for row in rows]


def met_since_judged(session: Session, customer_id: RowId) -> list[tuple[RowId, RowId, date]]:
    """People met on a visit after they were last judged: contact, latest such visit, its day; the latest first.

    Each is an offer to renew the judgement while the talk is fresh.
    """
    judged = (
        select(BuyingRole.contact_id, func.max(BuyingRole.valid_from).label("last"))
        .where(BuyingRole.customer_id == customer_id)
        .group_by(BuyingRole.contact_id)
        .subquery()
    )
    rows = session.execute(
        select(VisitMet.contact_id, Visit.id, Visit.visit_date)
        .join(Visit, Visit.id == VisitMet.visit_id)
        .join(Contact, Contact.id == VisitMet.contact_id)
        .join(judged, judged.c.contact_id == VisitMet.contact_id, isouter=True)
        .where(VisitMet.customer_id == customer_id, Visit.status == "done", Contact.status == "active")
        .where(or_(judged.c.last.is_(None), judged.c.last < Visit.visit_date))
        .order_by(Visit.visit_date.desc(), Visit.id.desc())
    )
    found: dict[RowId, tuple[RowId, RowId, date]] = {}
    for contact_id, visit_id, day in rows:
        if day is not None:
            found.setdefault(contact_id, (contact_id, visit_id, day))
    return list(found.values())
