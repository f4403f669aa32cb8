"""What is missing on a map, as things a manager can do something about."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from model.decision_maps.ages import is_stale
from model.decision_maps.graph import Person
from model.decision_maps.history import MapState
from model.enumerations import ENUMERATIONS

ROLES: Final = tuple(ENUMERATIONS["buying_role"])
BOSS_ROLES: Final = ("decider", "influencer", "gatekeeper")
"""Ours: at a single-decider customer (一把手) only the boss, whom he listens to and who guards his door."""
GREEN: Final = ("champion", "supporter")
FEWEST_ALL_GREEN: Final = 3


class GapKind(StrEnum):
    """The kinds of gap, the gravest first."""

    NO_CONFIRMED_DECIDER = "no_confirmed_decider"
    EMPTY_ROLE = "empty_role"
    PLACEHOLDER = "placeholder"
    NOT_COVERED = "not_covered"
    AGAINST_US = "against_us"
    STALE = "stale"
    UNMET_DEPARTMENT = "unmet_department"
    UNMET_LEVEL = "unmet_level"
    ALL_GREEN = "all_green"


@dataclass(frozen=True)
class Gap:
    """One gap: its kind, the role, department or level it is in, and the people it concerns."""

    kind: GapKind
    what: str = ""
    people: tuple[str, ...] = ()


def wanted_roles(boss_project: bool) -> tuple[str, ...]:
    """The roles a complete map has: all six, or the three of a single-decider customer."""
    return BOSS_ROLES if boss_project else ROLES


def find_gaps(state: MapState, grade: str, boss_project: bool = False) -> list[Gap]:
    """Every gap of the map on its day, the gravest first."""
    found = [*_role_gaps(state, boss_project), *_person_gaps(state, grade)]
    for kind, field in ((GapKind.UNMET_DEPARTMENT, "department"), (GapKind.UNMET_LEVEL, "level")):
        unmet = dict(_unmet(state, field))
        if unmet:
            found.append(Gap(kind, "、".join(unmet), tuple(person for people in unmet.values() for person in people)))
    attitudes = [judgement.attitude for person in state.people for judgement in state.of(person)[:1]]
    if len(attitudes) >= FEWEST_ALL_GREEN and all(attitude in GREEN for attitude in attitudes):
        found.append(Gap(GapKind.ALL_GREEN))
    order = list(GapKind)
    return sorted(found, key=lambda gap: order.index(gap.kind))


def holders(state: MapState, role: str) -> list[Person]:
    """Who holds a role, placeholders included."""
    ids = {judgement.person for held in state.judgements.values() for judgement in held if judgement.role == role}
    return [person for person in state.people.values() if person.id in ids]


def has_confirmed_decider(state: MapState) -> bool:
    """Whether a known person is confirmed to decide; without one no opportunity passes “confirmation” unexplained."""
    return any(
        judgement.role == "decider" and judgement.evidence == "confirmed" and not state.people[person].placeholder
        for person, held in state.judgements.items()
        for judgement in held
    )


def is_met(state: MapState, person: str) -> bool:
    """Whether we have been in contact with a person at all."""
    return any(judgement.coverage in ("brief", "multiple", "in_depth") for judgement in state.of(person))


def _role_gaps(state: MapState, boss_project: bool) -> Iterable[Gap]:
    if not has_confirmed_decider(state):
        yield Gap(GapKind.NO_CONFIRMED_DECIDER, "decider", tuple(person.id for person in holders(state, "decider")))
    for role in wanted_roles(boss_project):
        who = holders(state, role)
        if not who:
            yield Gap(GapKind.EMPTY_ROLE, role)
        elif all(person.placeholder for person in who):
            yield Gap(GapKind.PLACEHOLDER, role, tuple(person.id for person in who))


def _person_gaps(state: MapState, grade: str) -> Iterable[Gap]:
    found: dict[tuple[GapKind, str], list[str]] = {}
    for person in state.people.values():
        judgements = state.of(person.id)
        if person.placeholder or not judgements:
            continue
        latest = judgements[0]
        if latest.role and not is_met(state, person.id):
            found.setdefault((GapKind.NOT_COVERED, ""), []).append(person.id)
        if latest.attitude in ("non_supporter", "opponent"):
            found.setdefault((GapKind.AGAINST_US, latest.attitude), []).append(person.id)
        if is_stale(latest, state.day, grade):
            found.setdefault((GapKind.STALE, ""), []).append(person.id)
    return [Gap(kind, what, tuple(people)) for (kind, what), people in found.items()]


def _unmet(state: MapState, field: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    groups: dict[str, list[str]] = {}
    for person in state.people.values():
        value = getattr(person, field)
        if value:
            groups.setdefault(value, []).append(person.id)
    for value, people in groups.items():
        if not any(is_met(state, person) for person in people):
            yield value, tuple(people)
