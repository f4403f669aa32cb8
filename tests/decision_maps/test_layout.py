"""The layout: tidy, stable, without overlaps, and with few crossings."""

from itertools import combinations, pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.decision_maps.aligning import WAYS, aligned
from model.decision_maps.crossings import count_crossings
from model.decision_maps.layout import INDENT, WIDE, arrange
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, PITCH_X, PITCH_Y, Place, bounds, free_shift, overlaps
from model.decision_maps.routes import crossings_of, link_routes, reporting_route
from tests.decision_maps.charts import SHAPES, SIZES, Chart, chart_of, held_out
from tests.decision_maps.crossings import crossings
from tests.decision_maps.dot_counts import HELD_OUT, REAL


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A forest of up to 40 people with a few cross-links."""
    size = draw(st.integers(1, 40))
    people = tuple(f"p{number}" for number in range(size))
    bosses = [draw(st.integers(-1, number - 1)) for number in range(size)]
    lines = tuple((people[number], people[boss]) for number, boss in enumerate(bosses) if boss >= 0)
    pair = st.tuples(st.sampled_from(people), st.sampled_from(people)).filter(lambda link: link[0] != link[1])
    links = tuple(draw(st.lists(pair, max_size=8, unique=True))) if size > 1 else ()
    return Chart(people, lines, links)


def no_overlap(places: dict[str, Place]) -> bool:
    return not any(overlaps(one, other) for one, other in combinations(places.values(), 2))


@given(charts())
@settings(max_examples=50, deadline=None)
def test_no_two_cards_overlap_and_reports_stand_in_the_row_or_a_column_below_their_manager(chart: Chart) -> None:
    places = arrange(chart.people, chart.lines, chart.links)
    assert no_overlap(places)
    manager = dict(chart.lines)
    spots = {(boss, places[report]) for report, boss in chart.lines}
    for report, boss in chart.lines:
        place = places[report]
        if place.y != places[boss].y + PITCH_Y:
            assert len(chart.people) > WIDE
            assert report not in manager.values()
            assert (boss, Place(place.x, place.y - PITCH_Y)) in spots


@given(charts(), st.data())
@settings(max_examples=50, deadline=None)
def test_a_newcomer_moves_nobody_and_overlaps_nobody(chart: Chart, data: st.DataObject) -> None:
    before = arrange(chart.people, chart.lines, chart.links)
    boss = data.draw(st.sampled_from(chart.people))
    after = arrange((*chart.people, "new"), (*chart.lines, ("new", boss)), chart.links, before)
    assert {person: after[person] for person in chart.people} == before
    assert no_overlap(after)


@given(charts(), st.data())
@settings(max_examples=40, deadline=None)
def test_who_leaves_moves_nobody_else(chart: Chart, data: st.DataObject) -> None:
    before = arrange(chart.people, chart.lines, chart.links)
    gone = data.draw(st.sampled_from(chart.people))
    people = [person for person in chart.people if person != gone]
    lines = [line for line in chart.lines if gone not in line]
    links = [link for link in chart.links if gone not in link]
    after = arrange(people, lines, links, before)
    assert after == {person: before[person] for person in people}


@given(charts(), st.data())
@settings(max_examples=40, deadline=None)
def test_only_the_subtree_that_is_moved_changes_place(chart: Chart, data: st.DataObject) -> None:
    before = arrange(chart.people, chart.lines, chart.links)
    moved = data.draw(st.sampled_from(chart.people))
    subtree = [moved]
    for person in subtree:
        subtree.extend(report for report, boss in chart.lines if boss == person)
    others = [person for person in chart.people if person not in subtree]
    lines = [line for line in chart.lines if line[0] != moved]
    if others:
        lines.append((moved, data.draw(st.sampled_from(others))))
    kept = {person: before[person] for person in others}
    after = arrange(chart.people, lines, chart.links, kept)
    assert {person: after[person] for person in others} == kept
    assert no_overlap(after)


@given(charts(), st.data())
@settings(max_examples=40, deadline=None)
def test_hand_placed_people_stay_where_they_were_put(chart: Chart, data: st.DataObject) -> None:
    hand = data.draw(st.dictionaries(st.sampled_from(chart.people), st.integers(0, 30), max_size=4))
    placed = {person: Place(spot * PITCH_X, spot * 40) for person, spot in hand.items()}
    after = arrange(chart.people, chart.lines, chart.links, placed)
    assert {person: after[person] for person in placed} == placed
    clear = {person: place for person, place in after.items() if person not in placed}
    assert no_overlap(clear)
    assert not any(overlaps(one, other) for one in clear.values() for other in placed.values())


def test_on_a_large_map_those_who_lead_nobody_stand_in_columns() -> None:
    staff = [f"p{number}" for number in range(8)]
    people = ["boss", "deputy", *staff, *(f"q{number}" for number in range(WIDE))]
    places = arrange(people, [("deputy", "boss"), *((person, "deputy") for person in staff)])
    columns = sorted({places[person].x for person in staff})
    assert [places[person].y for person in staff] == [320 + 160 * row for row in range(4)] * 2
    assert columns[1] - columns[0] == PITCH_X + INDENT
    side = reporting_route(places[staff[1]], places["deputy"])
    assert side[-2:] == ((columns[0] - 12, 524), (columns[0], 524))
    assert len(reporting_route(places[staff[0]], places["deputy"])) == 4


def test_a_newcomer_stands_under_the_column_unless_somebody_is_there() -> None:
    places = {"boss": Place(0, 0), "a": Place(24, 160), "b": Place(24, 320), "c": Place(600, 0)}
    lines = [("a", "boss"), ("b", "boss"), ("new", "boss")]
    assert arrange([*places, "new"], lines, placed=places)["new"] == Place(24, 480)
    places["c"] = Place(100, 500)
    after = arrange([*places, "new"], lines, placed=places)["new"]
    assert after.y == 160
    assert after.x == 24 - PITCH_X
    below = arrange([*places, "new", "own"], [*lines, ("own", "new")], placed=places)
    assert below["own"].y == 320


def test_the_same_map_is_always_laid_out_alike() -> None:
    chart = chart_of(60)
    assert arrange(chart.people, chart.lines, chart.links) == arrange(chart.people, chart.lines, chart.links)


def test_a_chain_a_row_and_a_forest_stand_as_drawn_by_hand() -> None:
    chain = arrange(["a", "b", "c"], [("b", "a"), ("c", "b")])
    assert chain == {"a": Place(0, 0), "b": Place(0, 160), "c": Place(0, 320)}
    row = arrange(["a", "b", "c"], [("b", "a"), ("c", "a")])
    assert row == {"a": Place(108, 0), "b": Place(0, 160), "c": Place(216, 160)}
    forest = arrange(["a", "b", "c"], [("c", "b")])
    assert forest == {"a": Place(0, 0), "b": Place(216, 0), "c": Place(216, 160)}
    assert arrange([], []) == {}


def test_a_tree_of_its_own_is_set_to_the_right_of_what_stands() -> None:
    after = arrange(["a", "b", "c"], [("c", "b")], placed={"a": Place(40, 40)})
    assert after["a"] == Place(40, 40)
    assert after["b"].x > 40 + CARD_WIDTH
    assert after["c"] == Place(after["b"].x, after["b"].y + PITCH_Y)


def test_siblings_change_places_so_that_a_link_need_not_cross() -> None:
    people = ["boss", "left", "right", "a", "b", "c", "d"]
    lines = [("left", "boss"), ("right", "boss"), ("a", "left"), ("b", "left"), ("c", "right"), ("d", "right")]
    places = arrange(people, lines, [("a", "d")])
    assert abs(places["a"].x - places["d"].x) == PITCH_X


@pytest.mark.parametrize("size", SIZES)
def test_real_charts_cross_little(size: int) -> None:
    chart = chart_of(size)
    places = arrange(chart.people, chart.lines, chart.links)
    assert no_overlap(places)
    buses = [reporting_route(places[report], places[boss]) for report, boss in chart.lines]
    routes = link_routes(places, chart.lines, chart.links)
    drawn = crossings(buses, routes)
    assert drawn == count_crossings(buses, routes) == crossings_of(places, chart.lines, chart.links)
    assert drawn <= REAL[size][0]


def test_charts_that_nothing_was_tuned_on_cross_seldom_too() -> None:
    """dot is free to put people on other levels, which wins where reports stand in long chains; keeping the levels,
    as a chart of an organisation must, it always crosses more often. Up to two crossings more are no difference."""
    ratios: dict[str, list[float]] = {shape: [] for shape in SHAPES}
    for number, (free, level) in enumerate(HELD_OUT):
        shape, chart = held_out(number)
        drawn = crossings_of(arrange(chart.people, chart.lines, chart.links), chart.lines, chart.links)
        assert drawn <= level
        ratios[shape].append(drawn / free if drawn > free + 2 else min(1.0, drawn / max(1, free)))
    assert max(ratios["like real customers"]) <= 1.2
    assert max(max(found) for found in ratios.values()) <= 1.8
    assert sum(found > 1.2 for each in ratios.values() for found in each) <= 8
    assert median(found for each in ratios.values() for found in each) < 1.0


@pytest.mark.parametrize("number", [5, 24, 38, 42])
def test_links_that_run_side_by_side_share_no_level_stroke(number: int) -> None:
    """Where two lines lay on each other, nobody could tell which goes where."""
    _shape, chart = held_out(number)
    places = arrange(chart.people, chart.lines, chart.links)
    level = sorted(
        (y, min(x1, x2), max(x1, x2), link)
        for link, route in enumerate(link_routes(places, chart.lines, chart.links))
        for (x1, y), (x2, y2) in pairwise(route)
        if y == y2
    )
    assert not [(one, two) for one, two in pairwise(level) if one[0] == two[0] and two[1] < one[2] and one[3] != two[3]]


@pytest.mark.parametrize("number", [2, 24, 44])
def test_links_that_run_side_by_side_seldom_cross_twice(number: int) -> None:
    _shape, chart = held_out(number)
    places = arrange(chart.people, chart.lines, chart.links)
    routes = link_routes(places, chart.lines, chart.links)
    pairs = [crossings([], pair) for pair in combinations(routes, 2)]
    assert sum(count > 1 for count in pairs) <= len(pairs) // 100


@given(charts())
@settings(max_examples=30, deadline=None)
def test_routes_begin_and_end_at_their_cards_run_straight_and_over_no_card(chart: Chart) -> None:
    places = arrange(chart.people, chart.lines, chart.links)
    routes = link_routes(places, chart.lines, chart.links)
    for (one, other), route in zip(chart.links, routes, strict=True):
        for person, (x, y) in ((one, route[0]), (other, route[-1])):
            card = places[person]
            assert card.x <= x <= card.x + CARD_WIDTH
            assert card.y <= y <= card.y + CARD_HEIGHT
        for (x1, y1), (x2, y2) in pairwise(route):
            assert x1 == x2 or y1 == y2
            assert not any(
                max(x1, x2) > card.x
                and min(x1, x2) < card.x + CARD_WIDTH
                and max(y1, y2) > card.y
                and min(y1, y2) < card.y + CARD_HEIGHT
                for card in places.values()
            )


def test_routes_are_found_on_a_map_arranged_by_hand_too() -> None:
    places = {"a": Place(0, 0), "b": Place(210, 30), "c": Place(90, 260), "d": Place(500, 400), "e": Place(0, 130)}
    links = [("a", "d"), ("d", "b"), ("c", "a"), ("b", "c"), ("e", "d"), ("a", "b")]
    for (one, other), route in zip(links, link_routes(places, [("b", "a")], links), strict=True):
        assert places[one].x <= route[0][0] <= places[one].x + CARD_WIDTH
        assert places[other].x <= route[-1][0] <= places[other].x + CARD_WIDTH
    assert link_routes(places, [], []) == []


def test_a_kept_route_is_left_alone() -> None:
    places = {"a": Place(0, 0), "b": Place(600, 0), "c": Place(300, 160)}
    kept = ((5, 88), (5, 100), (700, 100), (700, 88))
    assert link_routes(places, [], [("a", "b"), ("c", "a")], {0: kept})[0] == kept


def test_a_manager_straight_above_needs_no_bus() -> None:
    assert reporting_route(Place(0, 160), Place(0, 0)) == ((96, 88), (96, 160))
    assert reporting_route(Place(216, 160), Place(0, 0)) == ((96, 88), (96, 124), (312, 124), (312, 160))
    assert len(reporting_route(Place(0, 0), Place(0, 160))) == 4


def test_a_block_goes_to_the_nearest_free_spot_right_before_left() -> None:
    card = [Place(0, 0)]
    assert free_shift(card, []) == 0
    assert free_shift(card, [Place(0, 0)]) == PITCH_X
    assert free_shift(card, [Place(100, 0)]) == 100 - PITCH_X
    assert free_shift(card, [Place(0, CARD_HEIGHT)]) == 0
    assert free_shift(card, [Place(-50, 0), Place(150, 0), Place(300, 0)]) == -266


def test_bounds_hold_every_card() -> None:
    assert bounds([]) == (0, 0, 0, 0)
    assert bounds([Place(10, 20), Place(-5, 200)]) == (-5, 20, 10 + CARD_WIDTH, 200 + CARD_HEIGHT)


@given(
    st.lists(st.builds(Place, st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=8), st.sampled_from(WAYS)
)
def test_aligned_cards_share_an_edge_and_never_overlap(cards: list[Place], way: str) -> None:
    places = {str(number): place for number, place in enumerate(cards)}
    after = aligned(places, way)
    assert no_overlap(after)
    edges = {place.x for place in after.values()} if way in ("left", "column") else {p.y for p in after.values()}
    assert len(edges) == 1
