"""The self-test: what the store counts, what a person answers, which questions a week asks."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from model.decision_maps.records import BuyingRole
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.grading.actions import OverrideDraft, override_grade
from model.knowledge.actions import AnswerDraft, answer_question
from model.knowledge.probes import PROBES
from model.knowledge.questions import GROUPS, QUESTIONS, Question
from model.knowledge.records import SelfTestAnswer, SuccessCase
from model.knowledge.rules import (
    A_WEEK,
    FRESH_DAYS,
    Measured,
    answer_by,
    monday_of,
    progress_of,
    questions_of_week,
    standing_of,
    whole_progress,
)
from model.knowledge.self_test import QuestionRow, find_question, list_missing, list_questions, list_week
from model.needs.promise_actions import PromiseDraft, add_promise
from model.retention.actions import finish_tasks
from model.retention.queries import today_lines
from model.retention.reasons import STEPS
from model.retention.records import RetentionTask
from model.store.database import Database
from model.store.ids import RowId, new_id
from model.store.undo import undo
from model.visits.actions import VisitDraft, add_visit
from tests.builders import TODAY, add_contact, add_customer, make_store

COUNTED = Question("decider", "relations", "", "", 80)


def question(database: Database, code: str) -> QuestionRow:
    with database.read() as session:
        found = find_question(session, code, TODAY)
    assert found is not None
    return found


def grade(database: Database, customer: RowId, letter: str = "A") -> None:
    with database.write() as session:
        override_grade(session, OverrideDraft(customer, letter, False, "示例"), TODAY)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Two A customers and a B customer; the first has a confirmed decider whom we met."""
    folder: Path = tmp_path_factory.mktemp("self-test")
    database = make_store(folder)
    first = add_customer(database, "G1", "示例甲", industry="制造", decision_process="办公会", status="existing")
    second = add_customer(database, "G2", "示例乙", industry="教育", status="existing")
    third = add_customer(database, "G3", "示例丙", industry="制造", status="existing", branch_count=2)
    for customer, letter in ((first, "A"), (second, "A"), (third, "B")):
        grade(database, customer, letter)
    boss = add_contact(database, first, "示例总", wins="省钱", fears="断网")
    other = add_contact(database, second, "示例主任")
    with database.write() as session:
        for customer, contact, evidence in ((first, boss, "confirmed"), (second, other, "assumed")):
            session.add(
                BuyingRole(
                    id=new_id(), dossier_id=customer, customer_id=customer, contact_id=contact, role="decider",
                    evidence=evidence, valid_from=TODAY - timedelta(days=100 if evidence == "assumed" else 10),
                )
            )  # fmt: skip
        met = VisitDraft(first, TODAY - timedelta(days=40), met=(boss,), outcome="谈妥")
        add_visit(session, met, "示例经理")
        add_visit(session, VisitDraft(second, TODAY - timedelta(days=3)), "示例经理")
        add_promise(session, PromiseDraft(second, "回电", TODAY - timedelta(days=1)), TODAY - timedelta(days=9))
        session.add(SuccessCase(id=new_id(), dossier_id=first, name="示例案例", industry="制造"))
    yield database
    database.close()


def test_the_self_test_has_its_printed_groups_and_most_questions_are_counted() -> None:
    assert [sum(one.group == group for one in QUESTIONS) for group in GROUPS] == [5, 15, 12, 13]
    codes = [one.code for one in QUESTIONS]
    assert len(set(codes)) == 45
    assert set(PROBES) <= set(codes)
    assert len(PROBES) * 2 > len(codes)


@pytest.mark.parametrize(
    ("code", "have", "out_of"),
    [
        ("decider", 1, 2),
        ("decision_process", 1, 2),
        ("met_decider", 1, 2),
        ("wins_fears", 1, 2),
        ("fresh", 1, 2),
        ("seen_a", 1, 2),
        ("seen_b", 0, 1),
        ("visits_written", 0, 1),
        ("promises", 0, 1),
        ("sites", 0, 1),
        ("stories", 2, 3),
        ("six_roles", 0, 2),
        ("decider_b", 0, 1),
    ],
)
def test_a_probe_counts_what_is_in_order(book: Database, code: str, have: int, out_of: int) -> None:
    assert question(book, code).measured == Measured(have, out_of)


def test_what_is_missing_is_what_was_not_counted(book: Database) -> None:
    with book.read() as session:
        for row in list_questions(session, TODAY):
            missing = list_missing(session, row.code, TODAY)
            assert len(missing) == (row.measured.out_of - row.measured.have if row.measured else 0), row.code
        assert [one.customer_name for one in list_missing(session, "decider", TODAY)] == ["示例乙"]
        assert [one.subject for one in list_missing(session, "fresh", TODAY)] == ["示例主任"]
        assert list_missing(session, "authority", TODAY) == []


def test_a_count_decides_and_an_answer_only_where_nothing_is_counted() -> None:
    half, most = Measured(1, 2), Measured(4, 5)
    assert standing_of(COUNTED, half, "yes", TODAY, TODAY) == "partly"
    assert standing_of(COUNTED, most, "no", TODAY, TODAY) == "passed"
    assert standing_of(COUNTED, Measured(1, 3), "yes", TODAY, TODAY) == "gap"
    for nothing in (None, Measured(0, 0)):
        for answer, wanted in (("yes", "passed"), ("partly", "partly"), ("no", "gap"), ("", "open")):
            assert standing_of(COUNTED, nothing, answer, TODAY, TODAY) == wanted
        assert standing_of(COUNTED, nothing, "yes", TODAY - timedelta(days=FRESH_DAYS + 1), TODAY) == "open"
        assert standing_of(COUNTED, nothing, "yes", None, TODAY) == "open"
        assert answer_by(nothing, COUNTED) == ""
    assert [answer_by(one, COUNTED) for one in (most, half, Measured(0, 9))] == ["yes", "partly", "no"]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_weeks_three_stay_all_week_and_all_come_round_in_fifteen_weeks(day: date) -> None:
    monday = monday_of(day)
    assert len({questions_of_week(monday + timedelta(days=step)) for step in range(7)}) == 1
    seen = [one.code for week in range(15) for one in questions_of_week(monday + timedelta(weeks=week))]
    assert len(seen) == 15 * A_WEEK == len(set(seen))
    assert len({one.group for one in questions_of_week(day)}) > 1


def test_progress_counts_by_group_and_in_all(book: Database) -> None:
    with book.read() as session:
        rows = list_questions(session, TODAY)
        assert {row.code for row in list_week(session, TODAY)} == {one.code for one in questions_of_week(TODAY)}
    progress = progress_of(rows)
    assert [one.out_of for one in progress.values()] == [5, 15, 12, 13]
    whole = whole_progress(rows)
    assert whole.passed == sum(one.passed for one in progress.values())
    assert not whole.whole
    assert whole.gaps
    assert whole.share < 1
    assert progress_of([])["self"].share == 0
    assert not progress_of([])["self"].whole


def test_a_gap_becomes_one_task_however_often_it_is_answered(store: Database) -> None:
    customer = add_customer(store, status="existing")
    grade(store, customer)
    for gap in ("示例公司没问过", "还是不清楚"):
        with store.write("answer") as session:
            answer_question(session, AnswerDraft("decider", "no", gap, TODAY + timedelta(days=7)), TODAY)
    with store.read() as session:
        tasks = session.scalars(select(RetentionTask).where(RetentionTask.kind == "self_test")).all()
        rows = session.scalars(select(SelfTestAnswer)).all()
        assert [task.title for task in tasks] == ["证实 A 级客户的决策者：示例公司没问过"]
        assert [(row.answer, row.gap, row.have, row.out_of) for row in rows] == [("no", "还是不清楚", 0, 1)]
        task = tasks[0].id
    assert question(store, "decider").task_open
    with store.write() as session:
        finish_tasks(session, [task], TODAY)
    assert not question(store, "decider").task_open
    tomorrow = TODAY + timedelta(days=1)
    with store.write() as session:
        answer_question(session, AnswerDraft("decider", "partly", "", tomorrow), tomorrow)
    with store.read() as session:
        assert len(session.scalars(select(RetentionTask).where(RetentionTask.kind == "self_test")).all()) == 2


def test_an_answer_is_taken_back_with_its_task(store: Database) -> None:
    with store.write("answer") as session:
        answer_question(session, AnswerDraft("budget", "no", "", TODAY), TODAY)
    assert question(store, "budget").standing == "gap"
    undo(store)
    assert question(store, "budget").standing == "open"
    with store.read() as session:
        assert session.scalars(select(RetentionTask)).all() == []


def test_a_yes_makes_no_task_and_nonsense_is_refused(store: Database) -> None:
    with store.write() as session:
        answer_question(session, AnswerDraft("budget", "yes", "", TODAY), TODAY)
    found = question(store, "budget")
    assert (found.standing, found.task_id) == ("passed", None)
    for draft in (
        AnswerDraft("nothing", "yes"),
        AnswerDraft("budget", "maybe"),
        AnswerDraft("budget", "no", "", TODAY - timedelta(days=1)),
    ):
        with pytest.raises(UserError), store.write() as session:
            answer_question(session, draft, TODAY)


def test_a_gap_stands_among_the_tasks_of_the_day_with_a_step(store: Database) -> None:
    with store.write("answer") as session:
        answer_question(session, AnswerDraft("budget", "no", "", TODAY), TODAY)
    with store.read() as session:
        lines = [line for line in today_lines(session, TODAY) if line.kind == "self_test"]
    assert [(line.why, line.step) for line in lines] == [("问清 A 级客户的预算时间", "补上缺口，再回答一遍这道题")]
    assert set(ENUMERATIONS["task_kind"]) <= set(STEPS)
