"""What maps cost: layout, ways, opening the page, printing, and crossings against Graphviz dot."""

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from gui.context import Context
from gui.decision_maps.page import MapPage
from model.customers.records import Contact
from model.decision_maps.layout import arrange
from model.decision_maps.queries import map_sheet
from model.decision_maps.records import BuyingRole, InfluenceLine, MapPosition, ReportingLine
from model.decision_maps.routes import crossings_of, link_routes
from model.store.base import link_id, natural_id
from model.store.database import Database
from reports.decision_maps import MapPaper, write_map
from reports.imprint import Imprint
from tests.builders import TODAY, add_customer
from tests.decision_maps.charts import SHAPES, SIZES, Chart, chart_of, held_out

pytestmark = pytest.mark.benchmark


def best(times: int, job: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """The shortest of several runs, in milliseconds; `time.process_time` leaves out what else the machine does."""
    found = []
    for _ in range(times):
        start = clock()
        job()
        found.append((clock() - start) * 1000)
    return min(found)


def fill(database: Database, chart: Chart, placed: bool) -> str:
    """A customer with this chart as its map."""
    customer = add_customer(database, "G200", "示例大集团", company_grade="B")
    ids = {name: natural_id("contact", "G200", name, 1) for name in chart.people}
    places = arrange(chart.people, chart.lines, chart.links) if placed else {}
    common: dict[str, Any] = {"dossier_id": customer, "customer_id": customer}
    with database.write("Fill") as session:
        for name in chart.people:
            session.add(Contact(id=ids[name], name=f"示例{name}", title="主管", department="部门", **common))
            session.add(
                BuyingRole(
                    id=natural_id("buying_role", ids[name]),
                    contact_id=ids[name],
                    role="user",
                    attitude="neutral",
                    influence="inside",
                    coverage="brief",
                    valid_from=date(2026, 9, 1),
                    **common,
                )
            )
        for name, place in places.items():
            row_id = natural_id("map_position", customer, "", ids[name])
            session.add(MapPosition(id=row_id, contact_id=ids[name], x=place.x, y=place.y, placed=True, **common))
        records: tuple[tuple[type[ReportingLine] | type[InfluenceLine], Any], ...] = (
            (ReportingLine, chart.lines),
            (InfluenceLine, chart.links),
        )
        for record, pairs in records:
            for one, other in pairs:
                row_id = link_id(customer, record.__tablename__, ids[one], ids[other])
                session.add(
                    record(id=row_id, from_id=ids[one], to_id=ids[other], valid_from=date(2026, 1, 1), **common)
                )
    return customer


def test_layout_and_ways_of_200_people_with_60_links() -> None:
    chart = chart_of(200, links=60)
    placed = best(7, lambda: arrange(chart.people, chart.lines, chart.links))
    places = arrange(chart.people, chart.lines, chart.links)
    ways = best(7, lambda: link_routes(places, chart.lines, chart.links))
    print(f"\nlayout of 200 people, 60 links: {placed:.1f} ms (at most 50); their ways {ways:.1f} ms")


@pytest.mark.parametrize("placed", [True, False])
def test_opening_a_map_of_200_people(qtbot: QtBot, context: Context, store: Database, placed: bool) -> None:
    customer = fill(store, chart_of(200, links=60), placed)

    def open_page() -> None:
        page = MapPage(context)
        page.resize(1280, 800)
        page.show_target(customer)
        page.show()
        qtbot.waitUntil(lambda: page.picture is not None)
        page.canvas.viewport().grab()
        pages.append(page)

    def read() -> None:
        with store.read() as session:
            for name in ("contact", "buying_role", "reporting_line", "influence_line", "map_position"):
                session.execute(text(f"SELECT * FROM {name}")).all()

    pages: list[MapPage] = []
    floor = best(5, read)
    taken, work = best(5, open_page), best(5, open_page, time.process_time)
    words = "with kept places" if placed else "never placed before"
    print(
        f"\nopening 200 people, {words}: {taken:.0f} ms (at most 150), of it {work:.0f} ms work;"
        f" {taken / floor:.1f} x the bare select"
    )
    for page in pages:
        page.close()
        page.deleteLater()


def test_printing_a_map_of_200_people(store: Database, tmp_path: Path) -> None:
    customer = fill(store, chart_of(200, links=60), placed=True)
    with store.read() as session:
        sheet = map_sheet(session, customer)
    paper = MapPaper(sheet, TODAY, Imprint(TODAY, "示例经理", "0.1.0"), a3=True)
    for ending in (".pdf", ".svg", ".xlsx"):
        taken = best(2, partial(write_map, tmp_path / f"map{ending}", paper))
        print(
            f"\nwriting 200 people as {ending}: {taken:.0f} ms, {(tmp_path / f'map{ending}').stat().st_size // 1024} KB"
        )


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz dot is not on this machine; the kept counts stand")
def test_crossings_against_graphviz_dot() -> None:
    for size in SIZES:
        ours, free, level = _compared(chart_of(size))
        ratio = f"{_ratio(ours, free):.2f}"
        print(f"\n{size} people: {ours} crossings, dot {free} (ratio {ratio}), dot keeping the levels {level}")


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz dot is not on this machine; the kept counts stand")
def test_crossings_of_charts_that_nothing_was_tuned_on() -> None:
    found: dict[str, list[tuple[int, int, int]]] = {shape: [] for shape in SHAPES}
    for number in range(60):
        shape, chart = held_out(number)
        found[shape].append(_compared(chart))
    for shape, counts in found.items():
        free = sorted(_ratio(ours, dot) for ours, dot, _level in counts)
        level = sorted(_ratio(ours, dot) for ours, _free, dot in counts)
        print(
            f"\n{shape}: ours/dot median {median(free):.2f}, worst {free[-1]:.2f};"
            f" dot keeping the levels: median {median(level):.2f}, worst {level[-1]:.2f}"
        )


def _compared(chart: Chart) -> tuple[int, int, int]:
    """Our crossings, those of dot, and those of dot when links leave the levels alone."""
    ours = crossings_of(arrange(chart.people, chart.lines, chart.links), chart.lines, chart.links)
    return ours, _dot(chart, constraint=True), _dot(chart, constraint=False)


def _ratio(ours: int, dot: int) -> float:
    """How many times as often; where dot has no crossing at all, each of ours counts as one more time."""
    return ours / dot if dot else 1.0 + ours


def _dot(chart: Chart, constraint: bool) -> int:
    """Crossings of the splines that dot draws of a chart."""
    words = ['digraph { node [shape=box fixedsize=true width=2.67 height=1.22 label=""];']
    words += [f"{person};" for person in chart.people]
    words += [f"{boss}->{report};" for report, boss in chart.lines]
    words += [f"{one}->{other} [constraint={str(constraint).lower()}];" for one, other in chart.links]
    drawn = subprocess.run(
        ["dot", "-Tjson"], input="\n".join([*words, "}"]), capture_output=True, text=True, check=True
    )
    ways = [_sampled(edge["pos"]) for edge in json.loads(drawn.stdout).get("edges", [])]
    return sum(_cross(one, other) for number, one in enumerate(ways) for other in ways[:number])


def _sampled(position: str) -> list[tuple[float, float]]:
    """A spline of Bezier pieces as eight strokes a piece, with its arrow's tip."""
    points: list[tuple[float, float]] = []
    tip: list[tuple[float, float]] = []
    for word in position.split():
        x, y = map(float, word.removeprefix("e,").removeprefix("s,").split(","))
        (tip if word.startswith("e,") else points).append((x, y))
    way = [points[0]]
    for start in range(0, len(points) - 3, 3):
        way += [_bezier(points[start : start + 4], step / 8) for step in range(1, 9)]
    return way + tip


def _bezier(corners: list[tuple[float, float]], at: float) -> tuple[float, float]:
    weights = ((1 - at) ** 3, 3 * (1 - at) ** 2 * at, 3 * (1 - at) * at**2, at**3)
    return (
        sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
        sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
    )


def _cross(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> bool:
    for axis in (0, 1):
        mine, theirs = [point[axis] for point in one], [point[axis] for point in other]
        if max(mine) < min(theirs) or max(theirs) < min(mine):
            return False

    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    return any(
        side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
        for a, b in pairwise(one)
        for c, d in pairwise(other)
    )
