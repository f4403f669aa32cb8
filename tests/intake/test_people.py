"""Roles, superiors, managers and grades come in as history; loops are refused with their path."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.customers.records import Contact
from model.decision_maps.actions import rename_person
from model.exchange.erased_marks import ERASED_NAME
from model.exchange.erasure import erase_row
from model.exchange.erasures import list_erasures
from model.intake.apply import run_import
from model.intake.job import Options
from model.store.database import Database
from model.store.ids import natural_id, new_id
from reports.workbook import open_workbook
from tests.builders import TODAY, make_store
from tests.intake.books import CONTACTS, CUSTOMERS, bring_in, counts, make_book, values

ROLES = """SELECT name, role, attitude, influence, buying_role.valid_from, valid_to
    FROM buying_role JOIN contact ON contact.id = contact_id ORDER BY name, role"""
LINES = """SELECT a.name, b.name, valid_to FROM reporting_line
    JOIN contact a ON a.id = from_id JOIN contact b ON b.id = to_id ORDER BY valid_to IS NULL, b.name"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A store with two customers and two people, imported."""
    store = make_store(tmp_path)
    bring_in(store, make_book(tmp_path / "first.xlsx", {"集团客户": CUSTOMERS, "联系人": CONTACTS}))
    yield store
    store.close()


def test_roles_and_lines_come_in_dated(database: Database) -> None:
    day = TODAY.isoformat()
    assert values(database, ROLES) == [
        ("王经理（示例）", "decider", "supporter", "inner_circle", day, None),
        ("赵总（示例）", "approver", "neutral", "inner_circle", day, None),
    ]
    assert values(database, LINES) == [("王经理（示例）", "赵总（示例）", None)]


def test_a_new_role_ends_the_one_the_file_gave_before(tmp_path: Path, database: Database) -> None:
    changed = [list(row) for row in CONTACTS]
    changed[1][4] = "使用者、影响者"
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"联系人": changed}))
    assert counts(report, "contact") == (2, 0, 1, 1, 0)
    roles = [(role, ended) for name, role, _a, _i, _f, ended in values(database, ROLES) if name == "王经理（示例）"]
    assert roles == [("decider", TODAY.isoformat()), ("influencer", None), ("user", None)]


def test_a_loop_is_refused_with_its_path_and_the_row_comes_in(tmp_path: Path, database: Database) -> None:
    looped = [list(row) for row in CONTACTS]
    looped[2][7] = "王经理（示例）"
    looped[2][2] = "董事长"
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"联系人": looped}))
    assert counts(report, "contact") == (2, 0, 1, 1, 0)
    assert [(note.row, note.column) for note in report.notes] == [(3, "汇报对象")]
    assert "赵总（示例） → 王经理（示例） → 赵总（示例）" in report.notes[0].reason
    assert len(values(database, LINES)) == 1


def test_an_unknown_or_doubtful_superior_is_noted(tmp_path: Path, database: Database) -> None:
    people = [
        *CONTACTS,
        ("G001", "钱工（示例）", "", "13800000003", "", "", "", "李某（示例）"),
        ("G002", "孙师（示例）", "", "13800000004", "", "", "", "赵总（示例）"),
    ]
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"联系人": people}))
    assert [(note.row, note.value) for note in report.notes] == [(4, "李某（示例）"), (5, "赵总（示例）")]


def test_another_superior_ends_the_line_to_the_old_one(tmp_path: Path, database: Database) -> None:
    people: list[list[object]] = [list(row) for row in CONTACTS]
    people.append(["G001", "钱总（示例）", "", "13800000003", "", "", "", ""])
    people[1][7] = "钱总（示例）"
    bring_in(database, make_book(tmp_path / "2.xlsx", {"联系人": people}))
    assert values(database, LINES) == [
        ("王经理（示例）", "赵总（示例）", TODAY.isoformat()),
        ("王经理（示例）", "钱总（示例）", None),
    ]


def test_a_name_with_a_question_mark_comes_in_as_someone_not_known_yet(tmp_path: Path, database: Database) -> None:
    people = [*CONTACTS, ("G001", "技术负责人？", "", "", "使用者"), ("G001", "谁在批准?（示例）"), ("G002", "采购员?")]
    book = make_book(tmp_path / "2.xlsx", {"联系人": people})
    assert counts(bring_in(database, book), "contact") == (5, 3, 0, 2, 0)
    unknown = "SELECT name FROM contact WHERE placeholder ORDER BY name"
    assert values(database, unknown) == [("技术负责人？",), ("采购员?",)]
    assert counts(bring_in(database, book), "contact") == (5, 0, 0, 5, 0)
    with database.write("Rename") as session:
        rename_person(session, natural_id("contact", "G002", "采购员?", 0), "周工（示例）")
    assert counts(bring_in(database, book), "contact") == (5, 0, 0, 5, 0)
    assert values(database, unknown) == [("技术负责人？",)]


def test_the_month_is_compared_with_what_stood_before(tmp_path: Path, database: Database) -> None:
    rows = [
        CUSTOMERS[0],
        ("G001", "示例机械有限公司", "制造/机械", "271009", "示例经理丙", "B", 120),
        ("G003", "示例物流", "物流", "271001", "示例经理甲", "C", 10),
    ]
    book = make_book(tmp_path / "2.xlsx", {"集团客户": rows})
    month = bring_in(database, book).month
    assert not month.first
    assert [line.group_code for line in month.new] == ["G003"]
    assert [line.group_code for line in month.missing] == ["G002"]
    assert [(line.before, line.after) for line in month.manager_changed] == [("271001 示例经理甲", "271009 示例经理丙")]
    assert [(line.before, line.after) for line in month.grade_changed] == [("A", "B")]
    assert values(database, "SELECT status FROM customer WHERE group_code = 'G002'") == [("existing",)]
    again = bring_in(database, book).month
    assert (again.new, again.manager_changed, again.grade_changed) == ([], [], [])


def test_managers_and_grades_are_history(tmp_path: Path, database: Database) -> None:
    later = TODAY.replace(month=12)
    changed = [list(row) for row in CUSTOMERS]
    changed[1][3:6] = ["271009", "示例经理丙", "B"]
    book = make_book(tmp_path / "2.xlsx", {"集团客户": changed})
    run_import(database, [open_workbook(book)], Options(), later)
    customer = natural_id("customer", "G001")
    assert values(
        database, f"SELECT manager_no, valid_from FROM assignment WHERE customer_id = '{customer}' ORDER BY valid_from"
    ) == [("271001", TODAY.isoformat()), ("271009", later.isoformat())]
    assert values(
        database, f"SELECT grade, valid_from FROM company_grade WHERE customer_id = '{customer}' ORDER BY valid_from"
    ) == [("A", TODAY.isoformat()), ("B", later.isoformat())]


def test_members_who_left_are_named_by_code_and_names_stay_out(tmp_path: Path, database: Database) -> None:
    head = ("集团编码", "用户编码", "手机号", "姓名", "状态", "离网去向", "身份证号")
    first = make_book(
        tmp_path / "2.xlsx", {"集团成员": [head, ("G001", "U1", "138****0001", "甲（示例）", "在网", None, "1")]}
    )
    report = bring_in(database, first)
    assert [left.heading for left in report.left_out if left.forbidden] == ["身份证号"]
    assert values(database, "SELECT subscriber_code, name FROM member") == [("U1", "")]
    second = make_book(
        tmp_path / "3.xlsx", {"集团成员": [head, ("G001", "U1", "138****0001", "甲（示例）", "离网", "电信", "1")]}
    )
    month = bring_in(database, second, member_names=True).month
    assert [(line.name, line.after) for line in month.members_left] == [("U1", "电信")]
    assert values(database, "SELECT name, status FROM member") == [("甲（示例）", "left")]


def test_a_person_who_was_erased_is_not_taken_in_again_under_any_name_they_had(
    tmp_path: Path, database: Database
) -> None:
    customer = natural_id("customer", "G001")
    imported = natural_id("contact", "G001", "王经理（示例）", 0)
    with database.write("Edit") as session:
        session.connection().exec_driver_sql("UPDATE contact SET name = '王伟（示例）' WHERE id = ?", (imported,))
        by_hand = new_id()
        session.add(Contact(id=by_hand, dossier_id=customer, customer_id=customer, name="钱工（示例）"))
    for row in (imported, by_hand):
        with database.write() as session:
            erase_row(session, "contact", row, "本人要求")
    people = [
        *CONTACTS,
        ("G001", "王伟（示例）", "信息部经理", 13800000001.0, "决策者", "支持", "核心层", "赵总（示例）"),
        ("G001", "钱工（示例）", "工程师", 13800000003.0, "", "", "", ""),
        ("G002", "钱工（示例）", "同名的另一位", 13800000004.0, "", "", "", ""),
    ]
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"联系人": people}))
    assert counts(report, "contact") == (5, 1, 0, 1, 3)
    assert [(row.row, row.value) for row in report.rejects] == [(2, ""), (4, ""), (5, "")]
    assert {row.reason for row in report.rejects} == {"该人员信息已删除，不再收入"}
    assert values(database, "SELECT name, mobile FROM contact ORDER BY mobile") == [
        (ERASED_NAME, ""),
        (ERASED_NAME, ""),
        ("赵总（示例）", "13800000002"),
        ("钱工（示例）", "13800000004"),
    ]
    with database.read() as session:
        assert len(list_erasures(session)) == 2


def test_an_erased_person_is_left_out_of_what_a_file_says_of_sites_members_and_colleagues(
    tmp_path: Path, database: Database
) -> None:
    sites = [("集团编码", "机构名称", "地址", "联系人", "电话"), ("G001", "总部", "甲路", "王经理（示例）", "0571-1")]
    head = ("集团编码", "用户编码", "手机号", "状态")
    members = [head, ("G001", "U1", "13800000001", "在网"), ("G001", None, "13800000001", "在网")]
    file = make_book(tmp_path / "2.xlsx", {"分支机构": sites, "集团成员": members})
    bring_in(database, file)
    with database.write() as session:
        erase_row(session, "contact", natural_id("contact", "G001", "王经理（示例）", 0), "本人要求")
    with database.write("Edit") as session:
        session.connection().exec_driver_sql("UPDATE site SET address = '乙路' WHERE address = '甲路'")
    assert values(database, "SELECT contact_name, phone FROM site") == [("", "")]
    report = bring_in(database, file)
    assert {note.reason for note in report.notes} | {row.reason for row in report.rejects} == {
        "该人员信息已删除，不再收入"
    }
    assert [(note.sheet, note.column, note.value) for note in report.notes] == [
        ("分支机构", "联系人", ""), ("分支机构", "电话", ""), ("集团成员", "手机号", ""),
    ]  # fmt: skip
    assert [(row.sheet, row.row) for row in report.rejects] == [("集团成员", 3)]
    assert values(database, "SELECT name, address, contact_name, phone FROM site") == [("总部", "乙路", "", "")]
    assert values(database, "SELECT subscriber_code, msisdn FROM member ORDER BY 1") == [("", ""), ("U1", "")]
    colleague = [CONTACTS[0], ("G001", "吴秘书（示例）", "秘书", 13800000001.0, "", "", "", "")]
    bring_in(database, make_book(tmp_path / "3.xlsx", {"联系人": colleague}))
    assert values(database, "SELECT mobile FROM contact WHERE name = '吴秘书（示例）'") == [("",)]
