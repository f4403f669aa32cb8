"""The work log in the window: from visits, with lines of one's own, corrected, taken out, empty months."""

from datetime import date, time, timedelta

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.work_log.page import WorkLogPage
from model.store.database import Database
from model.store.undo import undo
from model.visits.actions import VisitDraft, add_visit
from model.visits.records import Visit
from tests.builders import TODAY, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen


def open_log(qtbot: QtBot, context: Context) -> WorkLogPage:
    return on_screen(qtbot, WorkLogPage(context))


def test_visits_write_themselves_and_own_lines_join_them(qtbot: QtBot, context: Context, store: Database) -> None:
    customer = add_customer(store, "G001", "临江示例机械有限公司", status="existing")
    with store.write("Add") as session:
        add_visit(session, VisitDraft(customer, TODAY, start_time=time(9), end_time=time(10, 30), outcome="谈割接"))
    page = open_log(qtbot, context)
    assert page.balance.total.text() == "1.5"
    page.new_here()
    dialog = form_of(page)
    QTest.keyClicks(dialog.form.field("minutes").editor, "30")
    dialog.form.field("what").set_value("部门例会")
    dialog.submit()
    page.refresh()
    assert page.balance.total.text() == "2.0"
    assert page.balance.shares["other"].text() == "25%"
    for nonsense in ("2026-13-45", "nowhere", "999999", "20"):
        page.show_target(nonsense)
        assert page.span.day == TODAY
    assert unnamed_controls(page) == []


def test_correcting_a_visit_s_line_takes_its_place_and_undo_brings_it_back(
    qtbot: QtBot, context: Context, store: Database
) -> None:
    customer = add_customer(store, "G001", "临江示例机械有限公司", status="existing")
    with store.write("Add") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY, outcome="谈割接"))
    page = open_log(qtbot, context)
    page.table.opened.emit(f"visit:{visit}")
    dialog = form_of(page)
    assert dialog.form.values()["customer_id"] == customer
    dialog.form.field("minutes").set_value(200)
    dialog.submit()
    page.refresh()
    assert [row[2] for row in page.table.model.rows] == [200]
    page.table.select(page.table.shown_ids()[0])
    page.delete()
    page.refresh()
    assert [row[2] for row in page.table.model.rows] == [90]
    undo(store)
    page.refresh()
    assert [row[2] for row in page.table.model.rows] == [200]


def test_a_line_of_a_visit_is_left_out_while_the_visit_stays_and_brought_back(
    qtbot: QtBot, context: Context, store: Database
) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY, outcome="谈割接"))
    page = open_log(qtbot, context)
    page.table.select(page.table.shown_ids()[0])
    page.delete()
    page.refresh()
    assert page.table.shown_ids() == ()
    assert page.bring_back.isVisibleTo(page)
    with store.read() as session:
        assert session.get(Visit, visit) is not None
    page.restore_lines()
    page.refresh()
    assert page.table.shown_ids() == (f"visit:{visit}",)
    assert not page.bring_back.isVisibleTo(page)


def test_a_bar_leads_to_its_day_and_the_record_opens_from_the_line(
    qtbot: QtBot, context: Context, store: Database
) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        add_visit(session, VisitDraft(customer, TODAY, outcome="谈割接"))
        add_visit(session, VisitDraft(customer, TODAY - timedelta(days=4), outcome="谈账单"))
    page = open_log(qtbot, context)
    assert len(page.table.shown_ids()) == 2
    page.chart.clicked.emit(TODAY.isoformat())
    qtbot.waitUntil(lambda: len(page.table.shown_ids()) == 1)
    assert page.span.words.text().startswith(TODAY.isoformat())
    page.table.select(page.table.shown_ids()[0])
    page.open_record()
    opened = form_of(page)
    assert opened.isVisible()
    opened.reject()
    page.span.show_span("week")
    qtbot.waitUntil(lambda: page.span.span == "week" and len(page.table.shown_ids()) == 2)
    page.span.step(-1)
    qtbot.waitUntil(lambda: page.table.shown_ids() == ())


def test_an_empty_month_stands_empty_and_prints_nothing(qtbot: QtBot, context: Context) -> None:
    page = open_log(qtbot, context)
    page.restore({"day": date(2025, 2, 1).isoformat()})
    page.refresh()
    assert page.month() == 202502
    assert page.balance.total.text() == "0.0"
    assert page.table.empty.isVisible()
    assert not page.print_here()
