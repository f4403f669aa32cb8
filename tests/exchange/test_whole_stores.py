"""An office and its laptops, through real files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.sites import Site, give, join, make_site, pass_on, settle


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Site]:
    site = make_site(tmp_path, "示例办公室", "O1", "office")
    yield site
    site.database.close()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Site]:
    site = make_site(tmp_path, "示例甲", "M1")
    yield site
    site.database.close()


def test_what_a_laptop_has_reaches_the_office_and_comes_back_edited(office: Site, laptop: Site) -> None:
    customer = laptop.add_customer("G1", "示例一")
    visit = laptop.add_visit(customer, "first")
    join(office, laptop)
    report = pass_on(laptop, office, "office")
    assert report.is_well, report.outcomes
    assert office.dump_of([customer]) == laptop.dump_of([customer])
    office.sql("UPDATE visit SET note = 'seen' WHERE id = ?", visit)
    assert pass_on(office, laptop).is_well
    assert laptop.ask("SELECT note FROM visit") == [("seen",)]
    assert office.dump_of([customer]) == laptop.dump_of([customer])
    assert laptop.conflicts() == office.conflicts() == []


def test_two_edits_of_one_field_are_one_conflict_on_both_sides(office: Site, laptop: Site) -> None:
    customer = laptop.add_customer("G1")
    visit = laptop.add_visit(customer, "first")
    join(office, laptop)
    settle(office, laptop)
    office.sql("UPDATE visit SET note = 'from office' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'from laptop', place = 'here' WHERE id = ?", visit)
    settle(office, laptop)
    assert office.dump_of([customer]) == laptop.dump_of([customer])
    assert laptop.ask("SELECT place FROM visit") == [("here",)]
    assert len(office.conflicts()) == 1
    assert office.conflicts() == laptop.conflicts()


def test_an_unseen_edit_brings_a_deleted_row_back_whole(office: Site, laptop: Site) -> None:
    customer = laptop.add_customer("G1")
    visit = laptop.add_visit(customer, "first")
    join(office, laptop)
    settle(office, laptop)
    office.sql("DELETE FROM visit WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET place = 'there' WHERE id = ?", visit)
    settle(office, laptop)
    assert office.ask("SELECT note, place FROM visit") == [("first", "there")]
    assert office.dump_of([customer]) == laptop.dump_of([customer])
    assert [conflict[3] for conflict in office.conflicts()] == ["delete"]
    assert office.conflicts() == laptop.conflicts()


def test_a_hand_over_moves_the_dossier_and_purges_the_predecessor(tmp_path: Path, office: Site, laptop: Site) -> None:
    customer = laptop.add_customer("G1")
    visit = laptop.add_visit(customer, "first")
    join(office, laptop)
    settle(office, laptop)
    successor = make_site(tmp_path, "示例乙", "M2")
    join(office, successor)
    laptop.sql("UPDATE visit SET note = 'last words' WHERE id = ?", visit)
    give(office, ["G1"], "M2")
    pass_on(office, successor)
    assert successor.ask("SELECT note FROM visit") == [("first",)]
    pass_on(office, laptop)
    assert laptop.ask("SELECT note FROM visit") == [("last words",)]
    settle(office, laptop, successor)
    assert laptop.ask("SELECT count(*) FROM customer") == [(0,)]
    assert successor.ask("SELECT note FROM visit") == [("last words",)]
    assert office.dump_of([customer]) == successor.dump_of([customer])
    successor.database.close()
