"""A paper on the screen: its pages, zoom, saving, and the reports page that offers them all."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.papers.needs import needs_paper
from gui.papers.preview import PreviewDialog
from gui.reports.page import ReportsPage
from gui.reports.papers import PAPERS, Asked
from model.errors import UserError
from model.needs.actions import NeedDraft, add_need
from model.store.database import Database
from tests.builders import add_customer
from tests.papers.reading import pdf_pages
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen


@pytest.fixture
def customer(store: Database) -> str:
    row = add_customer(store, "G001", "临江机械有限公司（示例）")
    with store.write() as session:
        for number in range(40):
            add_need(session, NeedDraft(row, f"第{number}项关键问题", due=date(2026, 12, 5)))
    return row


def test_every_page_of_the_paper_is_shown_and_zoomed(qtbot: QtBot, context: Context, customer: str) -> None:
    dialog = on_screen(qtbot, PreviewDialog(None, context, needs_paper(context, customer)))
    assert len(dialog.pages) > 1
    wide = dialog.pages[0].width()
    assert wide <= dialog.area.viewport().width()
    dialog.zoom_in()
    assert dialog.pages[0].width() > wide
    dialog.zoom_out()
    dialog.zoom_out()
    assert dialog.pages[0].width() < wide
    picture = dialog.pages[0].grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}) > 2
    assert unnamed_controls(dialog) == []


def test_a_paper_is_saved_as_pdf_and_as_workbook(
    qtbot: QtBot, context: Context, customer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = needs_paper(context, customer)
    for ending in ("pdf", "xlsx"):
        dialog = PreviewDialog(None, context, paper)
        qtbot.addWidget(dialog)
        target = tmp_path / f"表.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, at=target, **_named: (str(at), ""))
        (dialog.save_pdf if ending == "pdf" else dialog.save_xlsx)()
        assert target.stat().st_size > 1000
        assert dialog.result() == PreviewDialog.DialogCode.Accepted


def test_a_folder_that_is_gone_is_said_in_the_preview(
    qtbot: QtBot, context: Context, tmp_path: Path, customer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = PreviewDialog(None, context, needs_paper(context, customer))
    qtbot.addWidget(dialog)
    target = tmp_path / "gone" / "表.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (str(target), ""))
    dialog.save_pdf()
    assert dialog.error.text() == "“表.pdf”所在的文件夹不存在，请另选文件夹。"
    assert dialog.result() == 0


def test_the_customers_edition_tells_no_weights(context: Context, customer: str) -> None:
    ours, theirs = needs_paper(context, customer), needs_paper(context, customer, for_customer=True)
    assert any("重要度" in page for page in pdf_pages(ours.pdf))
    assert not any("重要度" in page for page in pdf_pages(theirs.pdf))
    assert not any("内部" in page for page in pdf_pages(theirs.pdf))


def test_papers_about_a_customer_wait_for_one_and_the_others_do_not(
    qtbot: QtBot, context: Context, customer: str
) -> None:
    page = on_screen(qtbot, ReportsPage(context))
    assert [page.made[kind.name].isEnabled() for kind in PAPERS] == [not kind.of_customer for kind in PAPERS]
    page.show_target(customer)
    assert all(page.made[kind.name].isEnabled() for kind in PAPERS)
    assert unnamed_controls(page) == []


def test_every_paper_is_made_or_says_in_words_why_not(context: Context, customer: str) -> None:
    made, refused = [], []
    for kind in PAPERS:
        try:
            made.append(kind.make(context, Asked(customer)))
        except UserError as error:
            refused.append((kind.name, error.sentence))
    assert all(paper.pdf.startswith(b"%PDF") for paper in made)
    assert len(made) + len(refused) == len(PAPERS)
    assert {name for name, _sentence in refused} == {
        "Decision-maker map", "Customer value", "Retention statement", "Confirmation of what was discussed",
        "Campaign report", "Results of a questionnaire", "Plan of a market study",
    }  # fmt: skip
    assert all(sentence for _name, sentence in refused)
    with pytest.raises(UserError):
        PAPERS[0].make(context, Asked())


def test_the_reports_page_previews_a_paper(qtbot: QtBot, context: Context, customer: str) -> None:
    page = ReportsPage(context)
    page.show_target(customer)
    on_screen(qtbot, page)
    page.made["Priority table of key problems"].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    assert page.findChildren(PreviewDialog)[0].pages
