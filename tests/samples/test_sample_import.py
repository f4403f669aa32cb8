"""The sample months go through a real import: rejected is what must be, all else comes in, and the months compare."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.intake.apply import run_import
from model.intake.job import Options
from model.intake.report import ImportReport
from reports.workbook import open_workbook
from tests.builders import make_store
from tests.samples.make_month import TARGET, TODAY
from tests.samples.mess import EXPECTED_REJECTS


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ImportReport]]:
    """What the import said of last month, of this month, and of this month once more."""
    database = make_store(tmp_path_factory.mktemp("sample"))
    names: list[Path] = [TARGET / "last_month.xlsx", TARGET / "month.xlsx", TARGET / "month.xlsx"]
    yield [run_import(database, [open_workbook(path)], Options(), TODAY) for path in names]
    database.close()


def test_the_known_few_rows_are_rejected_and_no_other(reports: list[ImportReport]) -> None:
    last, newest, _again = reports
    assert not last.rejects
    assert Counter(remark.sheet for remark in newest.rejects) == EXPECTED_REJECTS


def test_every_sheet_is_known_and_one_column_is_the_offices_own(reports: list[ImportReport]) -> None:
    newest = reports[1]
    assert not newest.notices
    assert [left.heading for left in newest.left_out] == ["楼宇类别"]
    assert len(newest.sheets) == 18
    assert all(counts.read for counts in newest.sheets.values())


def test_the_months_compare_as_the_sample_tells(reports: list[ImportReport]) -> None:
    last, newest, _again = reports
    assert last.month.first
    assert [line.name for line in newest.month.new] == ["启陌汽车服务有限公司（示例）", "云苓茶业专业合作社（示例）"]
    assert [line.name for line in newest.month.missing] == ["旧渡塑料制品有限公司（示例）"]
    assert len(newest.month.manager_changed) == 2
    assert len(newest.month.grade_changed) == 4


def test_the_same_month_once_more_changes_nothing(reports: list[ImportReport]) -> None:
    again = reports[2]
    changed = {entity: counts for entity, counts in again.sheets.items() if counts.created or counts.updated}
    assert not changed
