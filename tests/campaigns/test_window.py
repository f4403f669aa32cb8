"""Campaigns in a window: planned, picked, answered by a key, read back, closed, printed."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
import pyzipper
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gui.campaigns.page import CampaignsPage
from gui.campaigns.papers import report_paper
from gui.campaigns.phone_team import ReadBackDialog, read_file
from gui.campaigns.picker import PickDialog
from gui.campaigns.sheet_page import CampaignPage
from gui.context import Context
from gui.reports.papers import PAPERS, Asked
from gui.widgets.form import FormDialog
from model.campaigns.actions import CampaignDraft, pick_for, save_campaign
from model.campaigns.queries import find_campaign, list_calls, list_campaigns
from model.campaigns.rules import PickPlan
from model.security.records import AuditEntry
from model.store.database import Database
from reports.campaign import campaign_paper_by_name, write_campaign
from reports.campaign_calls import write_calls
from reports.imprint import VERSION, Imprint
from reports.workbook import open_workbook
from tests.builders import PASSPHRASE, TODAY, add_contact, add_customer, make_store, open_copy
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of four companies, nobody told; kept once and copied for each test."""
    folder = tmp_path_factory.mktemp("campaigns")
    database = make_store(folder)
    for number in range(1, 5):
        customer = add_customer(database, f"G{number}", f"示例公司{number}")
        add_contact(database, customer, f"联系人{number}（示例）", mobile=f"1540000000{number}")
    with database.write("Campaign") as session:
        made = save_campaign(session, CampaignDraft("示例活动", quota=4, budget_fen=50_00, cost_fen=100_00))
        pick_for(session, made, PickPlan(), TODAY)
    database.close()
    return folder


@pytest.fixture
def store(kept: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of the kept store, open."""
    database = open_copy(kept, tmp_path)
    yield database
    database.close()


@pytest.fixture
def campaign(context: Context) -> str:
    """The id of the kept campaign."""
    with context.read() as session:
        return list_campaigns(session, TODAY)[0].id


@pytest.fixture
def page(qtbot: QtBot, context: Context, campaign: str) -> CampaignPage:
    made = CampaignPage(context)
    made.show_target(campaign)
    return on_screen(qtbot, made, 1024, 640)


def dialog_of(page: QWidget, kind: type[FormDialog] = FormDialog) -> FormDialog:
    return next(found for found in page.findChildren(kind) if found.isVisible())


def is_told(page: CampaignPage, place: int) -> bool:
    return page.targets.found[place].told_on is not None


def test_a_campaign_is_planned_and_the_window_goes_to_it(qtbot: QtBot, context: Context) -> None:
    made = on_screen(qtbot, CampaignsPage(context))
    assert made.new_here()
    form = dialog_of(made)
    assert not unnamed_controls(form)
    form.submit()
    assert set(form.form.error_words()) == {"name"}
    form.form.set_typed({"name": "春季活动（示例）", "ends_on": "2026-01-01"})
    form.submit()
    assert form.error.text()
    form.form.set_typed({"ends_on": "2026-12-31"})
    with qtbot.waitSignal(context.page_wanted) as wanted:
        form.submit()
    assert wanted.args[0] == "campaign"
    qtbot.waitUntil(lambda: made.sub_heading.text() == "进行中 2 项")


def test_a_key_notes_an_answer_and_goes_to_the_next_customer(qtbot: QtBot, page: CampaignPage) -> None:
    view = page.targets.table.view
    page.targets.table.select(page.targets.found[0].id)
    view.setFocus()
    for place, key in enumerate(("1", "3", "T")):
        qtbot.keyClicks(view, key)
        qtbot.waitUntil(partial(is_told, page, place))
    assert [row.response for row in page.targets.found] == ["interested", "refused", "", ""]
    assert page.sub_heading.text() == "已告知 3/4 · 回应 2 · 购买 0"
    page.targets.table.select(page.targets.found[0].id)
    qtbot.keyClicks(view, "0")
    qtbot.waitUntil(lambda: page.targets.found[0].step == "waiting")
    page.result.chart.clicked.emit("responded")
    assert page.tabs.current() == "targets"
    assert len(page.targets.table.shown_ids()) == 1


def test_what_was_bought_stands_in_matrix_worth_and_report(qtbot: QtBot, page: CampaignPage) -> None:
    page.targets.table.opened.emit(page.targets.found[0].id)
    form = dialog_of(page)
    assert not unnamed_controls(form)
    form.form.set_typed({"response": "interested", "bought_fen": "300"})
    form.submit()
    qtbot.waitUntil(lambda: page.targets.found[0].step == "bought")
    page.tabs.show_sheet("result")
    assert page.result.gain.value.text() == "200.0%"
    assert "超出预算" in page.result.spent.note.text()
    page.close_or_reopen()
    closing = dialog_of(page)
    assert "200.0%" in str(closing.form.values()["result"])
    closing.form.set_typed({"result": "值得再做"})
    closing.submit()
    qtbot.waitUntil(lambda: not page.pick_button.isEnabled())
    text = "".join(
        one.extract_text() for one in PdfReader(BytesIO(report_paper(page.context, page.target or "").pdf)).pages
    )
    for words in ("值得再做", "示例公司1", "收益 ÷ 费用 ＝ 200.0%", "300.00"):
        assert words in text.replace("\n", "")
    page.close_or_reopen()
    qtbot.waitUntil(page.pick_button.isEnabled)


def test_the_pick_says_whom_it_takes_before_it_does(qtbot: QtBot, page: CampaignPage) -> None:
    page.pick()
    dialog = dialog_of(page, PickDialog)
    assert isinstance(dialog, PickDialog)
    dialog.form.set_typed({"quota": "2", "held_percent": "50"})
    qtbot.mouseClick(dialog.count_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "入选 2 家，其中 1 家" in dialog.counted.text())
    assert "超出名额 2" in dialog.counted.text()
    dialog.form.set_typed({"conditions": [["name", "contains", ""]]})
    dialog.count()
    assert "入选" not in dialog.counted.text()
    dialog.form.set_typed({"conditions": [["name", "contains", "公司3"]]})
    dialog.submit()
    qtbot.waitUntil(lambda: [row.customer_name for row in page.targets.found] == ["示例公司3"])


def test_a_list_that_comes_back_is_shown_before_it_is_taken_over(
    qtbot: QtBot, page: CampaignPage, tmp_path: Path
) -> None:
    path = tmp_path / "back.csv"
    path.write_bytes("集团编码,回访结果,购买金额(元)\nG1,感兴趣,12\nG9,有意向,\nG2,不知道,\n".encode("gb18030"))
    assert page.sheet is not None
    read_file(page, page.context, page.sheet, path)
    qtbot.waitUntil(lambda: bool([one for one in page.findChildren(ReadBackDialog) if one.isVisible()]))
    dialog = next(one for one in page.findChildren(ReadBackDialog) if one.isVisible())
    assert len(dialog.table.model.rows) == 3
    dialog.apply()
    qtbot.waitUntil(lambda: page.targets.found[0].bought_fen == 12_00)
    path.write_bytes(b"PK\x03\x04 no workbook")
    with qtbot.waitSignal(page.context.tasks.failed):
        read_file(page, page.context, page.sheet, path)


def test_whole_numbers_are_behind_the_passphrase_and_a_reason(
    qtbot: QtBot, page: CampaignPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.sheet is not None
    assert [action.text() for action in page.phone_menu().actions() if action.text()] == [
        "号码打码的清单…", "含完整号码的加密清单…", "读回清单…",
    ]  # fmt: skip
    page.phone_menu().actions()[1].trigger()
    dialog = form_of(page)
    dialog.submit()
    assert {"old", "reason", "passphrase"} <= set(dialog.form.error_words())
    typed = {"reason": "外呼", "passphrase": "another good secret", "again": "another good secret"}
    for key, words in {"old": "not the passphrase", **typed}.items():
        dialog.form.field(key).set_value(words)
    dialog.submit()
    assert "口令" in dialog.error.text()
    chosen = [""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (chosen[0], ""))
    dialog.form.field("old").set_value(PASSPHRASE)
    dialog.submit()
    assert "没有选择文件" in dialog.error.text()
    assert _full_accesses(page) == []
    chosen[0] = str(tmp_path / "calls.zip")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible() and not page.context.tasks.busy)
    assert _full_accesses(page) == [("call_list", "外呼")]
    with pyzipper.AESZipFile(tmp_path / "calls.zip") as whole:
        (name,) = whole.namelist()
        with pytest.raises(RuntimeError):
            whole.read(name)
        whole.setpassword(b"another good secret")
        assert b"PK" in whole.read(name)[:4]


def _full_accesses(page: CampaignPage) -> list[tuple[str, str]]:
    with page.context.read() as session:
        return [(one.action, one.reason) for one in session.scalars(select(AuditEntry))]


def test_report_and_list_are_workbooks_that_hold_the_figures(context: Context, campaign: str, tmp_path: Path) -> None:
    with context.read() as session:
        assert [row.picked for row in list_campaigns(session, TODAY)] == [4]
        paper = campaign_paper_by_name(session, "", Imprint(TODAY, "示例经理", VERSION))
        write_calls(tmp_path / "calls.xlsx", find_campaign(session, campaign, TODAY), list_calls(session, campaign))
    write_campaign(tmp_path / "report.xlsx", paper)
    write_campaign(tmp_path / "report.pdf", paper)
    with open_workbook(tmp_path / "report.xlsx") as book:
        assert len(book.sheets) == 2
        cells = [str(cell) for sheet in book.sheets for row in book.rows(sheet) for cell in row]
    assert "示例公司4" in cells
    assert not any("1540000" in cell for cell in cells)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_reports_page_offers_the_newest_campaigns_report(context: Context, campaign: str) -> None:
    kind = next(one for one in PAPERS if one.name == "Campaign report")
    pages = PdfReader(BytesIO(kind.make(context, Asked()).pdf)).pages
    assert "示例活动" in pages[0].extract_text()


def test_a_campaign_that_is_gone_says_so(qtbot: QtBot, context: Context) -> None:
    made = CampaignPage(context)
    made.show_target("gone")
    on_screen(qtbot, made)
    assert made.heading.text() == "这项活动已不存在。"
    assert not made.tabs.isVisible()
