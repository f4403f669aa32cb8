"""The pay statement as paper and workbook, in the window and from the command line."""

from pathlib import Path

import openpyxl
import pytest

from model.pay.actions import add_deduction, freeze_month, set_mark
from model.store.database import Database
from reports.imprint import Imprint
from reports.pay import pay_paper, write_pay
from tests.builders import TODAY
from tests.papers.reading import pdf_text
from tests.pay.world import MONTH, count, pay_sheet

IMPRINT = Imprint(TODAY, "示例经理", "0.1.0")


@pytest.fixture
def worked(store: Database, customer: str) -> Database:
    """A month with pieces, points, a deduction and a sheet that does not agree."""
    count(store, customer_id=customer, evidence="=单 1", quantity=2)
    count(store, code="JJ12", quantity=5)
    pay_sheet(store, MONTH, ("JJ02", 1, 18_000))
    with store.write("Points") as session:
        set_mark(session, MONTH, "result", 90, "区县评分（示例）")
        add_deduction(session, MONTH, "deduction", 5_000, "迟交日志（示例）", TODAY)
    return store


def test_the_statement_says_the_identity_and_that_it_is_an_estimate(worked: Database, tmp_path: Path) -> None:
    with worked.read() as session:
        write_pay(tmp_path / "a.pdf", pay_paper(session, None, IMPRINT))
    text = pdf_text(tmp_path / "a.pdf")
    for part in (
        "2026-11税前测算：6,290.00元",
        "基本工资3,800.00",
        "+绩效奖金2,160.00",
        "+发展计件380.00",
        "+保有奖金0.00",
        "−扣减50.00",
        "=月收入6,290.00",
        "权重为程序默认值",
        "以公司酬金清单为准",
        "清单漏发",
        "内部资料",
    ):
        assert part in text, part


def test_the_workbook_holds_every_line_with_its_record_and_the_sheet_beside_it(
    worked: Database, tmp_path: Path
) -> None:
    with worked.read() as session:
        paper = pay_paper(session, MONTH, IMPRINT)
    write_pay(tmp_path / "a.xlsx", paper)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["收入测算", "逐项明细", "酬金核对"]
    rows = [[cell.value for cell in row] for row in book["逐项明细"].iter_rows(min_row=2)]
    amounts = [float(str(row[7])) for row in rows if row[7] is not None]
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1]) == pytest.approx(paper.statement.total_fen / 100)
    assert all(row[8] for row in rows if row[0] in ("发展计件", "扣减", "基本工资"))


def test_a_frozen_month_prints_the_day_it_was_frozen(worked: Database, tmp_path: Path) -> None:
    with worked.write("Freeze") as session:
        freeze_month(session, MONTH, TODAY)
    with worked.read() as session:
        write_pay(tmp_path / "a.pdf", pay_paper(session, MONTH, IMPRINT))
    text = pdf_text(tmp_path / "a.pdf")
    assert "2026-11-22封存" in text
    assert "封存之前" not in text


def test_an_empty_month_is_a_whole_paper(store: Database, tmp_path: Path) -> None:
    with store.read() as session:
        write_pay(tmp_path / "a.pdf", pay_paper(session, 202601, IMPRINT))
        write_pay(tmp_path / "a.xlsx", pay_paper(session, 202601, IMPRINT))
    assert "没有计件" in pdf_text(tmp_path / "a.pdf")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["收入测算", "逐项明细"]
