"""The exchange page at the office and its sheets: hand-over, cover, what is held, files dragged out, cancelled work."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.drafts import Drafts
from gui.exchange.badge import OfficeBadge
from gui.exchange.held_sheet import HeldDialog, preview
from gui.exchange.page import ExchangePage
from gui.exchange.receiving import PreviewDialog
from gui.papers.preview import PreviewDialog as PaperDialog
from gui.preferences import Preferences
from gui.tasks import Cancelled, Tasks
from model.exchange.enrolment import admit, enrol
from model.exchange.inbox import import_files
from model.exchange.sending import export
from model.store.ids import new_id
from tests.builders import still_clock
from tests.exchange.forging import a_write, forge
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, make_site, pass_on
from tests.windows import on_screen

G1, G2 = CUSTOMERS["G1"], CUSTOMERS["G2"]


@pytest.fixture
def page(office: Site, tasks: Tasks, preferences: Preferences, qtbot: QtBot) -> Iterator[ExchangePage]:
    """The page on the office's store."""
    context = Context(office.database, tasks, still_clock(), preferences, Drafts(office.database))
    made = on_screen(qtbot, ExchangePage(context), 1100, 700)
    yield made
    context.let_go()


def test_the_office_hands_customers_over_after_seeing_the_plan_and_is_offered_their_pack(
    qtbot: QtBot, page: ExchangePage, office: Site
) -> None:
    assert page.assignments is not None
    assert page.assignments.table.shown_ids() == ("G1", "G2")
    dialog = page.assignments.hand_over(("G1", "G2"))
    assert dialog is not None
    dialog.manager.set_value("MB")
    assert "G1" in dialog.plan.text()
    assert "G2" not in dialog.plan.text()
    with qtbot.waitSignal(page.context.offer_wanted) as offered:
        dialog.submit()
    offered.args[2]()
    qtbot.waitUntil(lambda: bool(page.findChildren(PaperDialog)))
    (shown,) = page.findChildren(PaperDialog)
    assert shown.paper.file_name.startswith("交接包")
    shown.close()
    owners = office.ask("SELECT count(DISTINCT owner) FROM dossier WHERE id IN (?, ?)", G1, G2)
    assert owners == [(1,)]


def test_the_office_lends_customers_for_some_days(page: ExchangePage, office: Site) -> None:
    assert page.assignments is not None
    page.assignments.table.select("G1")
    dialog = page.assignments.cover()
    assert dialog is not None
    today = page.context.today()
    dialog.form.set_values({"by": "MB", "from": today, "to": today - timedelta(days=1)})
    dialog.submit()
    assert dialog.error.isVisibleTo(dialog)
    dialog.form.set_values({"by": "MB", "from": today, "to": today + timedelta(days=7)})
    dialog.submit()
    kept = office.ask("SELECT cover_no, cover_to FROM customer WHERE id = ?", G1)
    assert kept == [("MB", (today + timedelta(days=7)).isoformat())]


def test_what_is_held_is_refused_with_a_reason(page: ExchangePage, office: Site, laptop: Site) -> None:
    line = a_write(laptop, G2, "visit", new_id(), {"customer_id": G2, "note": "held"})
    office.take(forge(laptop, office, [line]))
    page.refresh()
    (held,) = page.held.table.shown_ids()
    applied = preview(office.database, held)
    dialog = HeldDialog(page, page.context, held, ("示例", "not_owner"), applied)
    dialog.refuse()
    assert dialog.form.error_words()
    dialog.form.field("reason").set_value("不是他的客户")
    dialog.refuse()
    assert office.ask("SELECT reason FROM audit_entry") == [("不是他的客户",)]
    page.refresh()
    assert page.held.table.shown_ids() == ()


def test_written_files_can_be_dragged_out_as_files(page: ExchangePage, office: Site, tmp_path: Path) -> None:
    written = export(office.database, tmp_path / "out", "A1")
    page.context.preferences.keep_layout("exchange", {"out": str(tmp_path / "out")})
    page.refresh()
    files = [path for one in written for path in one.files]
    assert page.outbox.list.paths() == files
    data = page.outbox.list.mimeData([page.outbox.list.item(0)])
    assert data.urls() == [QUrl.fromLocalFile(str(files[0]))]
    files[0].unlink()
    page.refresh()
    assert page.outbox.list.paths() == []


def test_a_cancelled_export_leaves_no_file(office: Site, tmp_path: Path) -> None:
    office.add_visit(G1, "new")

    def cancel(_done: int, _total: int, _name: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export(office.database, tmp_path / "out", None, cancel)
    assert not (tmp_path / "out").exists()
    assert export(office.database, tmp_path / "out", "A1")[0].rows > 0


def test_the_offices_first_file_is_taken_in_once_its_words_were_compared(
    office: Site, tmp_path: Path, tasks: Tasks, preferences: Preferences, qtbot: QtBot
) -> None:
    fresh = make_site(tmp_path, "C1", "MC")
    words = enrol(fresh.database, tmp_path / "asked.mbe")
    admitted = admit(office.database, tmp_path / "asked.mbe", words, tmp_path / "first")
    context = Context(fresh.database, tasks, still_clock(), preferences, Drafts(fresh.database))
    page = ExchangePage(context)
    qtbot.addWidget(page)
    report = import_files(fresh.database, admitted.written.files, preview=True)
    dialog = PreviewDialog(page, context, admitted.written.files, report)
    assert not dialog.take_button.isEnabled()
    dialog.compared.setChecked(True)
    with qtbot.waitSignal(context.message_wanted):
        dialog.take_button.click()
    assert fresh.ask("SELECT count(*) FROM peer WHERE role = 'office'") == [(1,)]
    context.let_go()
    fresh.database.close()


def test_the_top_bar_says_up_to_when_the_office_has_the_work(
    office: Site, laptop: Site, tasks: Tasks, preferences: Preferences, qtbot: QtBot
) -> None:
    context = Context(laptop.database, tasks, still_clock(), preferences, Drafts(laptop.database))
    badge = OfficeBadge(context, context)
    qtbot.addWidget(badge.button)
    pass_on(office, laptop)
    badge.show()
    assert not badge.button.isHidden()
    assert str(date(2026, 11, 22).year) in badge.button.toolTip()
    context.let_go()
