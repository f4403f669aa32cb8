"""An import brings rows in, again changes nothing, respects a person's edits and says what it refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.customers.actions import set_fields
from model.customers.records import Customer
from model.errors import UserError
from model.intake import reading
from model.intake.plan import Mode
from model.store.bulk import insert_rows
from model.store.checking import check_store
from model.store.database import Database
from model.store.ids import natural_id
from tests.builders import TODAY, dump, make_store
from tests.intake.books import BILLS, CONTACTS, CUSTOMERS, bring_in, counts, make_book, values

WHOLE = {"集团客户": CUSTOMERS, "联系人": CONTACTS, "月度收入": BILLS}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh store."""
    store = make_store(tmp_path)
    yield store
    store.close()


def test_a_workbook_comes_in_whole(tmp_path: Path, database: Database) -> None:
    report = bring_in(database, make_book(tmp_path / "month.xlsx", WHOLE))
    assert counts(report, "customer") == (2, 2, 0, 0, 0)
    assert counts(report, "contact") == (2, 2, 0, 0, 0)
    assert counts(report, "billing_month") == (2, 2, 0, 0, 0)
    assert values(
        database, "SELECT id, group_code, name, industry, industry_detail, employee_count FROM customer ORDER BY 2"
    ) == [
        (natural_id("customer", "G001"), "G001", "示例机械有限公司", "制造", "机械", 120),
        (natural_id("customer", "G002"), "G002", "示例学校", "教育", "", 1250),
    ]
    assert values(database, "SELECT voice_fen, data_fen, new_business_fen FROM billing_month ORDER BY voice_fen") == [
        (9999, 0, 0),
        (100050, 123450, 1_200_000),
    ]
    assert values(database, "SELECT name, mobile FROM contact ORDER BY mobile") == [
        ("王经理（示例）", "13800000001"),
        ("赵总（示例）", "13800000002"),
    ]
    assert check_store(database) == []


def test_the_same_file_again_changes_nothing(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "month.xlsx", WHOLE)
    bring_in(database, book)
    before = dump(database)
    report = bring_in(database, book)
    assert dump(database) == before
    for entity in ("customer", "contact", "billing_month"):
        assert counts(report, entity) == (2, 0, 0, 2, 0)
    assert values(database, "SELECT count(*) FROM undo_transaction") == [(1,)]


def test_a_dry_run_says_the_same_and_leaves_no_trace(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "month.xlsx", WHOLE)
    told = bring_in(database, book, dry_run=True)
    assert dump(database) == []
    assert values(database, "SELECT count(*) FROM import_batch") == [(0,)]
    done = bring_in(database, book)
    assert told.sheets == done.sheets
    assert told.batch == ""


def test_a_row_that_cannot_be_meant_is_refused_alone(tmp_path: Path, database: Database) -> None:
    sheets = {
        "集团客户": (
            ("集团编码", "集团名称", "建网日期"),
            ("G001", "示例机械有限公司", "2026-02-30"),
            (None, "无编码公司", None),
            ("G003", "示例物流", "2020年1月2日"),
            (None, None, None),
        ),
        "联系人": (("集团编码", "姓名"), ("G001", "甲（示例）"), ("G003", "乙（示例）"), ("G009", "丙（示例）")),
    }
    report = bring_in(database, make_book(tmp_path / "bad.xlsx", sheets))
    assert counts(report, "customer") == (3, 1, 0, 0, 2)
    assert counts(report, "contact") == (3, 1, 0, 0, 2)
    assert [(remark.sheet, remark.row, remark.column, remark.value) for remark in report.rejects] == [
        ("集团客户", 2, "建网日期", "2026-02-30"),
        ("集团客户", 3, "集团编码", ""),
        ("联系人", 2, "集团编码", "G001"),
        ("联系人", 4, "集团编码", "G009"),
    ]


def test_a_value_said_again_leaves_an_edit_alone_and_a_new_one_wins_and_is_listed(
    tmp_path: Path, database: Database
) -> None:
    head = ("集团编码", "集团名称", "地址", "网格")
    first = make_book(tmp_path / "1.xlsx", {"集团客户": (head, ("G001", "示例机械", "示例路1号", "G1"))})
    bring_in(database, first)
    customer = natural_id("customer", "G001")
    with database.write("edit") as session:
        set_fields(session, Customer, [customer], {"address": "示例路2号", "grid": "G2"}, TODAY)
    report = bring_in(database, first)
    assert counts(report, "customer") == (1, 0, 0, 1, 0)
    second = make_book(tmp_path / "2.xlsx", {"集团客户": (head, ("G001", "示例机械", "示例路1号", "G3"))})
    report = bring_in(database, second)
    assert counts(report, "customer") == (1, 0, 1, 0, 0)
    assert values(database, "SELECT address, grid FROM customer") == [("示例路2号", "G3")]
    assert [(note.column, note.value) for note in report.notes] == [("网格", "G3")]
    assert "G2" in report.notes[0].reason


def test_an_empty_cell_says_nothing(tmp_path: Path, database: Database) -> None:
    head = ("集团编码", "集团名称", "地址")
    bring_in(database, make_book(tmp_path / "1.xlsx", {"集团客户": (head, ("G001", "示例机械", "示例路1号"))}))
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"集团客户": (head, ("G001", "示例机械", None))}))
    assert counts(report, "customer") == (1, 0, 0, 1, 0)
    assert values(database, "SELECT address FROM customer") == [("示例路1号",)]


def test_a_row_that_a_person_deleted_stays_deleted_until_the_file_says_something_new(
    tmp_path: Path, database: Database
) -> None:
    book = make_book(tmp_path / "1.xlsx", {"集团客户": CUSTOMERS, "联系人": CONTACTS})
    bring_in(database, book)
    with database.write("delete") as session:
        session.connection().exec_driver_sql("DELETE FROM contact WHERE mobile = '13800000002'")
    assert counts(bring_in(database, book), "contact") == (2, 0, 0, 2, 0)
    changed = [list(row) for row in CONTACTS]
    changed[2][2] = "董事长"
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"联系人": changed}))
    assert counts(report, "contact") == (2, 1, 0, 1, 0)
    assert values(database, "SELECT title FROM contact WHERE mobile = '13800000002'") == [("董事长",)]


def test_create_only_changes_nothing_that_stands(tmp_path: Path, database: Database) -> None:
    bring_in(database, make_book(tmp_path / "1.xlsx", {"集团客户": CUSTOMERS}))
    renamed = [CUSTOMERS[0], ("G001", "别名", "教育", "1", "x", "C", 5), ("G003", "示例物流", "物流", "1", "x", "C", 5)]
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"集团客户": renamed}), Mode.CREATE)
    assert counts(report, "customer") == (2, 1, 0, 1, 0)
    assert values(database, "SELECT name FROM customer WHERE group_code = 'G001'") == [("示例机械有限公司",)]


def test_update_only_refuses_what_is_not_there(tmp_path: Path, database: Database) -> None:
    bring_in(database, make_book(tmp_path / "1.xlsx", {"集团客户": CUSTOMERS}))
    renamed = [CUSTOMERS[0], ("G001", "别名", "教育", "1", "x", "C", 5), ("G003", "示例物流", "物流", "1", "x", "C", 5)]
    book = make_book(
        tmp_path / "2.xlsx", {"集团客户": renamed, "月度收入": [*BILLS, ("G003", 202610, 1, 1, 1, 1, 1, 1)]}
    )
    report = bring_in(database, book, Mode.UPDATE)
    assert counts(report, "customer") == (2, 0, 1, 0, 1)
    assert counts(report, "billing_month") == (3, 0, 0, 0, 3)
    assert values(database, "SELECT name FROM customer ORDER BY group_code") == [("别名",), ("示例学校",)]


def test_doubled_rows_are_one_and_contradicting_ones_are_refused(tmp_path: Path, database: Database) -> None:
    head = ("集团编码", "集团名称", "地址")
    rows = (
        head,
        ("G001", "示例机械", None),
        ("G001", "示例机械", "示例路1号"),
        ("G001", "示例机械", "示例路1号"),
        ("G001", "示例机械", "示例路9号"),
    )
    book = make_book(tmp_path / "1.xlsx", {"集团客户": rows})
    report = bring_in(database, book)
    assert counts(report, "customer") == (4, 1, 1, 1, 1)
    assert report.rejects[0].row == 5
    assert "3" in report.rejects[0].reason or "2" in report.rejects[0].reason
    assert values(database, "SELECT address FROM customer") == [("示例路1号",)]
    assert counts(bring_in(database, book), "customer") == (4, 0, 0, 3, 1)


def test_a_row_repeated_chunks_later_is_one_however_the_rows_between_fill_their_columns(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 1)
    head = ("集团编码", "集团名称", "行业")
    rows = (head, ("G001", "示例机械", "制造"), ("G002", "示例学校", "教育/高校"), ("G001", "示例机械", "制造/机床"))
    people = (("集团编码", "姓名"), ("G001", "王强（示例）"), ("G001", "谁？"), ("G001", "王强（示例）"))
    report = bring_in(database, make_book(tmp_path / "1.xlsx", {"集团客户": rows, "联系人": people}))
    assert counts(report, "customer") == (3, 2, 1, 0, 0)
    assert counts(report, "contact") == (3, 2, 0, 1, 0)
    industries = "SELECT industry, industry_detail FROM customer ORDER BY group_code"
    assert values(database, industries) == [("制造", "机床"), ("教育", "高校")]


def test_two_people_of_one_name_are_two_and_stay_two(tmp_path: Path, database: Database) -> None:
    people = (
        ("集团编码", "姓名", "手机"),
        ("G001", "王强（示例）", "13800000001"),
        ("G001", "王强（示例）", "13800000002"),
        ("G001", "王强（示例）", "13800000001"),
    )
    book = make_book(tmp_path / "1.xlsx", {"集团客户": CUSTOMERS, "联系人": people})
    assert counts(bring_in(database, book), "contact") == (3, 2, 0, 1, 0)
    assert counts(bring_in(database, book), "contact") == (3, 0, 0, 3, 0)


def test_a_customer_made_by_hand_is_known_by_its_code(tmp_path: Path, database: Database) -> None:
    own = "01900000-0000-7000-8000-000000000001"
    with database.write("by hand") as session:
        session.add(Customer(id=own, dossier_id=own, group_code="G001", name="手工"))
    report = bring_in(database, make_book(tmp_path / "1.xlsx", WHOLE))
    assert counts(report, "customer") == (2, 1, 1, 0, 0)
    assert values(database, "SELECT name FROM customer WHERE id = '" + own + "'") == [("示例机械有限公司",)]
    assert values(database, "SELECT count(*) FROM contact WHERE customer_id = '" + own + "'") == [(2,)]


def test_rows_of_a_merged_customer_follow_it(tmp_path: Path, database: Database) -> None:
    bring_in(database, make_book(tmp_path / "1.xlsx", {"集团客户": CUSTOMERS}))
    one, other = natural_id("customer", "G001"), natural_id("customer", "G002")
    with database.write("merge") as session:
        set_fields(session, Customer, [one], {"merged_into": other}, TODAY)
    bring_in(database, make_book(tmp_path / "2.xlsx", {"联系人": CONTACTS, "月度收入": BILLS}))
    assert values(database, "SELECT DISTINCT customer_id FROM contact") == [(other,)]
    assert (one,) in values(database, "SELECT DISTINCT dossier_id FROM contact")
    assert (one,) in values(database, "SELECT DISTINCT customer_id FROM billing_month")
    again = bring_in(database, make_book(tmp_path / "3.xlsx", {"联系人": CONTACTS, "月度收入": BILLS}))
    assert {name: tuple(counts(again, name))[1:3] for name in ("contact", "billing_month")} == {
        "contact": (0, 0),
        "billing_month": (0, 0),
    }


def test_an_import_that_is_cancelled_leaves_no_trace(tmp_path: Path, database: Database) -> None:
    class CancelledError(Exception):
        """What a progress window raises."""

    def cancel(sheet: str, rows: int) -> None:
        if sheet == "联系人":
            raise CancelledError

    from model.intake.apply import run_import
    from model.intake.job import Options
    from reports.workbook import open_workbook

    book = make_book(tmp_path / "1.xlsx", WHOLE)
    with pytest.raises(CancelledError):
        run_import(database, [open_workbook(book)], Options(), TODAY, cancel)
    assert dump(database) == []


def test_a_workbook_of_something_else_is_refused_in_a_sentence(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "other.xlsx", {"Sheet1": [("菜名", "价格"), ("示例", 12)]})
    with pytest.raises(UserError):
        bring_in(database, book)
    assert dump(database) == []


def test_bulk_rows_carry_the_stamps_their_triggers_would_give(tmp_path: Path) -> None:
    stamps = []
    for bulk in (True, False):
        folder = tmp_path / str(bulk)
        folder.mkdir()
        database = make_store(folder)
        table = Customer.__table__
        rows = [(f"id-{number}", f"id-{number}", f"G{number}") for number in range(5)]
        with database.write("rows", bulk=bulk) as session:
            insert_rows(session.connection(), table, ("id", "dossier_id", "group_code"), rows)
        stamps.append(
            values(
                database,
                "SELECT id, stamp_rev, stamp_t, stamp_replica, stamp_seq, name, status FROM customer ORDER BY id",
            )
        )
        assert values(database, "SELECT seq FROM replica_state") == [(5,)]
        database.close()
    assert stamps[0] == stamps[1]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.sampled_from(["", "1", "2"])), max_size=8))
def test_any_list_of_contacts_comes_in_once(tmp_path: Path, people: list[tuple[str, str, str]]) -> None:
    folder = tmp_path / natural_id("folder", repr(people))
    folder.mkdir(exist_ok=True)
    database = make_store(folder, f"{len(list(folder.iterdir()))}.db")
    rows = [("集团编码", "姓名", "手机"), *((f"G00{code}", name, phone) for code, name, phone in people)]
    customers = [("集团编码", "集团名称"), ("G00A", "甲示例"), ("G00B", "乙示例")]
    book = make_book(folder / "people.xlsx", {"集团客户": customers, "联系人": rows})
    bring_in(database, book)
    before = dump(database)
    report = bring_in(database, book)
    assert dump(database) == before
    found = report.sheets.get("contact")
    assert found is None or (found.created, found.updated, found.read) == (0, 0, found.unchanged + found.rejected)
    database.close()


def test_rows_of_a_customer_handed_over_are_refused_alone(tmp_path: Path, database: Database) -> None:
    book = make_book(tmp_path / "1.xlsx", WHOLE)
    bring_in(database, book)
    with database.write() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO dossier (id, former, released) VALUES (?, '[]', 1)", (natural_id("customer", "G001"),)
        )
    changed = [list(row) for row in CUSTOMERS]
    changed[1][6], changed[2][6] = 1, 2
    report = bring_in(database, make_book(tmp_path / "2.xlsx", WHOLE | {"集团客户": changed}))
    assert counts(report, "customer") == (2, 0, 1, 0, 1)
    assert counts(report, "contact") == (2, 0, 0, 0, 2)
    assert counts(report, "billing_month") == (2, 0, 0, 1, 1)
    assert values(database, "SELECT employee_count FROM customer ORDER BY group_code") == [(120,), (2,)]
