"""The competition desk in a real window on a real store."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from gui.competition.page import CompetitionPage
from gui.competition.sighting import SightingForm, edit_sighting, note_sighting
from gui.widgets.form import FormDialog
from model.competition.queries import list_moves, list_scripts
from model.opportunities.records import Opportunity
from model.retention.queries import list_tasks
from model.store.database import Database
from tests.builders import TODAY, add_customer
from tests.competition.test_store import add_rival_line, sight
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.context import Context


@pytest.fixture
def page(qtbot: "QtBot", context: "Context", store: Database) -> CompetitionPage:
    """The desk with one window and two sightings."""
    customer = add_customer(store)
    add_rival_line(store, customer, TODAY + timedelta(days=60))
    sight(store, customer)
    sight(store, customer, "barter", 3)
    made = on_screen(qtbot, CompetitionPage(context), 1000, 640)
    qtbot.waitUntil(lambda: len(made.windows.rows) == 1)
    return made


def test_a_contract_is_one_click_from_a_task_and_an_opportunity(page: CompetitionPage, store: Database) -> None:
    page.windows.task_button.click()
    page.windows.opportunity_button.click()
    with store.read() as session:
        assert len(list_tasks(session, TODAY)) == 1
        assert session.query(Opportunity).count() == 1


def test_a_fee_nobody_knows_reads_unknown(page: CompetitionPage) -> None:
    shown = page.windows.table.shown()
    place = next(place for place, column in enumerate(shown.columns) if column.key == "fee")
    words = shown.columns[place].words
    assert words is not None
    assert words(shown.rows[0][place]) == "未知"


def test_a_sighting_is_noted_with_three_choices_by_keyboard(
    qtbot: "QtBot", page: CompetitionPage, context: "Context", store: Database
) -> None:
    customer = add_customer(store, "G009", "示例九有限公司")
    dialog = note_sighting(page, context, customer)
    assert isinstance(dialog.form, SightingForm)
    dialog.form.field("operator").set_value("unicom")
    dialog.form.field("tactic").set_value("building_wiring")
    assert "默认" in dialog.form.script.text()
    assert "马上" in dialog.form.script.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with store.read() as session:
        (row,) = list_moves(session, customer)
    assert (row.operator, row.tactic, row.war) == ("unicom", "building_wiring", "product")
    edit = edit_sighting(page, context, row.id)
    edit.form.field("remarks").set_value("新楼免费布线")
    edit.submit()
    with store.read() as session:
        assert list_moves(session, customer)[0].remarks == "新楼免费布线"


def test_the_new_record_here_is_a_sighting_and_needs_its_customer(page: CompetitionPage) -> None:
    assert page.new_here()
    dialog = page.findChildren(QDialog)[-1]
    assert isinstance(dialog, FormDialog)
    dialog.submit()
    assert "customer" in dialog.form.error_words()
    dialog.close()


def test_every_sheet_has_named_controls_and_help(qtbot: "QtBot", page: CompetitionPage) -> None:
    for sheet in ("windows", "moves", "rivals", "flow", "scripts"):
        page.tabs.show_sheet(sheet)
        assert page.tabs.current() == sheet
        assert unnamed_controls(page) == []
    assert "未知" in page.help_text()
    kept = page.state()
    page.tabs.show_sheet("windows")
    page.restore(kept)
    assert page.tabs.current() == "scripts"


def test_an_answer_is_written_from_its_card(page: CompetitionPage, context: "Context", store: Database) -> None:
    from gui.competition.dialogs import add_fact, edit_script

    with store.read() as session:
        row = list_scripts(session)[0]
    dialog = edit_script(page, context, row)
    dialog.form.field("script").set_value("先见关键人")
    dialog.submit()
    with store.read() as session:
        assert list_scripts(session)[0].script == "先见关键人"
    fact = add_fact(page, context, "unicom")
    assert fact.form.values()["operator"] == "unicom"
    fact.submit()
    assert {"text", "source"} <= set(fact.form.error_words())
    fact.close()
