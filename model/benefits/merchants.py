"""Alliance merchants: what they give to customers of which grades, and how much of it was used."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from model.benefits.offers import check_unused, grades_of
from model.benefits.records import AllianceMerchant
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.retention.records import BenefitGrant
from model.settings.queries import find_owner
from model.store.ids import RowId, new_id, person_id
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class MerchantDraft:
    """A merchant as a person writes it."""

    name: str
    offer: str
    trade: str = ""
    address: str = ""
    grades: tuple[str, ...] = tuple(ENUMERATIONS["grade"])
    valid_to: date | None = None


@dataclass(frozen=True)
class MerchantRow:
    """A merchant, whether its offer still holds, and what was given of it."""

    id: RowId
    name: str
    trade: str
    offer: str
    address: str
    grades: tuple[str, ...]
    valid_to: date | None
    is_over: bool
    given: int
    used: int

    @property
    def heading(self) -> str:
        """What a person calls it."""
        return self.name


def save_merchant(session: Session, draft: MerchantDraft, merchant_id: RowId | None = None) -> RowId:
    """Keep a merchant. Raises `UserError` without a name, what it gives, or a grade it gives it to."""
    if not draft.name.strip() or not draft.offer.strip():
        raise UserError(_("A merchant needs a name and what it gives."))
    if not draft.grades or set(draft.grades) - set(ENUMERATIONS["grade"]):
        raise UserError(_("Choose the grades whose customers the merchant gives it to."))
    row = session.get(AllianceMerchant, merchant_id) if merchant_id else None
    if row is None:
        row = AllianceMerchant(id=new_id(), dossier_id=person_id(find_owner(session).employee_no))
        session.add(row)
    row.name, row.offer, row.trade = draft.name.strip(), draft.offer.strip(), draft.trade.strip()
    row.address, row.grades, row.valid_to = draft.address.strip(), ",".join(draft.grades), draft.valid_to
    session.flush()
    return row.id


def delete_merchant(session: Session, merchant_id: RowId) -> None:
    """Take out a merchant of whom nothing was given yet. Raises `UserError` otherwise."""
    row = existing_row(session, AllianceMerchant, merchant_id, _("This merchant is no longer here."))
    check_unused(session, BenefitGrant.merchant_id == row.id)
    session.delete(row)
    session.flush()


def list_merchants(session: Session, today: date) -> list[MerchantRow]:
    """Merchants by name, those whose offer is over last."""
    grant, shop = BenefitGrant, AllianceMerchant
    counts = (
        select(
            grant.merchant_id,
            func.count(case((grant.state.in_(("sent", "received")), 1))).label("given"),
            func.count(case((grant.state == "received", 1))).label("used"),
        )
        .group_by(grant.merchant_id)
        .subquery()
    )
    rows = session.execute(
        select(shop, func.coalesce(counts.c.given, 0), func.coalesce(counts.c.used, 0))
        .outerjoin(counts, counts.c.merchant_id == shop.id)
        .order_by(func.coalesce(shop.valid_to < today, False), shop.name, shop.id)
    )
    return [
        MerchantRow(
            row.id, row.name, row.trade, row.offer, row.address, grades_of(row), row.valid_to,
            row.valid_to is not None and row.valid_to < today, given, used,
        )
        for row, given, used in rows
    ]  # fmt: skip
