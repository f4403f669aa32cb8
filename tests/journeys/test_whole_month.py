"""The story of a whole month through the window, from the office's file to everything out, held against plain SQL."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import pyzipper
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from gui.context import Context
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.papers.preview import PreviewDialog
from gui.pay.page import PayPage
from gui.personal_data.dialogs import open_everything_out
from gui.proposals.page import ProposalPage
from gui.retention.page import RetentionPage
from gui.retention.task_dialogs import finish
from gui.submissions.page import SubmissionsPage
from gui.visits.page import VisitsPage
from gui.visits.visit_dialog import open_visit
from gui.widgets.form import FormDialog
from gui.work_log.page import WorkLogPage
from model.retention.refresh import refresh
from model.store.database import Database
from model.store.ids import natural_id
from tests.builders import PASSPHRASE, TODAY
from tests.journeys.test_month import LONG, imported
from tests.sample_store import FIRST_CODE
from tests.windows import on_screen

MINUTES = {"visit": 90, "retention_task": 20, "quote": 60, "piece_entry": 0}
FIRST, AFTER = "2026-11-01", "2026-12-01"
SECRET = "a passphrase of the file"


class Story:
    """The window, and what a person does in it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, store: Database) -> None:
        self.qtbot, self.window, self.store = qtbot, window, store
        self.customer = natural_id("customer", FIRST_CODE)

    def page(self, name: str, kind: type[QWidget], target: str | None = None) -> Any:
        """Go to a page."""
        self.window.open_page(name, target)
        self.qtbot.waitUntil(lambda: isinstance(self.window.page(), kind))
        self.quiet()
        return self.window.page()

    def asked(self) -> FormDialog:
        """The form that came up last."""
        self.qtbot.waitUntil(lambda: any(one.isVisible() for one in self.window.findChildren(FormDialog)))
        return [one for one in self.window.findChildren(FormDialog) if one.isVisible()][-1]

    def quiet(self) -> None:
        """Wait until no job runs."""
        self.qtbot.waitUntil(lambda: not self.window.context.tasks.busy, timeout=LONG)

    def ask(self, question: str) -> Any:
        """Plain SQL on the store."""
        with self.store.read() as session:
            return session.execute(text(question), {"first": FIRST, "after": AFTER}).all()


@pytest.fixture
def story(qtbot: QtBot, context: Context, store: Database) -> Story:
    window = on_screen(qtbot, MainWindow(context, PAGES, "示例经理"))
    window.open_page("customers")
    imported(qtbot, window, "month.xlsx").next()
    with store.write() as session:
        refresh(session, TODAY)
    return Story(qtbot, window, store)


def test_a_month_from_the_office_s_file_to_everything_out(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = _visited(story)
    _task_done(story)
    _proposed(story)
    _counted(story, visit)
    _logged(story, tmp_path, monkeypatch)
    _paid(story)
    _handed_in(story, tmp_path, monkeypatch)
    _all_out(story, tmp_path, monkeypatch)


def _visited(story: Story) -> str:
    page = story.page("visits", VisitsPage)
    dialog = open_visit(page, story.window.context, story.customer, {"purpose": "割接窗口", "outcome": "开通一卡通"})
    dialog.submit()
    assert dialog.result() == QDialog.DialogCode.Accepted
    ((visit, day),) = story.ask("SELECT id, visit_date FROM visit")
    assert str(day) == TODAY.isoformat()
    return str(visit)


def _task_done(story: Story) -> None:
    page = story.page("retention", RetentionPage)
    ((task,),) = story.ask("SELECT id FROM retention_task WHERE kind = 'agreement_expiry' AND status = 'open' LIMIT 1")
    dialog = finish(page, story.window.context, [task])
    dialog.form.set_values({"result": "已续签"})
    dialog.submit()
    assert story.ask("SELECT count(*) FROM retention_task WHERE status = 'done'") == [(1,)]


def _proposed(story: Story) -> None:
    page = story.page("proposal", ProposalPage, f"new/{story.customer}")
    story.qtbot.waitUntil(lambda: bool(page.heading.text()))
    ((code,),) = story.ask(
        "SELECT code FROM product_offering WHERE monthly_fen > 0 AND cost_fen > 0 ORDER BY code LIMIT 1"
    )
    page.items.choice.set_value(code)
    page.items.add_chosen()
    page.form.set_values({"title": "整合方案（示例）"})
    page.form.changed.emit()
    assert page.save(), page.error.text()
    story.quiet()
    assert story.ask("SELECT title FROM quote") == [("整合方案（示例）",)]


def _counted(story: Story, visit: str) -> None:
    page = story.page("visits", VisitsPage)
    page.table.select(visit)
    page.count_piece()
    dialog = story.asked()
    assert dialog.form.values()["customer_id"] == story.customer
    assert dialog.form.values()["proof"] == ("visit", visit)
    ((item,),) = story.ask("SELECT item_code FROM piece_rate WHERE valid_to IS NULL AND unit_price_fen > 0 LIMIT 1")
    dialog.form.set_values({"item_code": item, "quantity": 4})
    dialog.submit()
    assert story.ask("SELECT quantity, source_id FROM piece_entry") == [(4, visit)]


def _logged(story: Story, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = story.page("work_log", WorkLogPage)
    story.qtbot.waitUntil(lambda: bool(page.table.shown_ids()))
    counts = dict(
        story.ask(
            "SELECT 'visit', count(*) FROM visit WHERE status = 'done' AND visit_date >= :first AND visit_date < :after"
            " UNION ALL SELECT 'retention_task', count(*) FROM retention_task WHERE status = 'done'"
            " AND closed_on >= :first AND closed_on < :after"
            " UNION ALL SELECT 'quote', count(*) FROM quote WHERE made_on >= :first AND made_on < :after"
        )
    )
    minutes = sum(MINUTES[entity] * count for entity, count in counts.items())
    assert page.balance.total.text() == f"{minutes / 60:.1f}"
    assert len(page.table.shown_ids()) == sum(counts.values()), "the piece's own time is its visit's"
    target = folder / "log.xlsx"
    _choose(monkeypatch, "getSaveFileName", (str(target), ""))
    page.export()
    story.quiet()
    total = [row[1].value for row in openpyxl.load_workbook(target).worksheets[0].iter_rows() if row[0].value == "合计"]
    assert total == [pytest.approx(minutes / 60)]


def _paid(story: Story) -> None:
    page = story.page("pay", PayPage, "estimate")
    ((earned,),) = story.ask(
        "SELECT sum(e.quantity * r.unit_price_fen) FROM piece_entry e JOIN piece_rate r ON r.item_code = e.item_code"
        " WHERE r.valid_from <= 202611 AND (r.valid_to IS NULL OR r.valid_to >= 202611)"
    )
    shown = page.estimate.identity.terms["piecework"].amount
    story.qtbot.waitUntil(lambda: shown.text() == f"{earned / 100:,.2f}")
    assert earned > 0


def _handed_in(story: Story, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = story.page("submissions", SubmissionsPage)
    out = folder / "out"
    out.mkdir()
    _choose(monkeypatch, "getExistingDirectory", str(out))
    page.own.hand_in()
    story.asked().submit()
    story.qtbot.waitUntil(lambda: bool(story.ask("SELECT 1 FROM submission WHERE sent_on IS NOT NULL")), timeout=LONG)
    story.quiet()
    (made,) = out.iterdir()
    assert len(list(made.glob("*.pdf"))) >= 3
    assert page.print_here()
    story.qtbot.waitUntil(lambda: bool(story.window.findChildren(PreviewDialog)), timeout=LONG)
    story.window.findChildren(PreviewDialog)[-1].reject()


def _all_out(story: Story, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = folder / "all.zip"
    _choose(monkeypatch, "getSaveFileName", (str(target), ""))
    dialog = open_everything_out(story.window, story.window.context)
    dialog.form.set_values({"old": PASSPHRASE, "reason": "离职交接（示例）", "passphrase": SECRET, "again": SECRET})
    dialog.submit()
    story.quiet()
    with pyzipper.AESZipFile(target) as whole:
        whole.setpassword(SECRET.encode())
        books = [ZipFile(BytesIO(whole.read(name))) for name in whole.namelist() if ".xlsx" in name]
    words = "".join(book.read(part).decode() for book in books for part in book.namelist() if "/sheet" in part)
    for told in ("整合方案（示例）", "割接窗口"):
        assert told in words or told.encode("ascii", "xmlcharrefreplace").decode() in words


def _choose(monkeypatch: pytest.MonkeyPatch, name: str, answer: Any) -> None:
    choose: Callable[..., Any] = lambda *_given, **_named: answer  # noqa: E731
    monkeypatch.setattr(QFileDialog, name, choose)
