"""How lines run between cards: reporting lines as a bus, the others through the gaps between cards."""

from collections.abc import Iterable, Mapping, Sequence

from model.decision_maps.crossings import count_crossings
from model.decision_maps.lanes import drawn_ways
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, GAP_X, GAP_Y, PITCH_X, PITCH_Y, Place
from model.decision_maps.ways import Canvas, Route, Way


def reporting_route(report: Place, manager: Place) -> Route:
    """From the manager's lower edge by way of a bus half way down the gap to the report's upper edge.

    To one who stands farther below, as in a column, it goes down at his left.
    """
    start = (manager.x + CARD_WIDTH // 2, manager.y + CARD_HEIGHT)
    end = (report.x + CARD_WIDTH // 2, report.y)
    if start[0] == end[0] and end[1] >= start[1]:
        return start, end
    if 2 * (report.y - manager.y) > 3 * PITCH_Y:
        side, bus, middle = report.x - GAP_X // 2, start[1] + GAP_Y // 2, report.y + CARD_HEIGHT // 2
        return start, (start[0], bus), (side, bus), (side, middle), (report.x, middle)
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
    found = dict(kept or {})
    buses = [reporting_route(places[report], places[manager]) for report, manager in lines]
    canvas = Canvas(places.values(), [*buses, *found.values()])

    def distance(index: int) -> int:
        one, other = (places[person] for person in links[index])
        return abs(one.x - other.x) + abs(one.y - other.y)

    ways: dict[int, Way] = {}
    for index in sorted(set(range(len(links))) - set(found), key=lambda index: (distance(index), index)):
        one, other = (places[person] for person in links[index])
        if one.y == other.y and abs(one.x - other.x) <= PITCH_X:
            found[index] = canvas.join_neighbours(one, other)
        else:
            ways[index] = canvas.lay(*sorted((one, other), key=canvas.row_of))
    for index, route in drawn_ways(ways, canvas.rows, canvas.gaps).items():
        found[index] = route if ways[index].upper == places[links[index][0]] else route[::-1]
    return [found[index] for index in range(len(links))]


def crossings_of(
    places: Mapping[str, Place], lines: Sequence[tuple[str, str]], links: Sequence[tuple[str, str]]
) -> int:
    """How often the links, drawn, cross each other or a reporting line."""
    buses = [reporting_route(places[report], places[manager]) for report, manager in lines]
    return count_crossings(buses, link_routes(places, lines, links))
