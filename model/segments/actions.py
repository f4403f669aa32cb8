"""Keeps segments and blocks or reopens cells of the white-space matrix."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.catalogue.records import InstalledProduct
from model.customers.records import Customer
from model.errors import UserError
from model.segments.queries import segment_members
from model.segments.records import Segment
from model.segments.rules import Condition, write_rule
from model.settings.queries import find_owner
from model.store.ids import RowId, new_id, person_id
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class SegmentDraft:
    """A segment as a person writes it."""

    name: str
    conditions: tuple[Condition, ...]
    needs: str = ""
    profile: str = ""
    sample_seed: int = 1


def save_segment(session: Session, draft: SegmentDraft, segment_id: RowId | None = None) -> RowId:
    """Keep a segment. Raises `UserError` without a name or for a rule that cannot be asked."""
    if not draft.name.strip():
        raise UserError(_("A segment needs a name."))
    segment_members(session, draft.conditions)
    owner = find_owner(session)
    row = session.get(Segment, segment_id) if segment_id else None
    if row is None:
        row = Segment(id=new_id(), dossier_id=person_id(owner.employee_no), owner=owner.name)
        session.add(row)
    row.name, row.rule = draft.name.strip(), write_rule(draft.conditions)
    row.needs, row.profile, row.sample_seed = draft.needs, draft.profile, draft.sample_seed
    return row.id


def delete_segment(session: Session, segment_id: RowId) -> None:
    """Take a segment out; its customers stay what they are."""
    row = session.get(Segment, segment_id)
    if row is not None:
        session.delete(row)


def block_cell(session: Session, customer_id: RowId, code: str, reason: str, reopen_on: date | None) -> RowId:
    """Note why a product need not be offered to a customer, and when to ask again. Raises `UserError`."""
    if not reason.strip():
        raise UserError(_("Say why this is not worth offering."))
    customer = existing_row(session, Customer, customer_id, _("This customer is no longer here."))
    product = InstalledProduct
    row = session.scalars(
        select(product)
        .where(product.customer_id == customer_id, product.offering_code == code, product.operator == "")
        .order_by(product.id)
    ).first()
    if row is None:
        row = product(
            id=new_id(), dossier_id=customer.dossier_id, customer_id=customer_id, offering_code=code, operator=""
        )
        session.add(row)
    row.blocked_reason, row.reopen_on = reason.strip(), reopen_on
    return row.id


def reopen_cell(session: Session, customer_id: RowId, code: str) -> None:
    """A blocked product may be offered again."""
    product = InstalledProduct
    for row in session.scalars(
        select(product).where(
            product.customer_id == customer_id, product.offering_code == code, product.blocked_reason != ""
        )
    ):
        if row.operator:
            row.blocked_reason, row.reopen_on = "", None
        else:
            session.delete(row)
