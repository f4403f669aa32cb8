"""What became of each file, as the window tells it: parts that are missing, long lists, work that was cancelled."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.customer_page import CustomerPage
from gui.drafts import Drafts
from gui.exchange.fate import FateDialog, what_came, what_next
from gui.exchange.page import ExchangePage
from gui.exchange.receiving import take_in
from gui.preferences import Preferences
from gui.tasks import Cancelled, Tasks
from gui.widgets.tag_label import TagLabel
from model.errors import UserError
from model.exchange.assigning import cover_customers
from model.exchange.enrolment import revoke
from model.exchange.inbox import import_files
from model.exchange.journal import FileEntry, note_file
from model.exchange.status import FileRow, list_files
from model.visits.attachments import MOST_BYTES, add_attachment
from tests.builders import still_clock
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, give, join, make_site, pass_on

G1 = CUSTOMERS["G1"]


@pytest.fixture
def page(laptop: Site, tasks: Tasks, preferences: Preferences, qtbot: QtBot) -> Iterator[ExchangePage]:
    """The page on the first laptop's store."""
    context = Context(laptop.database, tasks, still_clock(), preferences, Drafts(laptop.database))
    made = ExchangePage(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    context.let_go()


def journal(site: Site) -> list[FileRow]:
    with site.database.read() as session:
        return list_files(session)


def photographed(office: Site, customers: int) -> list[str]:
    """New customers of the first manager, each with a file as long as one may be."""
    codes = [f"P{number}" for number in range(customers)]
    for code in codes:
        customer = office.add_customer(code)
        visit = office.add_visit(customer, "photographed")
        content = random.Random(code).randbytes(MOST_BYTES)
        with office.database.write("Photo") as session:
            add_attachment(session, visit, f"{code}.pdf", "application/pdf", content, office.database.clock.now())
    give(office, codes, "MA")
    return codes


def test_big_attachments_make_parts_that_come_in_any_order_and_a_missing_one_is_told_and_made_good(
    office: Site, laptop: Site, page: ExchangePage
) -> None:
    photographed(office, 3)
    files = office.send("A1")
    assert len(files) == 3
    laptop.take(files[2])
    (row,) = (row for row in journal(laptop) if row.file_name == files[2].name)
    assert (row.part, row.parts, row.missing) == (3, 3, (1, 2))
    page.refresh()
    dialog = page.journal.open_file(str(row.no))
    assert isinstance(dialog, FateDialog)
    assert any("第 1，2 部分" in words or "第 1、2 部分" in words for words in dialog.words), dialog.words
    dialog.close()
    laptop.take(files[0])
    assert laptop.ask("SELECT count(*) FROM attachment") == [(2,)]
    pass_on(laptop, office, "office")
    again = office.send("A1")
    assert len(again) == 1
    laptop.take(*again)
    assert laptop.ask("SELECT count(*), min(length(content)) FROM attachment") == [(3, MOST_BYTES)]
    assert all(row.missing == () for row in journal(laptop))


def test_an_attachment_above_five_megabytes_is_refused_in_a_sentence(laptop: Site) -> None:
    visit = laptop.add_visit(G1, "too big")
    with pytest.raises(UserError), laptop.database.write("Photo") as session:
        add_attachment(session, visit, "big.pdf", "application/pdf", bytes(MOST_BYTES + 1), laptop.database.clock.now())
    assert laptop.ask("SELECT 1 FROM attachment") == []


def test_what_waits_for_a_decision_is_listed_however_many_files_came_after_it(laptop: Site) -> None:
    with laptop.database.write() as session:
        connection, now = session.connection(), laptop.database.clock.now()
        for number in range(40):
            state, reason = ("held", "mass_delete") if number == 0 else ("applied", "")
            entry = FileEntry(f"p{number}", 1, 1, False, "delta", "office", f"{number}.mbx", "", state, reason)
            note_file(connection, entry, now)
    with laptop.database.read() as session:
        listed = list_files(session, limit=10)
    assert len(listed) == 11
    assert (listed[-1].file_name, listed[-1].state, listed[-1].made_at) == ("0.mbx", "held", None)


def test_what_was_written_has_arrived_once_the_office_says_so(office: Site, laptop: Site) -> None:
    laptop.add_visit(G1, "to be told")
    files = laptop.send("office")
    state = {row.file_name: row.state for row in journal(laptop)}
    assert state[files[0].name] == "written"
    office.take(*files)
    pass_on(office, laptop)
    state = {row.file_name: row.state for row in journal(laptop)}
    assert state[files[0].name] == "arrived"


def test_every_state_and_reason_has_its_words_and_what_is_to_be_done(office: Site, laptop: Site) -> None:
    broken = laptop.folder / "cut.mbx"
    broken.write_bytes(b"age-encryption.org/v1\n")
    strange = office.send("B1")
    laptop.take(broken, *strange)
    laptop.send("office")
    rows = {row.file_name: row for row in journal(laptop)}
    for name in ("cut.mbx", strange[0].name):
        assert rows[name].state == "refused"
        assert all(len(words) > 8 for words in what_came(rows[name]))
    assert any(what_next(row) for row in rows.values() if row.outgoing)


def test_an_import_cancelled_within_a_file_leaves_all_as_it_was(office: Site, laptop: Site) -> None:
    photographless = [f"C{number}" for number in range(3)]
    for code in photographless:
        office.add_customer(code)
    give(office, photographless, "MA")
    files, before = office.send("A1"), laptop.dump()
    told: list[tuple[int, int]] = []

    def cancel(done: int, total: int, _name: str) -> None:
        told.append((done, total))
        if len(told) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files(laptop.database, files, progress=cancel)
    assert told[0][0] < told[1][0] < told[2][0] <= told[2][1]
    assert laptop.dump() == before
    assert files[0].name not in {row.file_name for row in journal(laptop)}
    assert laptop.take(*files).is_well
    assert laptop.ask("SELECT count(*) FROM customer") == [(4,)]


def test_an_import_that_ends_early_says_what_it_took_in_before(
    office: Site, laptop: Site, page: ExchangePage, tmp_path: Path, qtbot: QtBot
) -> None:
    office.add_visit(G1, "came")
    (file,) = office.send("A1")
    gone = tmp_path / "z gone.mbx"
    offers: list[tuple[str, str]] = []
    page.context.offer_wanted.connect(lambda text, words, _act: offers.append((text, words)))
    take_in(page.context, [file, gone], confirmed=False)
    qtbot.waitUntil(lambda: bool(offers))
    ((text, _words),) = offers
    assert "收入 1 个文件" in text
    assert gone.name in text
    assert laptop.ask("SELECT note FROM visit") == [("came",)]


def test_a_page_that_stood_open_before_admission_speaks_of_the_office_afterwards(
    office: Site, tmp_path: Path, tasks: Tasks, preferences: Preferences, qtbot: QtBot
) -> None:
    fresh = make_site(tmp_path, "C1", "MC")
    context = Context(fresh.database, tasks, still_clock(), preferences, Drafts(fresh.database))
    page = ExchangePage(context)
    qtbot.addWidget(page)
    page.show()
    before = page.acknowledged.caption.text()
    join(office, fresh)
    page.refresh()
    assert page.acknowledged.caption.text() == "上级已收到您的内容" != before
    assert page.write_button.isVisibleTo(page)
    context.let_go()
    fresh.database.close()


def test_an_enrolment_file_that_falls_on_a_laptops_page_is_sent_on_to_the_office_in_words(page: ExchangePage) -> None:
    said: list[str] = []
    page.context.message_wanted.connect(lambda text, _tone, _undo: said.append(text))
    page.take([Path("asked.mbe")])
    assert len(said) == 1
    assert "asked.mbe" in said[0]


def test_a_customer_handed_over_is_shown_as_read_only_and_nothing_new_is_begun_there(
    office: Site, laptop: Site, page: ExchangePage, qtbot: QtBot
) -> None:
    laptop.add_visit(G1, "not sent yet")
    give(office, ["G1"], "MB")
    report = laptop.take(*office.send("A1"))
    assert "1 个客户已移交，只能查看" in report.sentence()
    shown = CustomerPage(page.context)
    qtbot.addWidget(shown)
    shown.show_target(G1)
    shown.show()
    assert any(tag.tag.text == "已移交，只读" for tag in shown.findChildren(TagLabel))
    assert not shown.visit_button.isEnabled()
    said: list[str] = []
    page.context.message_wanted.connect(lambda text, _tone, _undo: said.append(text))
    assert shown.new_here()
    assert "移交" in said[0]


def test_a_device_that_is_revoked_or_ones_own_is_not_written_for_and_a_manager_covers_no_customer_of_his_own(
    office: Site, tasks: Tasks, preferences: Preferences, qtbot: QtBot
) -> None:
    revoke(office.database, "B1")
    context = Context(office.database, tasks, still_clock(), preferences, Drafts(office.database))
    page = ExchangePage(context)
    qtbot.addWidget(page)
    page.show()
    said: list[str] = []
    context.message_wanted.connect(lambda text, _tone, _undo: said.append(text))
    for name in ("B1", "office"):
        page.devices.write(name)
    assert ["已停用" in said[0], "本机" in said[1]] == [True, True]
    today = context.today()
    with pytest.raises(UserError), office.database.write() as session:
        cover_customers(session, ["G1"], "MA", today, today, today)
    with office.database.write() as session:
        assert cover_customers(session, ["G1", "G2"], "MA", today, today, today) == 1
    context.let_go()
