"""The self-test in a window: from the week's card and from its page to the customers behind a count."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.knowledge.answer_dialog import MissingDialog
from gui.knowledge.self_test_page import SelfTestPage
from gui.retention.page import RetentionPage
from gui.today.reminders import Reminders
from gui.today.week_questions import LAYOUT, WeekQuestionsCard
from model.grading.actions import OverrideDraft, override_grade
from model.knowledge.self_test import list_week
from model.retention.queries import list_tasks
from model.today.queries import agenda_of
from tests.builders import TODAY, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SelfTestPage:
    for code in ("G1", "G2"):
        customer = add_customer(context.database, code, f"示例{code}", status="existing")
        with context.database.write() as session:
            override_grade(session, OverrideDraft(customer, "A", False, "示例"), TODAY)
    made = on_screen(qtbot, SelfTestPage(context), 1024, 640)
    qtbot.waitUntil(made.table.has_rows)
    return made


def test_a_gap_leads_to_its_customers_and_becomes_a_task(qtbot: QtBot, page: SelfTestPage) -> None:
    assert len(page.table.shown_ids()) == 45
    assert not unnamed_controls(page)
    assert page.table.select("decider")
    qtbot.mouseClick(page.missing_button, Qt.MouseButton.LeftButton)
    missing = next(found for found in page.findChildren(MissingDialog) if found.isVisible())
    with qtbot.waitSignal(page.context.page_wanted) as went:
        missing.table.opened.emit(missing.table.shown_ids()[0])
    assert went.args is not None
    assert went.args[0] == "customer"
    assert len(went.args[2]) == 2
    qtbot.mouseClick(page.answer_button, Qt.MouseButton.LeftButton)
    dialog = form_of(page)
    assert dialog.form.field("answer").value() == "no"
    dialog.submit()
    qtbot.waitUntil(lambda: page.table.select("decider") and page.table.model.rows[20][7] == "open")
    page.figures["relations"].opened.emit()
    assert len(page.table.shown_ids()) == 12
    _tasks_lead_back(qtbot, page)
    qtbot.mouseClick(page.week_button, Qt.MouseButton.LeftButton)
    assert len(page.table.shown_ids()) == 3
    assert page.help_text()


def _tasks_lead_back(qtbot: QtBot, page: SelfTestPage) -> None:
    """From the list of tasks and from Today to the question, whatever filter hides it."""
    context, wanted = page.context, []
    context.page_wanted.connect(lambda name, target, _within: wanted.append((name, target)))
    tasks = RetentionPage(context)
    qtbot.addWidget(tasks)
    tasks.refresh()
    with context.read() as session:
        (line,) = [one for one in list_tasks(session, TODAY) if one.kind == "self_test"]
        agenda = agenda_of(session, line.due)
    tasks.tasks.opened.emit(line.id)
    reminders = Reminders()
    qtbot.addWidget(reminders)
    reminders.show_agenda(agenda, line.due)
    assert f"self_test:{line.id}" in {entry.key for entry in reminders.list.entries}
    assert wanted == [("self_test", f"task/{line.id}")]
    page.show_group("self")
    page.show_target(wanted[0][1])
    page.refresh()
    qtbot.waitUntil(lambda: page.table.current_id() == "decider")


def test_the_weeks_card_loses_what_was_answered_and_can_be_sent_away(qtbot: QtBot, context: Context) -> None:
    card = WeekQuestionsCard(context)
    qtbot.addWidget(card)

    def show() -> int:
        with context.read() as session:
            card.show_questions(list_week(session, TODAY), TODAY)
        return card.body.count()

    assert show() == 3
    card.show()
    link = next(found for found in card.findChildren(QPushButton) if found.text())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    dialog = form_of(card)
    dialog.submit()
    assert show() == 2
    card.dismiss()
    assert not card.is_wanted()
    assert context.preferences.layout(LAYOUT)
    show()
    assert card.isHidden()
