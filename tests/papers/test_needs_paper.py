"""The need-priority table as the manager prints it, and as the customer gets it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from model.needs.actions import NeedDraft, add_need, link_needs, set_need_status
from model.needs.queries import NeedRow, list_needs
from model.store.base import RowId
from model.store.database import Database
from reports.imprint import Imprint
from reports.needs import NeedsPaper, write_needs
from tests.builders import TODAY, add_contact, add_customer
from tests.papers.reading import pdf_text

IMPRINT = Imprint(TODAY, "示例经理", "0.1.0")


@pytest.fixture
def needs(store: Database) -> tuple[RowId, list[NeedRow]]:
    customer = add_customer(store, "G001", "临江示例精密机械有限公司")
    person = add_contact(store, customer, "周总监（示例）")
    with store.write("Add needs") as session:
        bill = NeedDraft(
            customer, "两厂区账单分开，月底对不上", importance=5, urgency=5, raised_by_id=person, impact="月结慢两天",
            our_answer="统付一张账单", owner="示例经理", due=date(2026, 12, 5),
        )  # fmt: skip
        first = add_need(session, bill)
        second = add_need(
            session, NeedDraft(customer, "专线带宽不足", importance=4, urgency=3, rival_answer="承诺 200M")
        )
        link_needs(session, first, second)
        set_need_status(session, second, "in_progress")
    with store.read() as session:
        return person, list_needs(session, customer_id=customer)


def test_the_internal_table_has_every_column_in_order(needs: tuple[RowId, list[NeedRow]], tmp_path: Path) -> None:
    person, rows = needs
    paper = NeedsPaper("临江示例精密机械有限公司", rows, TODAY, IMPRINT, roles={person: "决策者"})
    write_needs(tmp_path / "a.xlsx", paper)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6)]
    assert table[0] == [
        "序号", "关键问题", "提出人（角色）", "影响", "重要度", "紧急度", "解锁", "我方方案", "对手方案",
        "责任人", "期限", "状态",
    ]  # fmt: skip
    assert table[1][:10] == [
        1, "两厂区账单分开，月底对不上", "周总监（示例）（决策者）", "月结慢两天", 5, 5, "2", "统付一张账单",
        "未知", "示例经理",
    ]  # fmt: skip
    assert str(table[1][10])[:10] == "2026-12-05"
    assert table[2][6:9] == [None, None, "承诺 200M"]
    assert [table[1][11], table[2][11]] == ["待解决", "处理中"]


def test_the_pdf_says_the_point_first_and_carries_who_made_it(
    needs: tuple[RowId, list[NeedRow]], tmp_path: Path
) -> None:
    write_needs(tmp_path / "a.pdf", NeedsPaper("临江示例精密机械有限公司", needs[1], TODAY, IMPRINT))
    text = pdf_text(tmp_path / "a.pdf")
    assert "共2个关键问题，2个待解决。先解决：两厂区账单分开，月底对不上。它解锁第2项。" in text
    assert "内部资料·2026-11-22·示例经理" in text
    assert "承诺200M" in text


def test_the_customers_edition_holds_nothing_a_customer_may_not_see(
    needs: tuple[RowId, list[NeedRow]], tmp_path: Path
) -> None:
    person, rows = needs
    paper = NeedsPaper("临江示例精密机械有限公司", rows, TODAY, issuer="示例市分公司", roles={person: "决策者"})
    write_needs(tmp_path / "a.pdf", paper)
    write_needs(tmp_path / "a.xlsx", paper)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    in_sheet = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    for text in (pdf_text(tmp_path / "a.pdf"), in_sheet):
        assert "统付一张账单" in text
        for protected in (
            "重要度",
            "紧急度",
            "解锁",
            "对手",
            "承诺200M",
            "承诺 200M",
            "决策者",
            "周总监",
            "内部",
            "未知",
        ):
            assert protected not in text


def test_a_customer_without_needs_gets_a_page_that_says_so(tmp_path: Path) -> None:
    write_needs(tmp_path / "a.pdf", NeedsPaper("示例公司", [], TODAY, IMPRINT))
    assert "还没有登记需求。" in pdf_text(tmp_path / "a.pdf")


def test_settled_needs_are_said_to_be_settled(store: Database, tmp_path: Path) -> None:
    customer = add_customer(store)
    with store.write("Add need") as session:
        set_need_status(session, add_need(session, NeedDraft(customer, "带宽")), "solved")
    with store.read() as session:
        rows = list_needs(session, customer_id=customer)
    write_needs(tmp_path / "a.pdf", NeedsPaper("示例公司", rows, TODAY, IMPRINT))
    assert "1个关键问题已全部了结。" in pdf_text(tmp_path / "a.pdf")
