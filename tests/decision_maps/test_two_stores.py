"""Two laptops draw on one map without knowing of each other, then their files meet in any order."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from model.decision_maps.actions import LinkDraft, end_link, link_people, place_cards
from model.decision_maps.graph import SettledLines
from model.decision_maps.history import map_on
from model.decision_maps.judging import JudgementDraft, judge
from model.decision_maps.places import Place
from model.decision_maps.queries import MapSheet, map_sheet
from tests.builders import TODAY
from tests.exchange.sites import Site, give, join, make_site, pass_on, settle

CODE = "G1"


def build(folder: Path) -> tuple[Site, Site, Site, str, list[str]]:
    """An office and two laptops of one manager, all with one customer of three people."""
    office = make_site(folder, "office", "O1", "office")
    laptops = [make_site(folder, name, "M1") for name in ("A1", "A2")]
    for laptop in laptops:
        join(office, laptop)
    customer = office.add_customer(CODE)
    people = [office.add_contact(customer, f"示例{name}") for name in "甲乙丙"]
    give(office, [CODE], "M1")
    settle(office, *laptops)
    return office, laptops[0], laptops[1], customer, people


def draw(site: Site, customer: str, source: str, target: str, days: int) -> str:
    with site.database.write("Line") as session:
        return link_people(session, LinkDraft(customer, source, target, "solid"), TODAY + timedelta(days=days))


def sheet_of(site: Site, customer: str) -> MapSheet:
    with site.database.read() as session:
        return map_sheet(session, customer)


def lines_of(site: Site, customer: str) -> SettledLines:
    return map_on(sheet_of(site, customer).history, TODAY + timedelta(days=9)).lines


@pytest.fixture(params=list(permutations(range(3)))[:3], ids=str)
def met(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[list[Site], str, list[str]]]:
    """Both have drawn, judged and moved; their files have met in one of several orders."""
    office, one, two, customer, people = build(tmp_path)
    draw(one, customer, people[1], people[0], days=1)
    draw(two, customer, people[0], people[1], days=2)
    shared = [draw(site, customer, people[2], people[0], days=3) for site in (one, two)]
    assert shared[0] == shared[1]
    with one.database.write("Judge") as session:
        judge(session, JudgementDraft(people[0], {"attitude": "supporter"}, role="decider"), TODAY)
    with two.database.write("Judge") as session:
        judge(session, JudgementDraft(people[0], {"attitude": "neutral"}, role="user"), TODAY)
        place_cards(session, customer, None, {people[2]: Place(300, 400)})
    roads = [(one, office), (two, office), (office, one)]
    for number in request.param:
        sender, reader = roads[number]
        pass_on(sender, reader, reader.name)
    settle(office, one, two)
    yield [office, one, two], customer, people
    for site in (office, one, two):
        site.database.close()


def test_maps_are_equal_everywhere_and_the_newer_line_of_a_loop_is_in_conflict(
    met: tuple[list[Site], str, list[str]],
) -> None:
    sites, customer, people = met
    assert sites[0].dump_of([customer]) == sites[1].dump_of([customer]) == sites[2].dump_of([customer])
    found = [lines_of(site, customer) for site in sites]
    assert found[0] == found[1] == found[2]
    assert [(line.source, line.target) for line in found[0].in_conflict] == [(people[0], people[1])]
    assert {(line.source, line.target) for line in found[0].standing} == {
        (people[1], people[0]),
        (people[2], people[0]),
    }
    sheet = sheet_of(sites[1], customer)
    state = map_on(sheet.history, TODAY)
    assert {(one.role, one.attitude) for one in state.of(people[0])} == {("decider", "supporter"), ("user", "neutral")}
    assert (sheet.cards[people[2]].place, sheet.cards[people[2]].by_hand) == (Place(300, 400), True)
    with sites[1].database.write("End") as session:
        end_link(session, found[0].in_conflict[0].id, TODAY + timedelta(days=4))
    settle(*sites)
    assert all(lines_of(site, customer).in_conflict == () for site in sites)
