"""Questionnaires and market studies in a window."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.profile_tab import ProfileTab
from gui.questionnaires.fill_dialog import choose_and_fill
from gui.questionnaires.page import QuestionnairesPage
from gui.questionnaires.papers import blank_paper, results_paper_of, study_paper
from gui.questionnaires.sheet_page import QuestionnairePage
from gui.reports.papers import PAPERS, Asked
from gui.visits.visit_dialog import open_visit
from model.customers.records import Customer
from model.practice.questionnaires import SECOND, add_sample_questionnaire, add_sample_study
from model.questionnaires.actions import close_questionnaire
from model.questionnaires.queries import find_questionnaire, list_asked, list_opinions, list_questionnaires, list_sheets
from model.questionnaires.studies import list_studies
from model.store.base import natural_id
from model.store.database import Database
from reports.imprint import VERSION, Imprint
from reports.questionnaire import results_paper_by_name, write_results
from reports.workbook import open_workbook
from tests.builders import TODAY, make_store, open_copy
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample month's questionnaire and study, kept once and copied for each test."""
    folder = tmp_path_factory.mktemp("questionnaires")
    database = make_store(folder)
    with database.write("Customers") as session:
        for number in range(1, 15):
            row_id = natural_id("customer", f"G{number:02d}")
            name = f"示例公司{number}"
            session.add(Customer(id=row_id, dossier_id=row_id, group_code=f"G{number:02d}", name=name))
    with database.write("Sample") as session:
        add_sample_questionnaire(session, TODAY)
        add_sample_study(session, TODAY)
    database.close()
    return folder


@pytest.fixture
def store(kept: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of the kept store, open."""
    database = open_copy(kept, tmp_path)
    yield database
    database.close()


@pytest.fixture
def questionnaire(context: Context) -> str:
    """The id of the kept questionnaire."""
    with context.read() as session:
        return list_questionnaires(session)[0].id


@pytest.fixture
def page(qtbot: QtBot, context: Context, questionnaire: str) -> QuestionnairePage:
    made = QuestionnairePage(context)
    made.show_target(questionnaire)
    return on_screen(qtbot, made, 1024, 640)


def text_of(pdf: bytes) -> str:
    return "".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages).replace("\n", "")


def test_a_questionnaire_is_written_tried_and_filled_in(qtbot: QtBot, context: Context) -> None:
    customer = natural_id("customer", "G01")
    with context.database.write("No other") as session:
        close_questionnaire(session, list_questionnaires(session)[0].id, TODAY)
    made = on_screen(qtbot, QuestionnairesPage(context))
    made.new_here()
    form = form_of(made)
    assert not unnamed_controls(form)
    form.form.set_typed({"name": "示例问卷"})
    with qtbot.waitSignal(context.page_wanted) as wanted:
        form.submit()
    page = QuestionnairePage(context)
    page.show_target(wanted.args[1])
    on_screen(qtbot, page)
    for text, typed in (("满意吗", {"kind": "scale", "meaning": "satisfaction"}), ("原因", {"kind": "text"})):
        page.new_here()
        asked = form_of(page)
        asked.form.set_typed({"text": text, "kind": "single"})
        asked.submit()
        assert "两个选项" in asked.error.text()
        asked.form.set_typed(typed)
        asked.submit()
        qtbot.waitUntil(lambda words=text: any(one.text == words for one in page.questions.questions))  # type: ignore[misc]
    page.questions.table.select(page.questions.questions[1].key)
    page.questions.shift(-1)
    qtbot.waitUntil(lambda: page.questions.questions[0].text == "原因")
    qtbot.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.fill_button.isEnabled)
    qtbot.mouseClick(page.fill_button, Qt.MouseButton.LeftButton)
    sheet = form_of(page)
    key = page.questions.questions[1].key
    sheet.form.field("customer_id").set_value(customer)
    sheet.form.set_typed({key: "5"})
    sheet.submit()
    qtbot.waitUntil(lambda: len(page.sheets.model.rows) == 1)
    page.tabs.show_sheet("results")
    assert "试调查，不计入结果" in page.results.lead.text()
    with context.read() as session:
        assert list_sheets(session, page.target or "", None)[0].trial


def test_what_is_in_use_is_revised_and_the_results_show_either_version(qtbot: QtBot, page: QuestionnairePage) -> None:
    assert "修订原因：“服务”" in page.questions.note.text()
    assert not page.questions.add_button.isEnabled()
    page.tabs.show_sheet("results")
    assert "满意度 3.67" in page.results.lead.text()
    page.results.versions.setCurrentIndex(1)
    page.results.versions.activated.emit(1)
    assert "第 1 版答卷 2 份" in page.results.lead.text()
    words = [action.text() for action in page.more_menu().actions()]
    next(action for action in page.more_menu().actions() if action.text() == "修订…").trigger()
    assert "不试调查，直接使用" not in words
    form = form_of(page)
    form.form.set_typed({"reason": "改问法"})
    form.submit()
    qtbot.waitUntil(page.questions.add_button.isEnabled)
    page.questions.table.select(page.questions.questions[0].key)
    page.questions.take_out()
    qtbot.waitUntil(lambda: len(page.questions.questions) == len(SECOND) - 1)


def test_a_customer_of_the_sample_is_asked_by_enter_and_a_sheet_is_taken_out(
    qtbot: QtBot, page: QuestionnairePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.tabs.show_sheet("sample")
    row = next(one for one in page.sample.model.rows if one[3] is None)
    page.sample.select(row[0])
    page.sample.opened.emit(row[0])
    form = form_of(page)
    form.submit()
    assert set(form.form.error_words()) == {"satisfied", "channel"}
    assert not unnamed_controls(form)
    form.form.set_typed({"satisfied": "2", "channel": "电话", "price": "很多"})
    form.submit()
    assert set(form.form.error_words()) == {"price"}
    form.form.set_typed({"price": "1288.5", "barrier": ["内部流程长"]})
    form.submit()
    qtbot.waitUntil(lambda: page.tabs._buttons["sheets"].text() == "答卷 15")
    tab = ProfileTab(page.context)
    tab.show_customer(row[0])
    on_screen(qtbot, tab)
    with page.context.read() as session:
        assert {one.words for one in list_opinions(session, row[0])} == {"2 / 5", "1288.5", "内部流程长"}
    with page.context.read() as session:
        sheet = next(one.id for one in list_sheets(session, page.target or "") if one.customer_id == row[0])
    page.sheets.select(sheet)
    monkeypatch.setattr("gui.questionnaires.steps.confirm", lambda *_args, **_named: True)
    page._take_out_sheets()
    qtbot.waitUntil(lambda: page.tabs._buttons["sheets"].text() == "答卷 14")


def test_a_visit_offers_the_questionnaire_of_its_customer(qtbot: QtBot, page: QuestionnairePage) -> None:
    with page.context.read() as session:
        customer = list_sheets(session, page.target or "")[0].customer_id
        assert len(list_asked(session)) == 1
    visit = open_visit(page, page.context, customer)
    offered = next(one for one in visit.findChildren(QPushButton) if one.accessibleName() == "填写问卷…")
    qtbot.mouseClick(offered, Qt.MouseButton.LeftButton)
    form = form_of(visit)
    assert form.windowTitle().startswith("示例公司")
    form.reject()
    visit.reject()


def test_where_nothing_is_asked_it_says_so(qtbot: QtBot, context: Context, questionnaire: str) -> None:
    with context.database.write("End") as session:
        close_questionnaire(session, questionnaire, TODAY)
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitSignal(context.message_wanted):
        assert choose_and_fill(made, context, None) is None


def test_blank_form_and_results_are_papers_and_a_workbook(page: QuestionnairePage, tmp_path: Path) -> None:
    context, target = page.context, page.target or ""
    blank = text_of(blank_paper(context, target).pdf)
    for words in ("您好！占用您三分钟", "□ 客户经理上门", "很差", "很好"):
        assert words in blank
    assert "内部" not in blank.replace("内部流程长", "")
    results = text_of(results_paper_of(context, target, None).pdf)
    for words in ("满意度 3.67", "故障报修的处理速度", "会议室信号不好"):
        assert words in results
    with context.read() as session:
        paper = results_paper_by_name(session, "", Imprint(TODAY, "示例经理", VERSION))
    write_results(tmp_path / "results.xlsx", paper)
    with open_workbook(tmp_path / "results.xlsx") as book:
        cells: list[Any] = [cell for sheet in book.sheets for row in book.rows(sheet) for cell in row]
    assert "设备与布线已投入" in cells
    assert cells.count(12.0) >= 1


def test_a_study_is_ticked_off_changed_and_printed(qtbot: QtBot, context: Context, questionnaire: str) -> None:
    made = QuestionnairesPage(context)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.tabs.show_sheet("studies")
    table = made.studies.table
    step = made.studies.studies[0].steps[7]
    table.select(step.id)
    table.view.setFocus()
    qtbot.keyClicks(table.view, "x")
    qtbot.waitUntil(lambda: made.studies.studies[0].done == 8)
    form = made.studies.change(step.id)
    assert form is not None
    assert not unnamed_controls(form)
    form.form.set_typed({"note": "已发出"})
    form.submit()
    qtbot.waitUntil(lambda: made.studies.studies[0].steps[7].note == "已发出")
    text = text_of(study_paper(context, made.studies.studies[0].id).pdf)
    for words in ("试调查与修订", "确认个人信息处理（本软件）", "共 12 步，已完成 8 步", "已发出"):
        assert words in text
    made.new_here()
    new = form_of(made)
    new.form.set_typed({"name": "第二项调研", "question": "为什么？"})
    new.submit()
    qtbot.waitUntil(lambda: len(made.studies.studies) == 2)
    with context.read() as session:
        assert len(list_studies(session, TODAY)) == 2


def test_the_reports_page_offers_the_last_results_and_the_newest_study(context: Context, questionnaire: str) -> None:
    kinds = {kind.name: kind for kind in PAPERS}
    assert "满意度 3.67" in text_of(kinds["Results of a questionnaire"].make(context, Asked()).pdf)
    assert "共 12 步" in text_of(kinds["Plan of a market study"].make(context, Asked()).pdf)


def test_a_questionnaire_that_is_gone_says_so(qtbot: QtBot, context: Context) -> None:
    made = QuestionnairePage(context)
    made.show_target("gone")
    on_screen(qtbot, made)
    assert made.heading.text() == "这份问卷已不存在。"


def test_a_questionnaire_ends_and_goes_on(qtbot: QtBot, page: QuestionnairePage) -> None:
    for words in ("结束调查", "继续调查"):
        next(action for action in page.more_menu().actions() if action.text() == words).trigger()
        qtbot.waitUntil(lambda asked=words == "继续调查": page.fill_button.isEnabled() is asked)  # type: ignore[misc]
    with page.context.read() as session:
        assert find_questionnaire(session, page.target or "").asked
