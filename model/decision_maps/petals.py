"""The plum-petal view (梅花瓣): six petals round the customer, people on the petals of their roles."""

import math
from dataclasses import dataclass
from typing import Final

from model.decision_maps.ages import is_stale
from model.decision_maps.gaps import ROLES, holders, wanted_roles
from model.decision_maps.history import MapState

CENTRE_RADIUS: Final = 92
PETAL_LENGTH: Final = 300
PETAL_WIDTH: Final = 264
CHIP_WIDTH: Final = 148
CHIP_HEIGHT: Final = 40
CHIP_PITCH: Final = 48
SHOWN: Final = 4
"""People drawn on a petal; the rest are counted."""


@dataclass(frozen=True)
class Seat:
    """A person on a petal; x, y is the middle of the chip, from the middle of the flower, y downwards."""

    person: str
    x: float
    y: float


@dataclass(frozen=True)
class Petal:
    """One role: `state` is held, stale, assumed (only a placeholder, or nobody confirmed) or empty; `angle` in degrees
    clockwise from the top; x, y its middle; `more` people did not fit."""

    role: str
    angle: float
    x: float
    y: float
    state: str
    wanted: bool
    seats: tuple[Seat, ...]
    more: int


def petals_of(state: MapState, grade: str, boss_project: bool = False) -> tuple[Petal, ...]:
    """The six petals in the order of the roles, clockwise from the top; who has several roles sits on several."""
    wanted = wanted_roles(boss_project)
    return tuple(
        _petal(state, role, 360 * number / len(ROLES), grade, role in wanted) for number, role in enumerate(ROLES)
    )


def _petal(state: MapState, role: str, angle: float, grade: str, wanted: bool) -> Petal:
    distance = CENTRE_RADIUS + PETAL_LENGTH / 2
    x = distance * math.sin(math.radians(angle))
    y = -distance * math.cos(math.radians(angle))
    who = sorted(holders(state, role), key=lambda person: (person.placeholder, person.name, person.id))
    shown = who[: SHOWN if len(who) <= SHOWN else SHOWN - 1]
    top = y - CHIP_PITCH * (len(shown) - 1) / 2
    seats = tuple(Seat(person.id, x, top + CHIP_PITCH * number) for number, person in enumerate(shown))
    return Petal(role, angle, x, y, petal_state(state, role, grade), wanted, seats, len(who) - len(shown))


def petal_state(state: MapState, role: str, grade: str) -> str:
    """held, stale, assumed or empty: an empty or stale petal glows and offers the next step."""
    found = [
        judgement
        for person in holders(state, role)
        if not person.placeholder
        for judgement in state.of(person.id)
        if judgement.role == role
    ]
    if not found:
        return "assumed" if holders(state, role) else "empty"
    if all(is_stale(judgement, state.day, grade) for judgement in found):
        return "stale"
    return "held" if any(judgement.evidence == "confirmed" for judgement in found) else "assumed"
