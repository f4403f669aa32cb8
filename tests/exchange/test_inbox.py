"""A folder of a night's files: each to where it belongs, with the reason beside it."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from model.exchange.inbox import empty_inbox
from model.exchange.people import office_has_work_of
from model.exchange.status import exchange_status, list_files
from tests.exchange.forging import a_write, forge
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import START, Site, pass_on

G1, G2 = CUSTOMERS["G1"], CUSTOMERS["G2"]


def test_each_file_goes_to_done_waiting_or_refused(world: World, tmp_path: Path) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    laptop.add_visit(G1, "x")
    (good,) = laptop.send("office")
    shutil.copy(good, inbox / "good.mbx")
    shutil.copy(good, inbox / "good again.mbx")
    (inbox / "broken.mbx").write_bytes(good.read_bytes()[:-20])
    (inbox / "still.mbx.part").write_bytes(b"x")
    line = a_write(laptop, G1, "visit", "01900000-0000-7000-8000-0000000000f1", {"note": "future"})
    forge(laptop, office, [line], min_reader=9).replace(inbox / "newer.mbx")
    told: list[tuple[int, int, str]] = []
    report = empty_inbox(office.database, inbox, lambda *step: told.append(step))
    assert not report.is_well
    where = {path.name: path.parent.name for path in inbox.rglob("*.mbx")}
    assert where == {
        "good.mbx": "done",
        "good again.mbx": "done",
        "broken.mbx": "refused",
        "newer.mbx": "waiting",
    }
    assert (inbox / "refused" / "broken.mbx.txt").read_text("utf-8").strip()
    assert (inbox / "waiting" / "newer.mbx.txt").read_text("utf-8").strip()
    assert (inbox / "still.mbx.part").exists()
    assert [step[:2] for step in told] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert report.sentence()
    with office.database.read() as session:
        status = exchange_status(session, START)
        states = {row.file_name: row.state for row in list_files(session)}
    assert status.waiting == 1
    assert states["broken.mbx"] == "refused"
    assert states["newer.mbx"] == "waiting"


def test_on_a_share_the_files_of_other_devices_are_left_to_them(world: World, tmp_path: Path) -> None:
    office, first, second = (world.places[name].site for name in ("office", "A1", "A2"))
    share = tmp_path / "share"
    share.mkdir()
    office.add_visit(G1, "x")
    for path in office.send():
        shutil.copy(path, share)
    lying = {path.name for path in share.glob("*.mbx")}
    report = empty_inbox(first.database, share)
    assert report.is_well
    assert (len(report.outcomes), report.left) == (1, len(lying) - 1)
    assert "发给其他设备的，留在原处" in report.sentence()
    assert {path.name for path in share.glob("*.mbx")} == lying - {path.name for path in (share / "done").iterdir()}
    assert empty_inbox(second.database, share).is_well
    assert office.dump_of([G1]) == first.dump_of([G1]) == second.dump_of([G1])


def test_a_clock_behind_the_last_write_is_told_and_hinders_nothing(world: World) -> None:
    laptop, office = world.places["A1"].site, world.places["office"].site
    laptop.add_visit(CUSTOMERS["G1"], "on time")
    told = []
    for hours in (0, -1, 24, 0):
        laptop.offset = timedelta(hours=hours)
        with laptop.database.read() as session:
            told.append(exchange_status(session, laptop.database.clock.now()).clock_ahead)
        laptop.add_visit(CUSTOMERS["G1"], f"{hours}")
    assert told == [False, True, False, True]
    assert pass_on(laptop, office, "office").is_well


def test_the_status_says_what_each_peer_has_acknowledged(world: World) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    laptop.add_visit(G1, "x")
    office.take(*laptop.send("office"))
    laptop.take(*office.send("A1"))
    with laptop.database.read() as session:
        status = exchange_status(session, START)
    (peer,) = [peer for peer in status.peers if peer.role == "office"]
    assert peer.acknowledged == status.writes
    assert peer.waiting_dossiers == 0
    laptop.add_visit(G1, "y")
    laptop.send("office")
    with laptop.database.read() as session:
        status = exchange_status(session, START)
    (peer,) = [peer for peer in status.peers if peer.role == "office"]
    assert (peer.acknowledged, peer.waiting_dossiers) == (status.writes - 1, 1)


def has_until(laptop: Site) -> datetime:
    """Up to when the office has the laptop's work."""
    with laptop.database.read() as session:
        moment = office_has_work_of(session)
    assert moment is not None
    return moment


def now_at(laptop: Site) -> datetime:
    return laptop.database.clock.now()


def test_the_office_has_no_work_that_it_has_not_acknowledged_however_late_its_file(world: World) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    row = laptop.add_visit(G1, "carried over")
    pass_on(laptop, office, "office")
    before = now_at(laptop)
    laptop.sql("UPDATE visit SET note = 'left behind' WHERE id = ?", row)
    after = now_at(laptop)
    laptop.add_visit(G1, "left behind as well")
    late = now_at(laptop)
    for _file in range(2):
        pass_on(office, laptop)
        assert before < has_until(laptop) < after
    pass_on(laptop, office, "office")
    pass_on(office, laptop)
    assert has_until(laptop) > late
    laptop.sql("DELETE FROM visit WHERE id = ?", row)
    gone = now_at(laptop)
    pass_on(office, laptop)
    assert late < has_until(laptop) < gone
