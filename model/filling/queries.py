"""What is known about the customers behind a list of group codes or telephone numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from model.customers.homes import joined_to_home
from model.customers.records import Contact, Customer
from model.errors import UserError
from model.intake.customer_sheets import CUSTOMERS
from model.labels import label_of
from model.members.records import Member
from resources.i18n import _

Known = str | int | float | bool | date | None

_CHUNK: Final = 500
_NOT_OFFERED: Final = frozenset({"group_code", "merged_into"})


class Key(StrEnum):
    """What a list names its rows by."""

    GROUP_CODE = "group_code"
    PHONE = "phone"


@dataclass(frozen=True)
class FillField:
    """A field a list can be filled with: its column in the store, its name there, whether it is money in fen."""

    entity: str
    name: str
    label: str
    choices: str
    money: bool


def fillable_fields(key: Key) -> list[FillField]:
    """The fields on offer: a customer's, and for telephone numbers the member's too; never personal data."""
    members = list(_fields_of(Member)) if key is Key.PHONE else []
    return [*_fields_of(Customer), *members]


def field_named(key: Key, heading: str) -> FillField:
    """The field a heading means: its label in either language, its name, or a heading that office workbooks use.

    Raises `UserError` where there is none.
    """
    wanted = _folded(heading)
    aliases = {_folded(word): one.field for one in CUSTOMERS.columns for word in one.headings}
    for one in fillable_fields(key):
        if wanted in (_folded(_(one.label)), _folded(one.label), _folded(one.name)):
            return one
        if one.entity == "customer" and aliases.get(wanted) == one.name:
            return one
    raise UserError(_("There is no field “{heading}” to fill in.").format(heading=heading))


def known_values(
    session: Session, key: Key, keys: Sequence[str], fields: Sequence[FillField]
) -> dict[str, tuple[Known, ...]]:
    """Key → what is known in each field (codes as words, money in fen); keys nobody knows are left out."""
    found: dict[str, tuple[Known, ...]] = {}
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        for entry, *values in _rows(session, key, part, fields):
            found.setdefault(entry, tuple(_told(one, value) for one, value in zip(fields, values, strict=True)))
    return found


def _rows(session: Session, key: Key, part: Sequence[str], fields: Sequence[FillField]) -> Iterator[Sequence[Any]]:
    if key is Key.GROUP_CODE:
        named = aliased(Customer)
        # A list may still name a merged customer: it is filled from the one that stands for it.
        told = select(named.group_code, *(_column(one) for one in fields)).where(named.group_code.in_(part))
        query = joined_to_home(session, told, named.id)
        yield from session.execute(query.order_by(named.merged_into.is_not(None), named.id))
        return
    members = select(Member.msisdn, *(_column(one) for one in fields)).join(Customer, Customer.id == Member.customer_id)
    yield from session.execute(members.where(Member.msisdn.in_(part)).order_by(Member.id))
    of_customer = [_column(one) for one in fields if one.entity == "customer"]
    people = select(Contact.mobile, *of_customer).join(Customer, Customer.id == Contact.customer_id)
    for number, *values in session.execute(people.where(Contact.mobile.in_(part)).order_by(Contact.id)):
        left = iter(values)
        yield [number, *(next(left) if one.entity == "customer" else None for one in fields)]


def _column(one: FillField) -> InstrumentedAttribute[Any]:
    column: InstrumentedAttribute[Any] = getattr(Customer if one.entity == "customer" else Member, one.name)
    return column


def _fields_of(record: type[Customer] | type[Member]) -> Iterator[FillField]:
    for column in record.__table__.columns:
        info: Mapping[str, Any] = column.info
        if (
            info.get("label")
            and not (info["personal"] or info["refers"] or info["local"])
            and column.name not in _NOT_OFFERED
        ):
            money = column.name.endswith("_fen")
            yield FillField(record.__tablename__, column.name, info["label"], info["choices"], money)


def _told(one: FillField, value: Any) -> Known:
    if one.choices and isinstance(value, str):
        return label_of(one.choices, value) if value else None
    known: Known = value
    return known if known != "" else None


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


GROUP_CODE_HEADINGS: Final = tuple(_folded(word) for word in CUSTOMERS.fields["group_code"].headings)
"""Headings of a column of group codes, folded."""

PHONE_HEADINGS: Final = (
    "手机号",
    "手机号码",
    "手机",
    "用户号码",
    "号码",
    "移动电话",
    "msisdn",
    "mobilenumber",
    "mobile",
)
"""Headings of a column of telephone numbers, folded."""


def key_of_heading(heading: str) -> Key | None:
    """What a column under this heading names its rows by, if anything."""
    wanted = _folded(heading)
    if wanted in GROUP_CODE_HEADINGS:
        return Key.GROUP_CODE
    return Key.PHONE if wanted in PHONE_HEADINGS else None
