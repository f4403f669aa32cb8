"""What a customer's page asks: people, places, products, bills, members and the profile."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct
from model.customers.finding import customer_by_id
from model.customers.homes import family_of
from model.customers.people import PERSON_COLUMNS, Person
from model.customers.records import Contact, Customer, CustomValue, Site
from model.members.records import Member
from model.store.base import RowId


@dataclass(frozen=True)
class SiteRow:
    """A head office or branch."""

    id: RowId
    name: str
    head_office: bool
    address: str
    contact_name: str
    phone: str


@dataclass(frozen=True)
class ContactRow(Person):
    """A contact with the customer it hangs on."""

    customer_id: RowId
    group_code: str
    customer_name: str


@dataclass(frozen=True)
class InstalledRow:
    """A product in use."""

    id: RowId
    offering_code: str
    offering_name: str
    operator: str
    quantity: float | None
    monthly_fee_fen: int | None
    monthly_usage: float | None
    channel: str
    start_date: date | None
    bundle_end: date | None
    agreement_number: str


@dataclass(frozen=True)
class AgreementRow:
    """A contract."""

    id: RowId
    number: str
    agreement_type: str
    signed_on: date | None
    valid_from: date | None
    valid_to: date | None
    items: str
    renewal_stage: str


@dataclass(frozen=True)
class BillRow:
    """One month's revenue by kind, in fen."""

    month: int
    voice_fen: int
    data_fen: int
    new_business_fen: int
    other_fen: int
    arrears_fen: int | None

    @property
    def total_fen(self) -> int:
        """Revenue of all four kinds."""
        return self.voice_fen + self.data_fen + self.new_business_fen + self.other_fen


@dataclass(frozen=True)
class MemberRow:
    """A subscriber in the group; the number is whole, the window masks it."""

    id: RowId
    customer_id: RowId
    subscriber_code: str
    msisdn: str
    short_number: str
    plan: str
    monthly_revenue_fen: int | None
    real_member: bool | None
    high_value: bool | None
    joined: date | None
    bundle_end: date | None
    status: str
    status_since: date | None
    left_to: str


def list_sites(session: Session, customer_id: RowId) -> list[SiteRow]:
    """A customer's sites, head office first."""
    query = (
        select(Site.id, Site.name, Site.head_office, Site.address, Site.contact_name, Site.phone)
        .where(Site.customer_id == customer_id)
        .order_by(Site.head_office.desc(), Site.name, Site.id)
    )
    return [SiteRow(*row) for row in _plain(session, query)]


def list_contacts(session: Session, customer_id: RowId | None = None) -> list[ContactRow]:
    """Contacts by pinyin, one customer's or all."""
    query = (
        select(
            *PERSON_COLUMNS,
            Contact.customer_id,
            func.coalesce(Customer.group_code, ""),
            func.coalesce(Customer.name, ""),
        )
        .outerjoin(Customer, Customer.id == Contact.customer_id)
        .where(Contact.merged_into.is_(None))
        .order_by(Contact.pinyin_key, Contact.name, Contact.id)
    )
    if customer_id is not None:
        query = query.where(Contact.customer_id == customer_id)
    return [ContactRow(*row) for row in _plain(session, query)]


def list_installed(session: Session, customer_id: RowId) -> list[InstalledRow]:
    """A customer's products in use: ours first, the nearest end first."""
    query = (
        select(
            InstalledProduct.id,
            InstalledProduct.offering_code,
            InstalledProduct.offering_name,
            InstalledProduct.operator,
            InstalledProduct.quantity,
            InstalledProduct.monthly_fee_fen,
            InstalledProduct.monthly_usage,
            InstalledProduct.channel,
            InstalledProduct.start_date,
            InstalledProduct.bundle_end,
            InstalledProduct.agreement_number,
        )
        .where(InstalledProduct.customer_id == customer_id)
        .order_by(
            InstalledProduct.operator != "mobile",
            InstalledProduct.bundle_end.is_(None),
            InstalledProduct.bundle_end,
            InstalledProduct.id,
        )
    )
    return [InstalledRow(*row) for row in _plain(session, query)]


def list_agreements(session: Session, customer_id: RowId) -> list[AgreementRow]:
    """A customer's contracts, the nearest end first."""
    query = (
        select(
            Agreement.id,
            Agreement.number,
            Agreement.agreement_type,
            Agreement.signed_on,
            Agreement.valid_from,
            Agreement.valid_to,
            Agreement.items,
            Agreement.renewal_stage,
        )
        .where(Agreement.customer_id == customer_id)
        .order_by(Agreement.valid_to.is_(None), Agreement.valid_to, Agreement.number)
    )
    return [AgreementRow(*row) for row in _plain(session, query)]


def list_bills(session: Session, customer_id: RowId, months: int = 12) -> list[BillRow]:
    """The last months' revenue, oldest first; bills of customers merged into this one are added to its own."""
    bill = BillingMonth
    query = (
        select(
            bill.month,
            func.sum(bill.voice_fen),
            func.sum(bill.data_fen),
            func.sum(bill.new_business_fen),
            func.sum(bill.other_fen),
            func.sum(bill.arrears_fen),
        )
        .where(bill.customer_id.in_(family_of(session, customer_id)))
        .group_by(bill.month)
        .order_by(bill.month.desc())
        .limit(months)
    )
    return [BillRow(*row) for row in reversed(_plain(session, query))]


def list_members(session: Session, customer_id: RowId) -> list[MemberRow]:
    """A customer's members, those in service first."""
    query = (
        select(
            Member.id,
            Member.customer_id,
            Member.subscriber_code,
            Member.msisdn,
            Member.short_number,
            Member.plan,
            Member.monthly_revenue_fen,
            Member.real_member,
            Member.high_value,
            Member.joined,
            Member.bundle_end,
            Member.status,
            Member.status_since,
            Member.left_to,
        )
        .where(Member.customer_id == customer_id)
        .order_by(Member.status, Member.short_number, Member.subscriber_code, Member.id)
    )
    return [MemberRow(*row) for row in _plain(session, query)]


def merged_into(session: Session, customer_id: RowId) -> list[tuple[RowId, str, str]]:
    """The customers that were merged into this one, in one step or several: (id, group code, name)."""
    query = (
        select(Customer.id, Customer.group_code, Customer.name)
        .where(Customer.id.in_(family_of(session, customer_id)), Customer.id != customer_id)
        .order_by(Customer.pinyin_key)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def profile_of(session: Session, customer_id: RowId) -> dict[str, Any]:
    """Every kept field of a customer by its name, with its id; raises `UserError` where it is gone."""
    customer = customer_by_id(session, customer_id)
    return {attribute.key: getattr(customer, attribute.key) for attribute in Customer.__mapper__.column_attrs}


def custom_values_of(session: Session, row_id: RowId) -> list[tuple[RowId, str, str]]:
    """A row's custom fields: (id, name, value), by name; a customer's with those of customers merged into it."""
    of_merged = (CustomValue.entity == "customer") & (CustomValue.customer_id == row_id)
    query = (
        select(CustomValue.id, CustomValue.name, CustomValue.value)
        .where((CustomValue.row_id == row_id) | of_merged)
        .order_by(CustomValue.name, CustomValue.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def _plain(session: Session, query: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(query)]
