"""Which way a link takes: through which gaps between rows and which gutters between cards."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from model.decision_maps.channels import LOWER, UPPER, gaps_of, rows_of
from model.decision_maps.crossings import joined_strokes
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, PITCH_X, Place

Point = tuple[int, int]
Route = tuple[Point, ...]
PORT: Final = 14
"""How far beside the reporting line links begin and end at a card."""
LARGE: Final = 100
"""On a map of more people fewer ways are tried: it has to open quickly, and there is room in it."""
_CROSSING, _GAP = 1000, 20
_FAR = 1 << 40


@dataclass(frozen=True)
class Way:
    """A way downwards from one card to another, before links that share a gutter are set side by side.

    `xs` are where it leaves the upper card, each gutter it takes and where it reaches the lower card. Run number k is
    level, from `xs[k]` to `xs[k + 1]`, in gap number `gap + k`. `over` says that the way leaves the upper card by the
    upper edge, `under` that it reaches the lower card by the lower edge; `upper` and `lower` are the two cards.
    """

    upper: Place
    lower: Place
    gap: int
    xs: tuple[int, ...]
    over: bool
    under: bool

    @property
    def runs(self) -> range:
        """The numbers of its level runs."""
        return range(len(self.xs) - 1)

    def upward(self, run: int) -> tuple[bool, bool]:
        """Whether the way goes up from where a run begins, and from where it ends."""
        return run > 0 or not self.over, run == len(self.xs) - 2 and self.under

    def edges(self) -> tuple[int, int]:
        """The y where it leaves the upper and reaches the lower card."""
        return self.upper.y + (0 if self.over else CARD_HEIGHT), self.lower.y + (CARD_HEIGHT if self.under else 0)

    def onward(self, at: int) -> list[int]:
        """Where the way goes down from its upright stroke number `at`, nearest x first."""
        return [turned(self.xs[run], self.xs[run + 1], self.upward(run)) for run in range(at, len(self.xs) - 1)]

    def backward(self, at: int) -> list[int]:
        """The same upwards."""
        return [turned(self.xs[run + 1], self.xs[run], self.upward(run)) for run in range(at - 1, -1, -1)]


def turned(x: int, then: int, upward: tuple[bool, bool]) -> int:
    """The x by which links are put in order where they part at x; one that turns back keeps inside of the others."""
    return then if upward[0] != upward[1] else (_FAR if then > x else -_FAR) - then


class _Step(NamedTuple):
    """A way so far: its cost, its upright strokes, the latest first, and how it left the upper card."""

    cost: int
    came: tuple[int, ...]
    upward: bool
    over: bool
    start: int


class Canvas:
    """The cards in rows, the gaps between the rows, the reporting lines and every way laid so far."""

    def __init__(self, places: Iterable[Place], drawn: Iterable[Route]) -> None:
        cards = list(places)
        self.rows = rows_of(cards)
        self._tried = 2 if len(cards) <= LARGE else 1
        self.gaps = gaps_of(self.rows)
        self._tops = [row.top for row in self.rows]
        self._neighbours: dict[int, list[int]] = {}
        self._draw(drawn)

    def _draw(self, routes: Iterable[Route]) -> None:
        gap_tops = [gap.top for gap in self.gaps]
        level, upright = joined_strokes(routes)
        for x, top, bottom, _route in upright:
            first = max(0, bisect_right(gap_tops, top) - 1)
            for gap in self.gaps[first : bisect_right(gap_tops, bottom)]:
                gap.add_upright(x, top, bottom)
        for y, left, right, _route in level:
            self.gaps[max(0, bisect_right(gap_tops, y) - 1)].buses.add(left, right)
        for above, row, below in zip(self.gaps, self.rows, self.gaps[1:], strict=False):
            row.part_at(sorted({*above.upright[UPPER], *below.upright[LOWER]}))

    def row_of(self, place: Place) -> int:
        """The number of the row a card stands in."""
        return bisect_right(self._tops, place.y) - 1

    def join_neighbours(self, one: Place, other: Place) -> Route:
        """The short way between neighbours in a row, below the last one between the same two."""
        known = self._neighbours.setdefault(self.row_of(one), [])
        x = (one.x + other.x + CARD_WIDTH) // 2
        height = one.y + CARD_HEIGHT // 2 + PORT * min(known.count(x), 2)
        known.append(x)
        if one.x < other.x:
            return (one.x + CARD_WIDTH, height), (other.x, height)
        return (one.x, height), (other.x + CARD_WIDTH, height)

    def lay(self, upper: Place, lower: Place) -> Way:
        """Find the cheapest way from one card to a lower one and note it, so that later ones go round it."""
        step, under = self._cheapest(upper, lower)
        gap = self.row_of(upper) + (0 if step.over else 1)
        way = Way(upper, lower, gap, (step.start, *step.came[-2::-1]), step.over, under)
        for run in way.runs:
            self.gaps[gap + run].add(step.came[-1 - run :], way.xs[run : run + 2], way.upward(run))
        return way

    def _cheapest(self, upper: Place, lower: Place) -> tuple[_Step, bool]:
        """One sweep from the gap over the upper card to the gap under the lower one, by every gutter worth trying."""
        first, last = self.row_of(upper), self.row_of(lower)
        start, end = upper.x + CARD_WIDTH // 2, lower.x + CARD_WIDTH // 2
        ports = (end - PORT, end + PORT)
        steps = [_Step(0, (x,), False, True, x) for x in (start - PORT, start + PORT)]
        ended: list[tuple[_Step, bool]] = []
        for row in range(first, last + 1):
            targets = self.rows[row].gutters_near(self._tried, start, end)
            steps = self._onward(steps, row, (*targets, *ports) if row == last else targets, False)
            if row == last:
                ended = [(step, False) for step in steps[-2:]]
            steps = [self._through(row, step) for step in steps[: len(targets)]]
            if row == first:
                steps += [_Step(0, (x,), True, False, x) for x in (start - PORT, start + PORT)]
        ended += [(step, True) for step in self._onward(steps, last + 1, ports, True)]
        return min(ended, key=lambda found: found[0].cost)

    def _through(self, row: int, step: _Step) -> _Step:
        """The way once it has passed a row, dearer where it cut a line between neighbours."""
        cost = step.cost + _GAP
        if row in self._neighbours:
            x = step.came[0]
            cost += _CROSSING * sum(abs(line - x) < PITCH_X - CARD_WIDTH for line in self._neighbours[row])
        return _Step(cost, step.came, True, step.over, step.start)

    def _onward(self, steps: Sequence[_Step], index: int, targets: Sequence[int], up: bool) -> list[_Step]:
        """To each target the cheapest of the ways, carried on through one gap; `up` says that they end upwards."""
        gap = self.gaps[index]
        aims = gap.aims(targets)
        best = [(_FAR, 0)] * len(targets)
        dearest = _FAR
        for spent, number in sorted((step.cost, number) for number, step in enumerate(steps)):
            if spent > dearest:
                break  # every target is reached for less than it cost to come here
            came, upward = steps[number].came, steps[number].upward
            x = came[0]
            for at, crossed in enumerate(gap.crossed(came, aims, (upward, up))):
                cost = spent + abs(x - targets[at]) // 8 + _CROSSING * crossed
                if cost <= best[at][0] and (cost, number) < best[at]:
                    best[at] = cost, number
            dearest = max(best)[0]
        found = []
        for target, (cost, number) in zip(targets, best, strict=True):
            _cost, came, upward, over, start = steps[number]
            if not upward and not up:
                came = (turned(target, start, (False, False)),)
            found.append(_Step(cost, (target, *came), False, over, start))
        return found
