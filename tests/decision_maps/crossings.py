"""Counts how often drawn lines cross, from the drawn strokes and nothing else."""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def strokes_of(routes: Sequence[Sequence[Point]]) -> set[tuple[Point, Point, int]]:
    """The strokes of each route, with the number of the route."""
    return {(min(a, b), max(a, b), number) for number, route in enumerate(routes) for a, b in pairwise(route)}


def crossings(buses: Sequence[Sequence[Point]], links: Sequence[Sequence[Point]]) -> int:
    """Points where a link crosses a reporting line or another link; a bus shared by siblings is one line."""
    shared = {(a, b) for a, b, _ in strokes_of(buses)}
    drawn = [(a, b, number) for a, b, number in strokes_of(links)]
    found = {
        (point, number) for a, b, number in drawn for c, d in shared if (point := _crossing(a, b, c, d)) is not None
    }
    pairs = sum(
        _crossing(a, b, c, d) is not None
        for index, (a, b, one) in enumerate(drawn)
        for c, d, other in drawn[:index]
        if one != other
    )
    return len(found) + pairs


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return None
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return None
    here, there = _side(a, b, c), _side(a, b, d)
    left, right = _side(c, d, a), _side(c, d, b)
    if here * there >= 0 or left * right >= 0:
        return None
    part = left / (left - right)
    return round(a[0] + part * (b[0] - a[0]), 3), round(a[1] + part * (b[1] - a[1]), 3)


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
