"""Fault 6 for measured months: two sets of figures are told of, and either can be made to stand."""

import pytest

from model.errors import UserError
from model.exchange.conflicts import list_conflicts
from model.exchange.resolving import Keep
from model.schema import SCHEMA
from model.store.facts import known_hashes, replace_slices
from model.store.undo import undo
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, meet, resolve

G1 = CUSTOMERS["G1"]


def put_slice(site: Site, month: int, revenue: int, customer: str = G1) -> None:
    table = SCHEMA.tables["member_month"]
    with site.database.write("Import", bulk=True) as session:
        connection = session.connection()
        rows = [("S1", revenue, 10, 1.5, "active")]
        replace_slices(connection, table, {(customer, month): rows}, known_hashes(connection, "member_month"))


def test_fault_6_two_sets_of_figures_of_one_month_are_told_of_with_what_lost(office: Site, laptop: Site) -> None:
    put_slice(laptop, 202610, 100)
    meet(office, laptop)
    assert office.ask("SELECT revenue_fen FROM member_month") == [(100,)]
    put_slice(laptop, 202610, 200)
    put_slice(office, 202610, 300)
    put_slice(office, 202609, 50)
    put_slice(laptop, 202609, 50)
    meet(office, laptop)
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    ((_entity, _row, group, kind, standing, other, _id),) = office.conflicts()
    assert (group, kind) == ("202610", "slice")
    assert {"200", "300"} == {text for text in ("200", "300") if text in standing + other}
    assert office.conflicts() == laptop.conflicts()
    with pytest.raises(UserError):
        resolve(office, "17")
    resolve(office, Keep.STANDING)
    meet(office, laptop)
    assert laptop.conflicts() == []


def two_sets(office: Site, laptop: Site) -> tuple[int, int]:
    """A month written differently on both sides; the revenue that stands, and the one that lost."""
    put_slice(laptop, 202610, 100)
    meet(office, laptop)
    put_slice(laptop, 202610, 200)
    put_slice(office, 202610, 300)
    meet(office, laptop)
    ((standing,),) = office.ask("SELECT revenue_fen FROM member_month")
    return standing, 500 - standing


@pytest.mark.parametrize("chooser", ["office", "laptop"])
def test_fault_6_the_figures_that_lost_can_be_taken_on_either_side(office: Site, laptop: Site, chooser: str) -> None:
    _stands, lost = two_sets(office, laptop)
    resolve(office if chooser == "office" else laptop, Keep.OTHER)
    meet(office, laptop)
    for site in (office, laptop):
        assert site.ask("SELECT revenue_fen, minutes FROM member_month") == [(lost, 10)]
        assert site.conflicts() == []
    assert office.dump_of([G1]) == laptop.dump_of([G1])


def test_fault_6_taking_figures_can_be_undone(office: Site, laptop: Site) -> None:
    stands, _lost = two_sets(office, laptop)
    resolve(laptop, Keep.OTHER)
    undo(laptop.database)
    assert laptop.ask("SELECT revenue_fen FROM member_month") == [(stands,)]
    assert len(laptop.conflicts()) == 1
    meet(office, laptop)
    assert office.dump_of([G1]) == laptop.dump_of([G1])


def test_fault_6_figures_taken_here_stand_where_others_were_kept_there(office: Site, laptop: Site) -> None:
    _stands, lost = two_sets(office, laptop)
    resolve(laptop, Keep.OTHER)
    resolve(office, Keep.STANDING)
    meet(office, laptop)
    assert office.ask("SELECT revenue_fen FROM member_month") == [(lost,)]
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    assert office.conflicts() == laptop.conflicts() == []


def test_a_conflict_names_the_file_it_came_in_on_either_side(office: Site, laptop: Site) -> None:
    two_sets(office, laptop)
    for site, other in ((office, laptop), (laptop, office)):
        with site.database.read() as session:
            (conflict,) = list_conflicts(session)
        sent = {path.name for path in (other.folder / "out").rglob("*.mbx")}
        assert conflict.found_in in sent


def test_a_hash_that_lies_does_not_hide_other_figures(office: Site, laptop: Site) -> None:
    put_slice(laptop, 202610, 100)
    meet(office, laptop)
    ((mine,),) = office.ask("SELECT sha256 FROM fact_slice")
    put_slice(laptop, 202610, 200)
    laptop.sql("UPDATE fact_slice SET sha256 = ?", mine)
    meet(office, laptop)
    assert office.ask("SELECT revenue_fen FROM member_month") == [(200,)]
    assert office.ask("SELECT sha256 FROM fact_slice") != [(mine,)]
