"""What a person does on a map: link, unlink, move cards, take people off; judgements are in `judging.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from model.customers.person_rules import is_placeholder_name
from model.customers.records import Contact
from model.decision_maps.graph import check_link, tree_lines
from model.decision_maps.history import map_on
from model.decision_maps.places import Place
from model.decision_maps.queries import map_sheet
from model.decision_maps.records import BuyingRole, InfluenceLine, MapPosition, ReportingLine
from model.errors import UserError
from model.store.base import RowId, link_id, natural_id, new_id
from model.store.rows import existing_row
from resources.i18n import _

REPORTING = ("solid", "dotted")


@dataclass(frozen=True)
class PersonDraft:
    """Someone to put on a map; a placeholder stands for a person not yet known (“技术负责人?”)."""

    customer_id: RowId
    name: str
    title: str = ""
    department: str = ""
    level: str = ""
    placeholder: bool = False


@dataclass(frozen=True)
class LinkDraft:
    """A line from one person to another: solid, dotted, influences or conflicts (`strength` 1 to 3)."""

    customer_id: RowId
    source: RowId
    target: RowId
    kind: str
    opportunity_id: RowId | None = None
    strength: int = 2
    note: str = ""


def add_person(session: Session, draft: PersonDraft) -> RowId:
    """Put a new contact on the customer's map. Raises `UserError` without a name."""
    name = draft.name.strip()
    if not name:
        raise UserError(_("Type a name, or what the person does with a question mark."))
    row_id = new_id()
    session.add(
        Contact(
            id=row_id,
            dossier_id=_dossier(session, draft.customer_id),
            customer_id=draft.customer_id,
            name=name,
            title=draft.title.strip(),
            department=draft.department.strip(),
            level=draft.level.strip(),
            placeholder=draft.placeholder or is_placeholder_name(name),
        )
    )
    return row_id


def rename_person(session: Session, contact_id: RowId, name: str) -> RowId:
    """Give a person another name; a placeholder whose name loses its question mark is known from now on."""
    contact = contact_on_map(session, contact_id)
    if not name.strip():
        raise UserError(_("Type a name, or what the person does with a question mark."))
    contact.name = name.strip()
    contact.placeholder = is_placeholder_name(contact.name)
    return contact_id


def link_people(session: Session, draft: LinkDraft, today: date) -> RowId:
    """Draw a line. The same line twice is one; a new solid manager ends the line to the former one.

    Raises `UserError` where the line would close a reporting loop, naming the path, or join a person to himself.
    """
    sheet = map_sheet(session, draft.customer_id, draft.opportunity_id)
    state = map_on(sheet.history, today)
    others = [line for line in state.lines.standing if (line.source, line.target) != (draft.source, draft.target)]
    if draft.kind == "solid":
        others = [line for line in others if (line.source, line.kind) != (draft.source, "solid")]
    people = {person.id: person for person in sheet.history.people}
    check_link(people, others, draft.source, draft.target, draft.kind)
    if draft.kind in REPORTING:
        for line in state.lines.standing:
            if line.source == draft.source and line.kind == draft.kind == "solid" and line.target != draft.target:
                end_link(session, line.id, today)
        below = _subtree(draft.source, tree_lines(list(people), others)[0])
        _let_go(session, draft.customer_id, draft.opportunity_id, below)
    return _keep_link(session, draft, today)


def end_link(session: Session, line_id: RowId, today: date) -> RowId:
    """Take a line off the map from today; the map of earlier days keeps it. Raises `UserError` where it is gone."""
    line = _link(session, line_id)
    if line is None:
        raise UserError(_("This line is no longer on the map."))
    line.valid_to = today
    return line_id


def change_link(session: Session, line_id: RowId, kind: str, strength: int, note: str = "") -> RowId:
    """Turn a solid line dotted (or back), an influence into a conflict (or back), and set its strength and note."""
    line = _link(session, line_id)
    if line is None:
        raise UserError(_("This line is no longer on the map."))
    line.kind = kind
    if isinstance(line, InfluenceLine):
        line.strength, line.note = strength, note
    return line_id


def place_cards(
    session: Session,
    customer_id: RowId,
    opportunity_id: RowId | None,
    places: Mapping[RowId, Place],
    by_hand: bool = True,
) -> None:
    """Keep where cards stand; those put `by_hand` stay there when the map is tidied."""
    rows = _positions(session, customer_id, opportunity_id, places)
    for contact_id, place in places.items():
        row = rows[contact_id]
        if (row.placed, row.x, row.y, row.by_hand) != (True, place.x, place.y, by_hand):
            row.placed, row.x, row.y, row.by_hand = True, place.x, place.y, by_hand


def keep_new_places(
    session: Session, customer_id: RowId, opportunity_id: RowId | None, places: Mapping[RowId, Place]
) -> None:
    """Keep the places that the layout gave to people who have none yet, so that the next newcomer moves nobody.

    Cards already kept, let go of in this change, or of people no longer there are left alone.
    """
    record = MapPosition
    known = set(
        session.scalars(
            select(record.contact_id).where(
                record.customer_id == customer_id, record.opportunity_id.is_not_distinct_from(opportunity_id)
            )
        )
    )
    alive = set(session.scalars(select(Contact.id).where(Contact.customer_id == customer_id)))
    fresh = {person: place for person, place in places.items() if person in alive and person not in known}
    place_cards(session, customer_id, opportunity_id, fresh, by_hand=False)


def take_off_map(session: Session, customer_id: RowId, opportunity_id: RowId | None, contact_id: RowId) -> None:
    """Take a person off one map; he stays a contact and can be put back."""
    _positions(session, customer_id, opportunity_id, [contact_id])[contact_id].on_map = False


def put_on_map(session: Session, customer_id: RowId, opportunity_id: RowId | None, contact_id: RowId) -> None:
    """Put a person back on a map, in a new place."""
    row = _positions(session, customer_id, opportunity_id, [contact_id])[contact_id]
    row.on_map, row.placed = True, False


def remove_placeholder(session: Session, contact_id: RowId) -> None:
    """Delete a person who was only a question, with all that hung on it. Raises `UserError` for a known person."""
    if not contact_on_map(session, contact_id).placeholder:
        raise UserError(_("Only a placeholder can be deleted; take a known person off the map instead."))
    for line in (ReportingLine, InfluenceLine):
        session.execute(delete(line).where(or_(line.from_id == contact_id, line.to_id == contact_id)))
    for record in (BuyingRole, MapPosition):
        session.execute(delete(record).where(record.contact_id == contact_id))
    session.execute(delete(Contact).where(Contact.id == contact_id))


def person_left(session: Session, contact_id: RowId, status: str, day: date) -> RowId:
    """Note that a person moved on or left; he is off every map from that day, and the gap he leaves shows."""
    contact = contact_on_map(session, contact_id)
    contact.status, contact.status_since = status, day
    return contact_id


def contact_on_map(session: Session, contact_id: RowId) -> Contact:
    """The contact behind a card. Raises `UserError` where it is gone."""
    return existing_row(session, Contact, contact_id, _("This person is no longer on the map."))


def _dossier(session: Session, customer_id: RowId) -> RowId:
    """The dossier of a customer's rows: its own id unless two customers were merged."""
    return (
        session.scalar(
            select(Contact.dossier_id).where(Contact.customer_id == customer_id).order_by(Contact.id).limit(1)
        )
        or customer_id
    )


def _link(session: Session, line_id: RowId) -> ReportingLine | InfluenceLine | None:
    return session.get(ReportingLine, line_id) or session.get(InfluenceLine, line_id)


def _keep_link(session: Session, draft: LinkDraft, today: date) -> RowId:
    """Make or reopen the row of a line; one that ended on an earlier day stays as history and gets a successor."""
    record: type[ReportingLine] | type[InfluenceLine] = ReportingLine if draft.kind in REPORTING else InfluenceLine
    dossier = contact_on_map(session, draft.source).dossier_id
    kind = record.__tablename__ if draft.opportunity_id is None else f"{record.__tablename__} {draft.opportunity_id}"
    row_id = link_id(dossier, kind, draft.source, draft.target)
    ended = session.scalar(select(record.valid_to).where(record.id == row_id))
    if ended is not None and ended < today:
        row_id = link_id(dossier, kind, draft.source, f"{draft.target} {today}")
    row = _link(session, row_id) or record(
        id=row_id,
        dossier_id=dossier,
        customer_id=draft.customer_id,
        opportunity_id=draft.opportunity_id,
        from_id=draft.source,
        to_id=draft.target,
        valid_from=today,
    )
    session.add(row)
    row.kind, row.valid_to = draft.kind, None
    if isinstance(row, InfluenceLine):
        row.strength, row.note = draft.strength, draft.note
    return row_id


def _subtree(person: RowId, lines: Iterable[tuple[RowId, RowId]]) -> list[RowId]:
    pairs, found = list(lines), [person]
    for above in found:
        found.extend(report for report, manager in pairs if manager == above and report not in found)
    return found


def _let_go(session: Session, customer_id: RowId, opportunity_id: RowId | None, people: list[RowId]) -> None:
    """Give up the places of people who were not put there by hand, so that they follow their new manager."""
    record = MapPosition
    for row in session.scalars(
        select(record)
        .where(record.customer_id == customer_id, record.opportunity_id.is_not_distinct_from(opportunity_id))
        .where(record.contact_id.in_(people), record.by_hand.is_(False))
    ):
        row.placed = False


def _positions(
    session: Session, customer_id: RowId, opportunity_id: RowId | None, people: Iterable[RowId]
) -> dict[RowId, MapPosition]:
    """The position row of each person on this map, made where there is none."""
    record, wanted = MapPosition, list(people)
    found = {
        row.contact_id: row
        for row in session.scalars(
            select(record)
            .where(record.customer_id == customer_id, record.opportunity_id.is_not_distinct_from(opportunity_id))
            .where(record.contact_id.in_(wanted))
        )
    }
    dossier = _dossier(session, customer_id)
    for contact_id in wanted:
        if contact_id not in found:
            row = MapPosition(
                id=natural_id("map_position", customer_id, opportunity_id or "", contact_id),
                dossier_id=dossier,
                customer_id=customer_id,
                opportunity_id=opportunity_id,
                contact_id=contact_id,
                placed=False,
                by_hand=False,
                on_map=True,
            )
            session.add(row)
            found[contact_id] = row
    return found
