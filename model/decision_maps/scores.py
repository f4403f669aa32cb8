"""How complete a map is: coverage across departments and down the levels, and one light with its reasons."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from model.decision_maps.ages import is_stale
from model.decision_maps.gaps import Gap, find_gaps, has_confirmed_decider, holders, is_met, wanted_roles
from model.decision_maps.graph import depths, tree_lines
from model.decision_maps.history import MapState

WEIGHTS: Final = {"roles": 30, "decider": 20, "judged": 20, "met": 15, "fresh": 15}
"""Ours: what each part gives to completeness, in percent."""
AMBER_FROM, GREEN_FROM = 50, 80
"""Ours: percent at which the light turns amber and green; never green without a confirmed decider."""


@dataclass(frozen=True)
class Share:
    """So many of so many; of nothing is None in percent."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """The share rounded to whole percent."""
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True)
class MapScores:
    """Coverage across departments (horizontal) and down the levels (vertical), completeness and its light."""

    horizontal: Share
    vertical: Share
    parts: dict[str, Share]
    completeness: int
    light: str
    gaps: tuple[Gap, ...]


def scores_of(state: MapState, grade: str, boss_project: bool = False) -> MapScores:
    """The scores of a map on its day; `light` is red, amber or green and the gaps are its reasons."""
    parts = _parts(state, grade, boss_project)
    points = sum(WEIGHTS[name] * Fraction(share.part, share.whole) for name, share in parts.items() if share.whole)
    completeness = int(points)
    light = "red" if completeness < AMBER_FROM else "amber"
    if completeness >= GREEN_FROM and has_confirmed_decider(state):
        light = "green"
    gaps = tuple(find_gaps(state, grade, boss_project))
    return MapScores(_horizontal(state), _vertical(state), parts, completeness, light, gaps)


def _parts(state: MapState, grade: str, boss_project: bool) -> dict[str, Share]:
    roles = wanted_roles(boss_project)
    filled = [role for role in roles if any(not person.placeholder for person in holders(state, role))]
    known = [person for person in state.people.values() if not person.placeholder]
    latest = [state.of(person.id)[0] for person in known if state.of(person.id)]
    with_role = [judgement for judgement in latest if judgement.role]
    judged = sum(bool(one.attitude) + bool(one.influence) + bool(one.coverage) for one in latest)
    return {
        "roles": Share(len(filled), len(roles)),
        "decider": Share(int(has_confirmed_decider(state)), 1),
        "judged": Share(judged, 3 * len(known)),
        "met": Share(sum(is_met(state, one.person) for one in with_role), len(with_role)),
        "fresh": Share(sum(not is_stale(one, state.day, grade) for one in latest), len(known)),
    }


def _horizontal(state: MapState) -> Share:
    departments = {person.department for person in state.people.values() if person.department}
    met = {person.department for person in state.people.values() if person.department and is_met(state, person.id)}
    return Share(len(met), len(departments))


def _vertical(state: MapState) -> Share:
    """By the level written on each contact; where none is, by the depth in the reporting lines."""
    people = list(state.people)
    level: dict[str, str] = {person: state.people[person].level for person in people}
    if not any(level.values()):
        lines, _ = tree_lines(people, state.lines.standing)
        level = {person: str(depth) for person, depth in depths(people, lines).items()}
    known = {value for value in level.values() if value}
    met = {level[person] for person in people if level[person] and is_met(state, person)}
    return Share(len(met), len(known))
