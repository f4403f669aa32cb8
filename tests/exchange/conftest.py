"""Four enrolled stores, made once and copied for each test that wants them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.schedules import CUSTOMERS, World, build_template
from tests.exchange.sites import Site, meet


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office, A1 and A2 of one manager with G1, B1 of another with G2."""
    folder = tmp_path_factory.mktemp("template")
    build_template(folder)
    return folder


@pytest.fixture
def world(template: Path, tmp_path: Path) -> Iterator[World]:
    """The four stores, open."""
    made = World(template, tmp_path)
    yield made
    made.close()


@pytest.fixture
def office(world: World) -> Site:
    return world.places["office"].site


@pytest.fixture
def laptop(world: World) -> Site:
    return world.places["A1"].site


@pytest.fixture
def second(world: World) -> Site:
    return world.places["A2"].site


@pytest.fixture
def visit(office: Site, laptop: Site, second: Site) -> str:
    """One visit that all three stores have."""
    row = laptop.add_visit(CUSTOMERS["G1"], "first")
    meet(office, laptop, second)
    return row
