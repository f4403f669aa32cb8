"""What is done with opportunities: kept, and moved from stage to stage."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.opportunities.records import Opportunity, OpportunityStage
from model.store.base import RowId, natural_id, new_id
from resources.i18n import _


@dataclass(frozen=True)
class OpportunityDraft:
    """An opportunity as a form or the command line gives it; the amount is fen, the probability percent."""

    customer_id: RowId
    name: str
    amount_fen: int | None = None
    stage: str = "discovery"
    probability: int | None = None
    expected_close: date | None = None


def add_opportunity(session: Session, draft: OpportunityDraft, today: date) -> RowId:
    """Keep an opportunity in its stage from today; raises `UserError` without a name or for an amount below nil."""
    if not draft.name.strip():
        raise UserError(_("Name the opportunity."))
    if draft.amount_fen is not None and draft.amount_fen < 0:
        raise UserError(_("An amount is nil or more."))
    if draft.stage not in ENUMERATIONS["opportunity_stage"]:
        raise UserError(_("There is no stage “{stage}”.").format(stage=draft.stage))
    customer = customer_by_id(session, draft.customer_id)
    row_id = new_id()
    session.add(
        Opportunity(
            id=row_id,
            dossier_id=customer.dossier_id,
            customer_id=customer.id,
            name=draft.name.strip(),
            stage=draft.stage,
            amount_fen=draft.amount_fen,
            probability=draft.probability,
            expected_close=draft.expected_close,
        )
    )
    session.add(
        OpportunityStage(
            id=natural_id("opportunity_stage", row_id, today.isoformat()),
            dossier_id=customer.dossier_id,
            customer_id=customer.id,
            opportunity_id=row_id,
            stage=draft.stage,
            valid_from=today,
        )
    )
    session.flush()
    return row_id
