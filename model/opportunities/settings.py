"""The pipelines in force: the shipped one with its edits, the office's own ones, and a person's own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from sqlalchemy.orm import Session

from model.errors import UserError
from model.opportunities.pipelines import LONGEST_DAYS, Pipeline, Stage, default_pipeline, pipeline_fault
from model.settings.personal import find_personal, keep_personal
from model.settings.queries import find_owner
from model.settings.records import Setting
from model.store.ids import OFFICE_DOSSIER, natural_id
from model.store.kept_text import read_kept, take_kept
from resources.i18n import _

PIPELINES: Final = "opportunities/pipelines"
"""The setting's name; "default": a list of [code, chance, days]; "own": names, stages as [name, code, chance, days]."""


class _Own(TypedDict):
    """An own pipeline as it is kept."""

    name: str
    stages: list[tuple[str, str, int, int]]


class _Kept(TypedDict):
    """What the setting holds."""

    default: list[list[Any]]
    own: list[_Own]


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
    kept = [_office(session), _personal(session)]
    figures = next((one["default"] for one in kept if one["default"]), ())
    found = {"": default_pipeline(figures)}
    for one in kept:
        for own in one["own"]:
            found.setdefault(own["name"], _pipeline_of(own["name"], own["stages"]))
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
        kept = [one for one in value["own"] if one["name"] not in (before, pipeline.name)]
        stages = [(stage.name, stage.code, stage.probability, stage.limit_days) for stage in pipeline.stages]
        value["own"] = [*kept, {"name": pipeline.name, "stages": stages}]
    _keep(session, value)


def delete_pipeline(session: Session, name: str) -> None:
    """Take a pipeline of one's own out; its opportunities stand in the stages theirs counted as."""
    value = _own_value(session)
    value["own"] = [one for one in value["own"] if one["name"] != name]
    _keep(session, value)


def _pipeline_of(name: str, stages: Sequence[Sequence[Any]]) -> Pipeline:
    return Pipeline(name, tuple(Stage(code, own, chance, days) for own, code, chance, days in stages))


def _sound(value: object) -> _Kept:
    """Of a kept value what can be meant: it comes from other laptops too, and what is damaged must stop no page."""
    parts = take_kept(value, dict[str, Any]) or {}
    figures = take_kept(parts.get("default", []), list[tuple[str, int, int]]) or []
    default = [[code, *kept] for code, *kept in figures if _is_sound(kept)]
    own = [take_kept(one, _Own) for one in take_kept(parts.get("own", []), list[Any]) or []]
    meant = [one for one in own if one and one["name"].strip() and not _fault_of(one)]
    return {"default": default, "own": meant}


def _is_sound(figures: Sequence[int]) -> bool:
    chance, days = figures
    return 0 <= chance <= 100 and 0 <= days <= LONGEST_DAYS


def _fault_of(own: _Own) -> str:
    return pipeline_fault(_pipeline_of(own["name"], own["stages"]), ())


def _is_office(session: Session) -> bool:
    return find_owner(session).role == "office"


def _office(session: Session) -> _Kept:
    row = session.get(Setting, natural_id("setting", PIPELINES))
    return _sound(read_kept(row.value if row is not None else None, dict[str, Any], {}))


def _personal(session: Session) -> _Kept:
    return _sound(find_personal(session, PIPELINES))


def _own_value(session: Session) -> _Kept:
    return _office(session) if _is_office(session) else _personal(session)


def _keep(session: Session, value: _Kept) -> None:
    if not _is_office(session):
        keep_personal(session, PIPELINES, value)
        return
    row_id = natural_id("setting", PIPELINES)
    row = session.get(Setting, row_id)
    if row is None:
        row = Setting(id=row_id, dossier_id=OFFICE_DOSSIER, name=PIPELINES)
        session.add(row)
    row.value = json.dumps(value, ensure_ascii=False, sort_keys=True)
