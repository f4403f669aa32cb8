"""The monthly work log as PDF and workbook."""

from pathlib import Path

import openpyxl
import pytest

from model.store.database import Database
from model.work_log.queries import WorkLog, work_log_of
from reports.imprint import Imprint
from reports.work_log import WorkLogPaper, write_work_log
from tests.builders import TODAY
from tests.papers.reading import pdf_text

IMPRINT = Imprint(TODAY, "示例经理", "0.1.0")


def test_the_workbook_holds_every_line_its_total_and_the_time_by_category(log: WorkLog, tmp_path: Path) -> None:
    write_work_log(tmp_path / "a.xlsx", WorkLogPaper(log, "示例经理", IMPRINT))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["工作日志", "工时构成"]
    rows = [[cell.value for cell in row] for row in book["工作日志"].iter_rows(min_row=5, max_row=8)]
    assert sorted(str(row[6]) for row in rows[:3]) == ["=写方案", "对账；谈账单", "整理资料"]
    assert [row[1] for row in rows] == [0.75, 1.5, 0.5, 2.75] or [row[1] for row in rows] == [1.5, 0.75, 0.5, 2.75]
    shares = [[cell.value for cell in row] for row in book["工时构成"].iter_rows(min_row=2)]
    assert sum(float(str(row[2])) for row in shares if row[2] is not None) == pytest.approx(1)


def test_the_pdf_tells_how_the_time_went_and_has_a_place_to_sign(log: WorkLog, tmp_path: Path) -> None:
    write_work_log(tmp_path / "a.pdf", WorkLogPaper(log, "示例经理", IMPRINT))
    text = pdf_text(tmp_path / "a.pdf")
    assert "2天3条，共2.75小时：" in text
    assert text.count("2026-11-03") == 1
    for part in ("工作日志2026-11", "临江示例精密机械有限公司", "=写方案", "审批人", "内部资料"):
        assert part in text


def test_an_empty_month_is_a_paper_that_says_so(store: Database, tmp_path: Path) -> None:
    with store.read() as session:
        empty = work_log_of(session, 202601)
    write_work_log(tmp_path / "a.pdf", WorkLogPaper(empty, "示例经理", IMPRINT))
    write_work_log(tmp_path / "a.xlsx", WorkLogPaper(empty, "示例经理", IMPRINT))
    assert "本月没有记录。" in pdf_text(tmp_path / "a.pdf")
