"""Visits in the window: noted by keyboard, planned, called off, logged for many, walked through in the calendar."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.visits.calendar import CalendarView, days_of_month
from gui.visits.form import VisitForm
from gui.visits.page import VisitsPage
from gui.visits.promises_field import PromisesField
from gui.visits.visit_dialog import edit_visit, open_visit, open_visit_for_many
from gui.widgets.finder_field import FinderField
from gui.widgets.form import FormDialog
from gui.widgets.time_field import read_time
from model.months import months_after
from model.needs.promise_queries import list_promises
from model.store.database import Database
from model.visits.actions import VisitDraft, add_visit
from model.visits.queries import VisitRow, list_met, list_visits
from tests.builders import TODAY, add_contact, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen


def visits_of(store: Database) -> list[VisitRow]:
    with store.read() as session:
        return list_visits(session)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    return on_screen(qtbot, QWidget())


def form_of(dialog: FormDialog) -> VisitForm:
    assert isinstance(dialog.form, VisitForm)
    return dialog.form


def test_a_visit_is_noted_by_keyboard_alone(window: QWidget, context: Context, store: Database) -> None:
    customer = add_customer(store, "G001", "临江示例机械有限公司")
    add_customer(store, "G002", "石桥示例建材有限公司")
    add_contact(store, customer, "周总监（示例）")
    dialog = open_visit(window, context)
    form = form_of(dialog)
    finder = form.field("customer_id")
    assert isinstance(finder, FinderField)
    QTest.keyClicks(finder.line, "ljsl")
    assert [hit.name for hit in finder.hits()] == ["临江示例机械有限公司"]
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert finder.value() == customer
    QTest.keyClick(form.met.list, Qt.Key.Key_Space)
    form.note.text.setFocus()
    QTest.keyClicks(form.note.text, "talked about the cutover")
    QTest.keyClicks(form.field("next_step").editor, "send the plan")
    QTest.keyClicks(form.field("next_date").editor, "11-30")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (visit,) = visits_of(store)
    assert (visit.customer_id, visit.visit_date, visit.status) == (customer, TODAY, "done")
    assert (visit.note, visit.next_step, visit.next_date) == (
        "talked about the cutover",
        "send the plan",
        date(2026, 11, 30),
    )
    with store.read() as session:
        assert [person.name for person in list_met(session, visit.id)] == ["周总监（示例）"]
    assert visit.written_by == "示例经理"


def test_a_customer_that_is_not_chosen_is_complained_of(window: QWidget, context: Context, store: Database) -> None:
    add_customer(store)
    dialog = open_visit(window, context)
    QTest.keyClicks(dialog.form.field("customer_id").editor, "zzzz")
    dialog.submit()
    assert "customer_id" in dialog.form.error_words()
    assert visits_of(store) == []
    dialog.form.set_values({"customer_id": None})
    dialog.reject()


def test_selected_words_become_a_promise_of_the_visit(
    window: QWidget, context: Context, store: Database, qtbot: QtBot
) -> None:
    customer = add_customer(store)
    dialog = open_visit(window, context, customer)
    form = form_of(dialog)
    form.note.text.setPlainText("周五前给书面方案。其他没有。")
    cursor = form.note.text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
    form.note.text.setTextCursor(cursor)
    field = form.field("promises")
    assert isinstance(field, PromisesField)
    form.promise()
    asked = next(one for one in form.findChildren(FormDialog))
    assert asked.form.values()["text"] == "周五前给书面方案"
    QTest.keyClicks(asked.form.field("due_on").editor, "2026-11-27")
    asked.submit()
    assert [one.text for one in field.value()] == ["周五前给书面方案"]
    dialog.submit()
    (visit,) = visits_of(store)
    with store.read() as session:
        (promise,) = list_promises(session, TODAY)
    assert (promise.visit_id, promise.due_on, promise.state) == (visit.id, date(2026, 11, 27), "open")


def test_a_note_with_an_id_number_is_warned_of_and_kept(window: QWidget, context: Context, store: Database) -> None:
    dialog = open_visit(window, context, add_customer(store))
    form = form_of(dialog)
    form.note.text.setPlainText("号码 110101199003074514")
    assert "身份证" in form.warning.text()
    form.note.text.setPlainText("号码没有")
    assert form.warning.text() == ""
    dialog.submit()
    assert visits_of(store)[0].note == "号码没有"


def test_what_was_typed_comes_back_after_a_crash(
    window: QWidget, context: Context, store: Database, qtbot: QtBot
) -> None:
    customer = add_customer(store)
    first = open_visit(window, context, customer)
    form_of(first).note.text.setPlainText("写了一半")
    qtbot.waitUntil(lambda: bool(context.drafts.find(f"visit/new/{customer}")))
    again = open_visit(window, context, customer)
    assert form_of(again).note.text.toPlainText() == "写了一半"


def test_one_contact_is_logged_for_many_and_taken_back_at_once(
    window: QWidget, context: Context, store: Database
) -> None:
    from model.store.undo import undo

    ids = [add_customer(store, f"G{n:03}", f"示例客户{n}") for n in range(5)]
    dialog = open_visit_for_many(window, context, ids)
    QTest.keyClicks(dialog.form.field("outcome").editor, "told the new price")
    dialog.submit()
    found = visits_of(store)
    assert {one.customer_id for one in found} == set(ids)
    assert {one.contact_mode for one in found} == {"phone"}
    undo(store)
    assert visits_of(store) == []


def test_changing_a_visit_keeps_people_who_have_left(window: QWidget, context: Context, store: Database) -> None:
    customer = add_customer(store)
    gone = add_contact(store, customer, "离职的人（示例）", status="left")
    with store.write("Add") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY, start_time=time(9, 30), met=(gone,), note="原话"))
    dialog = edit_visit(window, context, visit)
    assert dialog is not None
    assert dialog.form.values()["start_time"] == time(9, 30)
    QTest.keyClicks(dialog.form.field("outcome").editor, "done")
    dialog.submit()
    with store.read() as session:
        assert [person.contact_id for person in list_met(session, visit)] == [gone]
    assert visits_of(store)[0].outcome == "done"


def test_planned_visits_are_done_called_off_deleted_and_copied(qtbot: QtBot, context: Context, store: Database) -> None:
    customer = add_customer(store, "G001", "临江示例机械有限公司")
    with store.write("Add") as session:
        ids = [
            add_visit(session, VisitDraft(customer, TODAY + timedelta(days=n), "planned", purpose="谈续约"))
            for n in range(3)
        ]
    page = on_screen(qtbot, VisitsPage(context))
    assert len(page.table.shown_ids()) == 3
    page.table.select(ids[0])
    page.finish()
    page.refresh()
    page.table.select(ids[1])
    page.cancel()
    page.refresh()
    assert {one.id: one.status for one in visits_of(store)} == dict(
        zip(ids, ("done", "cancelled", "planned"), strict=True)
    )
    page.table.select(ids[0])
    page.copy_text()
    assert QGuiApplication.clipboard().text() == "2026-11-22 临江示例机械有限公司 上门\n目的：谈续约"
    page.table.select(ids[2])
    page.delete()
    assert {one.id for one in visits_of(store)} == set(ids[:2])
    assert unnamed_controls(page) == []


def test_an_empty_page_offers_the_first_step(qtbot: QtBot, context: Context, store: Database) -> None:
    page = on_screen(qtbot, VisitsPage(context))
    assert page.table.empty.isVisible()
    assert not page.done_button.isEnabled()


def test_the_calendar_is_walked_through_with_the_arrow_keys(qtbot: QtBot) -> None:
    view = on_screen(qtbot, CalendarView(TODAY), 700, 500)
    asked: list[date] = []
    view.day_wanted.connect(asked.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_PageUp):
        QTest.keyClick(view, key)
    assert view.day == date(2026, 10, 29)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked == [date(2026, 10, 29)]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.day == TODAY


def test_visits_of_the_day_stand_beside_the_calendar(qtbot: QtBot, context: Context, store: Database) -> None:
    customer = add_customer(store, "G001", "示" * 200)
    with store.write("Add") as session:
        for hour in (15, 9):
            add_visit(session, VisitDraft(customer, TODAY, "planned", start_time=time(hour, 0)))
    page = on_screen(qtbot, VisitsPage(context))
    page.tabs.show_sheet("calendar")
    assert [entry.remark[:5] for entry in page.calendar.day_list.entries] == ["09:00", "15:00"]
    assert len(page.calendar.view.marks_on(TODAY)) == 2
    page.calendar.view.show_weeks(True)
    assert len(page.calendar.view.days()) == 7
    page.calendar.view.grab()


def test_months_are_whole_weeks_and_steps_keep_to_the_month() -> None:
    days = days_of_month(date(2026, 2, 11))
    assert (days[0].weekday(), len(days) % 7) == (0, 0)
    assert date(2026, 2, 28) in days
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 1, 31), -1) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9:30", time(9, 30)), ("0930", time(9, 30)), ("9点", time(9)), ("14：05", time(14, 5)), ("９", time(9))],
)
def test_times_are_read_as_people_type_them(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["25:00", "abc", "9:75", "", "12345"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_time(text)
