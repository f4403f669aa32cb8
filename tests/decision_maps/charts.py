"""Ten charts shaped like real customers, and sixty of other shapes that nothing was tuned on; the same on every run."""

import random
from dataclasses import dataclass

SIZES = (8, 12, 18, 26, 40, 60, 85, 120, 160, 200)
HELD_OUT_SIZES = (8, 10, 14, 20, 28, 35, 45, 55, 65, 75, 90, 105, 130, 160, 200)
SHAPES = ("like real customers", "grown at random", "deep", "flat")


@dataclass(frozen=True)
class Chart:
    """A chart: people in order, (report, manager) lines and cross-links between people."""

    people: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]


def chart_of(size: int, links: int | None = None, seed: int = 4) -> Chart:
    """A general manager, deputies, departments, sections and staff; three cross-links to ten people.

    As in life, half of the links stay within a division (who works together talks to each other), a quarter run
    between heads (finance and IT), and the rest between any two people.
    """
    chance = random.Random(seed * 1000 + size)
    people = [f"p{number:03d}" for number in range(size)]
    spans = (range(2, 6), range(2, 6), range(2, 7), range(2, 8), range(2, 9))
    level = {people[0]: 0}
    manager: dict[str, str] = {}
    open_managers, next_person = [people[0]], 1
    while next_person < size:
        boss = open_managers.pop(0)
        for _ in range(chance.choice(spans[min(level[boss], 4)])):
            if next_person == size:
                break
            person = people[next_person]
            manager[person], level[person] = boss, level[boss] + 1
            if level[person] < 5 and (chance.random() < 0.65 or not open_managers):
                open_managers.append(person)
            next_person += 1
        if not open_managers:
            open_managers.append(people[next_person - 1])
    wanted = links if links is not None else round(size * 0.3)
    chosen: set[tuple[str, str]] = set()
    while len(chosen) < wanted:
        one, other = _pair(chance, people, manager, level)
        if manager.get(one) != other and manager.get(other) != one and (other, one) not in chosen:
            chosen.add((one, other))
    return Chart(tuple(people), tuple(manager.items()), tuple(sorted(chosen)))


def _pair(chance: random.Random, people: list[str], manager: dict[str, str], level: dict[str, int]) -> tuple[str, str]:
    kind = chance.random()
    while True:
        one, other = chance.sample(people, 2)
        if kind < 0.5 and _division(one, manager, level) == _division(other, manager, level):
            return one, other
        if 0.5 <= kind < 0.75 and max(level[one], level[other]) <= 2:
            return one, other
        if kind >= 0.75:
            return one, other


def _division(person: str, manager: dict[str, str], level: dict[str, int]) -> str:
    """The deputy a person works under."""
    while level[person] > 1:
        person = manager[person]
    return person


def held_out(number: int) -> tuple[str, Chart]:
    """One of sixty charts, by number from 0, with the word for its shape; links are 10 to 45 to a hundred people."""
    size, share = HELD_OUT_SIZES[number % 15], (0.1, 0.2, 0.3, 0.45)[number // 15]
    shape = SHAPES[number % 4]
    if shape == SHAPES[0]:
        return shape, chart_of(size, round(size * share), seed=500 + number)
    chance = random.Random(90_000 + number)
    people = [f"p{one:03d}" for one in range(size)]
    manager: dict[str, str] = {}
    for one in range(1, size):
        if shape == "grown at random":
            boss = chance.randrange(one)
        elif shape == "deep":
            boss = chance.randrange(max(0, one - 6), one)
        elif chance.random() < 0.02:
            continue
        else:
            boss = chance.randrange(min(one, max(1, size // 8)))
        manager[people[one]] = people[boss]
    return shape, Chart(tuple(people), tuple(manager.items()), _any_links(chance, people, manager, round(size * share)))


def _any_links(
    chance: random.Random, people: list[str], manager: dict[str, str], wanted: int
) -> tuple[tuple[str, str], ...]:
    """Links between any two people who do not report to each other."""
    chosen: set[tuple[str, str]] = set()
    while len(chosen) < wanted:
        one, other = chance.sample(people, 2)
        if manager.get(one) != other and manager.get(other) != one and (other, one) not in chosen:
            chosen.add((one, other))
    return tuple(sorted(chosen))
