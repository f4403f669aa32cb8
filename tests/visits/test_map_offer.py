"""After a visit the window offers to renew the map of the people who were met."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.decision_maps.page import MapPage
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.visits.visit_dialog import edit_visit, open_visit
from model.decision_maps.judging import JudgementDraft, judge
from model.store.database import Database
from model.visits.queries import list_visits
from tests.builders import TODAY, add_contact, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen


@pytest.fixture
def offers(context: Context) -> list[str]:
    found: list[str] = []
    context.offer_wanted.connect(lambda text, _words, _act: found.append(text))
    return found


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    return on_screen(qtbot, QWidget())


def note(over: QWidget, context: Context, customer: str, **values: object) -> None:
    open_visit(over, context, customer, values).submit()


def test_the_people_met_are_chosen_on_the_map_by_one_click(qtbot: QtBot, context: Context, store: Database) -> None:
    customer = add_customer(store, "G001", "临江示例机械有限公司")
    met, other = add_contact(store, customer, "周总监（示例）"), add_contact(store, customer, "吴经理（示例）")
    window = on_screen(qtbot, MainWindow(context, PAGES, "示例经理"), 1280, 800)
    note(window, context, customer, met=(met,))
    toast = window.toasts.items()[-1]
    assert toast.text == "见了 1 人：图上对他们的判断还成立吗？"
    assert unnamed_controls(toast) == []
    toast.act_button.click()
    page = window.page()
    assert isinstance(page, MapPage)
    qtbot.waitUntil(lambda: page.scene.people_chosen() == [met])
    assert other in page.scene.cards
    assert page.panel.person.isVisibleTo(page)
    assert page.panel.person.heading.text() == "周总监（示例）"
    assert page.panel.met.isVisibleTo(page)
    assert toast not in window.toasts.items()


def test_nothing_is_offered_without_people_or_for_a_plan(
    over: QWidget, context: Context, store: Database, offers: list[str]
) -> None:
    customer = add_customer(store)
    met = add_contact(store, customer, "周总监（示例）")
    note(over, context, customer)
    note(over, context, customer, met=(met,), status="planned", visit_date=TODAY + timedelta(days=1))
    assert offers == []
    note(over, context, customer, met=(met,))
    assert len(offers) == 1


def test_who_was_judged_since_the_visit_is_not_asked_about_again(
    over: QWidget, context: Context, store: Database, offers: list[str]
) -> None:
    customer = add_customer(store)
    met = add_contact(store, customer, "周总监（示例）")
    note(over, context, customer, met=(met,))
    with store.write("Judged") as session:
        judge(session, JudgementDraft(met, {"attitude": "supporter"}), TODAY)
    with store.read() as session:
        (visit,) = list_visits(session)
    dialog = edit_visit(over, context, visit.id)
    assert dialog is not None
    dialog.submit()
    assert len(offers) == 1
