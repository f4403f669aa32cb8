"""What is done with opportunities: kept, changed, taken out, with their needs, control points and proposals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.opportunities.moving import enter_stage, opportunity_of
from model.opportunities.pipelines import Stage
from model.opportunities.queries import PointRow
from model.opportunities.records import Opportunity, OpportunityNeed, OpportunityPoint, OpportunityStage
from model.opportunities.settings import pipelines_in_force
from model.proposals.records import Quote
from model.store.base import RowId, link_id, natural_id, new_id, take_over
from model.store.rows import existing_row
from resources.i18n import _

_LARGEST_FEN: Final = 10**13


@dataclass(frozen=True)
class OpportunityDraft:
    """An opportunity as a form or the command line gives it; the amount is fen, the probability percent.

    `stage` is the key of a stage of its pipeline; it counts for a new one only. `need_ids` None leaves them alone.
    """

    customer_id: RowId
    name: str
    amount_fen: int | None = None
    stage: str = ""
    pipeline: str = ""
    probability: int | None = None
    expected_close: date | None = None
    man_money: int | None = None
    man_money_evidence: str = ""
    man_authority: int | None = None
    man_authority_evidence: str = ""
    man_need: int | None = None
    man_need_evidence: str = ""
    next_step: str = ""
    next_on: date | None = None
    competitors: str = ""
    team: str = ""
    remarks: str = ""
    need_ids: tuple[RowId, ...] | None = None


_FIELDS: Final = (
    "amount_fen", "probability", "expected_close", "man_money", "man_money_evidence", "man_authority",
    "man_authority_evidence", "man_need", "man_need_evidence", "next_step", "next_on", "competitors", "team", "remarks",
)  # fmt: skip


def add_opportunity(session: Session, draft: OpportunityDraft, today: date) -> RowId:
    """Keep an opportunity in its stage from today.

    Raises `UserError` without a name, for a figure that cannot be meant, or a later stage whose requirement is not met.
    """
    _check(draft)
    stage = _first_stage(session, draft)
    customer = customer_by_id(session, draft.customer_id)
    row = Opportunity(
        id=new_id(),
        dossier_id=customer.dossier_id,
        customer_id=customer.id,
        name=draft.name.strip(),
        stage="",
        pipeline=draft.pipeline,
        **{name: getattr(draft, name) for name in _FIELDS},
    )
    session.add(row)
    session.flush()
    link_opportunity_needs(session, row.id, draft.need_ids or ())
    enter_stage(session, row, stage, today, "")
    return row.id


def change_opportunity(session: Session, opportunity_id: RowId, draft: OpportunityDraft) -> None:
    """Make an opportunity say what the draft says, its stage apart; only what differs is written."""
    _check(draft)
    row = opportunity_of(session, opportunity_id)
    take_over(row, {"name": draft.name.strip(), **{name: getattr(draft, name) for name in _FIELDS}})
    if draft.need_ids is not None:
        link_opportunity_needs(session, opportunity_id, draft.need_ids)


def delete_opportunity(session: Session, opportunity_id: RowId) -> None:
    """Take an opportunity out with its stages, points and links; its proposals stay and belong to none."""
    row = opportunity_of(session, opportunity_id)
    for record in (OpportunityStage, OpportunityPoint, OpportunityNeed):
        for one in session.scalars(select(record).where(record.opportunity_id == opportunity_id)):
            session.delete(one)
    for quote in session.scalars(select(Quote).where(Quote.opportunity_id == opportunity_id)):
        quote.opportunity_id = None
    session.delete(row)


def link_opportunity_needs(session: Session, opportunity_id: RowId, need_ids: Collection[RowId]) -> None:
    """Say which needs an opportunity answers: these and no others."""
    row = opportunity_of(session, opportunity_id)
    links = session.scalars(select(OpportunityNeed).where(OpportunityNeed.opportunity_id == opportunity_id))
    standing = {link.need_id: link for link in links}
    for need_id in sorted(set(need_ids) - set(standing)):
        session.add(
            OpportunityNeed(
                id=link_id(row.dossier_id, "opportunity_need", opportunity_id, need_id),
                dossier_id=row.dossier_id,
                customer_id=row.customer_id,
                opportunity_id=opportunity_id,
                need_id=need_id,
            )
        )
    for need_id in set(standing) - set(need_ids):
        session.delete(standing[need_id])
    session.flush()


def save_points(session: Session, opportunity_id: RowId, points: Collection[PointRow]) -> None:
    """Keep the days of control points; only what differs is written. Raises `UserError` for an unknown point."""
    row = opportunity_of(session, opportunity_id)
    for point in points:
        if point.point not in ENUMERATIONS["project_point"]:
            raise UserError(_("There is no control point “{point}”.").format(point=point.point))
        row_id = natural_id("opportunity_point", opportunity_id, point.point)
        kept = session.get(OpportunityPoint, row_id)
        if kept is None:
            if (point.planned_on, point.done_on, point.note) == (None, None, ""):
                continue
            kept = OpportunityPoint(
                id=row_id, dossier_id=row.dossier_id, customer_id=row.customer_id, opportunity_id=opportunity_id,
                point=point.point,
            )  # fmt: skip
            session.add(kept)
        for name in ("planned_on", "done_on", "note"):
            if getattr(kept, name) != getattr(point, name):
                setattr(kept, name, getattr(point, name))


def assign_quote(session: Session, quote_id: RowId, opportunity_id: RowId | None) -> None:
    """Say which opportunity a proposal belongs to, with all its versions. Raises `UserError` beyond its customer."""
    quote = existing_row(session, Quote, quote_id, _("This proposal is no longer here."))
    if opportunity_id is not None and opportunity_of(session, opportunity_id).customer_id != quote.customer_id:
        raise UserError(_("The opportunity belongs to another customer."))
    for version in session.scalars(select(Quote).where(Quote.number == quote.number)):
        version.opportunity_id = opportunity_id


def _check(draft: OpportunityDraft) -> None:
    if not draft.name.strip():
        raise UserError(_("Name the opportunity."))
    if draft.amount_fen is not None and not 0 <= draft.amount_fen <= _LARGEST_FEN:
        raise UserError(_("An amount is nil or more."))
    if draft.probability is not None and not 0 <= draft.probability <= 100:
        raise UserError(_("A probability is 0 to 100 percent."))
    if any(score not in (None, 0, 1, 2, 3) for score in (draft.man_money, draft.man_authority, draft.man_need)):
        raise UserError(_("Money, authority and need are judged 0 to 3."))


def _first_stage(session: Session, draft: OpportunityDraft) -> Stage:
    pipeline = pipelines_in_force(session).of(draft.pipeline)
    found = pipeline.at(draft.stage) if draft.stage else pipeline.stages[0]
    if found is None:
        raise UserError(_("There is no stage “{stage}”.").format(stage=draft.stage))
    return found
