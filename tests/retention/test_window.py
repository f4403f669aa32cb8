"""The retention, value and snapshot pages in the window, on a real store."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gui.context import Context
from gui.grading.page import GradingPage
from gui.papers.retention import statement_of
from gui.retention.behind_dialog import BehindDialog
from gui.retention.page import RetentionPage
from gui.retention.task_columns import due_words
from gui.retention.task_dialogs import dismiss, finish, postpone, write_own
from gui.retention.upkeep import Upkeep
from gui.snapshots.page import SnapshotsPage
from gui.widgets.form import FormDialog
from model.errors import UserError
from model.grading.actions import grade_month
from model.grading.records import ValueGrade
from model.retention.behind import customers_behind
from model.retention.records import RetentionTask
from model.retention.refresh import refresh
from model.retention.settings import rule_settings, visit_cycles, work_calendar
from model.snapshots.actions import note_loss, take_snapshot
from model.store.undo import undo
from tests.retention.portfolio import (
    TODAY,
    add_bill,
    add_customer,
    add_member,
    add_member_month,
    add_product,
    customer_id,
)
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen


@pytest.fixture
def field(context: Context) -> Context:
    """Twenty customers with two graded months, a snapshot, and tasks."""
    with context.database.write(bulk=True) as session:
        for n in range(20):
            code = f"G{n:02}"
            add_customer(session, code, company_grade="D")
            for month in (202609, 202610):
                fallen = n == 19 and month == 202610
                add_bill(session, code, month, 1_000 if fallen else 100_000 * (n + 1), cost_fen=500)
            add_member(session, code, f"S{n}", msisdn=f"1390000{n:04}", real_member=True)
            add_member_month(session, code, f"S{n}", 202609, 10_000, 60)
            if n:
                add_member_month(session, code, f"S{n}", 202610, 9_000, 60)
        add_product(session, "G01", "MAS", bundle_end=TODAY + timedelta(days=50))
        add_product(session, "G02", "IDC", bundle_end=TODAY + timedelta(days=80))
        add_product(session, "G03", "M2M", monthly_usage=0)
        session.flush()
        take_snapshot(session, "示例拍照", TODAY, 202609)
        grade_month(session, 202609)
        refresh(session, TODAY)
    return context


def status_counts(context: Context) -> dict[str, int]:
    with context.read() as session:
        rows = session.execute(select(RetentionTask.status, func.count()).group_by(RetentionTask.status))
        return dict(rows.all())


def fill(qtbot: QtBot, dialog: FormDialog, **values: Any) -> None:
    qtbot.addWidget(dialog)
    dialog.form.set_values({**dialog.form.values(), **values})
    dialog.submit()
    assert not dialog.isVisible()


def test_tasks_are_listed_with_their_reason_and_finished_together(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, RetentionPage(field), 1200, 800)
    before = status_counts(field)["open"]
    assert len(page.tasks.shown_ids()) == before == 3
    assert any("MAS" in row[2] for row in page.tasks.shown().rows)
    qtbot.mouseClick(page.finish_button, Qt.MouseButton.LeftButton)
    ids = page.tasks.shown_ids()[:2]
    fill(qtbot, finish(page, field, ids), result="已谈妥", cost=5_000)
    assert status_counts(field) == {"done": 2, "open": before - 2}
    qtbot.waitUntil(lambda: len(page.ended.shown_ids()) == 2)
    assert undo(field.database) is not None
    assert status_counts(field) == {"open": before}


def test_tasks_are_put_off_dismissed_and_written(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, RetentionPage(field), 1200, 800)
    first, second = page.tasks.shown_ids()[:2]
    fill(qtbot, postpone(page, field, [first]), until=TODAY + timedelta(days=9))
    fill(qtbot, dismiss(page, field, [second]), reason="客户已搬走")
    fill(qtbot, write_own(page, field), title="送挂历", code="G05")
    assert status_counts(field) == {"open": 3, "dismissed": 1}
    with field.read() as session:
        task = session.get(RetentionTask, first)
        assert task is not None
        assert task.postponed_to == TODAY + timedelta(days=9)
        own = session.scalars(select(RetentionTask).where(RetentionTask.title == "送挂历")).one()
        assert own.customer_id == customer_id("G05")


def test_the_board_also_shows_what_is_coming(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, RetentionPage(field), 1200, 800)
    page.tabs.show_sheet("board")
    assert page.board.board.heading("later").endswith("1")
    assert page.board.board.heading("late").endswith("2")


def test_enter_opens_the_customer_of_a_task(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, RetentionPage(field), 1200, 800)
    task = next(row for row in page.tasks.shown().rows if row[1].startswith("示例G01"))
    place = page.tasks.shown().rows.index(task)
    with qtbot.waitSignal(field.page_wanted) as asked:
        page.tasks.opened.emit(page.tasks.shown_ids()[place])
    assert asked.args[:2] == ["customer", customer_id("G01")]


def test_a_task_about_many_opens_the_list_behind_it(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, RetentionPage(field), 1200, 800)
    many = next(line for line in page._lines if line.rule == "visit_never_many")
    page.tasks.opened.emit(many.id)
    (dialog,) = page.findChildren(BehindDialog)
    assert len(dialog.table.shown_ids()) == 20
    with qtbot.waitSignal(field.page_wanted) as asked:
        dialog.table.opened.emit(customer_id("G07"))
    assert asked.args[:2] == ["customer", customer_id("G07")]
    with field.read() as session:
        assert len(customers_behind(session, "holiday_payment", TODAY)) == 20
        assert customers_behind(session, "bundle_expiry", TODAY) == []


def test_rules_cycles_and_days_are_changed_in_their_dialogs(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, RetentionPage(field), 1200, 800)
    fill(qtbot, page.rules.change_rule("members_leaving"), count=7, on=False)
    fill(qtbot, page.rules.change_cycle("A/on_site"), months=2)
    fill(qtbot, page.rules.add_day(), day=TODAY, worked=True)
    with field.read() as session:
        rule = rule_settings(session)["members_leaving"]
        assert (rule.enabled, rule.params["count"]) == (False, 7)
        assert any((cycle.grade, cycle.mode, cycle.months) == ("A", "on_site", 2) for cycle in visit_cycles(session))
        assert work_calendar(session).is_working_day(TODAY)


def test_the_weights_of_priorities_change_the_order(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, RetentionPage(field), 1200, 800)
    assert page.priorities.table.shown_ids()[0] != customer_id("G18")
    fill(qtbot, page.priorities.change_weights(), value=1, risk=0, contact=0, expiry=0)
    qtbot.waitUntil(lambda: page.priorities.table.shown_ids()[0] == customer_id("G18"))


def test_changes_are_followed_by_new_tasks_without_asking(qtbot: QtBot, field: Context) -> None:
    upkeep = Upkeep(field)
    with field.database.write() as session:
        add_product(session, "G04", "VPN", bundle_end=TODAY + timedelta(days=20))
    qtbot.waitUntil(lambda: status_counts(field)["open"] == 4)
    qtbot.waitUntil(lambda: not field.tasks.busy)
    upkeep.stop()


def test_a_click_in_the_matrix_leads_to_the_customers_behind_it(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, GradingPage(field), 1200, 800)
    page.overview.moves.clicked.emit("A>D")
    assert page.tabs.current() == "list"
    assert page.list.table.shown_ids() == (customer_id("G19"),)
    page.list.table.select(customer_id("G19"))
    assert len(page.list.parts.shown_ids()) == 5
    page.overview.pyramid.clicked.emit("A")
    assert page.list.table.shown_ids() == (customer_id("G18"),)


def test_a_grade_is_overridden_with_its_reason(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, GradingPage(field), 1200, 800)
    page.list.table.select(customer_id("G18"))
    dialog = page.list.override()
    assert dialog is not None
    fill(qtbot, dialog, grade="B", potential=True, reason="试点取消")
    with field.read() as session:
        row = session.scalars(select(ValueGrade)).one()
        assert (row.grade, row.potential, row.reason) == ("B", True, "试点取消")


def test_both_definitions_of_two_highs_can_be_chosen(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, GradingPage(field), 1200, 800)
    page.tabs.show_sheet("portraits")
    assert len(page.portraits.table.shown_ids()) == 20
    page.portraits.choice.setCurrentIndex(1)
    page.portraits.choice.activated.emit(1)
    assert page.portraits.count.text()


def test_a_snapshot_is_compared_and_drilled_into(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, SnapshotsPage(field), 1200, 800)
    assert page.own_tag.isVisible()
    assert len(page.customers.shown_ids()) == 20
    assert len(page.lost.shown_ids()) == 1
    page.customers.select(customer_id("G05"))
    assert page.lost.shown_ids() == ()
    fill(qtbot, page.take(), name="第二张")
    qtbot.waitUntil(lambda: page.choice.count() == 2)
    assert page.overlap.isVisible()
    assert page.other_choice.currentText() == "第二张"
    page.month_choice.setCurrentIndex(page.month_choice.findData("第二张"))
    page.month_choice.activated.emit(page.month_choice.currentIndex())
    qtbot.waitUntil(lambda: "第二张" in page.sub_heading.text())
    assert page.heads.note.text() == "19 ÷ 20"
    assert statement_of(field, "示例拍照", "第二张").pdf.startswith(b"%PDF")


def test_a_snapshot_is_compared_with_any_month_and_says_why_members_left(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, SnapshotsPage(field), 1200, 800)
    assert [page.month_choice.itemData(place) for place in range(2)] == [202610, 202609]
    page.lost.select(page.lost.shown_ids()[0])
    dialog = page.say_why()
    assert dialog is not None
    fill(qtbot, dialog, because="tariff")
    qtbot.waitUntil(lambda: [row[4] for row in page.lost.shown().rows] == ["tariff"])
    page.month_choice.setCurrentIndex(1)
    page.month_choice.activated.emit(1)
    qtbot.waitUntil(lambda: page.lost.shown_ids() == ())
    assert "100.00%" in page.heads.value.text()
    paper = statement_of(field, "示例拍照", 202610)
    assert paper.pdf.startswith(b"%PDF")
    with field.write("x") as session, pytest.raises(UserError):
        note_loss(session, [], "nonsense")


@pytest.mark.parametrize("make", [RetentionPage, GradingPage, SnapshotsPage])
def test_an_empty_store_and_every_control_say_what_they_are(
    qtbot: QtBot, context: Context, make: Callable[[Context], Any]
) -> None:
    page = on_screen(qtbot, make(context), 1200, 800)
    assert unnamed_controls(page) == []
    assert page.help_text()


def test_due_days_are_said_in_words() -> None:
    assert due_words(TODAY, TODAY).startswith("11-22")
    assert "3" in due_words(TODAY - timedelta(days=3), TODAY)
    assert due_words(TODAY + timedelta(days=60), TODAY).startswith("2027-01-21")
