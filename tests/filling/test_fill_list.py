"""填表: any list that names its rows by group code or telephone number."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from model.errors import UserError
from model.members.records import Member
from model.store.base import natural_id
from model.store.database import Database
from reports.filling import fill_list
from tests.builders import add_contact, add_customer


@pytest.fixture
def filled_store(store: Database) -> Database:
    first = add_customer(
        store, "0100", "临江示例机械有限公司", short_name="临江示例", enterprise_type="private",
        monthly_telecom_spend_fen=123450, network_since=date(2020, 5, 1),
    )  # fmt: skip
    add_customer(store, "200", "江北示例物流有限公司")
    add_contact(store, first, mobile="13800000002")
    with store.write("Add member") as session:
        member = Member(
            id=natural_id("member", "13800000001"), dossier_id=first, customer_id=first, msisdn="13800000001",
            subscriber_code="U1", plan="示例套餐",
        )  # fmt: skip
        session.add(member)
    return store


def make_list(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def read(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]


def test_columns_there_are_filled_and_others_are_added_at_the_right(filled_store: Database, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["十一月客户清单", None, None], ["序号", "集团编码", "集团名称"], [1, "0100", None],
        [2, 200.0, "原来的"], [3, "404", "别动"],
    ]  # fmt: skip
    path = make_list(tmp_path / "a.xlsx", rows)
    with filled_store.read() as session:
        done = fill_list(session, path, tmp_path / "b.xlsx", ["集团名称", "简称", "企业类型", "月通信支出"])
    assert (done.found, done.unknown) == (2, ("404",))
    assert read(tmp_path / "b.xlsx") == [
        ["十一月客户清单", None, None, None, None, None],
        ["序号", "集团编码", "集团名称", "简称", "企业类型", "月通信支出"],
        [1, "0100", "临江示例机械有限公司", "临江示例", "民营", 1234.5],
        [2, 200, "江北示例物流有限公司", None, None, None],
        [3, "404", "别动", None, None, None],
    ]


def test_a_list_of_numbers_is_filled_from_members_and_contacts(filled_store: Database, tmp_path: Path) -> None:
    path = make_list(tmp_path / "a.xlsx", [["手机号"], [13800000001.0], ["138 0000 0002"], ["13900000000"]])
    with filled_store.read() as session:
        fill_list(session, path, path, ["集团名称", "套餐"])
    assert [row[1:] for row in read(path)[1:]] == [
        ["临江示例机械有限公司", "示例套餐"],
        ["临江示例机械有限公司", None],
        [None, None],
    ]


@pytest.mark.parametrize("heading", ["手机", "姓名", "没有这一列"])
def test_personal_and_unknown_fields_are_not_filled(filled_store: Database, tmp_path: Path, heading: str) -> None:
    path = make_list(tmp_path / "a.xlsx", [["集团编码"], ["0100"]])
    with filled_store.read() as session, pytest.raises(UserError, match=heading):
        fill_list(session, path, tmp_path / "b.xlsx", [heading])
    assert not (tmp_path / "b.xlsx").exists()


def test_a_workbook_without_a_key_is_said(filled_store: Database, tmp_path: Path) -> None:
    path = make_list(tmp_path / "a.xlsx", [["名单"], ["甲"]])
    with filled_store.read() as session, pytest.raises(UserError, match="集团编码"):
        fill_list(session, path, tmp_path / "b.xlsx", ["简称"])
