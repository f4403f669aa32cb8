"""The pipelines in force: the shipped one with its edits, the office's own ones, and a person's own."""

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from model.errors import UserError
from model.opportunities.pipelines import Pipeline, Stage, default_pipeline, pipeline_fault
from model.settings.personal import find_personal, keep_personal
from model.settings.queries import find_owner
from model.settings.records import Setting
from model.store.ids import OFFICE_DOSSIER, natural_id
from model.store.kept_text import read_kept
from resources.i18n import _

PIPELINES: Final = "opportunities/pipelines"
"""The setting's name; "default": a list of [code, chance, days]; "own": names, stages as [name, code, chance, days]."""


@dataclass(frozen=True)
class Pipelines:
    """Every pipeline by name, the default one first under the empty name."""

    by_name: dict[str, Pipeline]

    def of(self, name: str) -> Pipeline:
        """The pipeline of this name; one that is not known here is shown by the default one's stages."""
        return self.by_name.get(name, self.by_name[""])

    def stage_of(self, pipeline: str, code: str, own: str) -> Stage:
        """The stage an opportunity stands in; a name that is not known here still stands for what it counts as."""
        found = self.of(pipeline).stage(code, own)
        if found is None:
            found = self.by_name[""].stage(code, "") or self.by_name[""].stages[0]
        return found


def pipelines_in_force(session: Session) -> Pipelines:
    """The pipelines: the office's figures before a person's, the own ones of both."""
    kept = [_office(session), find_personal(session, PIPELINES) or {}]
    figures = next((one["default"] for one in kept if one.get("default")), ())
    found = {"": default_pipeline(figures)}
    for one in kept:
        for own in one.get("own", ()):
            found.setdefault(str(own["name"]), Pipeline(str(own["name"]), tuple(map(_stage, own["stages"]))))
    return Pipelines(found)


def save_pipeline(session: Session, pipeline: Pipeline, before: str | None = None) -> None:
    """Keep a pipeline, under the name `before` so far (None for a new one); the office's goes to all its laptops.

    Raises `UserError` for names or figures that cannot be meant.
    """
    standing = pipelines_in_force(session).by_name
    if before is None and not pipeline.name.strip():
        raise UserError(_("Name the pipeline."))
    fault = pipeline_fault(pipeline, [name for name in standing if name != before])
    if fault:
        raise UserError(_(fault))
    value = _own_value(session)
    if pipeline.name == "":
        value["default"] = [[stage.code, stage.probability, stage.limit_days] for stage in pipeline.stages]
    else:
        kept = [one for one in value.get("own", []) if one["name"] not in (before, pipeline.name)]
        stages = [[stage.name, stage.code, stage.probability, stage.limit_days] for stage in pipeline.stages]
        value["own"] = [*kept, {"name": pipeline.name, "stages": stages}]
    _keep(session, value)


def delete_pipeline(session: Session, name: str) -> None:
    """Take a pipeline of one's own out; its opportunities stand in the stages theirs counted as."""
    value = _own_value(session)
    value["own"] = [one for one in value.get("own", []) if one["name"] != name]
    _keep(session, value)


def _stage(parts: list[Any]) -> Stage:
    name, code, chance, days = parts
    return Stage(str(code), str(name), int(chance), int(days))


def _is_office(session: Session) -> bool:
    return find_owner(session).role == "office"


def _office(session: Session) -> dict[str, Any]:
    row = session.get(Setting, natural_id("setting", PIPELINES))
    return read_kept(row.value if row is not None else None, dict[str, Any], {})


def _own_value(session: Session) -> dict[str, Any]:
    return dict(_office(session) if _is_office(session) else find_personal(session, PIPELINES) or {})


def _keep(session: Session, value: dict[str, Any]) -> None:
    if not _is_office(session):
        keep_personal(session, PIPELINES, value)
        return
    row_id = natural_id("setting", PIPELINES)
    row = session.get(Setting, row_id)
    if row is None:
        row = Setting(id=row_id, dossier_id=OFFICE_DOSSIER, name=PIPELINES)
        session.add(row)
    row.value = json.dumps(value, ensure_ascii=False, sort_keys=True)
