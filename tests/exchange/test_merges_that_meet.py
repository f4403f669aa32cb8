"""Merges made on two stores at once: one customer stands on every store, with all that hangs on it."""

from collections.abc import Sequence
from datetime import date

import pytest

from model.customers.actions import delete_row
from model.customers.joining import columns_naming_people
from model.customers.listing import list_customers
from model.customers.merging import merge_customers, part_customers, tables_hanging_on_customers
from model.customers.records import Contact, Customer
from model.decision_maps.judging import JudgementDraft, judge
from model.exchange.conflicts import list_conflicts
from model.exchange.resolving import Keep, resolve_conflict
from model.exchange.wording import value_words
from model.visits.actions import VisitDraft, add_visit
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, meet, pass_on, resolve

G1 = CUSTOMERS["G1"]
TODAY = date(2026, 11, 22)
WANG = "王经理（示例）"
Road = Sequence[tuple[int, int]]
ROADS: tuple[Road, ...] = (
    ((0, 2), (1, 2), (2, 0), (2, 1)),
    ((1, 0), (0, 1), (1, 2), (0, 2)),
)
"""In which order files go, sender and reader: the first laptop, the second, the office."""


@pytest.fixture
def two(office: Site, laptop: Site, second: Site) -> tuple[str, str]:
    """Two customers of one name that every store has, each with the same person, judged and met."""
    other = laptop.add_customer("G3")
    for customer in (G1, other):
        person = laptop.add_contact(customer, WANG, mobile="15400005678")
        with laptop.database.write("work") as session:
            add_visit(session, VisitDraft(customer, TODAY, met=(person,), note="谈专线"), "示例经理")
            judge(session, JudgementDraft(person, {"attitude": "supporter"}, "decider"), TODAY)
    meet(office, laptop, second)
    return G1, other


def merge(site: Site, keep: str, other: str) -> None:
    with site.database.write("Merge") as session:
        merge_customers(session, keep, other, TODAY)


def travel(road: Road, *sites: Site) -> None:
    for sender, reader in road:
        report = pass_on(sites[sender], sites[reader], sites[reader].name)
        assert report.is_well, report.outcomes


def standing(site: Site, record: type[Customer] | type[Contact] = Customer) -> list[str]:
    """Which customers, or people, stand here; the office also holds a colleague's."""
    rows = f"SELECT id FROM {record.__tablename__} WHERE merged_into IS NULL AND dossier_id <> ?"
    return [row[0] for row in site.ask(rows, CUSTOMERS["G2"])]


def listed(site: Site) -> set[str]:
    with site.database.read() as session:
        return {row.id for row in list_customers(session, TODAY)}


def assert_all_hangs_on(site: Site, customer: str, person: str) -> None:
    """No row names anybody who was merged away."""
    for table in tables_hanging_on_customers():
        found = site.ask(f"SELECT DISTINCT customer_id FROM {table.name}")
        assert found in ([], [(customer,)]), table.name
    for table, column in columns_naming_people():
        found = site.ask(f"SELECT DISTINCT {column.name} FROM {table.name} WHERE {column.name} IS NOT NULL")
        assert found in ([], [(person,)]), table.name


@pytest.mark.parametrize(("road", "later"), [(ROADS[0], 0), (ROADS[1], 1)])
def test_merged_in_opposite_directions_the_newer_merge_stands_on_every_store_with_what_comes_late(
    office: Site, laptop: Site, second: Site, two: tuple[str, str], road: Road, later: int
) -> None:
    merges = [(laptop, two[0], two[1]), (second, two[1], two[0])]
    for turn, (site, keep, away) in enumerate((merges[1 - later], merges[later])):
        site.ticks[0] = 1_000_000 + 500_000 * turn
        merge(site, keep, away)
    for customer in two:
        ((person,),) = office.ask("SELECT id FROM contact WHERE dossier_id = ?", customer)
        with office.database.write("late") as session:
            add_visit(session, VisitDraft(customer, TODAY, met=(person,), note="晚到"), "示例经理")
    travel(road, laptop, second, office)
    meet(office, laptop, second)
    stays = merges[later][1]
    for site in (office, laptop, second):
        assert standing(site) == [stays]
        assert listed(site) & {*two} == {stays}
        (person,) = standing(site, Contact)
        assert_all_hangs_on(site, stays, person)
        assert site.ask("SELECT count(*) FROM visit") == [(4,)]
    assert office.dump_of(two) == laptop.dump_of(two) == second.dump_of(two)
    assert [row[:3] for row in office.conflicts()] == [("customer", stays, "merged_into")]
    assert office.conflicts() == laptop.conflicts() == second.conflicts()


def test_the_merge_that_gave_way_can_be_taken_after_all_and_the_two_be_parted(
    office: Site, laptop: Site, second: Site, two: tuple[str, str]
) -> None:
    merge(laptop, *two)
    merge(second, *reversed(two))
    meet(office, laptop, second)
    (stood,) = standing(office)
    resolve(office, Keep.OTHER)
    meet(office, laptop)
    (stays,) = {*two} - {stood}
    for site in (office, laptop):
        assert standing(site) == [stays]
        assert_all_hangs_on(site, stays, *standing(site, Contact))
        assert site.conflicts() == []
    assert office.dump_of(two) == laptop.dump_of(two)
    with laptop.database.write("Part") as session:
        part_customers(session, stood)
    one, other = two
    assert {*standing(laptop)} == {one, other}
    assert {*laptop.ask("SELECT dossier_id, customer_id FROM visit")} == {(one, one), (other, other)}
    met = laptop.ask("SELECT contact.customer_id FROM visit_met JOIN contact ON contact.id = contact_id")
    assert {*met} == {(one,), (other,)}


def test_what_was_merged_into_a_customer_that_somebody_deletes_stands_by_itself_again(
    office: Site, laptop: Site, second: Site, two: tuple[str, str]
) -> None:
    one, other = two
    merge(laptop, other, one)
    with second.database.write("Delete") as session:
        delete_row(session, Customer, other)
        for (person,) in second.ask("SELECT id FROM contact WHERE dossier_id = ?", other):
            delete_row(session, Contact, person)
    travel(ROADS[1], laptop, second, office)
    meet(office, laptop, second)
    for site in (office, laptop, second):
        assert standing(site) == [one]
        assert site.ask("SELECT customer_id FROM visit WHERE dossier_id = ?", one) == [(one,)]
        ((person, customer),) = site.ask("SELECT id, customer_id FROM contact WHERE merged_into IS NULL")
        assert customer == one
        assert site.ask("SELECT contact_id FROM buying_role WHERE dossier_id = ?", one) == [(person,)]
    assert office.dump_of(two) == laptop.dump_of(two) == second.dump_of(two)


def test_one_merged_into_two_others_is_one_conflict_and_its_rows_go_with_the_answer(
    office: Site, laptop: Site, second: Site, two: tuple[str, str]
) -> None:
    one, away = two
    third = laptop.add_customer("G4")
    pass_on(laptop, second, second.name)
    merge(laptop, one, away)
    merge(second, third, away)
    travel(((0, 1), (1, 0)), laptop, second)
    for site in (laptop, second):
        ((into,),) = site.ask("SELECT merged_into FROM customer WHERE id = ?", away)
        hanging = site.ask("SELECT customer_id FROM visit WHERE dossier_id = ?", away)
        assert hanging == [(into,)]
        assert [row[:3] for row in site.conflicts() if row[0] == "customer"] == [("customer", away, "merged_into")]
        assert {row[0] for row in site.conflicts()} <= {"customer", "contact"}
    conflict = next(row[6] for row in laptop.conflicts() if row[0] == "customer")
    with laptop.database.write("Resolve", bulk=True) as session:
        resolve_conflict(session, conflict, Keep.OTHER)
    pass_on(laptop, second, second.name)
    (other,) = {one, third} - {into}
    for site in (laptop, second):
        assert site.ask("SELECT merged_into FROM customer WHERE id = ?", away) == [(other,)]
        assert site.ask("SELECT customer_id FROM visit WHERE dossier_id = ?", away) == [(other,)]
        people = site.ask("SELECT customer_id, merged_into FROM contact WHERE dossier_id = ?", away)
        homes = dict(site.ask("SELECT id, customer_id FROM contact"))
        assert [(home, homes.get(into, home)) for home, into in people] == [(other, other)]
    assert laptop.dump_of((one, away, third)) == second.dump_of((one, away, third))


def test_the_conflict_of_two_merges_names_the_customers(
    office: Site, laptop: Site, second: Site, two: tuple[str, str]
) -> None:
    for customer, name in zip(two, ("示例甲", "示例乙"), strict=True):
        laptop.sql("UPDATE customer SET name = ? WHERE id = ?", name, customer)
    pass_on(laptop, second, second.name)
    merge(laptop, *two)
    merge(second, *reversed(two))
    pass_on(second, laptop, laptop.name)
    (stands,) = standing(laptop)
    with laptop.database.read() as session:
        (conflict,) = list_conflicts(session)
    other = {two[0]: "示例乙", two[1]: "示例甲"}[stands]
    assert value_words("customer", conflict.other, conflict.names) == other
    assert value_words("customer", conflict.standing, conflict.names) == "（空白）"
