"""Snapshots in a real store: taken, compared, drilled into."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from model.errors import UserError
from model.snapshots.actions import take_snapshot
from model.snapshots.queries import (
    account_months,
    compare_snapshot,
    kept_by_customer,
    latest_account_month,
    list_snapshots,
    lost_members,
    overlap_of,
)
from model.snapshots.rules import Ratio
from model.store.checking import check_store
from model.store.database import Database
from tests.retention.portfolio import (
    TODAY,
    add_bill,
    add_customer,
    add_member,
    add_member_month,
    customer_id,
    sample_store,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        with database.write() as session:
            for code in ("A", "B"):
                add_customer(session, code)
                add_bill(session, code, 202609, 100_000, minutes=500, registered_members=3)
                for n in range(3):
                    add_member(session, code, f"{code}{n}", real_member=n > 0)
                    add_member_month(session, code, f"{code}{n}", 202609, 10_000 * (n + 1), 100)
            add_bill(session, "A", 202610, 80_000)
            add_member_month(session, "A", "A1", 202610, 15_000, 50)
            add_member_month(session, "B", "B1", 202610, 20_000, 100)
            add_member_month(session, "A", "B2", 202610, 30_000, 100)  # has moved to the other customer
        yield database


def test_a_store_with_snapshots_is_sound(store: Database) -> None:
    for name in ("十一拍照", "第二张"):
        with store.write(bulk=True) as session:
            take_snapshot(session, name, TODAY, 202609)
    assert [found for found in check_store(store) if found.entity.startswith("snapshot")] == []


def test_a_snapshot_is_taken_once_and_prints_that_it_is_our_own(store: Database) -> None:
    with store.write(bulk=True) as session:
        with pytest.raises(UserError):
            take_snapshot(session, " ", TODAY)
        take_snapshot(session, "十一拍照", TODAY, 202609)
    with store.write(bulk=True) as session, pytest.raises(UserError):
        take_snapshot(session, "十一拍照", TODAY)
    with store.write(bulk=True) as session, pytest.raises(UserError):
        take_snapshot(session, "太早", TODAY, 202501)
    with store.write(bulk=True) as session:
        take_snapshot(session, "第二张", TODAY, 202609)
        assert latest_account_month(session, date(2026, 9, 30)) == 202609
        assert account_months(session, date(2026, 9, 30)) == [202609]
        assert account_months(session, TODAY) == [202610, 202609]
    with store.read() as session:
        rows = list_snapshots(session)
        assert [(row.name, row.own, row.members, row.real_members, row.revenue_fen) for row in rows] == [
            ("十一拍照", True, 6, 4, 100_000),
            ("第二张", True, 6, 4, 100_000),
        ]
        assert overlap_of(session, "十一拍照", "第二张") == Ratio(6, 6)
        assert overlap_of(session, "十一拍照", "没有") == Ratio(0, 6)


def test_a_month_is_compared_and_drilled_down_to_who_left(store: Database) -> None:
    with store.write(bulk=True) as session:
        take_snapshot(session, "十一拍照", TODAY, 202609)
    with store.read() as session:
        found = compare_snapshot(session, "十一拍照", 202610)
        assert found.kept.heads == Ratio(3, 4)
        assert found.kept.revenue == Ratio(65_000, 100_000)
        assert found.kept.minutes == Ratio(250, 400)
        assert (found.customers, found.customer_revenue) == (Ratio(1, 2), Ratio(80_000, 200_000))
        assert (found.lost, found.own, found.baseline_month) == (1, True, 202609)
        (lost,) = lost_members(session, "十一拍照", 202610)
        assert (lost.subscriber, lost.revenue_fen, lost.customer_id) == ("A2", 30_000, customer_id("A"))
        assert lost_members(session, "十一拍照", 202610, customer_id("B")) == []
        by_customer = {row.group_code: row.kept.revenue for row in kept_by_customer(session, "十一拍照", 202610)}
        assert by_customer == {"A": Ratio(15_000, 50_000), "B": Ratio(50_000, 50_000)}
        same = compare_snapshot(session, "十一拍照", 202609)
        assert same.kept.revenue.percent == 10_000


def test_an_unknown_snapshot_or_month_is_refused_in_words(store: Database) -> None:
    with store.write(bulk=True) as session:
        take_snapshot(session, "十一拍照", TODAY, 202609)
    with store.read() as session:
        with pytest.raises(UserError):
            compare_snapshot(session, "没有", 202610)
        with pytest.raises(UserError):
            compare_snapshot(session, "十一拍照", 202611)
