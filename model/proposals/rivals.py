"""Rivals' published prices: only what has a source and a day may stand beside ours (`domain.md` rule 11)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.proposals.records import RivalPrice
from model.settings.queries import find_owner
from model.store.base import RowId, new_id
from model.store.ids import person_id
from resources.i18n import _


@dataclass(frozen=True)
class RivalPriceDraft:
    """A rival's price of one unit a month in fen, None where it is not published."""

    offering_code: str
    operator: str
    product: str
    monthly_fen: int | None
    source: str
    seen_on: date | None


def add_rival_price(session: Session, draft: RivalPriceDraft, today: date) -> RowId:
    """Keep a published price. Raises `UserError` without a source or day, or for a day to come."""
    if draft.operator not in ENUMERATIONS["operator"] or draft.operator == "mobile":
        raise UserError(_("Choose the rival."))
    if not draft.source.strip() or draft.seen_on is None:
        raise UserError(_("A rival's figure needs its source and the day it was seen."))
    if draft.seen_on > today:
        raise UserError(_("The day it was seen lies ahead."))
    if draft.monthly_fen is not None and draft.monthly_fen < 0:
        raise UserError(_("An amount is nil or more."))
    row_id = new_id()
    session.add(
        RivalPrice(
            id=row_id,
            dossier_id=person_id(find_owner(session).employee_no),
            offering_code=draft.offering_code,
            operator=draft.operator,
            product=draft.product.strip(),
            monthly_fen=draft.monthly_fen,
            source=draft.source.strip(),
            seen_on=draft.seen_on,
        )
    )
    session.flush()
    return row_id
