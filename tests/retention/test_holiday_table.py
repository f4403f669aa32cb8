"""The holiday table taken in from a file."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from model.errors import UserError
from model.retention.settings import DayDraft, import_holidays, work_calendar
from reports.holidays import read_holidays
from tests.retention.portfolio import sample_store


def test_a_published_year_is_taken_in_from_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["2027 年放假安排（示例）"],
        [],
        ["日期", "节假日", "上班"],
        ["2027年2月11日", "春节", "否"],
        [date(2027, 2, 20), "", "是"],
        [],
        [20270220.0, "", 1],
    ):
        sheet.append(row)
    book.save(tmp_path / "days.xlsx")
    days = read_holidays(tmp_path / "days.xlsx")
    assert days == [
        DayDraft(date(2027, 2, 11), False, "春节"),
        DayDraft(date(2027, 2, 20), True),
        DayDraft(date(2027, 2, 20), True),
    ]
    with sample_store(tmp_path) as database:
        with database.write() as session:
            assert import_holidays(session, days) == 3
        with database.read() as session:
            calendar = work_calendar(session)
    assert calendar.is_working_day(date(2027, 2, 20))
    assert not calendar.is_working_day(date(2027, 2, 11))
    assert calendar.last_sure_year == 2027


@pytest.mark.parametrize(
    ("text", "words"),
    [("a,b\n1,2\n", "days.csv"), ("日期,上班\n昨天,是\n", "昨天"), ("日期,上班\n2027-02-30,是\n", "2")],
)
def test_a_file_that_is_no_holiday_table_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "days.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError, match=words):
        read_holidays(path)
