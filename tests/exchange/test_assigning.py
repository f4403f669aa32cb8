"""Customers are handed over and lent many at once: a plan first, then the deed; covers begin and end by themselves."""

from datetime import date

import pytest

from model.errors import UserError
from model.exchange.assigning import (
    cover_customers,
    end_cover,
    hand_over,
    list_assignments,
    plan_as_listed,
    plan_assignment,
)
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, settle

G1, G2 = CUSTOMERS["G1"], CUSTOMERS["G2"]
TODAY = date(2026, 11, 22)


def test_the_list_says_whose_each_customer_is_and_who_covers_it(office: Site) -> None:
    office.sql("UPDATE customer SET manager_no = 'MB', manager_name = '示例乙' WHERE id = ?", G1)
    with office.database.write() as session:
        cover_customers(session, ["G2"], "MA", date(2026, 11, 22), date(2026, 11, 24), TODAY)
    with office.database.read() as session:
        first, second = list_assignments(session, TODAY)
        later = list_assignments(session, date(2026, 11, 25))
        before = list_assignments(session, date(2026, 11, 21))
    assert (first.code, first.owner_no, first.listed_no, first.cover) == ("G1", "MA", "MB", "")
    assert (second.owner_no, second.cover_no, second.cover) == ("MB", "MA", "running")
    assert (before[1].cover, later[1].cover) == ("coming", "over")


def test_a_plan_names_what_changes_hands_and_leaves_out_what_is_his_already(office: Site) -> None:
    with office.database.write() as session:
        (planned,) = plan_assignment(session, ["G1", "G2"], "MB")
        assert (planned.code, planned.from_no, planned.to_no) == ("G1", "MA", "MB")
        assert hand_over(session, [planned]) == 1
        assert plan_assignment(session, ["G1", "G2"], "MB") == []


def test_nobody_gets_customers_who_is_not_known(office: Site, laptop: Site) -> None:
    for site, number in ((office, "nobody"), (laptop, "MB")):
        with pytest.raises(UserError), site.database.write() as session:
            plan_assignment(session, ["G1"], number)


def test_the_companys_own_list_can_be_followed(office: Site) -> None:
    office.sql("UPDATE customer SET manager_no = 'MB' WHERE id = ?", G1)
    with office.database.write() as session:
        assert [(one.code, one.to_no) for one in plan_as_listed(session)] == [("G1", "MB")]
        hand_over(session, plan_as_listed(session))
        assert plan_as_listed(session) == []


def test_a_cover_asks_for_days_to_come_and_a_known_colleague(office: Site) -> None:
    for number, start, end in (
        ("MB", date(2026, 11, 24), date(2026, 11, 23)),
        ("MB", date(2026, 11, 1), date(2026, 11, 21)),
        ("nobody", TODAY, TODAY),
    ):
        with pytest.raises(UserError), office.database.write() as session:
            cover_customers(session, ["G1"], number, start, end, TODAY)
    assert office.ask("SELECT cover_no FROM customer WHERE id = ?", G1) == [("",)]


def test_a_cover_that_is_ended_early_takes_the_dossier_back(world: World) -> None:
    office, *laptops = (place.site for place in world.places.values())
    colleague = world.places["B1"].site
    with office.database.write() as session:
        assert cover_customers(session, ["G1"], "MB", TODAY, date(2026, 12, 31), TODAY) == 1
    settle(office, *laptops, rounds=2)
    assert colleague.holds(G1)
    with office.database.write() as session:
        assert end_cover(session, ["G1"], TODAY) == 1
    settle(office, *laptops)
    # The cover began today and is taken back today: the colleague gives up what he was lent.
    assert not colleague.holds(G1)
    assert office.dump_of([G1]) == world.places["A1"].site.dump_of([G1])
