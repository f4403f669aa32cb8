"""Measured months come in by slice: whole, again without a change, and never less than stood there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.intake import reading
from model.intake.plain_months import MonthPiece, PlainMonths
from model.intake.plan import Mode
from model.store.checking import check_store
from model.store.database import Database
from tests.builders import dump, make_store
from tests.intake.books import BILLS, CUSTOMERS, bring_in, counts, make_book, values

MEMBERS = (("集团编码", "用户编码", "手机号"), ("G001", "U1", "13800000001"), ("G002", "U2", "13800000002"))
MONTHS = (
    ("用户编码", "手机号", "集团编码", "账期", "收入(元)", "通话分钟", "流量(MB)", "状态"),
    ("U1", "13800000001", "G001", 202610, 58.5, 120, 2048.5, "在网"),
    ("U2", "13800000002", None, "2026-10", 30, 0, 0, "停机"),
)
SNAPSHOT = (
    ("名称", "基准月", "用户编码", "手机号", "集团编码", "基准收入(元)", "基准分钟", "真实成员", "中高端"),
    ("2026年拍照", 202512, "U1", None, "G001", 60, 100, "是", "否"),
    ("2026年拍照", 202512, "U2", None, "G002", 40, 10, "否", None),
)


WHOLE = (*BILLS[0], "通话分钟", "真实成员数", "本网成员数", "欠费")
"""Headings of bills that fill every column: such rows are gathered as plain numbers."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A store with two customers, a member each and a month of bills."""
    store = make_store(tmp_path)
    sheets = {"集团客户": CUSTOMERS, "集团成员": MEMBERS, "月度收入": BILLS}
    bring_in(store, make_book(tmp_path / "first.xlsx", sheets))
    yield store
    store.close()


def test_a_file_with_fewer_columns_takes_nothing_away(tmp_path: Path, database: Database) -> None:
    rows = (("集团编码", "账期", "语音收入"), ("G001", 202610, 5), ("G002", 202610, 99.99))
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"月度收入": rows}))
    assert counts(report, "billing_month") == (2, 0, 1, 1, 0)
    assert values(database, "SELECT voice_fen, data_fen, registered_members FROM billing_month ORDER BY 1") == [
        (500, 123450, 50),
        (9999, 0, 8),
    ]
    assert check_store(database) == []


def test_a_member_month_without_a_code_finds_the_members_customer(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "2.xlsx", {"成员月账": MONTHS})
    assert counts(bring_in(database, book), "member_month") == (2, 2, 0, 0, 0)
    before = dump(database)
    assert counts(bring_in(database, book), "member_month") == (2, 0, 0, 2, 0)
    assert dump(database) == before
    assert values(
        database,
        "SELECT group_code, subscriber_key, revenue_fen, data_mb FROM member_month"
        " JOIN customer ON id = customer_id ORDER BY 1",
    ) == [("G001", "U1", 5850, 2048.5), ("G002", "U2", 3000, 0.0)]
    assert check_store(database) == []


def test_another_part_of_a_slice_joins_what_stands(tmp_path: Path, database: Database) -> None:
    bring_in(database, make_book(tmp_path / "2.xlsx", {"成员月账": MONTHS}))
    more = (
        MONTHS[0],
        ("U3", None, "G001", 202610, 10, 1, 1, "在网"),
        ("U1", None, "G001", 202610, 60, 120, 2048.5, "在网"),
    )
    report = bring_in(database, make_book(tmp_path / "3.xlsx", {"成员月账": more}))
    assert counts(report, "member_month") == (2, 1, 1, 0, 0)
    assert values(database, "SELECT subscriber_key, revenue_fen FROM member_month ORDER BY 1") == [
        ("U1", 6000),
        ("U2", 3000),
        ("U3", 1000),
    ]


def test_a_snapshot_list_becomes_a_snapshot(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "2.xlsx", {"拍照清单": SNAPSHOT})
    assert counts(bring_in(database, book), "snapshot_member") == (2, 2, 0, 0, 0)
    assert counts(bring_in(database, book), "snapshot_member") == (2, 0, 0, 2, 0)
    assert values(database, "SELECT name, month, own FROM snapshot") == [("2026年拍照", 202512, 0)]
    assert values(database, "SELECT real_member, high_value FROM snapshot_member ORDER BY subscriber_key") == [
        (1, 0),
        (0, None),
    ]
    assert check_store(database) == []


def test_doubled_bills_are_one_and_contradicting_ones_refused(tmp_path: Path, database: Database) -> None:
    other = list(BILLS[1])
    other[2] = 1
    book = make_book(tmp_path / "2.xlsx", {"月度收入": [*BILLS, BILLS[1], other]})
    report = bring_in(database, book)
    assert counts(report, "billing_month") == (4, 0, 0, 3, 1)
    assert [remark.row for remark in report.rejects] == [5]


def test_a_mode_binds_measured_rows_too(tmp_path: Path, database: Database) -> None:
    changed = [list(row) for row in BILLS]
    changed[1][2] = 1
    changed.append(["G001", 202611, 1, 1, 1, 1, 1, 1])
    book = make_book(tmp_path / "2.xlsx", {"月度收入": changed})
    assert counts(bring_in(database, book, Mode.CREATE), "billing_month") == (3, 1, 0, 2, 0)
    assert counts(bring_in(database, book, Mode.UPDATE), "billing_month") == (3, 0, 1, 2, 0)


def test_whole_bills_come_in_alike_however_they_are_cut_into_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bills = [
        [f"G00{n % 2 + 1}", 202601 + month, 10.5 + month, 20, 30, 0, 5, 9, 100, 8, 7, 0]
        for month in range(4)
        for n in range(2)
    ]
    other = [*bills[2][:2], 99, *bills[2][3:]]
    book = make_book(tmp_path / "1.xlsx", {"集团客户": CUSTOMERS, "月度收入": [WHOLE, *bills, bills[1], other]})
    kept = []
    for size in (2, 3, 5000):
        monkeypatch.setattr(reading, "CHUNK", size)
        store = make_store(tmp_path / str(size))
        for created, unchanged in ((8, 1), (0, 9)):
            report = bring_in(store, book)
            assert counts(report, "billing_month") == (10, created, 0, unchanged, 1)
            assert [(remark.row, remark.value) for remark in report.rejects] == [(11, "9900")]
        assert check_store(store) == []
        kept.append(dump(store))
        store.close()
    assert kept[0] == kept[1] == kept[2]


def test_one_changed_bill_among_whole_ones_is_the_only_change(tmp_path: Path, database: Database) -> None:
    bills = [["G001", 202601 + month, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] for month in range(6)]
    bring_in(database, make_book(tmp_path / "2.xlsx", {"月度收入": [WHOLE, *bills]}))
    bills[3][2] = 1000
    bills.append(["G002", 202612, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    report = bring_in(database, make_book(tmp_path / "3.xlsx", {"月度收入": [WHOLE, *bills]}))
    assert counts(report, "billing_month") == (7, 1, 1, 5, 0)
    assert values(database, "SELECT voice_fen FROM billing_month WHERE month = 202604") == [(100_000,)]
    assert check_store(database) == []


def test_plain_months_are_handed_over_in_the_order_of_the_store() -> None:
    months = PlainMonths()
    assert months.take([("b", 202602), ("a", 202602)], [2, 3], [[1, 2], [10, 20]])
    assert months.take([("b", 202601)], [4], [[3], [30]])
    assert (months.row_of(("b", 202601)), months.values_of(("a", 202602)), len(months)) == (4, (2, 20), 3)
    assert months.sides() == ({"a", "b"}, {202601, 202602})
    [piece] = months.give()
    assert piece == MonthPiece(["a", "b", "b"], [202602, 202601, 202602], [3, 4, 2], [[2, 3, 1], [20, 30, 10]])
    assert (months.row_of(("b", 202602)), months.values_of(("b", 202602)), len(months)) == (2, None, 0)
    assert months.row_of(("c", 202601)) is None


@pytest.mark.parametrize("value", [None, 1.5, "1", 1 << 63])
def test_what_is_not_a_plain_number_or_comes_again_is_left_to_the_careful_way(value: object) -> None:
    months = PlainMonths()
    assert not months.take([("a", 202601), ("a", 202602)], [2, 3], [[1, value]])
    assert not months.take([("a", 202601), ("a", 202601)], [2, 3], [[1, 1]])
    assert months.take([("a", 202601)], [2], [[1]])
    assert not months.take([("a", 202602), ("a", 202601)], [4, 5], [[1, 1]])
    assert (len(months), months.row_of(("a", 202602))) == (1, None)
