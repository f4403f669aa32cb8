"""The room between cards: rows of cards with gutters in them, and gaps between rows with what is drawn there."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, GAP_X, GAP_Y, Place

NARROWEST = 8
REACH = 14
UPPER, LOWER = 0, 1

Aim = tuple[int, int, int, int, int, int, int]
"""A target, the upright lines left of it and not right of it in either half, the buses and the turned links over it."""


@dataclass
class Row:
    """A band of cards, from top to bottom, and its gutters: the x of each, outermost ones included, and its reach."""

    top: int
    bottom: int
    gutters: list[int]
    reach: dict[int, int]

    def gutters_near(self, count: int, *targets: int) -> list[int]:
        """On either side of each x so many gutters, and the two outermost ones, each once, from left to right."""
        found = {self.gutters[0], self.gutters[-1]}
        for target in targets:
            index = bisect_left(self.gutters, target)
            found.update(self.gutters[max(0, index - count) : index + count])
        return sorted(found)

    def part_at(self, uprights: Sequence[int]) -> None:
        """Where an upright line would run into a gutter, make it two, one on either side of the line."""
        found: dict[int, int] = {}
        for gutter in self.gutters:
            reach = self.reach[gutter]
            left, right = gutter - reach, gutter + reach
            met = bisect_left(uprights, left)
            parts = [(left, right)]
            if met < len(uprights) and uprights[met] <= right:
                parts = [
                    part for part in ((left, uprights[met]), (uprights[met], right)) if part[1] - part[0] >= NARROWEST
                ]
            for one, other in parts:
                found[(one + other) // 2] = (other - one) // 2 - (0 if (one, other) == (left, right) else 2)
        self.gutters, self.reach = sorted(found), found


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
    found, right = {edges[0] - GAP_X: REACH}, edges[0] + CARD_WIDTH
    for left in edges[1:]:
        if left - right >= NARROWEST:
            found[(left + right) // 2] = min(REACH, (left - right) // 2 - 2)
        right = max(right, left + CARD_WIDTH)
    found[right + GAP_X] = REACH
    return Row(min(card.y for card in cards), max(card.y for card in cards) + CARD_HEIGHT, sorted(found), found)


def gaps_of(rows: list[Row]) -> list["Gap"]:
    """The gap over each row and the one below the last."""
    tops = [rows[0].top - GAP_Y, *(row.bottom for row in rows)]
    bottoms = [*(row.top for row in rows), rows[-1].bottom + GAP_Y]
    return [Gap(top, bottom) for top, bottom in zip(tops, bottoms, strict=True)]


class Gap:
    """The space between two rows: the reporting lines in it, level ones half way down, and the links laid through."""

    def __init__(self, top: int, bottom: int) -> None:
        self.top, self.bottom = top, bottom
        self.upright: tuple[list[int], list[int]] = ([], [])
        self.buses = Spans()
        self._known: dict[int, tuple[int, int, int, int, int]] = {}
        self._came: list[tuple[int, ...]] = []
        self._then: list[int] = []
        self._turns = Spans(), Spans()
        self._ends: tuple[list[int], list[int]] = ([], [])

    def add_upright(self, x: int, top: int, bottom: int) -> None:
        """Note a reporting line from top to bottom, wherever it passes through this gap."""
        middle = (self.top + self.bottom) // 2
        if top < middle and bottom > self.top:
            insort(self.upright[UPPER], x)
        if top < self.bottom and bottom > middle:
            insort(self.upright[LOWER], x)

    def tree_costs(self, x: int, target: int, upward: tuple[bool, bool]) -> tuple[int, int]:
        """How many reporting lines a run from x to target crosses in the upper and in the lower half.

        `upward` says whether its link goes up from x, and up from the target.
        """
        here, there = self._at(x), self._at(target)
        left, right = (here, there) if x < target else (there, here)
        upper, lower = max(0, right[0] - left[1]), max(0, right[2] - left[3])
        for up, (_, _, _, _, over) in zip(upward, (here, there), strict=True):
            if up:
                lower += over
            else:
                upper += over
        return upper, lower

    def _at(self, x: int) -> tuple[int, int, int, int, int]:
        """How many upright lines stand left of x, and not right of it, in either half; how many buses go over it."""
        found = self._known.get(x)
        if found is None:
            upper, lower = self.upright
            found = self._known[x] = (
                bisect_left(upper, x),
                bisect_right(upper, x),
                bisect_left(lower, x),
                bisect_right(lower, x),
                self.buses.over(x),
            )
        return found

    def add(self, came: tuple[int, ...], ends: tuple[int, ...], upward: tuple[bool, bool]) -> None:
        """Note a link that comes by `came`, nearest x first, and runs from one end to the other."""
        for x, up in zip(ends, upward, strict=True):
            insort(self._ends[UPPER if up else LOWER], x)
        if upward[0] != upward[1]:
            at = bisect_left(self._came, came)
            self._came.insert(at, came)
            self._then.insert(at, ends[1])
        else:
            self._turns[UPPER if upward[0] else LOWER].add(min(ends), max(ends))

    def aims(self, targets: Sequence[int]) -> list[Aim]:
        """What a way through this gap meets at each target, whichever way it comes."""
        below = self._turns[LOWER]
        return [(target, *self._at(target), below.over(target)) for target in targets]

    def crossed(self, came: tuple[int, ...], aims: Sequence[Aim], upward: tuple[bool, bool]) -> list[int]:
        """How many lines one must cross that comes by `came` and leaves at each target.

        Links that share an x are beside each other there, in the order in which they came.
        """
        x = came[0]
        if upward[0] == upward[1]:
            ends = self._ends[UPPER if upward[0] else LOWER]
            return [min(self.tree_costs(x, aim[0], upward)) + between(ends, x, aim[0]) for aim in aims]
        split = bisect_left(self._came, came)
        left, right = sorted(self._then[:split]), sorted(self._then[bisect_right(self._came, came, split) :])
        base = split + self._turns[UPPER].over(x)
        left_upper, upper_right, left_lower, lower_right, here = self._at(x)
        found = []
        for target, one, two, three, four, there, turned in aims:
            if x < target:
                upper, lower = one - upper_right + there, three - lower_right + here
            elif x > target:
                upper, lower = left_upper - two + there, left_lower - four + here
            else:
                upper = lower = here
            tree = upper if upper < lower else lower
            found.append(base + tree - bisect_right(left, target) + bisect_left(right, target) + turned)
        return found


def between(ordered: list[int], one: int, other: int) -> int:
    """How many of the numbers, which are in order, lie strictly between two."""
    if one > other:
        one, other = other, one
    return max(0, bisect_left(ordered, other) - bisect_right(ordered, one))


class Spans:
    """Level strokes, to be asked how many lie over an x."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, left: int, right: int) -> None:
        """Note a stroke."""
        insort(self._starts, left)
        insort(self._ends, right)

    def over(self, x: int) -> int:
        """How many strokes go on to both sides of x."""
        return bisect_left(self._starts, x) - bisect_right(self._ends, x)
