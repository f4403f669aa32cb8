"""Products in use and agreements typed in rather than imported: above all what rivals have at a customer."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.catalogue.records import Agreement, InstalledProduct, ProductOffering
from model.customers.actions import check_fields
from model.customers.finding import customer_by_id
from model.errors import UserError
from model.store.base import RowId, natural_id, new_id
from resources.i18n import _


def add_installed(session: Session, customer_id: RowId, **fields: Any) -> RowId:
    """Keep a product in use; of the catalogue's code and name one is enough.

    Raises `UserError` without a product, for a value that cannot be kept, and for a rival's without source and day.
    """
    customer = customer_by_id(session, customer_id)
    values = {**fields, **_product(session, fields.get("offering_code") or "", fields.get("offering_name") or "")}
    check_fields(InstalledProduct, values)
    sourced = str(values.get("source") or "").strip() and values.get("seen_on") is not None
    if values.get("operator", "mobile") != "mobile" and not sourced:
        raise UserError(_("A rival's figure needs its source and the day it was seen."))
    row_id = new_id()
    session.add(InstalledProduct(id=row_id, dossier_id=customer.dossier_id, customer_id=customer.id, **values))
    session.flush()
    return row_id


def add_agreement(session: Session, customer_id: RowId, **fields: Any) -> RowId:
    """Keep an agreement, under the id that an import of its number gives it.

    Raises `UserError` without a number, for one that stands at the customer, and for an end before the beginning.
    """
    customer = customer_by_id(session, customer_id)
    values = {**fields, "number": str(fields.get("number") or "").strip()}
    if not values["number"]:
        raise UserError(_("Give the agreement its number."))
    first, last = values.get("valid_from"), values.get("valid_to")
    if first and last and last < first:
        raise UserError(_("It ends before it begins."))
    check_fields(Agreement, values)
    row_id = natural_id("agreement", customer.group_code or customer.id, values["number"])
    if session.get(Agreement, row_id) is not None:
        raise UserError(_("There is already an agreement {number} here.").format(number=values["number"]))
    session.add(Agreement(id=row_id, dossier_id=customer.dossier_id, customer_id=customer.id, **values))
    session.flush()
    return row_id


def _product(session: Session, code: str, name: str) -> dict[str, str]:
    code, name = code.strip(), name.strip()
    if not code and not name:
        raise UserError(_("Say which product it is."))
    found = select(ProductOffering.code, ProductOffering.name).order_by(ProductOffering.code).limit(1)
    known = session.execute(
        found.where(ProductOffering.code == code) if code else found.where(ProductOffering.name == name)
    ).first()
    if known is None:
        return {"offering_code": code, "offering_name": name or code}
    return {"offering_code": known.code, "offering_name": name or known.name}
