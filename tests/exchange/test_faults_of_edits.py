"""Faults 6 to 8: two people on one record, deletes against edits, wrong clocks."""

from datetime import timedelta

import pytest

from model.exchange.resolving import Keep
from model.store.ids import link_id
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, meet, pass_on, resolve

G1 = CUSTOMERS["G1"]


def test_fault_6_other_fields_of_one_record_join_without_a_word(office: Site, laptop: Site, visit: str) -> None:
    office.sql("UPDATE visit SET place = 'office' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'laptop' WHERE id = ?", visit)
    meet(office, laptop)
    for site in (office, laptop):
        assert site.ask("SELECT place, note FROM visit") == [("office", "laptop")]
    assert office.conflicts() == []


def test_fault_6_the_same_value_on_both_sides_is_no_conflict(office: Site, laptop: Site, visit: str) -> None:
    office.sql("UPDATE visit SET note = 'agreed' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'agreed' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.conflicts() == laptop.conflicts() == []
    assert office.dump_of([G1]) == laptop.dump_of([G1])


def test_fault_6_fields_that_belong_together_lose_and_win_together(office: Site, laptop: Site, visit: str) -> None:
    office.sql("UPDATE visit SET next_step = 'call', next_date = '2026-12-01' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET next_step = 'visit' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.ask("SELECT next_step, next_date FROM visit") in ([("call", "2026-12-01")], [("visit", None)])
    ((_entity, _row, group, kind, *_rest),) = office.conflicts()
    assert (group, kind) == ("next_step", "edit")


def test_fault_6_a_three_way_edit_names_every_value_that_lost(
    office: Site, laptop: Site, second: Site, visit: str
) -> None:
    for site in (office, laptop, second):
        site.sql("UPDATE visit SET note = ? WHERE id = ?", f"by {site.name}", visit)
    meet(office, laptop, second)
    meet(office, laptop, second)
    dumps = [site.dump_of([G1]) for site in (office, laptop, second)]
    assert dumps[0] == dumps[1] == dumps[2]
    told = {value for conflict in office.conflicts() for value in (conflict[4], conflict[5])}
    (stands,) = office.ask("SELECT note FROM visit")[0]
    for site in (office, laptop, second):
        assert f"by {site.name}" == stands or any(f"by {site.name}" in value for value in told)
    assert office.conflicts() == laptop.conflicts() == second.conflicts()


@pytest.mark.parametrize("keep", [Keep.MINE, Keep.THEIRS, Keep.STANDING, Keep.OTHER, "a third text"])
@pytest.mark.parametrize("closer", ["office", "laptop"])
def test_fault_6_a_conflict_closed_on_one_store_is_closed_everywhere(
    office: Site, laptop: Site, visit: str, keep: Keep | str, closer: str
) -> None:
    office.sql("UPDATE visit SET note = 'office' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'laptop' WHERE id = ?", visit)
    meet(office, laptop)
    (stands,) = laptop.ask("SELECT note FROM visit")[0]
    other = {"office": "laptop", "laptop": "office"}
    resolve(office if closer == "office" else laptop, keep)
    meet(office, laptop)
    assert office.conflicts() == laptop.conflicts() == []
    expected = {
        Keep.MINE: closer,
        Keep.THEIRS: other[closer],
        Keep.STANDING: stands,
        Keep.OTHER: other[stands],
        "a third text": "a third text",
    }
    assert office.ask("SELECT note FROM visit") == [(expected[keep],)] == laptop.ask("SELECT note FROM visit")


def test_fault_6_resolved_differently_on_two_sides_is_asked_again_once(
    office: Site, laptop: Site, second: Site, visit: str
) -> None:
    office.sql("UPDATE visit SET note = 'o' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'l' WHERE id = ?", visit)
    meet(office, laptop, second)
    resolve(laptop, "from the laptop")
    resolve(second, "from the second")
    meet(office, laptop, second)
    assert len(office.conflicts()) == 1
    assert {*office.conflicts()[0][4:6]} == {'{"note": "from the laptop"}', '{"note": "from the second"}'}
    resolve(second, Keep.STANDING)
    meet(office, laptop, second)
    assert office.conflicts() == laptop.conflicts() == second.conflicts() == []


def test_fault_7_delete_against_edit_keeps_the_edit_on_either_side(office: Site, laptop: Site, visit: str) -> None:
    laptop.sql("DELETE FROM visit WHERE id = ?", visit)
    office.sql("UPDATE visit SET place = 'kept' WHERE id = ?", visit)
    meet(office, laptop)
    for site in (office, laptop):
        assert site.ask("SELECT note, place FROM visit") == [("first", "kept")]
    assert [conflict[3] for conflict in laptop.conflicts()] == ["delete"]
    assert office.conflicts() == laptop.conflicts()
    resolve(office, Keep.OTHER)
    meet(office, laptop)
    assert laptop.ask("SELECT 1 FROM visit") == office.ask("SELECT 1 FROM visit") == []
    assert office.conflicts() == laptop.conflicts() == []


def test_fault_7_a_delete_after_the_edit_was_seen_deletes(office: Site, laptop: Site, visit: str) -> None:
    office.sql("UPDATE visit SET place = 'seen' WHERE id = ?", visit)
    meet(office, laptop)
    laptop.sql("DELETE FROM visit WHERE id = ?", visit)
    meet(office, laptop)
    assert office.ask("SELECT 1 FROM visit") == []
    assert office.conflicts() == []


def test_fault_7_two_deletes_are_one(office: Site, laptop: Site, second: Site, visit: str) -> None:
    for site in (office, laptop):
        site.sql("DELETE FROM visit WHERE id = ?", visit)
    meet(office, laptop, second)
    assert all(site.ask("SELECT 1 FROM visit") == [] for site in (office, laptop, second))
    assert office.conflicts() == []


def test_fault_7_a_restored_row_stays(office: Site, laptop: Site, second: Site, visit: str) -> None:
    laptop.sql("DELETE FROM visit WHERE id = ?", visit)
    meet(office, laptop, second)
    laptop.sql("INSERT INTO visit (id, dossier_id, customer_id, note) VALUES (?, ?, ?, 'back')", visit, G1, G1)
    meet(office, laptop, second)
    assert second.ask("SELECT note FROM visit") == [("back",)]
    assert office.dump_of([G1]) == laptop.dump_of([G1]) == second.dump_of([G1])
    assert office.conflicts() == []


def test_fault_7_a_delete_and_a_restore_that_do_not_know_of_an_edit(office: Site, laptop: Site, visit: str) -> None:
    laptop.sql("DELETE FROM visit WHERE id = ?", visit)
    laptop.sql("INSERT INTO visit (id, dossier_id, customer_id, note) VALUES (?, ?, ?, 'back')", visit, G1, G1)
    office.sql("UPDATE visit SET note = 'edited' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    told = " ".join(text for conflict in office.conflicts() for text in conflict[4:6])
    (note,) = office.ask("SELECT note FROM visit")[0]
    assert {"back", "edited"} - {note} <= {word for word in ("back", "edited") if word in told}


def test_fault_7_the_child_of_a_deleted_parent_arrives_and_check_names_it(
    office: Site, laptop: Site, visit: str
) -> None:
    contact = laptop.add_contact(G1, "示例丙")
    meet(office, laptop)
    office.sql("DELETE FROM contact WHERE id = ?", contact)
    link = link_id(G1, "met", visit, contact)
    laptop.sql(
        "INSERT INTO visit_met (id, dossier_id, customer_id, visit_id, contact_id) VALUES (?, ?, ?, ?, ?)",
        link, G1, G1, visit, contact,
    )  # fmt: skip
    meet(office, laptop)
    assert office.ask("SELECT 1 FROM contact") == []
    assert office.ask("SELECT count(*) FROM visit_met") == [(1,)] == laptop.ask("SELECT count(*) FROM visit_met")


def add_link(site: Site, visit: str, contact: str) -> None:
    link = link_id(G1, "met", visit, contact)
    site.sql(
        "INSERT INTO visit_met (id, dossier_id, customer_id, visit_id, contact_id) VALUES (?, ?, ?, ?, ?)",
        link, G1, G1, visit, contact,
    )  # fmt: skip


def test_fault_7_a_link_added_twice_is_one_and_add_beats_a_concurrent_remove(
    office: Site, laptop: Site, visit: str
) -> None:
    contact = laptop.add_contact(G1, "示例丙")
    meet(office, laptop)
    add_link(office, visit, contact)
    add_link(laptop, visit, contact)
    meet(office, laptop)
    assert office.ask("SELECT count(*) FROM visit_met") == [(1,)] == laptop.ask("SELECT count(*) FROM visit_met")
    office.sql("DELETE FROM visit_met")
    laptop.sql("DELETE FROM visit_met")
    add_link(laptop, visit, contact)
    meet(office, laptop)
    assert office.ask("SELECT count(*) FROM visit_met") == [(1,)] == laptop.ask("SELECT count(*) FROM visit_met")
    assert office.conflicts() == laptop.conflicts() == []


@pytest.mark.parametrize("days", [-365, 365])
def test_fault_8_a_clock_a_year_off_loses_nothing(office: Site, laptop: Site, visit: str, days: int) -> None:
    laptop.offset = timedelta(days=days)
    laptop.sql("UPDATE visit SET note = 'one' WHERE id = ?", visit)
    laptop.offset = timedelta()
    laptop.sql("UPDATE visit SET note = 'two' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.ask("SELECT note FROM visit") == [("two",)]
    office.sql("UPDATE visit SET note = 'three' WHERE id = ?", visit)
    meet(office, laptop)
    assert laptop.ask("SELECT note FROM visit") == [("three",)]
    assert office.conflicts() == []


def test_fault_8_a_sender_far_ahead_is_taken_in_with_a_word(office: Site, laptop: Site) -> None:
    laptop.offset = timedelta(days=3)
    (outcome,) = pass_on(laptop, office, "office").outcomes
    assert outcome.state == "applied"
    assert outcome.clock


def test_fault_8_equal_clocks_still_choose_one_value(office: Site, laptop: Site, visit: str) -> None:
    laptop.ticks = office.ticks = [99_999]
    office.sql("UPDATE visit SET note = 'o' WHERE id = ?", visit)
    office.ticks[0] = 99_999
    laptop.sql("UPDATE visit SET note = 'l' WHERE id = ?", visit)
    meet(office, laptop)
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    assert len(office.conflicts()) == 1
