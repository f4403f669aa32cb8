"""Service requests in a real store: handed off, moved on, closed, and where they get stuck."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UserError
from model.search.queries import find
from model.service_requests.actions import (
    RequestDraft,
    add_request,
    change_request,
    close_request,
    move_request,
    reopen_request,
)
from model.service_requests.queries import find_request, list_requests, list_stages, list_waited_on
from model.service_requests.rules import Bottleneck, bottlenecks_of, days_open, days_waiting, standing_of
from model.store.base import RowId
from model.store.database import Database
from model.store.undo import undo
from tests.builders import TODAY, add_customer, make_store

LATER = TODAY + timedelta(days=5)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = make_store(tmp_path)
    yield made
    made.close()


def draft(customer: RowId, content: str = "二厂区定位掉线", **fields: object) -> RequestDraft:
    return RequestDraft(customer, "assurance", content, **fields)  # type: ignore[arg-type]


def add(database: Database, one: RequestDraft) -> RowId:
    with database.write("Hand off") as session:
        return add_request(session, one, TODAY)


@pytest.mark.parametrize(
    ("deadline", "closed", "standing"),
    [
        (None, None, "open"),
        (TODAY - timedelta(days=1), None, "late"),
        (TODAY, None, "due_soon"),
        (TODAY + timedelta(days=3), None, "due_soon"),
        (TODAY + timedelta(days=4), None, "open"),
        (TODAY - timedelta(days=9), TODAY, "closed"),
    ],
)
def test_a_request_stands_by_its_deadline(deadline: date | None, closed: date | None, standing: str) -> None:
    assert standing_of(deadline, closed, TODAY) == standing


def test_days_are_counted_from_acceptance_and_from_the_last_hand_over() -> None:
    begun, since = TODAY - timedelta(days=10), TODAY - timedelta(days=4)
    assert days_open(begun, None, TODAY) == 10
    assert days_open(begun, since, TODAY) == 6
    assert days_open(None, None, TODAY) is None
    assert days_open(LATER, None, TODAY) == 0
    assert days_waiting(begun, since, None, TODAY) == 4
    assert days_waiting(begun, None, None, TODAY) == 10
    assert days_waiting(begun, since, TODAY, TODAY) is None


@dataclass(frozen=True)
class Wait:
    """An open or closed request as the bottleneck view reads it."""

    waiting_on: str
    waits: int | None
    standing: str


WAITS = st.lists(
    st.builds(
        Wait,
        st.sampled_from(["", "网络部", "计费中心", "财务部"]),
        st.none() | st.integers(0, 400),
        st.sampled_from(["open", "late", "due_soon", "closed"]),
    )
)


@given(WAITS, st.randoms())
def test_bottlenecks_add_up_to_the_open_requests_in_any_order(waits: list[Wait], random: object) -> None:
    found = bottlenecks_of(waits)
    still = [one for one in waits if one.standing != "closed"]
    assert sum(one.count for one in found) == len(still)
    assert sum(one.days for one in found) == sum(one.waits or 0 for one in still)
    assert sum(one.late for one in found) == sum(one.standing == "late" for one in still)
    assert [one.days for one in found] == sorted((one.days for one in found), reverse=True)
    random.shuffle(waits)  # type: ignore[attr-defined]
    assert bottlenecks_of(waits) == found


def test_the_worst_bottleneck_stands_first() -> None:
    waits = [Wait("网络部", 3, "open"), Wait("网络部", 9, "late"), Wait("", 5, "open")]
    assert bottlenecks_of(waits) == [Bottleneck("网络部", 2, 1, 12, 9), Bottleneck("", 1, 0, 5, 5)]


def test_a_request_is_handed_off_moved_on_closed_and_opened_again(database: Database) -> None:
    customer = add_customer(database)
    made = add(database, draft(customer, deadline=LATER, stage="受理", waiting_on="网络部"))
    with database.read() as session:
        (row,) = list_requests(session, LATER, customer_id=customer)
        assert (row.accepted_on, row.waiting_since, row.waits, row.standing) == (TODAY, TODAY, 5, "due_soon")
    with database.write("Move on") as session:
        move_request(session, made, "现场排查", "设备厂家", LATER)
    with database.read() as session:
        row = list_requests(session, LATER)[0]
        assert (row.stage, row.waiting_on, row.waiting_since, row.waits, row.age) == (
            "现场排查", "设备厂家", LATER, 0, 5,
        )  # fmt: skip
        assert (list_stages(session), list_waited_on(session)) == (["现场排查"], ["设备厂家"])
    with database.write("Move on") as session:
        move_request(session, made, "回访", "设备厂家", LATER + timedelta(days=2))
        assert find_request(session, made, LATER).waiting_since == LATER  # type: ignore[union-attr]
    with database.write("Close") as session:
        with pytest.raises(UserError):
            close_request(session, made, "  ", LATER)
        close_request(session, made, "已换终端", LATER)
    with database.read() as session:
        assert list_requests(session, LATER, open_only=True) == []
        closed = list_requests(session, LATER)[0]
        assert (closed.standing, closed.result, closed.waits) == ("closed", "已换终端", None)
    with database.write("Open again") as session:
        reopen_request(session, made)
    with database.read() as session:
        assert [row.standing for row in list_requests(session, LATER, open_only=True)] == ["due_soon"]
    undo(database)
    with database.read() as session:
        assert list_requests(session, LATER, open_only=True) == []


def test_a_change_writes_only_what_differs(database: Database) -> None:
    customer = add_customer(database)
    made = add(database, draft(customer, waiting_on="网络部"))
    with database.read() as session:
        before = find_request(session, made, TODAY)
    assert before is not None
    with database.write("Edit") as session:
        change_request(session, made, draft(customer, accepted_on=TODAY, waiting_on="网络部"), LATER)
    with database.read() as session:
        assert find_request(session, made, TODAY) == before
    with database.write("Edit") as session:
        change_request(session, made, draft(customer, "专线扩容", accepted_on=TODAY, number="GD-1"), LATER)
    with database.read() as session:
        row = find_request(session, made, TODAY)
        assert row is not None
        assert (row.content, row.number, row.waiting_on, row.waiting_since) == ("专线扩容", "GD-1", "", None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": " "},
        {"kind": "poetry"},
        {"accepted_on": LATER, "deadline": TODAY},
    ],
)
def test_a_request_that_cannot_be_meant_is_refused(database: Database, wrong: dict[str, object]) -> None:
    customer = add_customer(database)
    fields = {"kind": "billing", "content": "账单不符", **wrong}
    with database.write("Hand off") as session, pytest.raises(UserError):
        add_request(session, RequestDraft(customer, **fields), TODAY)  # type: ignore[arg-type]
    with database.write("Edit") as session, pytest.raises(UserError):
        move_request(session, "gone", "", "", TODAY)


def test_requests_are_found_by_number_and_words(database: Database) -> None:
    customer = add_customer(database)
    made = add(database, draft(customer, number="GD2026110301"))
    with database.read() as session:
        assert made in [hit.id for hit in find(session, "GD20261103", 9)]
        assert made in [hit.id for hit in find(session, "定位掉线", 9)]


def test_requests_of_a_merged_customer_stand_at_the_one_that_stays(database: Database) -> None:
    from model.customers.merging import merge_customers

    keep, other = add_customer(database), add_customer(database, "G002", "示例机械厂")
    add(database, draft(other))
    with database.write("Merge") as session:
        merge_customers(session, keep, other, TODAY)
    with database.read() as session:
        assert [row.content for row in list_requests(session, TODAY, customer_id=keep)] == ["二厂区定位掉线"]
