"""A month is checked, frozen, handed in, received, sent back, amended and approved."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy.orm import Session

from model.errors import UserError
from model.pay.queries import find_frozen
from model.store.database import Database
from model.store.undo import undo
from model.submissions.actions import Decision, approve, hand_in, receive, reopen, send_back
from model.submissions.checking import check_month, count_points
from model.submissions.queries import SubmissionRow, list_own
from model.submissions.records import Submission
from model.submissions.rules import ACTS, POINTS, WHY, may_hand_in, month_fault, month_to_hand_in
from model.visits.actions import VisitDraft, add_visit
from model.work_log.actions import EntryDraft, add_entry, delete_entry
from model.work_log.lines import WorkLogLine
from model.work_log.queries import work_log_of
from tests.builders import TODAY, add_customer
from tests.submissions.month import EARLIER, MONTH, a_month

STATES = ("handed_in", "received", "returned", "approved", "reopened")
HEAD = Decision("示例主任", TODAY, "in_person")


def own(store: Database) -> list[SubmissionRow]:
    with store.read() as session:
        return list_own(session, MONTH)


def handed(store: Database, remarks: str = "") -> str:
    with store.write("Hand in") as session:
        return hand_in(session, MONTH, TODAY, remarks)


def test_the_checklist_names_every_open_point_and_nothing_else(store: Database) -> None:
    a_month(store)
    with store.read() as session:
        points = check_month(session, MONTH, TODAY)
        later = check_month(session, 202701, TODAY)
    counts = count_points(points)
    assert {kind: count for kind, count in counts.items() if kind != "empty_day"} == {
        "piece_evidence": 1, "visit_open": 1, "visit_note": 1, "next_step": 1, "promise_late": 1, "task_late": 1,
        "quote_pending": 1,
    }  # fmt: skip
    empty = {point.day for point in points if point.kind == "empty_day"}
    assert EARLIER not in empty, "a day with a line is not empty"
    assert not {TODAY, date(2026, 11, 21)} & empty, "neither today nor a Saturday"
    assert date(2026, 11, 20) in empty
    assert [point.kind for point in later] == []
    assert set(counts) <= set(POINTS) == set(WHY)


def test_a_month_handed_in_stands_while_the_records_go_on(store: Database) -> None:
    customer = a_month(store)
    before = {line.what for line in _lines(store)}
    submission = handed(store, "请尽快批方案")
    with store.write("More") as session:
        add_visit(session, VisitDraft(customer, EARLIER, outcome="后来补记"))
    assert {line.what for line in _lines(store)} == before
    for refused in (
        lambda session: add_entry(session, EntryDraft(EARLIER, 30, "补写")),
        lambda session: hand_in(session, MONTH, TODAY),
    ):
        with pytest.raises(UserError, match="已上交"), store.write("Refused") as session:
            refused(session)
    with store.read() as session:
        assert find_frozen(session, MONTH) is not None
    (row,) = own(store)
    assert (row.id, row.version, row.state, row.remarks) == (submission, 1, "handed_in", "请尽快批方案")
    assert (row.points["piece_evidence"], row.lines) == (1, len(before))


def test_what_is_sent_back_is_amended_as_the_next_version_and_approved(store: Database) -> None:
    customer = a_month(store)
    first = handed(store)
    with store.write("Return") as session:
        send_back(session, first, Decision("示例主任", TODAY, words="缺两条凭证"))
    with store.write("Amend") as session:
        add_visit(session, VisitDraft(customer, EARLIER, outcome="补记的拜访"))
        add_entry(session, EntryDraft(EARLIER, 30, "补写"))
    second = handed(store)
    assert "补记的拜访" in {line.what for line in _lines(store)}
    with store.write("Approve") as session:
        receive(session, second, HEAD)
        approve(session, second, Decision("示例主任", TODAY, "paper", "同意"))
    newest, oldest = own(store)
    assert (newest.version, newest.state, newest.newest) == (2, "approved", True)
    assert [step.what for step in newest.steps] == ["handed_in", "received", "approved"]
    assert (oldest.version, oldest.state, oldest.newest) == (1, "returned", False)
    assert [(step.what, step.words) for step in oldest.steps] == [("handed_in", ""), ("returned", "缺两条凭证")]
    with store.read() as session:
        assert find_frozen(session, MONTH) is not None


def test_opening_for_amendment_thaws_log_and_pay_and_undo_takes_it_back(store: Database) -> None:
    a_month(store)
    submission = handed(store)
    with store.write("Open") as session:
        reopen(session, submission, TODAY)
    with store.read() as session:
        assert find_frozen(session, MONTH) is None
    with store.write("Write") as session:
        entry = add_entry(session, EntryDraft(EARLIER, 30, "补写"))
        delete_entry(session, entry)  # what puts everything back is no event of its own
    undo(store)
    with store.read() as session:
        assert find_frozen(session, MONTH) is not None
    assert own(store)[0].state == "handed_in"
    undo(store)
    assert own(store) == []


def test_a_month_without_a_scheme_is_handed_in_and_its_pay_stays_open(store: Database) -> None:
    add_customer(store)
    handed(store)
    with store.read() as session:
        assert find_frozen(session, MONTH) is None
    assert own(store)[0].points.keys() == {"empty_day"}


def test_each_act_is_taken_in_its_states_alone(store: Database) -> None:
    submission = handed(store)
    reason = Decision("示例主任", TODAY, "phone", "原因")
    acts: dict[str, Callable[[Session], None]] = {
        "receive": lambda session: receive(session, submission, reason),
        "return": lambda session: send_back(session, submission, reason),
        "approve": lambda session: approve(session, submission, reason),
        "reopen": lambda session: reopen(session, submission, TODAY),
    }
    assert acts.keys() == ACTS.keys()
    for act, state in product(acts, STATES):
        with store.write("State") as session:
            _row(session, submission).state = state
        refused = nullcontext() if state in ACTS[act] else pytest.raises(UserError)
        with refused, store.write("Act") as session:
            acts[act](session)


def test_a_receipt_says_who_when_and_how(store: Database) -> None:
    submission = handed(store)
    for decision in (
        Decision("", TODAY),
        Decision("示例主任", None),
        Decision("示例主任", TODAY - timedelta(days=40)),
        Decision("示例主任", TODAY, "telepathy"),
    ):
        with pytest.raises(UserError), store.write("Receive") as session:
            receive(session, submission, decision)
    assert own(store)[0].state == "handed_in"


def test_sending_back_needs_its_reason_and_a_month_to_come_is_refused(store: Database) -> None:
    submission = handed(store)
    with pytest.raises(UserError, match="更正"), store.write("Return") as session:
        send_back(session, submission, Decision("示例主任", TODAY, words="  "))
    with pytest.raises(UserError, match="还没开始"), store.write("Hand in") as session:
        hand_in(session, 202612, TODAY)


def test_the_rules_of_months_and_states() -> None:
    assert month_to_hand_in(date(2026, 12, 7)) == 202611
    assert month_to_hand_in(date(2027, 1, 1)) == 202612
    assert month_to_hand_in(date(2026, 12, 8)) == 202612
    assert month_fault(202612, date(2026, 11, 30))
    assert not month_fault(202612, date(2026, 12, 1))
    assert [state for state in (None, *STATES) if may_hand_in(state)] == [None, "returned", "reopened"]


def _row(session: Session, submission: str) -> Submission:
    found = session.get(Submission, submission)
    assert found is not None
    return found


def _lines(store: Database) -> tuple[WorkLogLine, ...]:
    with store.read() as session:
        return work_log_of(session, MONTH).lines
