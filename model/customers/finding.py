"""Customers and contacts found by what a person types for them: a code, a name, an id."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.records import Contact, Customer
from model.errors import UserError
from model.store.base import RowId
from model.store.rows import existing_row
from resources.i18n import _


def customer_by_id(session: Session, customer_id: RowId) -> Customer:
    """The record of a customer, the surviving one where it was merged; raises `UserError` where there is none."""
    found = existing_row(session, Customer, customer_id, _("This customer is no longer here."))
    seen = {found.id}
    while found.merged_into and found.merged_into not in seen:
        seen.add(found.merged_into)
        found = session.get(Customer, found.merged_into) or found
    return found


def customer_by_code(session: Session, code: str) -> Customer:
    """The customer of a group code; raises `UserError` where there is none."""
    found = session.scalars(select(Customer).where(Customer.group_code == code.strip()).order_by(Customer.id)).first()
    if found is None:
        raise UserError(_("There is no customer with the group code {code}.").format(code=code))
    return customer_by_id(session, found.id)


def contact_of(session: Session, customer_id: RowId, name: str) -> Contact:
    """The active contact of that name at a customer; raises `UserError` where there is none or there are several."""
    found = session.scalars(
        select(Contact)
        .where(Contact.customer_id == customer_id, Contact.name == name.strip(), Contact.merged_into.is_(None))
        .order_by(Contact.id)
    ).all()
    active = [contact for contact in found if contact.status == "active"] or list(found)
    if not active:
        raise UserError(_("This customer has no contact named {name}.").format(name=name))
    if len(active) > 1:
        raise UserError(_("This customer has {count} contacts named {name}.").format(count=len(active), name=name))
    return active[0]
