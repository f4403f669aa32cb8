"""Cases and experts in a window, and what leads to them from an opportunity and a proposal."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from gui.context import Context
from gui.knowledge.case_form import open_case_of
from gui.knowledge.page import KnowledgePage
from gui.knowledge.why_us import offer_cases
from gui.proposals.words_form import words_form
from model.knowledge.cases import list_cases
from model.knowledge.experts import list_experts
from model.knowledge.records import SuccessCase
from model.opportunities.records import Opportunity
from model.practice.knowledge import CASES, add_sample_knowledge
from model.store.ids import new_id
from tests.builders import TODAY, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> KnowledgePage:
    with context.database.write() as session:
        add_sample_knowledge(session, TODAY)
    return on_screen(qtbot, KnowledgePage(context), 1024, 640)


def test_cases_are_read_changed_given_on_and_taken_in(qtbot: QtBot, page: KnowledgePage, tmp_path: Path) -> None:
    assert not unnamed_controls(page)
    assert page.cases.card.heading.text() == CASES[0].name
    page.cases.table.bar.quick.setText("急诊")
    qtbot.waitUntil(lambda: len(page.cases.table.shown_ids()) == 1)
    page.cases.table.clear()
    page.cases.table.select(page.cases.table.shown_ids()[0])
    page.cases.edit()
    dialog = form_of(page)
    dialog.form.set_typed({"lesson": "先见财务"})
    dialog.submit()
    page.cases.table.view.selectAll()
    page.cases.share(tmp_path / "cases.mbk")
    with page.context.write("gone") as session:
        session.execute(delete(SuccessCase))
    qtbot.waitUntil(lambda: not page.cases.table.has_rows())
    page.cases.take(tmp_path / "cases.mbk")
    qtbot.waitUntil(page.cases.table.has_rows)
    with page.context.read() as session:
        assert len(list_cases(session)) == len(CASES)
        assert any(row.lesson == "先见财务" for row in list_cases(session))


def test_an_expert_is_noted_and_the_number_shown_on_asking(qtbot: QtBot, page: KnowledgePage) -> None:
    page.tabs.show_sheet("experts")
    qtbot.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    dialog = form_of(page)
    dialog.submit()
    assert dialog.form.error_words()
    dialog.form.set_typed({"topic": "物联网", "person_name": "示例丁", "phone": "15400000104"})
    dialog.submit()
    with page.context.read() as session:
        made = next(row.id for row in list_experts(session) if row.topic == "物联网")
    qtbot.waitUntil(lambda: page.experts.table.select(made))
    shown = next(row for row in page.experts.table.model.rows if row[0] == made)
    assert shown[4] == "154****0104"
    page.experts.table.acted.emit(made, "show")
    shown = next(row for row in page.experts.table.model.rows if row[0] == made)
    assert shown[4] == "15400000104"


def test_a_won_opportunity_offers_its_case_prefilled(qtbot: QtBot, context: Context, page: KnowledgePage) -> None:
    customer = add_customer(context.database, industry="教育")
    won = new_id()
    with context.database.write() as session:
        session.add(Opportunity(id=won, dossier_id=customer, customer_id=customer, name="示例单", outcome="won"))
    dialog = open_case_of(page, context, won)
    assert dialog is not None
    assert dialog.form.field("told_as").value() == "一家教育客户"
    dialog.submit()
    with context.read() as session:
        assert any(row.opportunity_id == won for row in list_cases(session))
    assert open_case_of(page, context, "nothing") is None


def test_a_case_is_written_into_why_us(qtbot: QtBot, context: Context, page: KnowledgePage) -> None:
    customer = add_customer(context.database, industry="医疗")
    form = words_form(TODAY)
    qtbot.addWidget(form)
    show = offer_cases(form, context, lambda: customer)
    menu = show()
    menu.actions()[0].trigger()
    assert str(form.field("why_us").value()).startswith("一家千人以上的三级医院：")
    menu.hide()
