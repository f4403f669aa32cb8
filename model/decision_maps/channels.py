"""The room between cards: rows of cards with gutters in them, and gaps between rows with what is drawn there."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, GAP_X, GAP_Y, Place

NARROWEST = 8
NEAREST = 2
TRACKS = 12


@dataclass(frozen=True)
class Row:
    """A band of cards, from top to bottom, and the x of every gutter through it, outermost ones included."""

    top: int
    bottom: int
    gutters: tuple[int, ...]

    def gutters_near(self, *targets: int) -> list[int]:
        """The few gutters nearest to each x, without repetition, from left to right."""
        found: set[int] = set()
        for target in targets:
            index = bisect_left(self.gutters, target)
            found.update(self.gutters[max(0, index - NEAREST) : index + NEAREST])
        return sorted(found)


def rows_of(places: Iterable[Place]) -> list[Row]:
    """Cards gathered into rows from top to bottom; cards that stand beside each other at any height share a row."""
    rows: list[list[Place]] = []
    bottom = 0
    for place in sorted(places, key=lambda card: (card.y, card.x)):
        if rows and place.y < bottom:
            rows[-1].append(place)
            bottom = max(bottom, place.y + CARD_HEIGHT)
        else:
            rows.append([place])
            bottom = place.y + CARD_HEIGHT
    return [_row(cards) for cards in rows]


def _row(cards: list[Place]) -> Row:
    edges = sorted(card.x for card in cards)
    gutters, right = [edges[0] - GAP_X], edges[0] + CARD_WIDTH
    for left in edges[1:]:
        if left - right >= NARROWEST:
            gutters.append((left + right) // 2)
        right = max(right, left + CARD_WIDTH)
    return Row(min(card.y for card in cards), max(card.y for card in cards) + CARD_HEIGHT, (*gutters, right + GAP_X))


def gaps_of(rows: list[Row]) -> list["Gap"]:
    """The gap over each row and the one below the last."""
    tops = [rows[0].top - GAP_Y, *(row.bottom for row in rows)]
    bottoms = [*(row.top for row in rows), rows[-1].bottom + GAP_Y]
    return [Gap(top, bottom) for top, bottom in zip(tops, bottoms, strict=True)]


def _is_free(track: list[tuple[int, int]], left: int, right: int) -> bool:
    return all(right <= start or left >= end for start, end in track)


@dataclass
class Gap:
    """The space between two rows: the upright strokes in its upper and its lower half and the level strokes."""

    top: int
    bottom: int
    upright: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    runs: tuple[list[list[tuple[int, int]]], list[list[tuple[int, int]]]] = field(default_factory=lambda: ([], []))

    def track(self, half: int, left: int, right: int) -> int:
        """Take the track of the upper (0) or lower (1) half nearest to its cards that is free; its y.

        Short runs come first, so that longer ones go round them.
        """
        tracks = self.runs[half]
        number = next((index for index, track in enumerate(tracks) if _is_free(track, left, right)), len(tracks))
        if number == len(tracks):
            tracks.append([])
        tracks[number].append((left, right))
        depth = (self.bottom - self.top) * (4 + min(number, TRACKS - 1)) // (2 * TRACKS + 10)
        return self.bottom - depth if half else self.top + depth

    def add_upright(self, x: int, top: int, bottom: int) -> None:
        """Note a stroke from top to bottom, wherever it passes through this gap."""
        middle = (self.top + self.bottom) // 2
        if top < middle and bottom > self.top:
            insort(self.upright[0], x)
        if top < self.bottom and bottom > middle:
            insort(self.upright[1], x)

    def add_level(self, left: int, right: int) -> None:
        """Note a stroke from left to right."""
        insort(self.starts, left)
        insort(self.ends, right)

    def before(self, half: int, x: int) -> int:
        """How many upright strokes in a half stand left of x."""
        return bisect_left(self.upright[half], x)

    def across(self, x: int) -> int:
        """How many level strokes lie over or under x."""
        return bisect_left(self.starts, x) - bisect_right(self.ends, x)
