"""Reads what ties customers to us, for the stickiness factor and the binding score."""

from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct, ProductOffering
from model.customers.homes import joined_to_home
from model.customers.records import Customer
from model.decision_maps.records import BuyingRole
from model.months import month_of, whole_months
from model.retention.binding import Ties
from model.store.ids import RowId

_ABOVE_BASIC = ("application", "industry", "integration")
_SUPPORT = ("champion", "supporter")


def read_ties(session: Session, today: date, customer_id: RowId | None = None) -> dict[RowId, Ties]:
    """The ties of every customer that has any, or of one, as of a day."""
    products = _products(session, today, customer_id)
    agreements = _agreements(session, today, customer_id)
    heads = _heads(session, today, customer_id)
    people = _supporters(session, customer_id)
    ties = {}
    for id in products.keys() | agreements.keys() | heads.keys() | people.keys():
        live, bundled, integrated = products.get(id, (0, 0, 0))
        on_network, employees = heads.get(id, (0, None))
        end = agreements.get(id)
        ties[id] = Ties(
            contract_months=0 if end is None else max(0, whole_months(today, end)),
            on_network=on_network,
            employees=employees,
            products=live,
            bundled=bundled,
            integrated=integrated,
            supporters=people.get(id, 0),
        )
    return ties


def _products(session: Session, today: date, customer_id: RowId | None) -> dict[RowId, tuple[int, int, int]]:
    product = InstalledProduct
    above = select(ProductOffering.code).where(ProductOffering.product_layer.in_(_ABOVE_BASIC)).scalar_subquery()
    query = (
        select(
            product.customer_id,
            func.count(),
            func.count(case((product.bundle_end > today, 1))),
            func.count(case((product.offering_code.in_(above), 1))),
        )
        .where(product.operator == "mobile")
        .group_by(product.customer_id)
    )
    if customer_id is not None:
        query = query.where(product.customer_id == customer_id)
    return {id: (live, bundled, integrated) for id, live, bundled, integrated in session.execute(query)}


def _agreements(session: Session, today: date, customer_id: RowId | None) -> dict[RowId, date]:
    query = (
        select(Agreement.customer_id, func.max(Agreement.valid_to))
        .where(Agreement.valid_to >= today)
        .group_by(Agreement.customer_id)
    )
    if customer_id is not None:
        query = query.where(Agreement.customer_id == customer_id)
    return {id: end for id, end in session.execute(query) if end is not None}


def _heads(session: Session, today: date, customer_id: RowId | None) -> dict[RowId, tuple[int, int | None]]:
    bill = BillingMonth
    month = month_of(today)
    latest = select(func.max(bill.month)).where(bill.month <= month).scalar_subquery()
    query = (
        select(Customer.id, func.sum(bill.on_network_members), Customer.employee_count)
        .select_from(bill)
        .where(bill.month == latest)
        .group_by(Customer.id, Customer.employee_count)
    )
    if customer_id is not None:
        query = query.where(Customer.id == customer_id)
    joined = joined_to_home(session, query, bill.customer_id)
    return {id: (on_network or 0, employees) for id, on_network, employees in session.execute(joined)}


def _supporters(session: Session, customer_id: RowId | None) -> dict[RowId, int]:
    """People whose newest judgement in some role is support; an earlier judgement ended with the next of its role."""
    role, later = BuyingRole, aliased(BuyingRole)
    superseded = select(later.id).where(
        later.contact_id == role.contact_id, later.role == role.role, later.valid_from > role.valid_from
    )
    query = (
        select(role.customer_id, func.count(func.distinct(role.contact_id)))
        .where(role.attitude.in_(_SUPPORT), role.valid_to.is_(None), ~superseded.exists())
        .group_by(role.customer_id)
    )
    if customer_id is not None:
        query = query.where(role.customer_id == customer_id)
    return dict(session.execute(query).all())
