"""Where links run that share a gutter, a card's edge or a gap: side by side, in the order that crosses least."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.decision_maps.channels import LOWER, UPPER, Gap, Row
from model.decision_maps.places import CARD_WIDTH
from model.decision_maps.ways import PORT, Route, Way

_LANE = 5
_MARGIN = 6
_TRACKS = 13


@dataclass(eq=False)
class _Run:
    """A level run with its lanes known: number `number` of link `link`, from `start` to `end`.

    `upward` says whether the link goes up from each of the two, `tree` how many reporting lines are crossed in the
    upper and in the lower half of the gap.
    """

    link: int
    number: int
    start: int
    end: int
    upward: tuple[bool, bool]
    tree: tuple[int, int]
    track: int = 0

    def __post_init__(self) -> None:
        self.left, self.right = min(self.start, self.end), max(self.start, self.end)
        ends = list(zip((self.start, self.end), self.upward, strict=True))
        self.tops = [x for x, up in ends if up]
        self.bottoms = [x for x, up in ends if not up]


def drawn_ways(ways: Mapping[int, Way], rows: Sequence[Row], gaps: Sequence[Gap]) -> dict[int, Route]:
    """The strokes of each way from its upper to its lower card."""
    xs = _lanes(ways, rows)
    tracks = _tracks(ways, xs, gaps)
    found: dict[int, Route] = {}
    for link, way in ways.items():
        top, bottom = way.edges()
        points = [(xs[link][0], top)]
        for run in way.runs:
            points += [(xs[link][run], tracks[link, run]), (xs[link][run + 1], tracks[link, run])]
        points.append((xs[link][-1], bottom))
        found[link] = tuple(point for index, point in enumerate(points) if index == 0 or point != points[index - 1])
    return found


def _lanes(ways: Mapping[int, Way], rows: Sequence[Row]) -> dict[int, list[int]]:
    """Every upright stroke's own x: beside the others of its gutter, or of its side of a card."""
    gutters: dict[tuple[int, int], list[tuple[list[int], int, int]]] = defaultdict(list)
    ports: dict[tuple[int, int, int], list[tuple[list[int], int, int]]] = defaultdict(list)
    for link, way in ways.items():
        last = len(way.xs) - 1
        for at in range(1, last):
            gutters[way.gap + at - 1, way.xs[at]].append((way.onward(at), link, at))
        top, bottom = way.edges()
        ports[way.upper.x, way.xs[0], top].append((way.onward(0), link, 0))
        ports[way.lower.x, way.xs[-1], bottom].append((way.backward(last), link, last))
    found = {link: list(way.xs) for link, way in ways.items()}
    for (row, x), members in gutters.items():
        reach, gaps = rows[row].reach[x], max(1, len(members) - 1)
        width = min(_LANE * gaps, 2 * reach)
        for index, (_key, link, at) in enumerate(sorted(members)):
            found[link][at] = x + (width * (2 * index - gaps) // (2 * gaps) if len(members) > 1 else 0)
    for (card, x, _edge), members in ports.items():
        right = x > card + CARD_WIDTH // 2
        step = min(PORT, (CARD_WIDTH // 2 - PORT - _MARGIN) // max(1, len(members) - 1))
        for index, (_key, link, at) in enumerate(sorted(members)):
            found[link][at] = x + step * (index if right else index + 1 - len(members))
    return found


def _tracks(
    ways: Mapping[int, Way], xs: Mapping[int, Sequence[int]], gaps: Sequence[Gap]
) -> dict[tuple[int, int], int]:
    """The y of every level run."""
    shared: dict[int, list[_Run]] = defaultdict(list)
    for link, way in ways.items():
        for run in way.runs:
            start, end = xs[link][run : run + 2]
            upward, gap = way.upward(run), way.gap + run
            shared[gap].append(_Run(link, run, start, end, upward, gaps[gap].tree_costs(start, end, upward)))
    found: dict[tuple[int, int], int] = {}
    for index, runs in shared.items():
        top, bottom = gaps[index].top, gaps[index].bottom
        upper, lower = _stacked(runs)
        for half, part in ((UPPER, upper), (LOWER, lower[::-1])):
            most = _number_tracks(part)
            for one in part:
                depth = (bottom - top) // 9 + one.track * ((bottom - top) * 13 // 36) // max(_TRACKS, most)
                found[one.link, one.number] = bottom - depth if half == LOWER else top + depth
    return found


def _number_tracks(part: Sequence[_Run]) -> int:
    """Give runs that lie over each other tracks of their own, as few as there can be; the number of the last."""
    for number, one in enumerate(part):
        below = [other.track for other in part[:number] if other.left <= one.right and one.left <= other.right]
        one.track = max(below, default=-1) + 1
    return max((one.track for one in part), default=0)


def _stacked(runs: Sequence[_Run]) -> tuple[list[_Run], list[_Run]]:
    """The runs of the upper and of the lower half of a gap, from top to bottom.

    The shortest come first; each goes where it crosses the fewest runs and reporting lines.
    """
    halves: tuple[list[_Run], list[_Run]] = ([], [])
    for run in sorted(runs, key=lambda one: one.right - one.left):
        crossed = sum(_crossings(run, other) for half in halves for other in half)
        found = []
        for half in (UPPER, LOWER):
            for at in range(len(halves[half]) + 1):
                found.append((crossed + run.tree[half], half if run.upward[0] else 1 - half, half, at))
                if at < len(halves[half]):
                    other = halves[half][at]
                    crossed += _crossings(other, run) - _crossings(run, other)
        _cost, _preferred, half, at = min(found)
        halves[half].insert(at, run)
    return halves


def _crossings(upper: _Run, lower: _Run) -> int:
    """How often two runs cross where the first lies over the second."""
    if upper.right <= lower.left or lower.right <= upper.left:
        return 0
    count = 0
    for x in upper.bottoms:
        count += lower.left < x < lower.right
    for x in lower.tops:
        count += upper.left < x < upper.right
    return count
