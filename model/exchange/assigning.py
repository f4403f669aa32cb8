"""The office hands customers to managers, for good or for some days (代管), many at once and previewed (rule 7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.customers.merge_rules import survivor
from model.customers.records import Customer
from model.errors import UserError
from model.exchange.device import directory, me
from model.exchange.dossiers import NOBODY, ownerships, set_owner
from model.store.ids import RowId, person_id
from resources.i18n import _


@dataclass(frozen=True)
class AssignmentRow:
    """One customer at the office: whose it is, whose it is on the company's list, and who covers it and when."""

    id: RowId
    code: str
    name: str
    owner_no: str
    owner: str
    listed_no: str
    """The manager of the company's own list; not yet the owner where the two differ."""
    listed: str
    cover_no: str
    cover_from: date | None
    cover_to: date | None
    cover: str
    """running, coming, over, or empty where nobody covers."""


@dataclass(frozen=True)
class Handed:
    """One customer of a planned hand-over, from whom (employee number, empty for nobody) and to whom."""

    dossier: RowId
    code: str
    name: str
    from_no: str
    to_no: str


@dataclass(frozen=True)
class ManagerRow:
    """Somebody who may have customers."""

    employee_no: str
    name: str
    has_device: bool


def list_assignments(session: Session, today: date) -> list[AssignmentRow]:
    """Every customer that stands for itself, by code."""
    connection = session.connection()
    people = _people(connection)
    rows = connection.exec_driver_sql(
        "SELECT customer.id, group_code, name, coalesce(owner, ''), manager_no, manager_name, cover_no, cover_from,"
        " cover_to FROM customer LEFT JOIN dossier ON dossier.id = customer.dossier_id"
        " WHERE merged_into IS NULL ORDER BY group_code"
    )
    return [
        AssignmentRow(row[0], row[1] or "", row[2], *people.get(row[3], ("", "")), row[4], row[5], row[6],
                      *_days(row[7], row[8]), _cover_state(row[6], *_days(row[7], row[8]), today))
        for row in rows
    ]  # fmt: skip


def list_managers(session: Session) -> list[ManagerRow]:
    """Everybody who may have customers, by employee number, with whether any device of theirs is admitted."""
    connection = session.connection()
    held = directory(connection)
    with_device = {device.person for device in ([] if held is None else held.devices) if device.revoked is None}
    office = me(connection).person
    found = [
        ManagerRow(number, name, person in with_device)
        for person, (number, name) in _people(connection).items()
        if person != office
    ]
    return sorted(found, key=lambda row: row.employee_no)


def plan_assignment(session: Session, codes: Sequence[str], employee_no: str) -> list[Handed]:
    """What handing these customers, and those merged with them, to a manager would change; his own are left out.

    Raises `UserError` for an unknown code or manager, or outside the office's store.
    """
    connection = session.connection()
    _only_office(connection)
    if employee_no not in {number for number, _name in _people(connection).values()}:
        raise UserError(_("Nobody with the employee number {number} is known here.").format(number=employee_no))
    return _planned(connection, dict.fromkeys(_together(connection, codes), employee_no))


def plan_as_listed(session: Session) -> list[Handed]:
    """What handing every customer to the manager of the company's list would change."""
    connection = session.connection()
    _only_office(connection)
    rows = connection.exec_driver_sql(
        "SELECT dossier_id, manager_no FROM customer WHERE manager_no <> '' AND merged_into IS NULL"
    )
    return _planned(connection, {row[0]: row[1] for row in rows})


def hand_over(session: Session, planned: Iterable[Handed]) -> int:
    """Carry a plan out; returns how many dossiers changed hands. Raises `UserError` outside the office's store."""
    connection = session.connection()
    _only_office(connection)
    return _hand(connection, {one.dossier: one.to_no for one in planned})


def assign(connection: Connection, codes: Sequence[str], employee_no: str) -> list[RowId]:
    """Hand the customers of these group codes, and those merged with them, to a manager; returns the dossiers.

    Raises `UserError` for an unknown code; nothing is changed then.
    """
    _only_office(connection)
    dossiers = _together(connection, codes)
    _hand(connection, dict.fromkeys(dossiers, employee_no))
    return dossiers


def _hand(connection: Connection, wanted: Mapping[RowId, str]) -> int:
    owners = ownerships(connection)
    for dossier, employee_no in wanted.items():
        before, person = owners.get(dossier, NOBODY), person_id(employee_no)
        former = set(before.former) | ({before.owner} if before.owner else set())
        set_owner(connection, dossier, person, former - {person})
    return len(wanted)


def cover_customers(
    session: Session, codes: Sequence[str], employee_no: str, start: date, end: date, today: date
) -> int:
    """Lend customers to a colleague from one day to another, both included; returns how many. His own are left out.

    It begins and ends by itself: the office's files of those days bring the dossiers and take them back. Raises
    `UserError` for an unknown code or colleague, one who has them all already, an end before the start, or past days.
    """
    connection = session.connection()
    _only_office(connection)
    if end < start or end < today:
        raise UserError(_("The cover ends before it begins, or lies in the past."))
    if employee_no not in {number for number, _name in _people(connection).values()}:
        raise UserError(_("Nobody with the employee number {number} is known here.").format(number=employee_no))
    owners, colleague = ownerships(connection), person_id(employee_no)
    known = _customers(session, _together(connection, codes))
    found = [customer for customer in known if owners.get(customer.dossier_id, NOBODY).owner != colleague]
    if known and not found:
        raise UserError(_("{number} is the account manager already.").format(number=employee_no))
    for customer in found:
        customer.cover_no, customer.cover_from, customer.cover_to = employee_no, start, end
    session.flush()
    return len(found)


def end_cover(session: Session, codes: Sequence[str], today: date) -> int:
    """End the cover of these customers with yesterday; one that has not begun is taken back. Returns how many."""
    _only_office(session.connection())
    found = [one for one in _customers(session, _together(session.connection(), codes)) if one.cover_no]
    for customer in found:
        if customer.cover_from is not None and customer.cover_from >= today:
            customer.cover_no, customer.cover_from, customer.cover_to = "", None, None
        elif customer.cover_to is None or customer.cover_to >= today:
            customer.cover_to = today - timedelta(days=1)
    session.flush()
    return len(found)


def _customers(session: Session, dossiers: Sequence[RowId]) -> list[Customer]:
    return [one for one in (session.get(Customer, dossier) for dossier in dossiers) if one is not None]


def _only_office(connection: Connection) -> None:
    if not me(connection).is_office:
        raise UserError(_("Only the office's store can do this."))


def _planned(connection: Connection, wanted: Mapping[RowId, str]) -> list[Handed]:
    owners, people = ownerships(connection), _people(connection)
    rows = connection.exec_driver_sql("SELECT dossier_id, coalesce(group_code, ''), name FROM customer").all()
    planned = []
    for dossier, code, name in sorted(rows, key=lambda row: (row[1], row[0])):
        owner = owners.get(dossier, NOBODY).owner
        if dossier in wanted and owner != person_id(wanted[dossier]):
            planned.append(Handed(dossier, code, name, people.get(owner or "", ("", ""))[0], wanted[dossier]))
    return planned


def _people(connection: Connection) -> dict[RowId, tuple[str, str]]:
    """Person → employee number and name, of everybody in the staff list or with a device."""
    rows = connection.exec_driver_sql("SELECT id, employee_no, name FROM staff")
    found = {row[0]: (row[1], row[2]) for row in rows}
    held = directory(connection)
    for device in reversed([] if held is None else held.devices):
        found.setdefault(device.person, (device.employee_no, device.name))
    return found


def _together(connection: Connection, codes: Sequence[str]) -> list[RowId]:
    rows = connection.exec_driver_sql("SELECT id, dossier_id, group_code, merged_into FROM customer").all()
    by_code = {row[2]: row[0] for row in rows}
    unknown = [code for code in codes if code not in by_code]
    if unknown:
        raise UserError(_("There is no customer with the code {code}. Nothing was changed.").format(code=unknown[0]))
    into = {row[0]: row[3] for row in rows if row[3]}
    roots = {survivor(by_code[code], into) for code in codes}
    return sorted(row[1] for row in rows if survivor(row[0], into) in roots)


def _days(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    return (date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def _cover_state(cover_no: str, start: date | None, end: date | None, today: date) -> str:
    if not cover_no:
        return ""
    if end is not None and end < today:
        return "over"
    return "coming" if start is not None and start > today else "running"
