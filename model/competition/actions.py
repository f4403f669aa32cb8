"""What is done at the competition desk: sightings noted, rivals described, answers to tactics written."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from model.competition.records import CompetitorMove, CounterScript, RivalFact
from model.competition.rules import RIVALS, WAR_OF
from model.customers.finding import customer_by_id
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.settings.queries import find_owner
from model.store.ids import OFFICE_DOSSIER, RowId, natural_id, new_id, person_id
from resources.i18n import _


@dataclass(frozen=True)
class MoveDraft:
    """A sighting as it is noted; only customer, operator and tactic must be known. Severity is 1 to 3."""

    customer_id: RowId
    operator: str
    tactic: str
    war: str = ""
    seen_on: date | None = None
    source: str = ""
    members_affected: int | None = None
    people: str = ""
    severity: int | None = None
    counter: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class RivalFactDraft:
    """One thing known of a rival."""

    operator: str
    aspect: str
    text: str
    source: str
    seen_on: date | None


def add_move(session: Session, draft: MoveDraft, today: date) -> RowId:
    """Keep a sighting: seen today by oneself where nothing else is said, in the war its tactic belongs to.

    Raises `UserError` without a rival or tactic, for a day to come or a figure that cannot be meant.
    """
    _check_rival(draft.operator)
    if draft.tactic not in ENUMERATIONS["competitor_tactic"]:
        raise UserError(_("Choose the tactic."))
    _check_day(draft.seen_on, today)
    if draft.members_affected is not None and draft.members_affected < 0:
        raise UserError(_("A number of people is nil or more."))
    if draft.severity is not None and draft.severity not in (1, 2, 3):
        raise UserError(_("The severity is 1, 2 or 3."))
    customer = customer_by_id(session, draft.customer_id)
    row_id = new_id()
    session.add(
        CompetitorMove(
            id=row_id,
            dossier_id=customer.dossier_id,
            customer_id=customer.id,
            operator=draft.operator,
            war=draft.war or WAR_OF.get(draft.tactic, ""),
            tactic=draft.tactic,
            people=draft.people.strip(),
            members_affected=draft.members_affected,
            seen_on=draft.seen_on or today,
            source=draft.source.strip() or find_owner(session).name,
            severity=draft.severity,
            counter=draft.counter.strip(),
            remarks=draft.remarks.strip(),
        )
    )
    session.flush()
    return row_id


def add_rival_fact(session: Session, draft: RivalFactDraft, today: date) -> RowId:
    """Keep one thing known of a rival in the person's own dossier. Raises `UserError` without text, source or day."""
    _check_fact(draft, today)
    row_id = new_id()
    session.add(
        RivalFact(
            id=row_id,
            dossier_id=person_id(find_owner(session).employee_no),
            operator=draft.operator,
            aspect=draft.aspect,
            text=draft.text.strip(),
            source=draft.source.strip(),
            seen_on=draft.seen_on,
        )
    )
    session.flush()
    return row_id


def set_rival_fact(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Check field values of what is known of a rival as noting it would, and give them back to be set."""
    row = session.get_one(RivalFact, row_id)
    standing = {field.name: getattr(row, field.name) for field in fields(RivalFactDraft)}
    _check_fact(RivalFactDraft(**{**standing, **values}), today)
    return dict(values)


def save_script(session: Session, tactic: str, script: str) -> RowId:
    """Keep our answer to a tactic; an empty one gives way to the shipped answer. Raises `UserError`."""
    if tactic not in ENUMERATIONS["competitor_tactic"]:
        raise UserError(_("Choose the tactic."))
    row_id = natural_id("counter_script", tactic)
    row = session.get(CounterScript, row_id)
    if row is None:
        session.add(CounterScript(id=row_id, dossier_id=OFFICE_DOSSIER, tactic=tactic, script=script.strip()))
    elif row.script != script.strip():
        row.script = script.strip()
    session.flush()
    return row_id


def _check_fact(draft: RivalFactDraft, today: date) -> None:
    _check_rival(draft.operator)
    if draft.aspect not in ENUMERATIONS["rival_aspect"]:
        raise UserError(_("Say whether it is a strength, a weakness, a brand or an offer."))
    if not draft.text.strip():
        raise UserError(_("Say what is known."))
    if not draft.source.strip() or draft.seen_on is None:
        raise UserError(_("What is known of a rival needs its source and the day it was seen."))
    _check_day(draft.seen_on, today)


def _check_rival(operator: str) -> None:
    if operator not in RIVALS:
        raise UserError(_("Choose the rival."))


def _check_day(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise UserError(_("The day it was seen lies ahead."))
