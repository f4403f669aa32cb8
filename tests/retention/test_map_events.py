"""Another decider and a person who left make tasks, once, and answers close them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from model.decision_maps.actions import PersonDraft, add_person, person_left
from model.decision_maps.judging import JudgementDraft, end_role, give_role, judge
from model.retention.actions import make_tasks
from model.retention.lines import step_of
from model.retention.reasons import why_and_gist
from model.retention.records import RetentionTask
from model.retention.settings import save_rule
from model.retention.warnings import RuleSetting
from model.store.database import Database
from tests.retention.portfolio import TODAY, add_contact, add_customer, sample_store

RULES = ("decider_changed", "person_left", "decider_left")
EARLY = TODAY - timedelta(days=200)
LATELY = TODAY - timedelta(days=10)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        with database.write() as session:
            add_customer(session, "Q", payer_type="individual")
        yield database


def person(session: Session, name: str, role: str, day: date, evidence: str = "confirmed") -> str:
    contact = add_contact(session, "Q", name)
    session.flush()
    give_role(session, contact, role, day)
    judge(session, JudgementDraft(contact, {"evidence": evidence}, role=role), day)
    return contact


def done(store: Database, act: Callable[[Session], object]) -> None:
    with store.write() as session:
        act(session)


def open_tasks(store: Database, today: date = TODAY) -> list[tuple[str, str, str]]:
    """The map's open tasks as (rule, source, sentence); a second run must change nothing."""
    with store.write() as session:
        make_tasks(session, today)
    with store.write() as session:
        again = make_tasks(session, today)
        assert (again.made, again.changed, again.reopened, again.closed) == (0, 0, 0, 0)
    with store.read() as session:
        rows = session.scalars(
            select(RetentionTask)
            .where(RetentionTask.status == "open", RetentionTask.rule.in_(RULES))
            .order_by(RetentionTask.rule, RetentionTask.source_id)
        ).all()
        return [(row.rule, row.source_id, why_and_gist(row.rule, row.facts)[0]) for row in rows]


def test_a_new_decider_makes_one_task_until_the_judgement_is_confirmed(store: Database) -> None:
    with store.write() as session:
        old = person(session, "示例甲", "decider", EARLY)
    assert open_tasks(store) == []
    with store.write() as session:
        end_role(session, old, "decider", LATELY)
        new = person(session, "示例乙", "decider", LATELY, "assumed")
    assert open_tasks(store) == [("decider_changed", new, "2026-11-12 起决策者换人，新决策者尚未证实。")]
    assert [source for _rule, source, _why in open_tasks(store, TODAY + timedelta(days=30))] == [new]
    assert step_of("missing_role", "decider_changed") == "拜访现任决策者，并在决策链图上确认"
    done(store, lambda session: judge(session, JudgementDraft(new, {"evidence": "confirmed"}, role="decider"), TODAY))
    assert open_tasks(store) == []


def test_a_decider_who_decides_no_more_makes_a_task_until_somebody_is_named(store: Database) -> None:
    with store.write() as session:
        old = person(session, "示例甲", "decider", EARLY)
        end_role(session, old, "decider", LATELY)
    assert open_tasks(store) == [("decider_changed", old, "2026-11-12 起原决策者不再决策，目前没有接任者。")]
    with store.write() as session:
        new = person(session, "示例乙", "decider", TODAY, "assumed")
    assert [source for _rule, source, _why in open_tasks(store)] == [new]


def test_the_first_decider_of_a_map_and_one_judged_again_are_no_change(store: Database) -> None:
    with store.write() as session:
        first = person(session, "示例甲", "decider", LATELY, "assumed")
        judge(session, JudgementDraft(first, {"attitude": "supporter"}, role="decider"), TODAY)
    assert open_tasks(store) == []


def test_who_follows_a_decider_who_left_is_to_be_confirmed(store: Database) -> None:
    with store.write() as session:
        old = person(session, "示例甲", "decider", EARLY)
        person_left(session, old, "left", LATELY)
    assert [(rule, source) for rule, source, _why in open_tasks(store)] == [("decider_left", old)]
    with store.write() as session:
        new = person(session, "示例乙", "decider", TODAY, "assumed")
    assert [(rule, source) for rule, source, _why in open_tasks(store)] == [("decider_changed", new)]


def test_a_person_who_left_makes_one_task_until_a_known_person_has_the_role(store: Database) -> None:
    with store.write() as session:
        gone = person(session, "示例甲", "approver", EARLY)
        give_role(session, gone, "buyer", EARLY)
        helper = person(session, "示例乙", "buyer", EARLY)
        person_left(session, gone, "moved", LATELY)
    assert open_tasks(store) == [("person_left", gone, "图上人员已离职或调动，其角色（批准者）目前无人接任。")]
    with store.write() as session:
        customer = session.scalars(select(RetentionTask.customer_id).where(RetentionTask.source_id == gone)).one()
        unknown = add_person(session, PersonDraft(customer or "", "审批人?"))
        give_role(session, unknown, "approver", TODAY)
    assert [source for _rule, source, _why in open_tasks(store)] == [gone]
    done(store, lambda session: give_role(session, helper, "approver", TODAY))
    assert open_tasks(store) == []


def test_a_role_taken_away_before_the_person_left_is_no_gap(store: Database) -> None:
    with store.write() as session:
        gone = person(session, "示例甲", "approver", EARLY)
        end_role(session, gone, "approver", LATELY)
        person_left(session, gone, "left", TODAY)
    assert open_tasks(store) == []


def test_the_events_are_silent_when_switched_off_and_when_long_past(store: Database) -> None:
    with store.write() as session:
        gone = person(session, "示例甲", "approver", EARLY)
        person_left(session, gone, "left", LATELY)
    assert len(open_tasks(store)) == 1
    done(store, lambda session: save_rule(session, RuleSetting("person_left", False, {"days": 180})))
    assert open_tasks(store) == []
    done(store, lambda session: save_rule(session, RuleSetting("person_left", True, {"days": 10})))
    assert open_tasks(store) == []
