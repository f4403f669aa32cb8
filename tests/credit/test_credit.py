"""Credit reviews, events and arrears on a real store."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.credit.actions import EventDraft, ReviewDraft, add_event, add_review, delete_event, delete_review
from model.credit.queries import credit_of, list_arrears, list_events, list_reviews, owed_together
from model.credit.rules import Concern, concern_of, is_over_limit, next_review_after
from model.customers.records import Customer
from model.errors import UserError
from model.retention.queries import list_tasks
from model.store.database import Database
from tests.retention.portfolio import TODAY, add_bill, add_customer, customer_id, sample_store, tasks

A = customer_id("A")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """A owes since September with one clean month before, B owes once and owed long ago, C owes nothing."""
    with sample_store(tmp_path) as database:
        with database.write() as session:
            for code in "ABC":
                add_customer(session, code)
            for month, owed in ((202607, 100), (202608, 0), (202609, 5_000), (202610, 9_000)):
                add_bill(session, "A", month, 50_000, arrears_fen=owed)
            for month, owed in ((202608, 700), (202609, 0), (202610, 2_000)):
                add_bill(session, "B", month, 60_000, arrears_fen=owed)
            add_bill(session, "C", 202610, 70_000)
        yield database


def review(rating: str = "A", on: date = date(2026, 5, 1), **fields: object) -> ReviewDraft:
    return ReviewDraft(A, rating, on, sources="账单", reviewer="示例复核人", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        ("AAA", date(2027, 8, 31)),
        ("A", date(2027, 2, 28)),
        ("C", date(2026, 11, 30)),
        ("", date(2027, 2, 28)),
    ],
)
def test_the_weaker_the_rating_the_sooner_it_is_looked_at_again(rating: str, expected: date) -> None:
    assert next_review_after(rating, date(2026, 8, 31)) == expected


def test_the_gravest_concern_is_named() -> None:
    due, ahead = TODAY, TODAY + timedelta(days=1)
    assert concern_of("fraud", 900, 100, due, TODAY) is Concern.FRAUD
    assert concern_of("broken", 900, 100, due, TODAY) is Concern.BROKEN
    assert concern_of("kept", 900, 100, due, TODAY) is Concern.OVER_LIMIT
    assert concern_of("", 100, 100, due, TODAY) is Concern.ARREARS
    assert concern_of("", None, None, due, TODAY) is Concern.REVIEW_DUE
    assert concern_of("", 0, 0, ahead, TODAY) is Concern.FINE
    assert not is_over_limit(10**12, None)


def test_arrears_say_since_when_and_for_how_many_months_running(store: Database) -> None:
    with store.read() as session:
        rows = list_arrears(session, TODAY)
    assert [(row.group_code, row.arrears_fen, row.since, row.months, row.revenue_fen) for row in rows] == [
        ("A", 9_000, 202609, 2, 50_000),
        ("B", 2_000, 202610, 1, 60_000),
    ]
    assert owed_together(rows) == 11_000


def test_who_was_merged_into_a_customer_owes_with_it_and_lost_ones_are_left_out(store: Database) -> None:
    with store.write() as session:
        add_customer(session, "M", merged_into=A)
        add_bill(session, "M", 202610, 1_000, arrears_fen=500)
        session.get_one(Customer, customer_id("B")).status = "lost"
    with store.read() as session:
        (row,) = list_arrears(session, TODAY)
    assert (row.arrears_fen, row.revenue_fen, row.since) == (9_500, 51_000, 202609)


def test_the_newest_review_gives_rating_limit_and_the_day_to_look_again(store: Database) -> None:
    with store.write() as session:
        add_review(session, review("AA"), TODAY)
        newest = add_review(session, review("B", date(2026, 10, 1), limit_fen=8_000), TODAY)
    with store.read() as session:
        found = credit_of(session, A, TODAY)
        assert (found.rating, found.limit_fen, found.next_review) == ("B", 8_000, date(2027, 1, 1))
        assert (found.concern, found.arrears_fen, found.arrears_month) == (Concern.OVER_LIMIT, 9_000, 202610)
        assert [row.rating for row in found.reviews] == ["B", "AA"]
        assert session.get_one(Customer, A).credit_rating == "B"
        (row,) = list_reviews(session, TODAY)
        assert (row.id, row.concern, row.arrears_fen) == (newest, Concern.OVER_LIMIT, 9_000)
    with store.write() as session:
        delete_review(session, newest)
    with store.read() as session:
        assert session.get_one(Customer, A).credit_rating == "AA"
        assert credit_of(session, A, TODAY).rating == "AA"


@pytest.mark.parametrize(
    "draft",
    [
        review("Z"),
        review(on=TODAY + timedelta(days=1)),
        review(next_review=date(2026, 5, 1)),
        review(limit_fen=-1),
        ReviewDraft(A, "A", TODAY, sources=" "),
        ReviewDraft("nobody", "A", TODAY, sources="账单"),
    ],
)
def test_a_review_that_cannot_be_is_refused(store: Database, draft: ReviewDraft) -> None:
    with store.write() as session, pytest.raises(UserError):
        add_review(session, draft, TODAY)


@pytest.mark.parametrize(
    "draft",
    [
        EventDraft(A, "late", TODAY),
        EventDraft(A, "kept", TODAY + timedelta(days=1)),
        EventDraft(A, "kept", TODAY, -1),
        EventDraft("nobody", "kept", TODAY),
    ],
)
def test_an_event_that_cannot_be_is_refused(store: Database, draft: EventDraft) -> None:
    with store.write() as session, pytest.raises(UserError):
        add_event(session, draft, TODAY)


def test_what_is_gone_cannot_be_taken_out(store: Database) -> None:
    with store.write() as session:
        for take_out in (delete_event, delete_review):
            with pytest.raises(UserError):
                take_out(session, "nothing")


def test_a_bad_event_makes_one_review_due_until_it_is_done(store: Database) -> None:
    with store.write() as session:
        add_review(session, review(), TODAY)
        add_event(session, EventDraft(A, "broken", date(2026, 4, 1)), TODAY)
    assert credit_tasks(store) == [("credit_review", date(2026, 11, 1))]
    with store.write() as session:
        for kind, day in (("kept", 5), ("broken", 6), ("fraud", 9)):
            add_event(session, EventDraft(A, kind, date(2026, 11, day)), TODAY)
    assert credit_tasks(store) == [("credit_review", date(2026, 11, 1)), ("credit_event", date(2026, 11, 6))]
    with store.read() as session:
        assert credit_of(session, A, TODAY).concern is Concern.FRAUD
        assert [row.kind for row in list_events(session, A)] == ["fraud", "broken", "kept", "broken"]
        reasons = [line.why for line in list_tasks(session, TODAY) if line.rule == "credit_event"]
    assert len(reasons) == 1
    assert "2026-11-06" in reasons[0]
    assert "欺诈" in reasons[0]
    with store.write() as session:
        add_review(session, review("C", TODAY), TODAY)
    assert credit_tasks(store) == []


def credit_tasks(store: Database) -> list[tuple[str, date | None]]:
    """The open tasks of credit after a run: rule and due day."""
    return [(rule, due) for kind, rule, due in tasks(store) if kind == "credit_review"]
