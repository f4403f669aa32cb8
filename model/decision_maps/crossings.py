"""How often drawn lines cross."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[int, int]
_Stroke = tuple[int, int, int, int]


def count_crossings(buses: Iterable[Sequence[Point]], links: Sequence[Sequence[Point]]) -> int:
    """Points where a link crosses a reporting line or another link.

    All strokes are upright or level. A bus that siblings share is one line, and strokes that merely touch do not cross.
    """
    level, upright = joined_strokes(buses)
    own_level: set[_Stroke] = set()
    own_upright: set[_Stroke] = set()
    for number, route in enumerate(links):
        _sort(route, number, own_level, own_upright)
    return _meetings(own_level, upright | own_upright) + _meetings(own_upright, level)


def joined_strokes(routes: Iterable[Sequence[Point]]) -> tuple[set[_Stroke], set[_Stroke]]:
    """The level and the upright strokes of routes as (where, from, to, -1), with those that overlap made one."""
    level: set[_Stroke] = set()
    upright: set[_Stroke] = set()
    for route in routes:
        _sort(route, -1, level, upright)
    return _joined(level), _joined(upright)


def _sort(route: Sequence[Point], number: int, level: set[_Stroke], upright: set[_Stroke]) -> None:
    """Put strokes as (where, from, to, route) with the level ones or the upright ones."""
    for (x1, y1), (x2, y2) in pairwise(route):
        if x1 == x2:
            upright.add((x1, min(y1, y2), max(y1, y2), number))
        else:
            level.add((y1, min(x1, x2), max(x1, x2), number))


def _joined(strokes: set[_Stroke]) -> set[_Stroke]:
    """Strokes of buses with those that overlap made one: siblings draw the same bus, each as far as he needs."""
    found: list[_Stroke] = []
    for y, start, end, number in sorted(strokes):
        if found and found[-1][0] == y and start < found[-1][2]:
            found[-1] = (y, found[-1][1], max(end, found[-1][2]), number)
        else:
            found.append((y, start, end, number))
    return set(found)


def _meetings(strokes: set[_Stroke], others: set[_Stroke]) -> int:
    """How often strokes of one direction cross those of the other direction and of another route."""
    across = sorted(others)
    wheres = [stroke[0] for stroke in across]
    found = 0
    for where, start, end, number in strokes:
        for at, first, last, other in across[bisect_right(wheres, start) : bisect_left(wheres, end)]:
            found += first < where < last and other != number and start < at < end
    return found
