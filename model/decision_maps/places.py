"""The measures of a card and where cards stand, in pixels of the canvas, y downwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

CARD_WIDTH: Final = 192
CARD_HEIGHT: Final = 88
GAP_X: Final = 24
GAP_Y: Final = 72
PITCH_X: Final = CARD_WIDTH + GAP_X
PITCH_Y: Final = CARD_HEIGHT + GAP_Y


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The upper left corner of a card."""

    x: int
    y: int


def overlaps(one: Place, other: Place) -> bool:
    """Whether two cards cover a common point."""
    return abs(one.x - other.x) < CARD_WIDTH and abs(one.y - other.y) < CARD_HEIGHT


def bounds(places: Iterable[Place]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of all cards; four zeros where there is none."""
    known = list(places)
    if not known:
        return 0, 0, 0, 0
    return (
        min(place.x for place in known),
        min(place.y for place in known),
        max(place.x for place in known) + CARD_WIDTH,
        max(place.y for place in known) + CARD_HEIGHT,
    )


def free_shift(moving: Iterable[Place], standing: Iterable[Place]) -> int:
    """How far to the right (negative: left) a block of cards goes to be clear of the standing ones.

    The answer is the shortest distance; of two equally short ones the one to the right.
    """
    others = list(standing)
    closed = sorted(
        (other.x - card.x - PITCH_X, other.x - card.x + PITCH_X)
        for card in moving
        for other in others
        if abs(card.y - other.y) < CARD_HEIGHT
    )
    left = right = 0
    for start, end in closed:
        if start < right < end:
            right = end
    for start, end in sorted(closed, key=lambda span: -span[1]):
        if start < left < end:
            left = start
    return right if right <= -left else left
