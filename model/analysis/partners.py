"""Whom a customer buys from, sells to and works with: listed, noted, taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, select
from sqlalchemy.orm import Session

from model.analysis.records import BusinessPartner
from model.customers.finding import customer_by_id
from model.customers.records import Customer
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.store.base import RowId, new_id
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class PartnerRow:
    """A firm and what it is to a customer (`partner_kind`); `known_id` is the customer of ours that has its name."""

    id: RowId
    customer_id: RowId
    customer: str
    kind: str
    name: str
    what: str
    source: str
    seen_on: date | None
    known_id: RowId | None


@dataclass(frozen=True)
class PartnerDraft:
    """A partner or supplier as a form gives it."""

    customer_id: RowId
    kind: str
    name: str
    what: str = ""
    source: str = ""
    seen_on: date | None = None


def list_partners(session: Session, family: CTE) -> tuple[PartnerRow, ...]:
    """Everybody a scope's customers work with, by relation and name."""
    partner = BusinessPartner
    known = select(Customer.id, Customer.name).where(Customer.merged_into.is_(None)).subquery()
    query = (
        select(
            partner.id,
            Customer.id,
            Customer.name,
            partner.kind,
            partner.name,
            partner.what,
            partner.source,
            partner.seen_on,
            known.c.id,
        )
        .join(family, family.c.member_id == partner.customer_id)
        .join(Customer, Customer.id == family.c.root_id)
        .outerjoin(known, known.c.name == partner.name)
        .order_by(partner.kind, partner.name, partner.id)
    )
    rows: dict[RowId, PartnerRow] = {row[0]: PartnerRow(*row) for row in session.execute(query)}
    return tuple(rows.values())


def keep_partner(session: Session, draft: PartnerDraft, partner_id: RowId | None = None) -> RowId:
    """Note a partner of a customer, or make a noted one say what the draft says. Raises `UserError`."""
    customer = customer_by_id(session, draft.customer_id)
    if not draft.name.strip():
        raise UserError(_("Give the firm its name."))
    if draft.kind not in ENUMERATIONS["partner_kind"]:
        raise UserError(_("Say what the firm is to the customer."))
    row = _partner(session, partner_id) if partner_id else None
    if row is None:
        row = BusinessPartner(id=new_id(), dossier_id=customer.dossier_id, customer_id=customer.id)
        session.add(row)
    row.kind, row.name, row.what = draft.kind, draft.name.strip(), draft.what.strip()
    row.source, row.seen_on = draft.source.strip(), draft.seen_on
    session.flush()
    return row.id


def delete_partners(session: Session, ids: Sequence[RowId]) -> None:
    """Take partners out."""
    for one in ids:
        session.delete(_partner(session, one))


def _partner(session: Session, partner_id: RowId) -> BusinessPartner:
    return existing_row(session, BusinessPartner, partner_id, _("This firm is no longer here."))
