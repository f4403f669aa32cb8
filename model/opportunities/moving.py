"""How an opportunity goes on: from stage to stage, won, lost or shelved, and open again."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.opportunities.pipelines import Stage, stage_order
from model.opportunities.queries import missing_to_enter
from model.opportunities.records import Opportunity, OpportunityStage
from model.opportunities.rules import REQUIREMENT_WORDS, closing_fault
from model.opportunities.settings import pipelines_in_force
from model.store.base import RowId, natural_id
from model.store.rows import existing_row
from resources.i18n import _

_PROGRESS: Final = ("pipeline", "stage", "own_stage", "outcome", "outcome_reason", "lost_reason", "closed_on")


def move_opportunity(session: Session, opportunity_id: RowId, key: str, today: date, reason: str = "") -> bool:
    """Put an opportunity into the stage of this key of its pipeline; False where it stands there already.

    Raises `UserError` where it is over, where there is no such stage, or where something a stage asks for is missing
    and no `reason` is given (`domain.md` rule 12).
    """
    row = opportunity_of(session, opportunity_id)
    if row.outcome in ("lost", "shelved"):
        raise UserError(_("This opportunity is over. Open it again first."))
    pipelines = pipelines_in_force(session)
    stage = pipelines.of(row.pipeline).at(key)
    if stage is None:
        raise UserError(_("There is no stage “{stage}”.").format(stage=key))
    if pipelines.stage_of(row.pipeline, row.stage, row.own_stage) == stage:
        return False
    enter_stage(session, row, stage, today, reason)
    return True


def change_pipeline(session: Session, opportunity_id: RowId, name: str, today: date) -> None:
    """Put an opportunity into another pipeline, in the stage that is as far along."""
    row = opportunity_of(session, opportunity_id)
    if row.pipeline == name:
        return
    pipelines = pipelines_in_force(session)
    stages = pipelines.of(name).stages
    reached = [stage for stage in stages if stage_order(stage.code) <= stage_order(row.stage)]
    row.pipeline = name
    reason = _("Changed to the pipeline “{name}”.").format(name=pipelines.of(name).words)
    enter_stage(session, row, reached[-1] if reached else stages[0], today, reason)


def close_opportunity(
    session: Session, opportunity_id: RowId, outcome: str, reason: str, today: date, lost_reason: str = ""
) -> None:
    """End an opportunity: won, lost (with what it was lost to) or shelved; raises `UserError` without a reason."""
    fault = closing_fault(outcome, lost_reason, reason)
    if fault:
        raise UserError(_(fault))
    if lost_reason and lost_reason not in ENUMERATIONS["loss_reason"]:
        raise UserError(_("There is no loss reason “{code}”.").format(code=lost_reason))
    row = opportunity_of(session, opportunity_id)
    row.outcome, row.outcome_reason, row.closed_on = outcome, reason.strip(), today
    row.lost_reason = lost_reason if outcome == "lost" else ""


def reopen_opportunity(session: Session, opportunity_id: RowId) -> None:
    """Pursue an opportunity again that had ended."""
    row = opportunity_of(session, opportunity_id)
    row.outcome, row.outcome_reason, row.closed_on, row.lost_reason = "open", "", None, ""


def enter_stage(session: Session, row: Opportunity, stage: Stage, today: date, reason: str) -> None:
    """Put a row into a stage from today and keep that; raises `UserError` where something is missing unexplained."""
    missing = missing_to_enter(session, row.id, stage.code, today)
    if missing and not reason.strip():
        words = " ".join(_(REQUIREMENT_WORDS[one]) for one in missing)
        raise UserError(_("{missing} Give a reason to go on all the same.").format(missing=words))
    row.stage, row.own_stage = stage.code, stage.name
    row_id = natural_id("opportunity_stage", row.id, today.isoformat())
    entry = session.get(OpportunityStage, row_id)
    if entry is None:
        entry = OpportunityStage(
            id=row_id, dossier_id=row.dossier_id, customer_id=row.customer_id, opportunity_id=row.id, valid_from=today
        )
        session.add(entry)
    entry.stage, entry.own_stage, entry.reason = stage.code, stage.name, reason.strip()
    session.flush()


def set_progress(session: Session, opportunity_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Take an opportunity where field values say, as the board would, and keep the days; the values left to be set.

    Raises `UserError` where something a stage asks for is missing, or an end has no reason.
    """
    row = opportunity_of(session, opportunity_id)
    given = {name: values[name] for name in _PROGRESS if name in values and values[name] != getattr(row, name)}
    rest = {name: value for name, value in values.items() if name not in _PROGRESS}
    if given.get("outcome") == "open":
        reopen_opportunity(session, opportunity_id)
    if "pipeline" in given:
        change_pipeline(session, opportunity_id, given["pipeline"], today)
    key = given.get("own_stage") or given.get("stage")
    if key:
        move_opportunity(session, opportunity_id, key, today)
    if given.get("outcome", row.outcome) != "open" and given.keys() & {"outcome", *_PROGRESS[4:]}:
        end = {name: values.get(name, getattr(row, name)) for name in _PROGRESS[3:]}
        day = given.get("closed_on") or row.closed_on or today
        close_opportunity(session, opportunity_id, end["outcome"], end["outcome_reason"], day, end["lost_reason"])
    return rest


def opportunity_of(session: Session, opportunity_id: RowId) -> Opportunity:
    """The record of an opportunity. Raises `UserError` where it is gone."""
    return existing_row(session, Opportunity, opportunity_id, _("This opportunity is no longer here."))
