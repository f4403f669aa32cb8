"""Pipelines: the stages an opportunity goes through, each with its chance and how long it may last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from model.enumerations import ENUMERATIONS
from model.labels import label_of
from resources.i18n import N_, _

STAGES: Final = tuple(ENUMERATIONS["opportunity_stage"])
LONGEST_DAYS: Final = 999
MOST_STAGES: Final = 12
SHIPPED: Final = {
    "discovery": (10, 30),
    "confirmation": (25, 30),
    "solution": (40, 30),
    "negotiation": (60, 45),
    "execution": (90, 60),
    "close": (100, 30),
    "after_sale": (100, 0),
}
"""Stage → (chance in percent, days it may last; 0 is no limit). The figures are ours, editable defaults."""


@dataclass(frozen=True)
class Stage:
    """One stage: the stage of the default pipeline it is, or counts as, and its own name where it has one."""

    code: str
    name: str
    probability: int
    limit_days: int

    @property
    def key(self) -> str:
        """What tells it from the other stages of its pipeline."""
        return self.name or self.code

    @property
    def words(self) -> str:
        """Its name in the reader's language."""
        return self.name or label_of("opportunity_stage", self.code)


@dataclass(frozen=True)
class Pipeline:
    """A named row of stages; the default one has the empty name. `shipped`: its figures are the program's own."""

    name: str
    stages: tuple[Stage, ...]
    shipped: bool = False

    @property
    def words(self) -> str:
        """Its name in the reader's language."""
        return self.name or _("Default pipeline")

    def stage(self, code: str, own: str) -> Stage | None:
        """The stage an opportunity stands in: by its own name, else by the code it counts as."""
        named = [one for one in self.stages if one.name == own] if own else []
        return next(iter(named or [one for one in self.stages if one.code == code]), None)

    def at(self, key: str) -> Stage | None:
        """The stage of this key."""
        return next((one for one in self.stages if one.key == key), None)


def default_pipeline(figures: Sequence[Sequence[Any]] = ()) -> Pipeline:
    """The default pipeline, with (code, chance, days) in force over the shipped ones."""
    kept = {str(code): (int(chance), int(days)) for code, chance, days in figures if code in SHIPPED}
    stages = tuple(Stage(code, "", *kept.get(code, SHIPPED[code])) for code in STAGES)
    return Pipeline("", stages, shipped=not kept)


def stage_order(code: str) -> int:
    """How far along a stage of the default pipeline is, from 0; what is not known stands before all."""
    return STAGES.index(code) if code in STAGES else -1


def pipeline_fault(pipeline: Pipeline, others: Iterable[str]) -> str:
    """A sentence id of what keeps a pipeline from being kept; empty where all is well."""
    names = [stage.key for stage in pipeline.stages]
    if pipeline.name in others:
        return N_("There is a pipeline of this name already.")
    if not 2 <= len(names) <= MOST_STAGES:
        return N_("A pipeline has 2 to 12 stages.")
    if len(set(names)) < len(names):
        return N_("Two stages have the same name.")
    if any(not 0 <= stage.probability <= 100 for stage in pipeline.stages):
        return N_("A probability is 0 to 100 percent.")
    if any(not 0 <= stage.limit_days <= LONGEST_DAYS for stage in pipeline.stages):
        return N_("A stage lasts 0 to 999 days; 0 is no limit.")
    orders = [stage_order(stage.code) for stage in pipeline.stages]
    if -1 in orders or orders != sorted(orders):
        return N_("The stages must count as stages of the default pipeline, in its order.")
    return ""
