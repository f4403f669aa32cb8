"""Snapshots in a real store: taken, compared, drilled into."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

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
from model.snapshots.records import SnapshotMember
from model.snapshots.rules import Ratio
from model.store.checking import check_store
from model.store.database import Database
from reports.imprint import Imprint
from reports.pdf import pdf_of
from reports.retention import retention_document, retention_paper
from tests.papers.reading import pdf_text
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


def test_only_real_members_count_and_what_one_who_left_still_paid_does(store: Database) -> None:
    with store.write(bulk=True) as session:
        take_snapshot(session, "十一拍照", TODAY, 202609)
        add_member_month(session, "A", "A0", 202610, 90_000, 9)
        add_member_month(session, "A", "A2", 202610, 4_000, 20, status="left")
    with store.read() as session:
        kept = compare_snapshot(session, "十一拍照", 202610).kept
    assert (kept.heads, kept.revenue, kept.minutes) == (Ratio(3, 4), Ratio(69_000, 100_000), Ratio(270, 400))


def test_two_snapshots_are_compared_as_a_snapshot_with_a_month_is(store: Database) -> None:
    with store.write(bulk=True) as session:
        add_member_month(session, "A", "A9", 202610, 7_000, 7)
        take_snapshot(session, "九月", TODAY, 202609)
        take_snapshot(session, "十月", TODAY, 202610)
    with store.read() as session:
        found = compare_snapshot(session, "九月", "十月")
        assert (found.kept, found.lost) == (compare_snapshot(session, "九月", 202610).kept, 1)
        assert (found.baseline_month, found.month, found.other) == (202609, 202610, "十月")
        assert (found.customers, found.customer_revenue) == (Ratio(1, 2), Ratio(80_000, 200_000))
        assert [one.subscriber for one in lost_members(session, "九月", "十月")] == ["A2"]
        rows = {row.group_code: row.kept.heads for row in kept_by_customer(session, "九月", "十月")}
        assert rows == {"A": Ratio(1, 2), "B": Ratio(2, 2)}
        assert overlap_of(session, "九月", "十月") == Ratio(3, 6)
        back = compare_snapshot(session, "十月", "九月")
        assert (back.kept.heads, back.customers) == (Ratio(3, 4), Ratio(1, 1))
        with pytest.raises(UserError):
            compare_snapshot(session, "九月", "没有")


def test_a_month_without_bills_says_nothing_of_whole_customers(store: Database) -> None:
    with store.write(bulk=True) as session:
        take_snapshot(session, "十一拍照", TODAY, 202609)
        add_member_month(session, "A", "A1", 202608, 1, 1)
    with store.read() as session:
        found = compare_snapshot(session, "十一拍照", 202608)
    assert (found.customers, found.customer_revenue) == (None, None)


def test_the_known_overlap_of_two_lists_is_reproduced_by_the_statement(store: Database) -> None:
    lists = {"第一张": range(55_324), "第二张": range(28_622, 60_000)}
    row = {"customer_id": customer_id("A"), "month": 202609, "revenue_fen": 1, "minutes": 1, "real_member": True}
    with store.write(bulk=True) as session:
        for name, keys in lists.items():
            rows = [row | {"snapshot_name": name, "subscriber_key": f"K{key}"} for key in keys]
            session.execute(insert(SnapshotMember), rows)
    with store.read() as session:
        assert overlap_of(session, "第一张", "第二张") == Ratio(26_702, 55_324)
        paper = retention_paper(session, "第一张", "第二张", Imprint(TODAY, "示例经理", "1"))
    (overlap,) = paper.overlaps
    assert (overlap.name, overlap.both.percent) == ("第二张", 4_826)
    text = pdf_text(pdf_of(retention_document(paper)))
    assert "48.26%" in text
    assert "26,702" in text
    assert "55,324" in text


def test_an_unknown_snapshot_or_month_is_refused_in_words(store: Database) -> None:
    with store.write(bulk=True) as session:
        take_snapshot(session, "十一拍照", TODAY, 202609)
    with store.read() as session:
        with pytest.raises(UserError):
            compare_snapshot(session, "没有", 202610)
        with pytest.raises(UserError):
            compare_snapshot(session, "十一拍照", 202611)
