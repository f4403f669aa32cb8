"""The group customer, its sites, its contacts, and what is known of them over time."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class Customer(Travelling):
    """A group customer (集团客户): a customer dossier's root, whose id is the dossier's."""

    __tablename__ = "customer"
    __dossiers__: ClassVar = ("customer",)
    __searched__: ClassVar = ("group_code", "name", "short_name", "former_names", "credit_code")

    group_code: Mapped[str] = kept(label=N_("Group code"), fit=True, default="", index=True)
    name: Mapped[str] = kept(label=N_("Customer name"), fit=True, default="")
    short_name: Mapped[str] = kept(label=N_("Short name"), fit=True, default="")
    former_names: Mapped[str] = kept(label=N_("Former names"), fit=True, default="")
    credit_code: Mapped[str] = kept(label=N_("Unified social credit code"), fit=True, default="")
    customer_category: Mapped[str] = kept(label=N_("Customer category"), default="", choices="customer_category")
    industry: Mapped[str] = kept(label=N_("Industry"), group="industry", fit=True, default="")
    industry_detail: Mapped[str] = kept(label=N_("Industry, second level"), group="industry", fit=True, default="")
    enterprise_type: Mapped[str] = kept(label=N_("Enterprise type"), default="", choices="enterprise_type")
    key_account_type: Mapped[str] = kept(label=N_("Key-account type"), default="", choices="key_account_type")
    purchase_motive: Mapped[str] = kept(label=N_("Purchase motive"), default="", choices="purchase_motive")
    payer_type: Mapped[str] = kept(label=N_("Payment"), default="", choices="payer_type")
    price_sensitivity: Mapped[str] = kept(label=N_("Price sensitivity"), default="", choices="level3")
    employee_count: Mapped[int | None] = kept(label=N_("Employees"))
    branch_count: Mapped[int | None] = kept(label=N_("Branches"))
    registered_capital_fen: Mapped[int | None] = kept(label=N_("Registered capital"))
    network_since: Mapped[date | None] = kept(label=N_("On the network since"))
    monthly_telecom_spend_fen: Mapped[int | None] = kept(label=N_("Monthly telecom spend"), group="telecom_spend")
    our_share_percent: Mapped[float | None] = kept(label=N_("Our share"), group="telecom_spend")
    service_tier: Mapped[str] = kept(label=N_("Service tier"), default="")
    boss_project: Mapped[bool | None] = kept(label=N_("Boss project"))
    company_grade: Mapped[str] = kept(label=N_("Company grade"), default="")
    credit_rating: Mapped[str] = kept(label=N_("Credit rating"), default="")
    region: Mapped[str] = kept(label=N_("Region"), group="address", fit=True, default="")
    grid: Mapped[str] = kept(label=N_("Grid"), group="address", default="")
    address: Mapped[str] = kept(label=N_("Address"), group="address", fit=True, default="")
    status: Mapped[str] = kept(label=N_("Status"), default="existing", choices="customer_status")
    manager_no: Mapped[str] = kept(label=N_("Account manager number"), group="manager", default="", index=True)
    manager_name: Mapped[str] = kept(label=N_("Account manager"), group="manager", fit=True, default="")
    cover_no: Mapped[str] = kept(label=N_("Cover manager number"), group="cover", default="")
    cover_from: Mapped[date | None] = kept(label=N_("Cover from"), group="cover")
    cover_to: Mapped[date | None] = kept(label=N_("Cover to"), group="cover")
    network_situation: Mapped[str] = kept(label=N_("Network situation"), default="")
    innovation_goal: Mapped[str] = kept(label=N_("Innovation goal"), default="")
    decision_process: Mapped[str] = kept(label=N_("Decision process"), default="")
    remarks: Mapped[str] = kept(label=N_("Remarks"), default="")
    merged_into: Mapped[RowId | None] = kept(label=N_("Merged into"), refers="customer", fit=True, index=True)
    pinyin_key: Mapped[str] = kept(local=True, default="")


class Site(Travelling):
    """A head office or branch (分支机构)."""

    __tablename__ = "site"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    name: Mapped[str] = kept(label=N_("Site name"), fit=True, default="")
    head_office: Mapped[bool] = kept(label=N_("Head office"), fit=True, default=False)
    address: Mapped[str] = kept(label=N_("Address"), fit=True, default="")
    contact_name: Mapped[str] = kept(label=N_("Contact person"), personal="name", default="")
    phone: Mapped[str] = kept(label=N_("Telephone"), personal="phone", default="")


class Contact(Travelling):
    """A person at a customer (联系人). No health, belief or family notes are kept."""

    __tablename__ = "contact"
    __searched__: ClassVar = ("name", "title", "department", "mobile", "phone")
    __presented__: ClassVar = "status = 'active' AND placeholder = 0 AND merged_into IS NULL"
    __table_args__ = (Index("ix_contact_merged_into", "merged_into", sqlite_where=text("merged_into IS NOT NULL")),)
    """Of the few alone: an index of all would be chosen to find those that were not merged away, nearly everybody."""

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    name: Mapped[str] = kept(label=N_("Name"), personal="name", fit=True, default="")
    placeholder: Mapped[bool] = kept(label=N_("Not yet known"), fit=True, default=False, inner=True)
    gender: Mapped[str] = kept(label=N_("Gender"), personal="profile", default="", choices="gender")
    department: Mapped[str] = kept(label=N_("Department"), fit=True, default="")
    title: Mapped[str] = kept(label=N_("Title"), fit=True, default="")
    level: Mapped[str] = kept(label=N_("Level"), default="")
    mobile: Mapped[str] = kept(label=N_("Mobile number"), personal="phone", default="")
    phone: Mapped[str] = kept(label=N_("Telephone"), personal="phone", default="")
    email: Mapped[str] = kept(label=N_("E-mail"), personal="email", default="")
    birthday: Mapped[str] = kept(label=N_("Birthday"), group="birthday", personal="birthday", default="")
    birthday_calendar: Mapped[str] = kept(
        label=N_("Birthday calendar"), group="birthday", personal="birthday", default="solar", choices="calendar"
    )
    birthday_leap_rule: Mapped[str] = kept(label=N_("Leap-month rule"), group="birthday", default="")
    communication_style: Mapped[str] = kept(
        label=N_("Communication style"), personal="profile", default="", choices="communication_style"
    )
    interests: Mapped[str] = kept(label=N_("Interests"), personal="profile", default="")
    taboo_topics: Mapped[str] = kept(label=N_("Topics to avoid"), personal="profile", default="")
    wins: Mapped[str] = kept(label=N_("What they win"), personal="profile", default="")
    fears: Mapped[str] = kept(label=N_("What they fear"), personal="profile", default="")
    own_subscriber_number: Mapped[str] = kept(label=N_("Own subscriber number"), personal="phone", default="")
    marketing_consent: Mapped[bool | None] = kept(label=N_("Marketing consent"))
    status: Mapped[str] = kept(label=N_("Status"), group="status", fit=True, default="active", choices="contact_status")
    status_since: Mapped[date | None] = kept(label=N_("Status since"), group="status")
    merged_into: Mapped[RowId | None] = kept(label=N_("Merged into"), refers="contact", fit=True)
    pinyin_key: Mapped[str] = kept(local=True, default="")


class Assignment(Travelling):
    """Who looked after a customer from when (one customer, one manager; `domain.md` rule 13)."""

    __tablename__ = "assignment"
    __timeline__: ClassVar = ("valid_from", "manager_name")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    manager_no: Mapped[str] = kept(label=N_("Account manager number"), group="manager", default="")
    manager_name: Mapped[str] = kept(label=N_("Account manager"), group="manager", default="")
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"))
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"))


class CompanyGrade(Travelling):
    """The company's own grade (集团等级) of a customer from when, beside ours."""

    __tablename__ = "company_grade"
    __timeline__: ClassVar = ("valid_from", "grade")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    grade: Mapped[str] = kept(label=N_("Company grade"), default="")
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"))
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"))


class CustomValue(Travelling):
    """One custom field of one row: a column of the office's workbook that Meiban has no field for."""

    __tablename__ = "custom_value"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    entity: Mapped[str] = kept(label=N_("Kind of record"), default="")
    row_id: Mapped[RowId] = kept(label=N_("Number of that record"), default="")
    name: Mapped[str] = kept(label=N_("Custom field"), default="")
    value: Mapped[str] = kept(label=N_("Value"), default="")


class KeptSeparate(Travelling):
    """Two customers that look alike and that a person has said are two."""

    __tablename__ = "kept_separate"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    other_id: Mapped[RowId] = kept(label=N_("The other customer"), refers="customer", default="")
