"""Products in use and agreements typed in rather than imported: above all what rivals have at a customer."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.catalogue.records import Agreement, InstalledProduct, ProductOffering
from model.customers.actions import check_fields
from model.customers.finding import customer_by_id
from model.errors import UserError
from model.store.base import RowId, natural_id, new_id
from resources.i18n import _

_KNOWN_FROM: Final = ("operator", "source", "seen_on")
_PERIOD: Final = ("valid_from", "valid_to")


def add_installed(session: Session, customer_id: RowId, **fields: Any) -> RowId:
    """Keep a product in use; of the catalogue's code and name one is enough.

    Raises `UserError` without a product, for a value that cannot be kept, and for a rival's without source and day.
    """
    customer = customer_by_id(session, customer_id)
    values = {**fields, **_product(session, fields.get("offering_code") or "", fields.get("offering_name") or "")}
    check_fields(InstalledProduct, values)
    _check_known(values)
    row_id = new_id()
    session.add(InstalledProduct(id=row_id, dossier_id=customer.dossier_id, customer_id=customer.id, **values))
    session.flush()
    return row_id


def set_installed(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Check field values of a product in use, and give them back to be set.

    Raises `UserError` where a rival's would lose its source or day, or ours become a rival's without them; one that an
    import brought without both is filled field by field.
    """
    row = session.get_one(InstalledProduct, row_id)
    standing = {name: getattr(row, name) for name in _KNOWN_FROM}
    if _is_known(standing):
        _check_known({**standing, **values})
    return dict(values)


def add_agreement(session: Session, customer_id: RowId, **fields: Any) -> RowId:
    """Keep an agreement, under the id that an import of its number gives it.

    Raises `UserError` without a number, for one that stands at the customer, and for an end before the beginning.
    """
    customer = customer_by_id(session, customer_id)
    values = {**fields, "number": str(fields.get("number") or "").strip()}
    if not values["number"]:
        raise UserError(_("Give the agreement its number."))
    _check_period(values)
    check_fields(Agreement, values)
    row_id = natural_id("agreement", customer.group_code or customer.id, values["number"])
    if session.get(Agreement, row_id) is not None:
        raise UserError(_("There is already an agreement {number} here.").format(number=values["number"]))
    session.add(Agreement(id=row_id, dossier_id=customer.dossier_id, customer_id=customer.id, **values))
    session.flush()
    return row_id


def set_agreement(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Check field values of an agreement, and give them back to be set.

    Raises `UserError` for no number, and for a period that would end before it begins.
    """
    if "number" in values and not str(values["number"] or "").strip():
        raise UserError(_("Give the agreement its number."))
    if values.keys() & set(_PERIOD):
        row = session.get_one(Agreement, row_id)
        _check_period({**{name: getattr(row, name) for name in _PERIOD}, **values})
    return dict(values)


def _is_known(values: Mapping[str, Any]) -> bool:
    """Whether a product is ours, or a rival's with its source and day (`domain.md` rule 11)."""
    sourced = str(values.get("source") or "").strip() and values.get("seen_on") is not None
    return bool(sourced) or values.get("operator", "mobile") == "mobile"


def _check_known(values: Mapping[str, Any]) -> None:
    if not _is_known(values):
        raise UserError(_("A rival's figure needs its source and the day it was seen."))


def _check_period(values: Mapping[str, Any]) -> None:
    first, last = values.get("valid_from"), values.get("valid_to")
    if first and last and last < first:
        raise UserError(_("It ends before it begins."))


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
