"""Faults 1 to 4 and 12: files late, twice, cut, forged, hostile."""

import random
from pathlib import Path

import pytest

from model.errors import UserError
from model.exchange.books import note_said, said_by
from model.exchange.codec import encode_line
from model.exchange.conflicts import list_conflicts
from model.exchange.device import directory, make_keys
from model.exchange.enrolment import admit, enrol, revoke
from model.exchange.forms import forms
from model.exchange.resolving import Keep, resolve_conflict
from model.exchange.shapes import DirectoryLine, DossierLine
from model.store.checking import check_store
from model.store.ids import OFFICE_DOSSIER, natural_id, new_id, person_id
from tests.exchange.forging import a_write, forge, lines_in, replica_of
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, make_site, pass_on

G1, G2 = CUSTOMERS["G1"], CUSTOMERS["G2"]


def site(world: World, name: str) -> Site:
    return world.places[name].site


def test_fault_1_the_same_file_twice_by_another_road_and_after_newer_ones_changes_nothing(
    world: World, tmp_path: Path
) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    visit = laptop.add_visit(G1, "first")
    first = laptop.send("office")
    laptop.sql("UPDATE visit SET note = 'second' WHERE id = ?", visit)
    second = laptop.send("office")
    assert office.take(*second).is_well
    before = office.dump()
    assert office.take(*first).is_well
    renamed = tmp_path / "from the stick.mbx"
    renamed.write_bytes(second[0].read_bytes())
    report = office.take(renamed, *second)
    assert [outcome.state for outcome in report.outcomes] == ["known", "known"]
    assert office.dump() == before
    assert office.conflicts() == []


@pytest.mark.parametrize("seed", range(3))
def test_fault_2_any_order_any_subset_lost_then_one_exchange_gives_equal_dumps(world: World, seed: int) -> None:
    chance = random.Random(seed)
    office, laptop = site(world, "office"), site(world, "A1")
    files = []
    for number in range(8):
        writer, reader = chance.choice([(office, "A1"), (laptop, "office")])
        rows = [row for (row,) in writer.ask("SELECT id FROM visit WHERE dossier_id = ?", G1)]
        if rows and chance.random() < 0.6:
            writer.sql("UPDATE visit SET note = ? WHERE id = ?", f"n{number}", chance.choice(rows))
        else:
            writer.add_visit(G1, f"v{number}")
        files.append((reader, writer.send(reader)))
    chance.shuffle(files)
    for reader, paths in files[:4]:
        (office if reader == "office" else laptop).take(*paths)
    for _turn in range(2):
        pass_on(laptop, office, "office")
        pass_on(office, laptop)
    assert office.dump_of([G1]) == laptop.dump_of([G1])


def test_fault_2_what_a_lost_file_held_is_in_the_next_before_any_word_of_its_reader(world: World) -> None:
    """Writing moves no cursor."""
    office, laptop = world.places["office"].site, world.places["A1"].site
    laptop.add_visit(G1, "in the lost one")
    laptop.send("office")
    laptop.add_visit(G1, "in the next")
    assert pass_on(laptop, office, "office").is_well
    assert office.ask("SELECT note FROM visit ORDER BY note") == [("in the lost one",), ("in the next",)]
    assert office.dump_of([G1]) == laptop.dump_of([G1])


def test_fault_2_a_reader_that_says_it_has_less_than_before_is_sent_what_it_lacks(world: World) -> None:
    """What a peer acknowledges takes the place of what it said before (rule 2), it is no maximum."""
    office, laptop = site(world, "office"), site(world, "A1")
    office.add_visit(G1, "x")
    pass_on(office, laptop)
    pass_on(laptop, office, "office")
    reader = replica_of(laptop)
    with office.database.write() as session:
        connection = session.connection()
        said = said_by(connection, reader)
        assert said[G1]
        less = {**said, G1: {replica: seq - 1 for replica, seq in said[G1].items()}}
        note_said(connection, reader, less)
        assert said_by(connection, reader) == less
    (path,) = office.send("A1")
    assert G1 in [line.dossier for line in lines_in(path, laptop) if isinstance(line, DossierLine)]


def test_fault_3_cut_flipped_empty_and_foreign_files_are_refused_whole(world: World, tmp_path: Path) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    laptop.add_visit(G1, "first")
    (path,) = laptop.send("office")
    content = path.read_bytes()
    before = office.dump()
    chance = random.Random(3)
    bad = tmp_path / "bad.mbx"
    trials = [content[: chance.randrange(len(content))] for _ in range(20)] + [b"", b"PK\x03\x04" * 30]
    for _ in range(20):
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        trials.append(bytes(flipped))
    for trial in trials:
        bad.write_bytes(trial)
        (outcome,) = office.take(bad).outcomes
        assert outcome.state == "refused"
        assert outcome.sentence
    (for_another,) = site(world, "B1").take(path).outcomes
    assert for_another.state == "refused"
    (path.parent / "x.mbx.part").write_bytes(content[:100])
    assert office.dump() == before
    assert office.take(path.parent).is_well


def test_fault_4_a_stranger_is_refused(world: World, tmp_path: Path) -> None:
    office = site(world, "office")
    stranger = make_site(tmp_path, "stranger", "MX")
    with stranger.database.write() as session:
        make_keys(session.connection())
    customer = natural_id("customer", "GX")
    path = forge(stranger, office, [a_write(stranger, customer, "customer", customer, {"name": "x"})])
    (outcome,) = office.take(path).outcomes
    assert (outcome.state, outcome.reason) == ("refused", "unknown_sender")
    stranger.database.close()


def test_fault_4_a_revoked_device_is_refused_and_the_others_hear_of_it(world: World) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    laptop.add_visit(G1, "from a lost laptop")
    lost = laptop.send("office")
    revoke(office.database, "A1")
    (outcome,) = office.take(*lost).outcomes
    assert (outcome.state, outcome.reason) == ("refused", "revoked")
    pass_on(office, site(world, "A2"))
    direct = laptop.send("A2")
    (outcome,) = site(world, "A2").take(*direct).outcomes
    assert outcome.reason == "revoked"


def test_fault_4_a_revoked_device_is_not_admitted_again_by_its_old_keys(world: World, tmp_path: Path) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    revoke(office.database, "A1")
    words = enrol(laptop.database, tmp_path / "asked.mbe")
    with pytest.raises(UserError) as refusal:
        admit(office.database, tmp_path / "asked.mbe", words, tmp_path / "out")
    assert "停用" in refusal.value.sentence
    assert not (tmp_path / "out").exists()


def test_fault_4_a_readdressed_file_is_refused(world: World) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    line = a_write(office, G1, "visit", new_id(), {"customer_id": G1, "note": "x"})
    path = forge(office, laptop, [line], to=[new_id()])
    (outcome,) = laptop.take(path).outcomes
    assert (outcome.state, outcome.reason) == ("refused", "not_for_me")


def test_fault_4_a_managers_write_to_a_dossier_not_his_waits_for_a_person(world: World) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    visit = new_id()
    path = forge(laptop, office, [a_write(laptop, G2, "visit", visit, {"customer_id": G2, "note": "mine"})])
    report = office.take(path)
    assert not report.is_well
    assert office.ask("SELECT 1 FROM visit WHERE id = ?", visit) == []
    assert [row[0] for row in office.ask("SELECT reason FROM held_line")] == ["not_owner"]
    again = forge(laptop, office, [a_write(laptop, G2, "visit", visit, {"customer_id": G2, "note": "mine"})])
    assert office.take(again, confirmed=True).is_well
    assert office.ask("SELECT note FROM visit WHERE id = ?", visit) == [("mine",)]
    assert office.ask("SELECT 1 FROM held_line") == []


@pytest.mark.parametrize("table", ["product_offering", "kpi_target", "staff", "value_model"])
def test_fault_4_what_the_office_writes_alone_is_not_taken_from_a_laptop(world: World, table: str) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    row, values = new_id(), dict(forms()[table].blank)
    kinds = {G1: ("customer", "person", "office"), person_id("MA"): ("person", "customer", "office")}
    kinds[OFFICE_DOSSIER] = ("office", "person", "customer")
    for dossier, kind in [(dossier, kind) for dossier, names in kinds.items() for kind in names]:
        line = a_write(laptop, dossier, table, row, values, kind=kind)
        (outcome,) = office.take(forge(laptop, office, [line])).outcomes
        assert (outcome.state, outcome.applied.foreign, outcome.applied.parked) == ("applied", 1, 0), (dossier, kind)
        assert office.ask(f"SELECT 1 FROM {table} WHERE id = ?", row) == []
    line = a_write(office, OFFICE_DOSSIER, table, row, values, kind="office")
    assert laptop.take(forge(office, laptop, [line])).is_well
    assert laptop.ask(f"SELECT 1 FROM {table} WHERE id = ?", row) == [(1,)]


def test_fault_4_a_dossier_the_office_made_is_not_claimed_by_writing_in_it(world: World) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    unassigned = office.add_customer("G7", "示例七")
    office.take(forge(laptop, office, [a_write(laptop, unassigned, "visit", new_id(), {"note": "mine?"})]))
    assert office.ask("SELECT 1 FROM dossier WHERE id = ?", unassigned) == []
    assert [row[0] for row in office.ask("SELECT dossier_id FROM held_line")] == [unassigned]
    pass_on(office, laptop)
    assert laptop.ask("SELECT 1 FROM customer WHERE id = ?", unassigned) == []
    office.sql("UPDATE customer SET manager_no = 'MA' WHERE id = ?", unassigned)
    assert office.take(
        forge(laptop, office, [a_write(laptop, unassigned, "visit", new_id(), {"note": "mine"})])
    ).is_well


def test_fault_4_another_persons_dossier_is_refused_whatever_it_is_called(world: World) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    victim = person_id("MB")
    for kind in ("person", "customer"):
        office.take(forge(laptop, office, [a_write(laptop, victim, "visit", new_id(), {"note": "x"}, kind=kind)]))
    assert office.ask("SELECT 1 FROM visit") == []
    assert office.ask("SELECT 1 FROM dossier WHERE id = ?", victim) == []


def test_fault_4_an_erasure_or_a_conflict_reaches_no_further_than_its_dossier(world: World) -> None:
    office, laptop, other = site(world, "office"), site(world, "A1"), site(world, "B1")
    contact = other.add_contact(G2, "示例戊")
    pass_on(other, office, "office")
    erasure = {"customer_id": G1, "entity": "contact", "row_id": contact, "reason": "x"}
    conflict = {"kind": "edit", "entity": "contact", "row_id": contact, "field_group": "name", "other": '{"name": "y"}'}
    lines = [
        a_write(laptop, G1, "erasure", new_id(), erasure),
        a_write(laptop, G1, "conflict", new_id(), conflict, seq=5_001),
    ]
    assert office.take(forge(laptop, office, lines)).is_well
    with office.database.read() as session:
        (open_one,) = list_conflicts(session)
    with office.database.write("Resolve") as session, pytest.raises(UserError):
        resolve_conflict(session, open_one.id, Keep.OTHER)
    assert office.ask("SELECT name FROM contact WHERE id = ?", contact) == [("示例戊",)]


def test_fault_4_a_row_of_another_dossier_cannot_be_written_through_ones_own(world: World) -> None:
    office, laptop, other = site(world, "office"), site(world, "A1"), site(world, "B1")
    visit = other.add_visit(G2, "theirs")
    pass_on(other, office, "office")
    office.take(forge(laptop, office, [a_write(laptop, G1, "visit", visit, {"note": "stolen"})]))
    assert office.ask("SELECT note FROM visit WHERE id = ?", visit) == [("theirs",)]


def test_fault_4_an_old_directory_replayed_changes_nothing(world: World) -> None:
    office, laptop = site(world, "office"), site(world, "A2")
    old = office.send("A2")
    (line,) = [line for line in lines_in(old[0], laptop) if isinstance(line, DirectoryLine)]
    revoke(office.database, "A1")
    pass_on(office, laptop)
    laptop.take(forge(office, laptop, [encode_line(line)]))
    with laptop.database.read() as session:
        held = directory(session.connection())
    assert held is not None
    assert [device.name for device in held.devices if device.revoked] == ["A1"]


def test_fault_12_hostile_names_and_paths_are_only_text(world: World, tmp_path: Path) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    name = "'); DROP TABLE visit; --\u202e=cmd|' /C calc'!A0"
    row = new_id()
    values = {"customer_id": G1, "file_name": "../../../evil", "media_type": name}
    office.take(forge(laptop, office, [a_write(laptop, G1, "attachment", row, values)]))
    assert office.ask("SELECT file_name, media_type FROM attachment") == [("../../../evil", name)]
    assert not list(tmp_path.rglob("evil"))


def test_fault_12_a_mass_delete_waits_for_a_yes(world: World) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    for number in range(30):
        laptop.add_visit(G1, f"v{number}")
    pass_on(laptop, office, "office")
    pass_on(office, laptop)
    laptop.sql("DELETE FROM visit WHERE dossier_id = ?", G1)
    files = laptop.send("office")
    (outcome,) = office.take(*files).outcomes
    assert outcome.state == "held"
    assert office.ask("SELECT count(*) FROM visit") == [(30,)]
    assert office.take(*files, confirmed=True).is_well
    assert office.ask("SELECT count(*) FROM visit") == [(0,)]


def test_fault_12_the_same_code_twice_and_a_dangling_reference_are_found_by_check(world: World) -> None:
    office, laptop = site(world, "office"), site(world, "A1")
    twin, row = new_id(), new_id()
    lines = [
        a_write(laptop, twin, "customer", twin, {"group_code": "G2", "name": "twin"}),
        a_write(laptop, G1, "visit", row, {"customer_id": G1, "note": "x"}, seq=5_001),
        a_write(laptop, G1, "visit_met", new_id(), {"visit_id": row, "contact_id": new_id()}, seq=5_002),
    ]
    assert office.take(forge(laptop, office, lines)).is_well
    kinds = {finding.kind for finding in check_store(office.database)}
    assert {"dangling", "duplicate"} <= kinds
