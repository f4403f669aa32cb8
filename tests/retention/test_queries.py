"""What Today and the retention page are told."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.errors import UserError
from model.needs.records import Promise
from model.retention.actions import TaskDraft, add_task, finish_tasks, make_tasks, postpone_tasks
from model.retention.priorities import PriorityWeights
from model.retention.priority_table import list_priorities, read_weights, save_weights
from model.retention.queries import list_tasks, today_lines
from model.retention.reasons import why_and_gist
from model.retention.refresh import refresh
from model.retention.rounds import load_of
from model.store.database import Database
from model.store.ids import new_id
from model.today.queries import Reason, agenda_of, in_order
from model.visits.records import Visit
from tests.retention.portfolio import (
    TODAY,
    add_bill,
    add_contact,
    add_customer,
    add_product,
    customer_id,
    sample_store,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        with database.write() as session:
            for code, grade, grid in (("A1", "A", "G12"), ("B1", "B", "G03"), ("C1", "C", "G12")):
                id = add_customer(
                    session, code, company_grade=grade, region="高新区", grid=grid, payer_type="individual"
                )
                session.add(
                    Visit(
                        id=new_id(),
                        dossier_id=id,
                        customer_id=id,
                        visit_date=date(2026, 11, 20),
                        contact_mode="on_site",
                        status="done",
                    )
                )
            add_bill(session, "A1", 202610, 500_000, arrears_fen=90_000)
            add_bill(session, "C1", 202610, 300_000)
            add_product(session, "A1", "MAS", bundle_end=date(2026, 12, 10))
            add_product(session, "C1", "IDC", bundle_end=date(2027, 1, 25))
            add_contact(session, "B1", "示例甲", birthday="11-29")
            a1 = customer_id("A1")
            promise = Promise(id=new_id(), dossier_id=a1, customer_id=a1, text="回复割接方案")
            promise.due_on = date(2026, 12, 1)
            session.add(promise)
        with database.write() as session:
            refresh(session, TODAY)
        yield database


def test_today_shows_what_is_due_with_its_reason_and_what_is_coming(store: Database) -> None:
    with store.read() as session:
        lines = today_lines(session, TODAY)
    due = {(line.kind, line.group_code): line for line in lines if line.days_late >= 0}
    assert set(due) == {
        ("arrears", "A1"),
        ("bundle_expiry", "A1"),
        ("birthday", "B1"),
        ("missing_role", "A1"),
        ("missing_role", "B1"),
    }
    birthday = due["birthday", "B1"]
    assert (birthday.subject, birthday.days_late, birthday.grade) == ("示例甲", 2, "B")
    assert "2026-11-29" in birthday.why
    assert birthday.step
    coming = [(line.kind, line.group_code, line.due, line.id) for line in lines if line.days_late < 0]
    assert coming == [
        ("bundle_expiry", "C1", date(2026, 11, 25), ""),
        ("promise_due", "A1", date(2026, 12, 1), ""),
    ]


def test_a_reason_in_a_few_words_holds_its_figures_and_an_unknown_rule_says_its_sentence() -> None:
    facts = '{"number": "HT1", "end": "2026-12-31", "months": 3}'
    sentence, gist = why_and_gist("agreement_expiry", facts)
    assert re.fullmatch("2026-12-31.+HT1", gist)
    assert len(gist) < len(sentence)
    unknown, few = why_and_gist("a_rule_of_tomorrow", "{}")
    assert few == unknown != ""
    assert re.fullmatch("—.+—", why_and_gist("agreement_expiry", "no text of ours")[1])


def test_among_equal_reasons_what_is_being_lost_speaks_first() -> None:
    ending = Reason("bundle_expiry", "", "", "", TODAY - timedelta(days=30), 23)
    falling = Reason("grade_drop", "", "", "", TODAY, 23)
    assert in_order([ending, falling]) == (falling, ending)


def test_reasons_are_gathered_by_customer_and_grid(store: Database) -> None:
    with store.read() as session:
        stops = agenda_of(session, TODAY).stops
    assert [(stop.grid, stop.customer_id, len(stop.reasons)) for stop in stops] == [
        ("G03", customer_id("B1"), 2),
        ("G12", customer_id("A1"), 3),
    ]


def test_tasks_are_filtered_and_listed_with_their_result(store: Database) -> None:
    with store.write() as session:
        own = add_task(session, TaskDraft("visit_due", None, "整理名册", TODAY - timedelta(days=1)))
        late = list_tasks(session, TODAY, customer_id=customer_id("A1"))
        postpone_tasks(session, [late[0].id], TODAY + timedelta(days=30), TODAY)
    with store.read() as session:
        (line,) = [line for line in list_tasks(session, TODAY) if line.id == own]
        assert (line.why, line.customer, line.group_code) == ("整理名册", "", "")
        assert late[0].id not in {line.id for line in list_tasks(session, TODAY, due_by=TODAY)}
    with store.write() as session:
        finish_tasks(session, [own], TODAY, "已整理", 100)
    with store.read() as session:
        (done,) = list_tasks(session, TODAY, status=("done",))
        assert (done.result, done.cost_fen, done.closed_on) == ("已整理", 100, TODAY)


def test_the_load_of_the_cycles_stands_beside_the_plan(store: Database) -> None:
    with store.write() as session:
        id = customer_id("A1")
        visit = Visit(id=new_id(), dossier_id=id, customer_id=id, contact_mode="on_site", status="planned")
        visit.visit_date = TODAY + timedelta(days=1)
        session.add(visit)
    with store.read() as session:
        load = load_of(session, TODAY)
    assert load.on_site == pytest.approx(1 + 1 / 3 + 1 / 6)
    assert load.phone == pytest.approx(1 + 1 / 3)
    assert load.planned_hours == 2


def test_customers_are_ordered_by_priority_with_their_reasons(store: Database) -> None:
    with store.read() as session:
        rows = list_priorities(session, TODAY)
        assert [(row.rank, row.group_code) for row in rows] == [(1, "A1"), (2, "C1"), (3, "B1")]
        assert len(rows[0].reasons) == 2
        assert rows[0].nearest_end == date(2026, 12, 10)
        assert rows[2].priority.value == 0.05


def test_the_weights_of_the_priority_are_kept_and_checked(store: Database) -> None:
    with store.write() as session:
        with pytest.raises(UserError):
            save_weights(session, PriorityWeights(0, 0, 0, 0))
        with pytest.raises(UserError):
            save_weights(session, PriorityWeights(-1, 0, 0, 5))
        save_weights(session, PriorityWeights(0, 0, 0, 5))
    with store.read() as session:
        assert read_weights(session) == PriorityWeights(0, 0, 0, 5)
        assert [row.group_code for row in list_priorities(session, TODAY)] == ["A1", "C1", "B1"]


def test_a_visit_noted_later_answers_the_task(store: Database) -> None:
    later = date(2026, 12, 22)
    with store.write() as session:
        make_tasks(session, later)
    with store.read() as session:
        assert ("visit_due", "A1") in {(line.kind, line.group_code) for line in list_tasks(session, later)}
    with store.write() as session:
        id = customer_id("A1")
        visit = Visit(id=new_id(), dossier_id=id, customer_id=id, contact_mode="on_site", status="done")
        visit.visit_date = date(2026, 12, 20)
        session.add(visit)
    with store.write() as session:
        make_tasks(session, later)
    with store.read() as session:
        assert ("visit_due", "A1") not in {(line.kind, line.group_code) for line in list_tasks(session, later)}
