"""Today: whom to see and why, reminders, the evening wrap-up, the first 90 days."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gui.context import Context
from gui.opportunities.page import OpportunitiesPage
from gui.today.evening_dialog import EveningDialog
from gui.today.page import TodayPage
from gui.today.stops_table import MOST, most_urgent
from gui.widgets.form import FormDialog
from gui.widgets.labels import label
from model.catalogue.records import InstalledProduct
from model.needs.promise_actions import PromiseDraft, add_promise
from model.opportunities.records import Opportunity
from model.pay.records import KpiTarget
from model.settings.queries import find_owner
from model.store.base import new_id
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER
from model.store.undo import undo
from model.today.figures import figures_of
from model.today.queries import Agenda, Reason, Stop, agenda_of, tomorrow_of, unplanned_steps
from model.visits.actions import VisitDraft, add_visit, finish_visit
from model.visits.records import Visit
from tests.builders import TODAY, add_customer
from tests.sample_store import make_sample_store
from tests.shell.accessibility import unnamed_controls, unreachable_controls
from tests.windows import on_screen

DAY = timedelta(days=1)


def agenda(store: Database) -> Agenda:
    with store.read() as session:
        return agenda_of(session, TODAY)


def note(store: Database, customer: str, days: int, status: str = "done", **fields: object) -> str:
    with store.write("Add") as session:
        return add_visit(session, VisitDraft(customer, TODAY + days * DAY, status, **fields))  # type: ignore[arg-type]


def test_planned_visits_and_due_steps_bring_a_customer_up_once(store: Database) -> None:
    customer = add_customer(store, "G001", "甲（示例）", region="城东区", grid="G03")
    note(store, customer, 0, "planned", start_time=time(9, 30), purpose="谈续约")
    note(store, customer, -5, next_step="送方案", next_date=TODAY)
    other = add_customer(store, "G002", "乙（示例）", region="城东区", grid="G01")
    note(store, other, -5, next_step="回电话", next_date=TODAY - DAY)
    stops = agenda(store).stops
    assert [(stop.grid, stop.customer) for stop in stops] == [("G01", "乙（示例）"), ("G03", "甲（示例）")]
    assert [(reason.kind, reason.why) for reason in stops[1].reasons] == [("planned", "09:30 谈续约")]
    assert stops[0].reasons[0].step == "回电话"


def test_a_round_is_planned_from_the_customers_chosen_in_one_step(
    qtbot: QtBot, context: Context, store: Database
) -> None:
    customers = [add_customer(store, f"G00{number}", f"{number}（示例）") for number in (1, 2, 3)]
    for customer in customers:
        note(store, customer, -5, next_step="送方案", next_date=TODAY)
    page = on_screen(qtbot, TodayPage(context))
    page.refresh()
    page.plan()
    assert not page.findChildren(FormDialog)  # nobody is chosen yet, and a message says how
    page.stops.view.select_ids(set(customers[:2]), customers[0])
    page.plan()
    dialog = page.findChildren(FormDialog)[-1]
    assert dialog.form.values()["visit_date"] == TODAY + DAY  # the next working day: TODAY is a Sunday
    dialog.form.set_values({"purpose": "月度走访"})
    dialog.submit()
    with store.read() as session:
        planned = session.scalars(select(Visit).where(Visit.status == "planned")).all()
        assert {(one.customer_id, one.visit_date, one.purpose) for one in planned} == {
            (customer, TODAY + DAY, "月度走访") for customer in customers[:2]
        }
    undo(store)
    with store.read() as session:
        assert not session.scalars(select(Visit).where(Visit.status == "planned")).all()


def test_a_step_is_not_due_once_a_later_contact_stands(store: Database) -> None:
    customer = add_customer(store)
    note(store, customer, -5, next_step="送方案", next_date=TODAY)
    assert len(agenda(store).stops) == 1
    planned = note(store, customer, 2, "planned")
    assert agenda(store).stops == ()
    assert planned


def test_promises_due_within_a_week_and_notes_to_finish_are_listed(store: Database) -> None:
    customer = add_customer(store)
    for days in (-2, 3, 30):
        with store.write("Add") as session:
            add_promise(session, PromiseDraft(customer, f"{days}", TODAY + days * DAY), TODAY)
    empty = note(store, customer, -1, note=" ")
    note(store, customer, -2, outcome="谈妥")
    found = agenda(store)
    assert [(one.text, one.state) for one in found.promises] == [("-2", "late"), ("3", "open")]
    assert [one.id for one in found.unfinished] == [empty]


def test_figures_of_an_empty_store_are_empty_and_not_wrong(store: Database) -> None:
    with store.read() as session:
        figures = figures_of(session, TODAY)
    assert (figures.snapshot, figures.month, figures.new_business_fen) == (None, None, 0)
    assert (figures.ending_customers, figures.promises_open, figures.next_promise) == (0, 0, None)


def test_what_ends_is_counted_by_customer_and_by_item_and_rivals_are_left_out(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        for operator, days in (("mobile", 0), ("mobile", 60), ("mobile", 61), ("telecom", 10), ("mobile", -1)):
            session.add(
                InstalledProduct(
                    id=new_id(), dossier_id=customer, customer_id=customer, operator=operator,
                    bundle_end=TODAY + days * DAY,
                )
            )  # fmt: skip
    with store.read() as session:
        figures = figures_of(session, TODAY)
    assert (figures.ending_customers, figures.ending_items) == (1, 2)


def test_the_evening_knows_talks_that_lead_nowhere_and_tomorrow(store: Database) -> None:
    idle, busy = add_customer(store, "G001", "甲（示例）"), add_customer(store, "G002", "乙（示例）")
    note(store, idle, -3, outcome="谈了")
    note(store, busy, -3, outcome="谈了")
    planned = note(store, busy, 1, "planned")
    with store.read() as session:
        assert [visit.customer_id for visit in unplanned_steps(session, TODAY)] == [idle]
        day, visits = tomorrow_of(session, TODAY)
    assert day == TODAY + DAY
    assert [visit.id for visit in visits] == [planned]


def test_only_the_most_urgent_are_shown_in_the_order_of_the_grids() -> None:
    stops = [Stop("", f"G{n:02}", str(n), "", "", (Reason("visit_due", "", "", "", TODAY, n % 20),)) for n in range(40)]
    shown = most_urgent(stops)
    assert len(shown) == MOST
    assert [stop.grid for stop in shown] == sorted(stop.grid for stop in shown)
    assert min(stop.reasons[0].weight for stop in shown) >= 14


def test_of_two_as_grave_in_a_grid_the_longer_overdue_stands_first_and_is_not_left_out(store: Database) -> None:
    for code, late in (("G001", 1), ("G002", 9), ("G003", 4)):
        customer = add_customer(store, code, f"示例{code}", grid="G03")
        note(store, customer, -20, next_step="回电话", next_date=TODAY - late * DAY)
    stops = agenda(store).stops
    assert [stop.customer for stop in stops] == ["示例G002", "示例G003", "示例G001"]
    assert [stop.customer for stop in most_urgent(stops, 2)] == ["示例G002", "示例G003"]


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> TodayPage:
    made = TodayPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    return made


def test_a_store_without_customers_shows_the_guide_and_its_one_next_step(page: TodayPage, qtbot: QtBot) -> None:
    page.show()
    assert page.guide.isVisible()
    assert not page.day.isVisible()
    assert not page.new_button.isVisible()
    assert page.focusWidget() in (None, page.guide.import_button)
    assert unnamed_controls(page) == []
    assert unreachable_controls(page) == []
    with qtbot.waitSignal(page.context.import_wanted):
        page.guide.import_button.click()
    with qtbot.waitSignal(page.context.practice_wanted) as practice:
        page.guide.practice_button.click()
    assert practice.args == [True]
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        page.guide.join_button.click()
    assert wanted.args is not None
    assert wanted.args[0] == "exchange"


def test_the_guide_gives_way_to_the_day_with_the_first_customer(page: TodayPage, store: Database, qtbot: QtBot) -> None:
    page.show()
    assert page.guide.isVisible()
    add_customer(store)
    qtbot.waitUntil(lambda: page.day.isVisible() and not page.guide.isVisible())
    assert page.new_button.isVisible()
    assert page.reminders.nothing.isVisible()


def test_the_page_shows_the_day_and_follows_what_is_done(
    page: TodayPage, context: Context, store: Database, qtbot: QtBot
) -> None:
    customer = add_customer(store, "G001", "示" * 200)
    note(store, customer, 0, "planned", purpose="谈续约")
    note(store, customer, -1)
    with store.write("Add") as session:
        add_promise(session, PromiseDraft(customer, "书面方案", TODAY - DAY), TODAY)
    page.show()
    assert page.stops.shown_ids() == (customer,)
    assert [entry.key.partition(":")[0] for entry in page.reminders.list.entries] == ["promise", "unfinished"]
    assert page.figures.promises.note.text() == "1 项逾期"
    opened: list[tuple[str, object]] = []
    context.page_wanted.connect(lambda name, target, _within: opened.append((name, target)))
    page.figures.promises.opened.emit()
    page.stops.chosen.emit(customer)
    page.reminders.opened.emit("promise", customer)
    assert opened == [("needs", "promises/late"), ("customer", customer), ("needs", "promises/open")]


def test_what_was_won_this_month_stands_against_its_target_and_leads_to_the_list(
    page: TodayPage, context: Context, store: Database, qtbot: QtBot
) -> None:
    customer = add_customer(store)
    page.show()
    assert (page.figures.won.value.text(), page.figures.won.bar.isVisible()) == ("0", False)
    with store.write("Won") as session:
        for number, (days, fen) in enumerate(((0, 8_000_000), (-2, None), (-40, 5))):
            session.add(
                Opportunity(
                    id=new_id(), dossier_id=customer, customer_id=customer, name=f"{number}", outcome="won",
                    closed_on=TODAY + days * DAY, amount_fen=fen,
                )
            )  # fmt: skip
        session.add(
            KpiTarget(id=new_id(), dossier_id=OFFICE_DOSSIER, scope="manager", month=202611, item="新签合同额",
                      subject=find_owner(session).employee_no, target=100_000.0)
        )  # fmt: skip
    qtbot.waitUntil(lambda: page.figures.won.value.text() == "2")
    assert page.figures.won.note.text() == "80,000 元，目标 100,000 元"
    assert (page.figures.won.bar.isVisible(), page.figures.won.bar.value()) == (True, 800)
    with qtbot.waitSignal(context.page_wanted) as wanted:
        page.figures.won.opened.emit()
    assert wanted.args is not None
    listed = OpportunitiesPage(context)
    listed.show_target(wanted.args[1])
    on_screen(qtbot, listed)
    assert len(listed.list.table.shown_ids()) == 2


def test_the_first_days_go_when_dismissed_and_stay_gone(
    page: TodayPage, context: Context, qtbot: QtBot, store: Database
) -> None:
    add_customer(store)
    page.show()
    assert page.first_days.isVisible()
    assert "1/6" in page.first_days.remark.text()
    page.first_days.dismiss()
    again = on_screen(qtbot, TodayPage(context))
    assert not again.first_days.isVisible()


def test_the_evening_dialog_loses_a_line_when_it_is_mended(
    page: TodayPage, context: Context, store: Database, qtbot: QtBot
) -> None:
    customer = add_customer(store, "G001", "甲（示例）")
    visit = note(store, customer, -1)
    page.show()
    dialog = EveningDialog(page, context)
    dialog.open()
    words = label("补写").text()
    assert any(child.accessibleName().startswith(words) for child in dialog.findChildren(type(page.new_button)))
    with context.write("Edit") as session:
        finish_visit(session, visit)
        session.get_one(Visit, visit).outcome = "谈妥"
    dialog.read()
    assert not any(
        child.accessibleName().startswith(words) and child.isVisible()
        for child in dialog.findChildren(type(page.new_button))
    )


def test_the_sample_month_has_figures_with_numerator_and_denominator(tmp_path: Path) -> None:
    database = make_sample_store(tmp_path)
    with database.read() as session:
        figures = figures_of(session, TODAY)
    assert figures.snapshot is not None
    assert 0 < figures.snapshot.now_fen < figures.snapshot.then_fen
    assert figures.month == 202610
    assert figures.new_business_fen > 0
    database.close()
