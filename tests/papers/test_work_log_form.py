"""The work log in the company's own form."""

from pathlib import Path

import openpyxl
import pytest

from model.errors import UserError
from model.work_log.queries import WorkLog
from reports.imprint import Imprint
from reports.work_log import WorkLogPaper
from reports.work_log_form import fill_work_log, guess_form
from tests.builders import TODAY

IMPRINT = Imprint(TODAY, "示例经理", "0.1.0")


def company_form(path: Path, lines: int) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "日志"
    sheet.append(["客户经理工作日志"])
    sheet.merge_cells("A1:E1")
    sheet.append(["姓名：", None, "月份", None, "x"])
    sheet.append(["日 期", "工作类型", "客户名称", "工作内容", "时长（分钟）", "备注"])
    for row in range(4, 4 + lines):
        sheet.cell(row, 1).number_format = "yyyy/m/d"
    sheet.cell(4 + lines, 1, "合计")
    sheet.cell(4 + lines, 5, f"=SUM(E4:E{3 + lines})")
    book.save(path)
    return path


def test_the_form_is_understood_by_its_headings_and_filled(log: WorkLog, tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx", 5)
    places = guess_form(form)
    assert (places.sheet, places.first_row, places.room) == ("日志", 3, 5)
    assert dict(places.columns) == {"work_date": 0, "category": 1, "customer_name": 2, "what": 3, "minutes": 4}
    fill_work_log(form, tmp_path / "out.xlsx", WorkLogPaper(log, "示例经理", IMPRINT), places)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["日志"]
    assert [sheet["B2"].value, sheet["D2"].value] == ["示例经理", "2026-11"]
    rows = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=4, max_row=6)]
    assert sorted(str(row[3]) for row in rows) == ["=写方案", "对账；谈账单", "整理资料"]
    assert sorted(int(str(row[4])) for row in rows) == [30, 45, 90]
    assert {str(row[0])[:10] for row in rows} == {"2026-11-03", "2026-11-04"}
    assert sheet["E9"].value == "=SUM(E4:E8)"


def test_a_form_with_too_few_lines_is_said_and_nothing_written(log: WorkLog, tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx", 2)
    with pytest.raises(UserError, match="2"):
        fill_work_log(form, tmp_path / "out.xlsx", WorkLogPaper(log, "示例经理", IMPRINT), guess_form(form))
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_that_is_no_form_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["随便", "写写"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UserError, match="表头"):
        guess_form(tmp_path / "a.xlsx")
