"""How lines run between cards: reporting lines as a bus, the others through the gaps between cards."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from model.decision_maps.channels import gaps_of, rows_of
from model.decision_maps.crossings import count_crossings
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, GAP_Y, PITCH_X, Place

Point = tuple[int, int]
Route = tuple[Point, ...]
_PORT = 14
_CROSSING, _GAP = 1000, 20
_UPPER, _LOWER = 0, 1


def reporting_route(report: Place, manager: Place) -> Route:
    """From the manager's lower edge by way of a bus half way down the gap to the report's upper edge."""
    start = (manager.x + CARD_WIDTH // 2, manager.y + CARD_HEIGHT)
    end = (report.x + CARD_WIDTH // 2, report.y)
    if start[0] == end[0] and end[1] >= start[1]:
        return start, end
    bus = end[1] - GAP_Y // 2
    return start, (start[0], bus), (end[0], bus), end


def link_routes(
    places: Mapping[str, Place],
    lines: Iterable[tuple[str, str]],
    links: Sequence[tuple[str, str]],
    kept: Mapping[int, Route] | None = None,
) -> list[Route]:
    """A way for each link from its first to its second person, past the cards and across few lines.

    `lines` are the (report, manager) lines drawn as buses. Links are laid one after another, short ones first, each
    the cheapest way past what is already drawn; those `kept` by their number stay as they are. The answer is in the
    order of `links`.
    """
    if not links:
        return []
    canvas = _Canvas(places)
    for report, manager in lines:
        canvas.draw(reporting_route(places[report], places[manager]))
    found = dict(kept or {})
    for route in found.values():
        canvas.draw(route)

    def distance(index: int) -> int:
        one, other = (places[person] for person in links[index])
        return abs(one.x - other.x) + abs(one.y - other.y)

    for index in sorted(range(len(links)), key=distance):
        if index not in found:
            found[index] = canvas.lay(*links[index], index)
    return [found[index] for index in range(len(links))]


def crossings_of(
    places: Mapping[str, Place], lines: Sequence[tuple[str, str]], links: Sequence[tuple[str, str]]
) -> int:
    """How often the links, drawn, cross each other or a reporting line."""
    buses = [reporting_route(places[report], places[manager]) for report, manager in lines]
    return count_crossings(buses, link_routes(places, lines, links))


@dataclass
class _Way:
    """A way so far: what it costs, where it left, and gap by gap (gap, half, from x, to x) of its level runs."""

    cost: int
    x: int
    half: int
    start: Point
    runs: tuple[tuple[int, int, int, int], ...] = ()


class _Canvas:
    """The cards in rows, the gaps between the rows, and every stroke already drawn."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._rows = rows_of(places.values())
        self._gaps = gaps_of(self._rows)
        self._tops = [row.top for row in self._rows]
        self._gap_tops = [gap.top for gap in self._gaps]
        self._taken: set[tuple[int, int, int, bool]] = set()
        self._ports: dict[Point, int] = {}
        self._beside: dict[int, list[int]] = {}

    def draw(self, route: Route) -> None:
        """Note the strokes of a route; one that is already there, such as a shared bus, counts once."""
        for (x1, y1), (x2, y2) in pairwise(route):
            upright = x1 == x2
            stroke = (x1, min(y1, y2), max(y1, y2), True) if upright else (y1, min(x1, x2), max(x1, x2), False)
            if stroke in self._taken:
                continue
            self._taken.add(stroke)
            first = max(0, bisect_right(self._gap_tops, min(y1, y2)) - 1)
            if upright:
                for gap in self._gaps[first : bisect_right(self._gap_tops, stroke[2])]:
                    gap.add_upright(stroke[0], stroke[1], stroke[2])
            else:
                self._gaps[first].add_level(stroke[1], stroke[2])

    def lay(self, one: str, other: str, number: int) -> Route:
        """Find the cheapest way for a link, draw it and return it from the first person to the second."""
        start, end = self._places[one], self._places[other]
        if start.y == end.y and abs(start.x - end.x) <= PITCH_X:
            route = _beside(start, end)
            self._beside.setdefault(self._row_of(start), []).append((route[0][0] + route[1][0]) // 2)
            return route
        turned = self._row_of(start) > self._row_of(end)
        route = self._cheapest(*((end, start) if turned else (start, end)), number)
        self.draw(route)
        return route[::-1] if turned else route

    def _row_of(self, place: Place) -> int:
        return bisect_right(self._tops, place.y) - 1

    def _port(self, place: Place, below: bool) -> Point:
        """The next free end for a link on the upper or lower edge of a card, beside the reporting line's."""
        edge = (place.x + CARD_WIDTH // 2, place.y + (CARD_HEIGHT if below else 0))
        used = self._ports.get(edge, 0)
        offset = min(CARD_WIDTH // 2 - _PORT, _PORT * (used // 2 + 1))
        return edge[0] + (offset if used % 2 else -offset), edge[1]

    def _cheapest(self, upper: Place, lower: Place, number: int) -> Route:
        """One sweep from the gap over the upper card to the gap under the lower one, by every gutter worth trying."""
        first, last = self._row_of(upper), self._row_of(lower)
        above, below = self._port(lower, False), self._port(lower, True)
        ways = [_Way(0, (port := self._port(upper, False))[0], _LOWER, port)]
        ended: list[tuple[_Way, Point]] = []
        jog = 2 * (number % 7 - 3)
        for row in range(first, last + 1):
            if row == last:
                ended.append((self._best(ways, row, above[0], _LOWER, _LOWER), above))
            targets = [x + jog for x in self._rows[row].gutters_near(upper.x + CARD_WIDTH // 2, below[0])]
            ways = [self._through(row, self._best(ways, row, target, _LOWER, _UPPER)) for target in targets]
            if row == first:
                port = self._port(upper, True)
                ways.append(_Way(0, port[0], _UPPER, port))
        ended.append((self._best(ways, last + 1, below[0], _UPPER, _UPPER), below))
        way, end = min(ended, key=lambda found: found[0].cost)
        for x, y in ((upper.x, way.start[1]), (lower.x, end[1])):
            edge = (x + CARD_WIDTH // 2, y)
            self._ports[edge] = self._ports.get(edge, 0) + 1
        return self._points(way, end)

    def _through(self, row: int, way: _Way) -> _Way:
        """The way once it has passed a row, dearer where it cut a line between neighbours."""
        way.cost += _GAP
        if row in self._beside:
            way.cost += _CROSSING * sum(abs(x - way.x) < PITCH_X - CARD_WIDTH for x in self._beside[row])
        return way

    def _best(self, ways: Sequence[_Way], index: int, target: int, arrive: int, then: int) -> _Way:
        """The cheapest of the ways carried on through one gap to x = target in the half `arrive`."""
        gap = self._gaps[index]
        before = gap.before(_UPPER, target), gap.before(_LOWER, target)
        over = gap.across(target)
        found: list[tuple[int, int, int]] = []
        for number, way in enumerate(ways):
            cost = way.cost + abs(way.x - target) // 8
            half = arrive
            if way.half == arrive:
                cost += _CROSSING * abs(gap.before(arrive, way.x) - before[arrive])
            else:
                early = abs(gap.before(arrive, way.x) - before[arrive]) + gap.across(way.x)
                late = abs(gap.before(way.half, way.x) - before[way.half]) + over
                half = arrive if early < late else way.half
                cost += _CROSSING * min(early, late)
            found.append((cost, number, half))
        cost, number, half = min(found)
        way = ways[number]
        return _Way(cost, target, then, way.start, (*way.runs, (index, half, way.x, target)))

    def _points(self, way: _Way, end: Point) -> Route:
        points = [way.start]
        for index, half, x, target in way.runs:
            y = self._gaps[index].track(half, min(x, target), max(x, target))
            points += [(x, y), (target, y)]
        points.append(end)
        return tuple(point for index, point in enumerate(points) if index == 0 or point != points[index - 1])


def _beside(start: Place, end: Place) -> Route:
    """The short way between neighbours in a row."""
    height = start.y + CARD_HEIGHT // 2
    if start.x < end.x:
        return (start.x + CARD_WIDTH, height), (end.x, height)
    return (start.x, height), (end.x + CARD_WIDTH, height)
