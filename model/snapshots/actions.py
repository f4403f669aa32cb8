"""Freezes a baseline of customers and members, and takes one back out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, func, select, type_coerce
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.customers.records import Customer
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.members.records import Member, MemberMonth
from model.months import month_of
from model.snapshots.records import Snapshot, SnapshotCustomer, SnapshotMember
from model.store.facts import SliceKey, fact_columns, known_hashes, replace_slices
from model.store.ids import RowId, natural_id
from model.store.records import StoreFact
from resources.i18n import _

_LONGEST_NAME = 80


def take_snapshot(session: Session, name: str, today: date, month: int | None = None) -> RowId:
    """Freeze every live customer's bill and every active member's account of a month (the newest by default) as 自建.

    To be called in a bulk write. Raises `UserError` for a name that is empty, too long or taken, or a month without
    accounts.
    """
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME:
        raise UserError(_("A snapshot needs a name of at most {most} characters.").format(most=_LONGEST_NAME))
    if name in snapshot_names(session):
        raise UserError(_("There is a snapshot named “{name}” already. Choose another name.").format(name=name))
    limit = month_of(today)
    month = month or session.scalar(select(func.max(MemberMonth.month)).where(MemberMonth.month <= limit))
    members = _members(session, name, month) if month else {}
    if not month or not members:
        raise UserError(_("No member has an account in the month. Import the members' accounts first."))
    person = session.scalar(select(StoreFact.value).where(StoreFact.name == "person")) or ""
    id = natural_id("snapshot", name, month)
    session.add(Snapshot(id=id, dossier_id=person, name=name, month=month, own=True))
    session.flush()
    connection = session.connection()
    for record, slices in ((SnapshotMember, members), (SnapshotCustomer, _customers(session, name, month))):
        table = SnapshotMember.metadata.tables[record.__tablename__]
        known = known_hashes(connection, table.name)
        merged = {key: [*_standing(session, table.name, key), *rows] for key, rows in slices.items()}
        replace_slices(connection, table, merged, known)
    return id


def snapshot_names(session: Session) -> set[str]:
    """The names of every snapshot: ours and the company's."""
    return set(session.scalars(select(SnapshotMember.snapshot_name).distinct())) | set(
        session.scalars(select(Snapshot.name))
    )


def _standing(session: Session, entity: str, key: SliceKey) -> list[tuple[object, ...]]:
    """What other snapshots hold of the slice: a slice is replaced whole."""
    table = SnapshotMember.metadata.tables[entity]
    columns = [_as_stored(table.columns[name]) for name in fact_columns(table)]
    rows = session.execute(select(*columns).where(table.columns.customer_id == key[0], table.columns.month == key[1]))
    return [tuple(row) for row in rows]


def _as_stored(column: Any) -> ColumnElement[Any]:
    """A yes or no as the 1 or 0 that the file holds: a slice is hashed as it is stored."""
    stored: ColumnElement[Any] = type_coerce(column, BigInteger) if isinstance(column.type, Boolean) else column
    return stored


def _members(session: Session, name: str, month: int) -> dict[SliceKey, list[tuple[object, ...]]]:
    account, member = MemberMonth, Member
    key = func.coalesce(func.nullif(member.subscriber_code, ""), member.msisdn)
    rows = session.execute(
        select(
            account.customer_id,
            account.subscriber_key,
            account.revenue_fen,
            account.minutes,
            _as_stored(member.real_member),
            _as_stored(member.high_value),
        )
        .outerjoin(member, (member.customer_id == account.customer_id) & (key == account.subscriber_key))
        .where(account.month == month, account.status != "left")
    )
    slices: dict[SliceKey, list[tuple[object, ...]]] = {}
    seen = set()
    for customer, subscriber, revenue, minutes, real, high in rows:
        if (customer, subscriber) not in seen:
            seen.add((customer, subscriber))
            slices.setdefault((customer, month), []).append((name, subscriber, revenue, minutes, real, high))
    return slices


def _customers(session: Session, name: str, month: int) -> dict[SliceKey, list[tuple[object, ...]]]:
    bill = BillingMonth
    rows = session.execute(
        select(
            bill.customer_id,
            bill.voice_fen + bill.data_fen + bill.new_business_fen + bill.other_fen,
            bill.minutes,
            bill.registered_members,
        )
        .join(Customer, Customer.id == bill.customer_id)
        .where(bill.month == month, Customer.status != "lost", Customer.merged_into.is_(None))
    )
    return {
        (customer, month): [(name, revenue, minutes or 0, members or 0)] for customer, revenue, minutes, members in rows
    }


def note_loss(session: Session, member_ids: Iterable[RowId], because: str) -> int:
    """Note why members left; returns how many. Raises `UserError` for a reason that is none."""
    if because not in ENUMERATIONS["loss_reason"]:
        raise UserError(_("Choose why they left."))
    noted = 0
    for member in session.scalars(select(Member).where(Member.id.in_(list(member_ids)))):
        member.left_because = because
        noted += 1
    return noted
