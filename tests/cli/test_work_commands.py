"""The month by commands: files in, visits, needs and promises, lists, and everything taken back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.intake.books import BILLS, CONTACTS, CUSTOMERS, make_book


@pytest.fixture
def month(run: Run, tmp_path: Path) -> str:
    """A small month, imported; the batch's id."""
    book = make_book(tmp_path / "month.xlsx", {"集团客户": CUSTOMERS, "联系人": CONTACTS, "月度收入": BILLS})
    ended = run("import", book, "--json")
    assert ended.code == 0
    batch: str = ended.json["batch"]
    return batch


def test_an_import_says_what_became_of_every_row_and_writes_the_refused_ones(run: Run, tmp_path: Path) -> None:
    rows = [
        ("集团客户清单",),
        ("集团编码", "集团名称", "建网日期"),
        ("G001", "示例机械", "2026-02-30"),
        ("G002", "示例学校", None),
    ]
    book = make_book(tmp_path / "bad.xlsx", {"集团客户": rows})
    ended = run("import", book, "--rejects", tmp_path / "rejects.xlsx", "--json")
    assert ended.code == 0
    assert ended.json["sheets"] == {"customer": {"read": 2, "created": 1, "updated": 0, "unchanged": 0, "rejected": 1}}
    assert [{**reject, "reason": ""} for reject in ended.json["rejects"]] == [
        {"sheet": "集团客户", "row": 3, "column": "建网日期", "value": "2026-02-30", "reason": ""}
    ]
    book_of_rejects = load_workbook(tmp_path / "rejects.xlsx")
    sheet = book_of_rejects["集团客户"]
    written = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert written[0][:3] == ["集团编码", "集团名称", "建网日期"]
    assert written[1][:4] == ["G001", "示例机械", "2026-02-30", 3]
    sheet["C2"] = "2026-02-28"
    book_of_rejects.save(tmp_path / "mended.xlsx")
    assert run("import", tmp_path / "mended.xlsx", "--json").json["sheets"]["customer"]["created"] == 1


def test_a_dry_run_leaves_no_trace(run: Run, tmp_path: Path) -> None:
    book = make_book(tmp_path / "month.xlsx", {"集团客户": CUSTOMERS})
    assert run("import", book, "--dry-run", "--json").json["batch"] == ""
    assert run("list", "customers", "--json").json == []


def test_csv_files_come_in_each_as_a_sheet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "集团客户.csv").write_text("集团编码,集团名称\nG001,示例机械\n", "gb18030")
    (tmp_path / "contacts.csv").write_text("集团编码,姓名,手机,生日\nG001,甲（示例）,13800000001,3月8日\n", "utf-8-sig")
    ended = run("import", tmp_path / "contacts.csv", tmp_path / "集团客户.csv", "--json")
    assert [counts["created"] for counts in ended.json["sheets"].values()] == [1, 1]
    assert run("list", "contacts", "--json").json[0]["birthday"] == "03-08"


def test_an_import_is_taken_back_by_its_batch(run: Run, month: str) -> None:
    assert run("import-undo", month, "--json").json["left"] == []
    assert run("list", "customers", "--json").json == []
    assert run("import-undo", month).code == 1


def test_lists_give_the_fields_of_the_business(run: Run, month: str) -> None:
    rows = run("list", "customers", "--json").json
    assert {row["group_code"]: row["employee_count"] for row in rows} == {"G001": 120, "G002": 1250}
    bills = run("list", "billing_months", "--customer", "G001", "--json").json
    assert [(bill["group_code"], bill["month"], bill["voice_fen"]) for bill in bills] == [("G001", "2026-10", 100050)]
    people = run("list", "contacts", "--customer", "G001", "--limit", 1, "--json").json
    assert [person["mobile"] for person in people] == ["138****0001"]
    whole = run("list", "contacts", "--customer", "G001", "--full", "--reason", "tests", "--json").json
    assert sorted(person["mobile"] for person in whole) == ["13800000001", "13800000002"]
    assert [row["group_code"] for row in run("list", "customers", "--search", "sljx", "--json").json] == ["G001"]
    assert [row["name"] for row in run("list", "customers", "--filter", "industry=教育", "--json").json] == ["示例学校"]
    assert run("list", "tasks", "--json").code == 0


def test_a_visit_a_need_and_a_promise_are_added_and_listed(run: Run, month: str) -> None:
    customer = ("--customer", "G001")
    visit = run(
        "visit", "add", *customer, "--date", "2026-11-20", "--note", "谈专线", "--met", "王经理（示例）", "--json"
    ).json["id"]
    assert [(row["id"], row["status"]) for row in run("list", "visits", "--json").json] == [(visit, "done")]
    one = run("need", "add", *customer, "--statement", "信号有死角", "--importance", 5, "--json").json["id"]
    two = run("need", "add", *customer, "--statement", "要短号", "--raised-by", "赵总（示例）").out.strip()
    assert run("need", "unlock", one, two).code == 0
    loop = run("need", "unlock", two, one)
    assert (loop.code, "信号有死角" in loop.err) == (1, True)
    promise = run("promise", "add", *customer, "--text", "送方案", "--due", "2026-11-01", "--json").json["id"]
    assert [row["state"] for row in run("list", "promises", "--json").json] == ["late"]
    assert run("promise", "break", promise).code == 1
    assert run("promise", "keep", promise).code == 0
    assert [row["state"] for row in run("list", "promises", *customer, "--json").json] == ["kept"]


def test_set_keeps_a_figure_within_its_range_and_a_reference_to_what_is_there(run: Run, month: str) -> None:
    need = run("need", "add", "--customer", "G001", "--statement", "要短号", "--json").json["id"]
    assert run("set", "need", need, "importance=9").code == 1
    assert run("set", "need", need, "raised_by_id=nobody").code == 1
    assert run("set", "need", need, "importance=5", "need_source=观察").code == 0
    row = run("list", "needs", "--json").json[0]
    assert (row["importance"], row["need_source"], row["raised_by_id"]) == (5, "observed", None)


def test_a_price_complaint_asks_for_the_problem_behind_it(run: Run, month: str) -> None:
    assert run("need", "add", "--customer", "G001", "--statement", "太贵了").code == 1
    assert run("need", "add", "--customer", "G001", "--statement", "太贵了", "--behind", "预算被砍").code == 0


def test_people_roles_and_lines_are_added(run: Run, month: str) -> None:
    customer = ("--customer", "G001")
    run("contact", "add", *customer, "--name", "钱工（示例）", "--phone", "13800000003", "--birthday", "1990-01-02")
    role = ("role", "set", *customer, "--contact", "钱工（示例）")
    assert run(*role, "--role", "user", "--attitude", "supporter", "--evidence", "confirmed").code == 0
    assert run(*role, "--role", "king").code == 2
    roles = run("list", "buying_roles", *customer, "--filter", "role=user", "--json").json
    assert [(row["attitude"], row["evidence"]) for row in roles] == [("supporter", "confirmed")]
    assert run("report-line", "add", *customer, "--from", "钱工（示例）", "--to", "王经理（示例）").code == 0
    loop = run("report-line", "add", *customer, "--from", "赵总（示例）", "--to", "钱工（示例）")
    assert loop.code == 1
    line = run("list", "reporting_lines", *customer, "--json").json[0]
    set_loop = run("set", "reporting_line", line["id"], f"from_id={line['to_id']}", f"to_id={line['from_id']}")
    assert set_loop.code == 0, "turned round it is one line still"
    assert run("set", "reporting_line", line["id"], f"to_id={line['to_id']}").code == 1, "nobody reports to himself"


def test_a_name_with_a_question_mark_is_of_somebody_not_known_yet(run: Run, month: str) -> None:
    def unknown() -> set[str]:
        rows = run("list", "contacts", "--customer", "G001", "--json").json
        return {row["name"] for row in rows if row["placeholder"]}

    before = unknown()
    someone = run("contact", "add", "--customer", "G001", "--name", "技术负责人？", "--json").json["id"]
    assert unknown() - before == {"技术负责人？"}
    assert run("set", "contact", someone, "name=孙工（示例）").code == 0
    assert unknown() == before
    assert run("set", "contact", someone, "name=孙工?").code == 0
    assert unknown() - before == {"孙工?"}


def test_any_row_is_set_deleted_brought_back_and_undone(run: Run, month: str) -> None:
    row_id = run("list", "customers", "--filter", "group_code=G001", "--json").json[0]["id"]
    assert (
        run("set", "customer", row_id, "address=示例路1号", "employee_count=99", "network_since=2020-01-02").code == 0
    )
    changed = run("list", "customers", "--customer", "G001", "--json").json[0]
    assert (changed["address"], changed["employee_count"], changed["network_since"]) == ("示例路1号", 99, "2020-01-02")
    assert run("set", "customer", row_id, "employee_count=many").code == 1
    assert run("set", "customer", row_id, "status=asleep").code == 1
    assert run("set", "customer", row_id, "our_share_percent=nan").code == 1
    before = run("dump").out
    assert run("delete", "customer", row_id).code == 0
    assert run("list", "customers", "--json").json[0]["group_code"] == "G002"
    assert run("restore-row", "customer", row_id).code == 0
    assert run("restore-row", "customer", row_id).code == 1
    assert run("dump").out == before
    for _turn in range(3):
        assert run("undo").code == 0
    assert run("list", "customers", "--customer", "G001", "--json").json[0]["address"] == ""
    assert run("redo", "--json").code == 0
    assert run("list", "customers", "--customer", "G001", "--json").json[0]["address"] == "示例路1号"


def test_two_customers_are_made_one_and_parted_by_undo(run: Run, month: str) -> None:
    before = run("dump").out
    assert run("customer", "merge", "G001", "G002").code == 0
    assert [row["group_code"] for row in run("list", "customers", "--json").json] == ["G001"]
    assert run("customer", "merge", "G001", "G009").code == 1
    assert run("undo").code == 0
    assert run("dump").out == before


def test_the_demo_makes_papers_and_can_be_run_again(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    for _turn in range(2):
        ended = run("demo", folder)
        assert (ended.code, ended.err) == (0, "")
    made = {path.suffix for path in folder.iterdir()}
    assert {".pdf", ".xlsx", ".db", ".mbb"} <= made
    assert (folder / "work-log.xlsx").stat().st_size > 2000
    unmade = [line for line in ended.out.splitlines() if line.startswith("未生成")]
    assert unmade == ["未生成：receipt-2710010005.pdf。没有待兑现的承诺可以确认。"]
    for ending in (".pdf", ".xlsx"):
        assert (folder / f"analysis{ending}").stat().st_size > 2000


def test_a_merge_moves_what_hangs_on_a_customer_later_imports_follow_it_and_it_is_undone(
    run: Run, month: str, tmp_path: Path
) -> None:
    noted = run("visit", "add", "--customer", "G002", "--date", "2026-11-20", "--note", "身份证 110101199003074514")
    assert (noted.code, "身份证号" in noted.err) == (0, True)
    assert run("customer", "merge", "G001", "G002", "--json").json["id"]
    assert [row["group_code"] for row in run("list", "customers", "--json").json] == ["G001"]
    assert [row["group_code"] for row in run("list", "visits", "--customer", "G001", "--json").json] == ["G001"]
    again = run("customer", "merge", "G001", "G002")
    assert (again.code, again.out) == (1, "")
    rows = [("集团编码", "姓名"), ("G002", "后来的人（示例）")]
    assert run("import", make_book(tmp_path / "later.xlsx", {"联系人": rows})).code == 0
    names = [row["name"] for row in run("list", "contacts", "--customer", "G001", "--json").json]
    assert "后来的人（示例）" in names
    run("undo")
    run("undo")
    assert len(run("list", "customers", "--json").json) == 2
