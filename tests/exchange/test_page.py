"""The exchange page on a real store: its figures, conflicts, files and the folder it watches."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.context import Context
from gui.drafts import Drafts
from gui.exchange.badge import ConflictBadge
from gui.exchange.conflict_dialog import ConflictDialog
from gui.exchange.page import ExchangePage
from gui.exchange.receiving import PreviewDialog, take_in
from gui.exchange.watching import FolderOffer, FolderWatch
from gui.preferences import Preferences
from gui.tasks import Tasks
from model.exchange.inbox import import_files
from model.exchange.sending import export
from tests.builders import still_clock
from tests.exchange.forging import replica_of
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, pass_on
from tests.windows import on_screen

G1 = CUSTOMERS["G1"]


@pytest.fixture
def page(world: World, tasks: Tasks, preferences: Preferences, qtbot: QtBot) -> Iterator[ExchangePage]:
    """The page on the first laptop's store."""
    database = world.places["A1"].site.database
    context = Context(database, tasks, still_clock(), preferences, Drafts(database))
    made = on_screen(qtbot, ExchangePage(context), 1100, 700)
    yield made
    context.let_go()


def a_conflict(world: World) -> tuple[Site, Site]:
    office, laptop = world.places["office"].site, world.places["A1"].site
    visit = laptop.add_visit(G1, "first")
    pass_on(laptop, office, "office")
    pass_on(office, laptop)
    office.sql("UPDATE visit SET note = 'office' WHERE id = ?", visit)
    laptop.sql("UPDATE visit SET note = 'laptop' WHERE id = ?", visit)
    pass_on(laptop, office, "office")
    pass_on(office, laptop)
    return office, laptop


def test_the_page_lists_files_devices_and_conflicts(world: World, page: ExchangePage, qtbot: QtBot) -> None:
    a_conflict(world)
    page.refresh()
    assert page.files.shown_ids()
    assert "office" in page.peers.shown_ids()
    assert len(page.conflicts.shown_ids()) == 1
    assert page.open_conflicts.value.text() == "1"
    assert page.acknowledged.value.text().startswith("2026-")


def test_a_conflict_is_closed_in_its_dialog(world: World, page: ExchangePage, qtbot: QtBot) -> None:
    _office, laptop = a_conflict(world)
    page.refresh()
    (conflict,) = page.conflicts.shown_ids()
    dialog = page.open_conflict(conflict)
    assert isinstance(dialog, ConflictDialog)
    dialog.write()
    dialog.form.field("note").set_value("what is right")
    dialog.write()
    assert laptop.ask("SELECT note FROM visit") == [("what is right",)]
    assert laptop.conflicts() == []
    page.refresh()
    assert page.conflicts.shown_ids() == ()


def test_the_badge_counts_conflicts(world: World, page: ExchangePage, qtbot: QtBot) -> None:
    counted: list[tuple[str, int]] = []
    page.context.badge_changed.connect(lambda name, count: counted.append((name, count)))
    ConflictBadge(page.context)
    a_conflict(world)
    qtbot.waitUntil(lambda: ("exchange", 1) in counted)


def test_files_are_previewed_before_they_are_taken_in(
    world: World, page: ExchangePage, qtbot: QtBot, tmp_path: Path
) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    office.add_visit(G1, "from the office")
    files = office.send("A1")
    report = import_files(laptop.database, files, preview=True, confirmed=True)
    dialog = PreviewDialog(page, page.context, files, report)
    assert dialog.take_button.isEnabled()
    assert laptop.ask("SELECT 1 FROM visit") == []
    said: list[str] = []
    page.context.message_wanted.connect(lambda text, _tone, _undo: said.append(text))
    take_in(page.context, files, confirmed=True)
    qtbot.waitUntil(lambda: bool(said))
    assert laptop.ask("SELECT note FROM visit") == [("from the office",)]


def test_a_watched_folder_tells_of_files_that_arrive_and_of_being_away(
    tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    watch = FolderWatch(tasks)
    with qtbot.waitSignal(watch.found) as told:
        watch.watch(tmp_path)
    assert told.args == [()]
    with qtbot.waitSignal(watch.found) as told:
        (tmp_path / "a.mbx").write_bytes(b"x")
    assert told.args == [(tmp_path / "a.mbx",)]
    tmp_path.rename(tmp_path.with_name("unplugged"))
    with qtbot.waitSignal(watch.found) as told:
        watch.look()
    assert (told.args, watch.away) == ([()], True)
    tmp_path.with_name("unplugged").rename(tmp_path)
    with qtbot.waitSignal(watch.found) as told:
        watch.look()
    assert (told.args, watch.away) == ([(tmp_path / "a.mbx",)], False)
    watch.watch(None)


def test_a_folder_looked_into_while_the_window_goes_away_tells_nobody(
    tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    watch = FolderWatch(tasks)
    watch.watch(tmp_path)
    delete(watch)
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.wait(10)


def test_only_what_is_new_and_named_for_this_store_is_offered_and_no_more_once_taken_in(
    world: World, page: ExchangePage, qtbot: QtBot, tmp_path: Path
) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    share = tmp_path / "share"
    office.add_visit(G1, "from the office")
    export(office.database, share)
    own = export(laptop.database, share, "office")[0].files
    (mine,) = (path for path in share.glob("*.mbx") if path.name.split("-")[2] == replica_of(laptop)[-6:])
    assert len(list(share.glob("*.mbx"))) == 4
    assert own
    offers: list[tuple[str, str]] = []
    page.context.offer_wanted.connect(lambda text, words, _act: offers.append((text, words)))
    page.context.preferences.keep_layout("exchange", {"in": str(share)})
    FolderOffer(page.context, page)
    page.watch.watch(share)
    qtbot.waitUntil(lambda: bool(offers) and page.journal.folder_take.isVisibleTo(page))
    assert [text for text, _words in offers] == ["share 中有 1 个给您的新文件。"]
    assert page.journal.folder_words.text() == offers[0][0]
    said: list[str] = []
    page.context.message_wanted.connect(lambda text, _tone, _undo: said.append(text))
    take_in(page.context, [mine], confirmed=False)
    qtbot.waitUntil(lambda: bool(said))
    page.refresh()
    assert not page.journal.folder_take.isVisibleTo(page)
    assert "没有新文件" in page.journal.folder_words.text()


def test_an_office_sees_its_own_buttons_and_a_laptop_does_not(world: World, page: ExchangePage) -> None:
    assert not page.devices.admit_button.isVisibleTo(page.devices)
    assert page.assignments is None
    assert page.write_button.isVisibleTo(page)
