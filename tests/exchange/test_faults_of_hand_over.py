"""Fault 11: hand-over, release, purge, hand-back, lost laptops."""

from datetime import timedelta

import pytest

from model.errors import UserError
from model.exchange.assigning import cover_customers
from model.exchange.enrolment import revoke
from tests.builders import TODAY
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, give, join, make_site, pass_on, settle

G1 = CUSTOMERS["G1"]


@pytest.fixture
def sites(world: World) -> tuple[Site, Site, Site, Site]:
    office, first, second, successor = (world.places[name].site for name in ("office", "A1", "A2", "B1"))
    first.add_visit(G1, "one")
    settle(office, first, second, rounds=2)
    return office, first, second, successor


def gone(site: Site) -> bool:
    tables = ("customer", "visit", "known_writes", "peer_knowledge", "grave", "tombstone")
    return all(site.ask(f"SELECT 1 FROM {table} WHERE dossier_id = ?", G1) == [] for table in tables)


def test_fault_11_unsent_edits_of_both_laptops_reach_the_successor(sites: tuple[Site, Site, Site, Site]) -> None:
    office, first, second, successor = sites
    first.sql("UPDATE visit SET place = 'first' WHERE note = 'one'")
    second.sql("UPDATE visit SET purpose = 'second' WHERE note = 'one'")
    give(office, ["G1"], "MB")
    settle(office, first, second, successor)
    assert successor.ask("SELECT place, purpose FROM visit") == [("first", "second")]
    assert gone(first)
    assert gone(second)
    assert office.dump_of([G1]) == successor.dump_of([G1])


def test_fault_11_a_released_dossier_is_read_only_and_kept_until_the_office_has_all(
    sites: tuple[Site, Site, Site, Site],
) -> None:
    office, first, _second, _successor = sites
    first.sql("UPDATE visit SET place = 'unsent' WHERE note = 'one'")
    give(office, ["G1"], "MB")
    pass_on(office, first)
    assert first.ask("SELECT place FROM visit") == [("unsent",)]
    for statement in (
        "UPDATE visit SET note = 'too late'",
        "DELETE FROM visit",
        "INSERT INTO need (id, dossier_id, customer_id) VALUES ('01900000-0000-7000-8000-0000000000aa', "
        f"'{G1}', '{G1}')",
    ):
        with pytest.raises(UserError) as refusal:
            first.sql(statement)
        assert "移交" in refusal.value.sentence
    pass_on(office, first)
    assert not gone(first)
    pass_on(first, office, "office")
    pass_on(office, first)
    assert gone(first)
    assert office.ask("SELECT place FROM visit") == [("unsent",)]
    assert office.ask("SELECT 1 FROM tombstone") == []


def test_fault_11_what_is_given_up_and_what_leaves_by_one_file_are_counted_apart(
    sites: tuple[Site, Site, Site, Site],
) -> None:
    office, first, _second, _successor = sites
    another = office.add_customer("G9")
    give(office, ["G9"], "MA")
    pass_on(office, first)
    counts = []
    for code, customer in (("G1", G1), ("G9", another)):
        first.add_visit(customer, "unsent")
        give(office, [code], "MB")
        (outcome,) = pass_on(office, first).outcomes
        counts.append((outcome.released, outcome.purged))
        pass_on(first, office, "office")
    assert counts == [(1, 0), (1, 1)]


def test_fault_11_a_late_file_of_the_predecessor_is_taken(sites: tuple[Site, Site, Site, Site]) -> None:
    office, first, _second, successor = sites
    first.sql("UPDATE visit SET place = 'late' WHERE note = 'one'")
    late = first.send("office")
    give(office, ["G1"], "MB")
    settle(office, successor)
    assert office.take(*late).is_well
    pass_on(office, successor)
    assert successor.ask("SELECT place FROM visit") == [("late",)]


def test_fault_11_a_dossier_handed_back_comes_back_whole(sites: tuple[Site, Site, Site, Site]) -> None:
    office, first, second, successor = sites
    give(office, ["G1"], "MB")
    settle(office, first, second, successor)
    successor.sql("UPDATE visit SET place = 'by the successor' WHERE note = 'one'")
    pass_on(successor, office, "office")
    give(office, ["G1"], "MA")
    settle(office, successor, first, second)
    assert gone(successor)
    assert first.ask("SELECT note, place FROM visit") == [("one", "by the successor")]
    assert office.dump_of([G1]) == first.dump_of([G1]) == second.dump_of([G1])
    first.sql("UPDATE visit SET place = 'again' WHERE note = 'one'")
    settle(office, first, second)
    assert second.ask("SELECT place FROM visit") == [("again",)]


def test_fault_11_merged_customers_are_handed_over_together(sites: tuple[Site, Site, Site, Site]) -> None:
    office, first, _second, successor = sites
    other = first.add_customer("G9")
    first.sql("UPDATE customer SET merged_into = ? WHERE id = ?", G1, other)
    pass_on(first, office, "office")
    give(office, ["G1"], "MB")
    pass_on(office, successor)
    assert successor.ask("SELECT count(*) FROM customer WHERE dossier_id IN (?, ?)", G1, other) == [(2,)]


def test_fault_11_a_lost_laptop_is_replaced_by_one_that_gets_everything(
    sites: tuple[Site, Site, Site, Site], world: World
) -> None:
    office, _first, _second, _successor = sites
    revoke(office.database, "A1")
    fresh = make_site(world.places["A1"].site.folder.parent / "fresh", "A1", "MA")
    join(office, fresh)
    assert fresh.ask("SELECT note FROM visit") == [("one",)]
    assert office.dump_of([G1]) == fresh.dump_of([G1])
    assert sorted(peer for (peer,) in office.ask("SELECT name FROM peer WHERE employee_no = 'MA'")) == [
        "A1", "A1 2", "A2",
    ]  # fmt: skip
    fresh.database.close()


def test_fault_11_an_unknown_code_assigns_nothing(sites: tuple[Site, Site, Site, Site]) -> None:
    office = sites[0]
    before = office.ask("SELECT * FROM dossier")
    with pytest.raises(UserError):
        give(office, ["G1", "nowhere"], "MB")
    assert office.ask("SELECT * FROM dossier") == before


def test_fault_11_a_cover_lends_a_dossier_for_its_days_and_takes_it_back(
    sites: tuple[Site, Site, Site, Site],
) -> None:
    office, first, second, colleague = sites
    office.sql(
        "UPDATE customer SET cover_no = 'MB', cover_from = '2026-11-20', cover_to = '2026-11-30' WHERE id = ?", G1
    )
    settle(office, first, second, colleague, rounds=2)
    assert colleague.ask("SELECT note FROM visit") == [("one",)]
    colleague.sql("UPDATE visit SET place = 'by the colleague' WHERE note = 'one'")
    first.sql("UPDATE visit SET purpose = 'by the owner' WHERE note = 'one'")
    settle(office, first, second, colleague, rounds=2)
    assert first.ask("SELECT place, purpose FROM visit") == [("by the colleague", "by the owner")]
    assert colleague.ask("SELECT place, purpose FROM visit") == [("by the colleague", "by the owner")]
    colleague.sql("UPDATE visit SET outcome = 'late' WHERE note = 'one'")
    for site in (office, first, second, colleague):
        site.offset = timedelta(days=20)
    settle(office, first, second, colleague)
    assert gone(colleague)
    assert first.ask("SELECT outcome FROM visit") == [("late",)]
    assert office.dump_of([G1]) == first.dump_of([G1])


def test_fault_11_whoever_said_nothing_since_a_dossier_came_reads_it_only_from_the_next_file_on(
    sites: tuple[Site, Site, Site, Site],
) -> None:
    office, first, _second, colleague = sites
    with office.database.write() as session:
        cover_customers(session, ["G1"], "MB", TODAY, TODAY, TODAY)
    pass_on(office, colleague)
    assert colleague.ask("SELECT note FROM visit") == [("one",)]
    office.offset = timedelta(days=1)
    pass_on(office, colleague)
    with pytest.raises(UserError):
        colleague.sql("UPDATE visit SET note = 'too late'")
    settle(office, first, colleague)
    assert gone(colleague)
    assert office.dump_of([G1]) == first.dump_of([G1])
    assert pass_on(office, colleague).outcomes[0].purged == 0, "what was purged is not asked for again"
    assert colleague.ask("SELECT 1 FROM dossier WHERE id = ?", G1) == []
