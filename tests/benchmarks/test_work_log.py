"""A work log of 5,000 lines as a workbook against openpyxl's write-only mode with the same cells."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import openpyxl
import pytest

from model.work_log.lines import WorkLogLine
from model.work_log.queries import WorkLog
from model.work_log.rules import balance_of
from reports.excel import Value
from reports.imprint import VERSION, Imprint
from reports.work_log import WorkLogPaper, work_log_sheets, write_work_log

LINES = 5_000
FIRST = date(2026, 1, 1)
CATEGORIES = ("development", "retention", "other")


def a_year() -> WorkLog:
    lines = tuple(
        WorkLogLine(
            None, FIRST + timedelta(days=number % 365), 15 + number % 90, CATEGORIES[number % 3],
            f"信息中心：割接窗口；主任要书面窗口期 {number}", f"G{number % 300:04}", f"示例机械{number % 300}",
            "on_site", "visit", f"v{number}",
        )
        for number in range(LINES)
    )  # fmt: skip
    balance = balance_of((line.category, line.minutes) for line in lines)
    return WorkLog(202601, lines, balance, FIRST, FIRST + timedelta(days=365))


def plainly(path: Path, sheets: list[tuple[str, list[list[Value]]]]) -> None:
    """The same cells in the same sheets, without a look."""
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def seconds(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun


@pytest.mark.benchmark
def test_a_log_of_five_thousand_lines_as_a_workbook(tmp_path: Path) -> None:
    paper = WorkLogPaper(a_year(), "示例经理", Imprint(FIRST, "示例经理", VERSION))
    cells: list[tuple[str, list[list[Value]]]] = [
        (one.name, [[column.heading for column in one.columns], *(list(row) for row in one.rows)])
        for one in work_log_sheets(paper)
    ]
    pairs = [
        (
            seconds(lambda: write_work_log(tmp_path / "a.xlsx", paper)),
            seconds(lambda: plainly(tmp_path / "b.xlsx", cells)),
        )
        for _run in range(7)
    ]
    mine, floor = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    print(
        f"\nwork log of {LINES:,} lines: {mine * 1000:.0f} ms, openpyxl write-only with the same cells "
        f"{floor * 1000:.0f} ms, ratio {mine / floor:.2f} (at most 1.3)"
    )
