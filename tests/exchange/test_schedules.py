"""The standing state machine: random days of four stores end in equal stores, and no write is lost without a word."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.exchange.schedules import FIELDS, LAPTOPS, World

SITES = ("office", *LAPTOPS)
ROADS = [*((name, "office") for name in LAPTOPS), *(("office", name) for name in LAPTOPS), ("A1", "A2"), ("A2", "A1")]

_templates: dict[str, Path] = {}


@pytest.fixture(autouse=True)
def _template(template: Path) -> None:
    _templates["four"] = template


class Days(RuleBasedStateMachine):
    """What four people may do, in any order."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(_templates["four"], Path(self.folder.name))

    @rule(site=st.sampled_from(SITES), code=st.sampled_from(["G1", "G2"]))
    def create(self, site: str, code: str) -> None:
        self.world.create(site, code)

    @precondition(lambda self: bool(self.world.rows))
    @rule(site=st.sampled_from(SITES), pick=st.integers(0, 30), column=st.sampled_from(FIELDS))
    def edit(self, site: str, pick: int, column: str) -> None:
        rows = list(self.world.rows)
        self.world.edit(site, rows[pick % len(rows)], column)

    @rule(site=st.sampled_from(SITES), code=st.sampled_from(["G1", "G2"]), month=st.sampled_from([202609, 202610]))
    def measure(self, site: str, code: str, month: int) -> None:
        self.world.measure(site, code, month)

    @precondition(lambda self: bool(self.world.rows))
    @rule(site=st.sampled_from(SITES), pick=st.integers(0, 30))
    def delete(self, site: str, pick: int) -> None:
        rows = list(self.world.rows)
        self.world.delete(site, rows[pick % len(rows)])

    @rule(road=st.sampled_from(ROADS))
    def send(self, road: tuple[str, str]) -> None:
        self.world.send(*road)

    @rule(road=st.sampled_from(ROADS))
    def send_and_deliver(self, road: tuple[str, str]) -> None:
        self.world.send(*road)
        self.world.deliver(len(self.world.packets) - 1)

    @precondition(lambda self: bool(self.world.packets))
    @rule(index=st.integers(0, 40))
    def deliver(self, index: int) -> None:
        self.world.deliver(index)

    @rule(site=st.sampled_from(SITES), days=st.sampled_from([-365, -1, 0, 1, 365]))
    def set_clock(self, site: str, days: int) -> None:
        self.world.set_clock(site, days)

    @rule(site=st.sampled_from(LAPTOPS), running=st.booleans())
    def copy_raw(self, site: str, running: bool) -> None:
        self.world.copy_raw(site, running=running)

    @rule(site=st.sampled_from(LAPTOPS), code=st.sampled_from(["G1", "G2"]), copied=st.booleans())
    def regret(self, site: str, code: str, copied: bool) -> None:
        self.world.regret(site, code, copied)

    @rule(site=st.sampled_from(LAPTOPS))
    def restore(self, site: str) -> None:
        self.world.restore(site)

    @rule(code=st.sampled_from(["G1", "G2"]), to=st.sampled_from(["MA", "MB"]))
    def hand_over(self, code: str, to: str) -> None:
        self.world.hand_over(code, to)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                self.world.finish()
            finally:
                self.world.close()
                self.folder.cleanup()


class ManyDays(Days):
    """The same, on demand and at length."""


TestDays = Days.TestCase
TestDays.settings = settings(
    max_examples=4,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

TestManyDays = pytest.mark.large(ManyDays.TestCase)
TestManyDays.settings = settings(
    max_examples=2000,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def random_day(world: World, chance: random.Random, steps: int) -> None:
    """A schedule of the plain kind, for a run by number."""
    for _step in range(steps):
        act = chance.random()
        site, code = chance.choice(SITES), chance.choice(["G1", "G2"])
        rows = list(world.rows)
        if act < 0.02:
            world.regret(site, code, site in LAPTOPS and act < 0.012)
        elif act < 0.12 or not rows:
            world.create(site, code)
        elif act < 0.42:
            row = chance.choice(rows)
            if "/" in row:
                world.measure(site, world.rows[row], int(row[-6:]))
            else:
                world.edit(site, row, chance.choice(FIELDS))
        elif act < 0.5:
            world.delete(site, chance.choice(rows))
        elif act < 0.53:
            world.measure(site, code, chance.choice([202609, 202610]))
        elif act < 0.64 or not world.packets:
            world.send(*chance.choice(ROADS))
        elif act < 0.76:
            world.send(*chance.choice(ROADS))
            world.deliver(len(world.packets) - 1)
        elif act < 0.9:
            world.deliver(chance.randrange(len(world.packets)))
        elif act < 0.93:
            world.set_clock(site, chance.choice([-365, -1, 0, 1, 365]))
        elif act < 0.96:
            world.copy_raw(chance.choice(LAPTOPS), running=act < 0.945)
        elif act < 0.98:
            world.restore(chance.choice(LAPTOPS))
        else:
            world.hand_over(code, chance.choice(["MA", "MB"]))


@pytest.mark.parametrize("seed", range(3))
def test_a_numbered_schedule_ends_in_equal_stores(seed: int, tmp_path: Path) -> None:
    world = World(_templates["four"], tmp_path)
    try:
        random_day(world, random.Random(seed), 40)
        world.finish()
    finally:
        world.close()
