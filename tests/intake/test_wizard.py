"""The import wizard in a window: choose, map, check, import, report, take back; mistakes in words."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gui.context import Context
from gui.intake.wizard import ImportWizard, open_wizard
from gui.intake.work import sheet_words
from gui.main_window import dropped_files
from gui.widgets.confirm import Question
from model.customers.records import Customer, CustomValue
from model.intake.batches import list_batches
from model.intake.mappings import list_mappings
from model.store.database import Database
from resources.i18n import set_language
from tests.builders import add_customer
from tests.shell.accessibility import unnamed_controls

HEADINGS = ["集团编码", "集团名称", "楼宇类别", "建网日期"]


def write_book(path: Path, rows: list[list[str]], headings: list[str] = HEADINGS) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "集团客户"
    sheet.append(["示例市分公司清单（示例）"])
    for row in [headings, *rows]:
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    rows = [["G001", "示例一厂", "甲类", "2020-05-01"], ["G002", "示例二厂", "乙类", "2019-02-30"]]
    return write_book(tmp_path / "月度.xlsx", rows)


def opened(qtbot: QtBot, context: Context, paths: list[Path]) -> ImportWizard:
    """An open wizard that asks nothing when the test ends."""
    wizard = open_wizard(None, context, paths)
    qtbot.addWidget(wizard, before_close_func=_settle)
    return wizard


def _settle(wizard: QWidget) -> None:
    if isinstance(wizard, ImportWizard):
        wizard.unsaved = False


def wizard_at(qtbot: QtBot, context: Context, paths: list[Path], place: int) -> ImportWizard:
    wizard = opened(qtbot, context, paths)
    while wizard.place() < place:
        wizard.next()
        qtbot.waitUntil(wizard.next_button.isEnabled)
    return wizard


def customers(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Customer)) or 0


def test_a_file_goes_in_step_by_step_and_comes_back_out(
    qtbot: QtBot, context: Context, store: Database, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = wizard_at(qtbot, context, [book], 2)
    assert unnamed_controls(wizard) == []
    assert customers(store) == 0
    assert wizard.check.summary.text().startswith("新增 1 行，更新 0 行，退回 1 行")
    assert [row[3:] for row in wizard.check.rejects.model.rows] == [("建网日期", "2019-02-30", "日期不存在")]
    wizard.next()
    qtbot.waitUntil(lambda: wizard.work.done is not None and wizard.next_button.isEnabled())
    assert customers(store) == 1
    assert wizard.report.notices.text() == "这是第一次导入，没有上月可比。"
    assert unnamed_controls(wizard) == []
    monkeypatch.setattr(Question, "exec", lambda _question: Question.DialogCode.Accepted)
    wizard.report.undo_button.click()
    qtbot.waitUntil(lambda: customers(store) == 0)
    with store.read() as session:
        assert [batch.undone for batch in list_batches(session)] == [True]


def test_an_unknown_column_becomes_a_field_of_its_own_and_is_remembered(
    qtbot: QtBot, context: Context, store: Database, book: Path
) -> None:
    wizard = wizard_at(qtbot, context, [book], 1)
    assert "楼宇类别" in wizard.map.remark.text()
    table = wizard.work.previews[0].table
    assert table is not None
    wizard.map.choose_meaning(table.headings[2], "custom:楼宇类别")
    wizard.next()
    qtbot.waitUntil(wizard.next_button.isEnabled)
    wizard.next()
    qtbot.waitUntil(lambda: wizard.work.done is not None)
    with store.read() as session:
        assert session.scalars(select(CustomValue.value)).all() == ["甲类"]
        assert len(list_mappings(session)) == 1
    again = wizard_at(qtbot, context, [book], 1)
    assert again.map.remark.text() == "所有列都已识别。"


def test_a_sheet_without_its_key_column_stops_the_way_on_in_words(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "缺.xlsx", [["示例一厂", "甲", "2020-05-01"]], HEADINGS[1:])
    wizard = opened(qtbot, context, [path])
    wizard.next()
    qtbot.waitUntil(lambda: bool(wizard.work.previews))
    assert not wizard.next_button.isEnabled()
    assert wizard.error.text() == "没有认出任何工作表，请在右侧指明其中一张是什么表。"
    told = wizard.map.kind.findData("customer")
    wizard.map.kind.setCurrentIndex(told)
    wizard.map.kind.activated.emit(told)
    assert wizard.error.text() == "工作表“集团客户”缺少“集团编码”列；也可选择不读取这张表。"
    assert not wizard.next_button.isEnabled()


def test_a_file_that_is_no_workbook_is_said_at_the_first_step(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"nothing of a workbook")
    wizard = opened(qtbot, context, [path])
    wizard.next()
    qtbot.waitUntil(lambda: bool(wizard.error.text()))
    assert wizard.place() == 0
    assert "坏.xlsx" in wizard.error.text()
    assert wizard.next_button.isEnabled()


def test_an_import_that_is_stopped_leaves_nothing(qtbot: QtBot, context: Context, store: Database, book: Path) -> None:
    wizard = wizard_at(qtbot, context, [book], 2)
    wizard.next()
    wizard.report_busy.stop()
    qtbot.waitUntil(lambda: not wizard.report_busy.busy)
    if wizard.work.done is None:
        assert wizard.place() == 2
        assert customers(store) == 0
    else:
        assert customers(store) == 1


def test_rejected_rows_are_saved_to_be_corrected(
    qtbot: QtBot, context: Context, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = wizard_at(qtbot, context, [book], 2)
    target = tmp_path / "退回.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (str(target), ""))
    with qtbot.waitSignal(context.message_wanted):
        wizard.check.save_button.click()
    sheet = load_workbook(target).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:2] == ["G002", "示例二厂"]


def test_missing_customers_are_asked_about_and_marked_only_when_said(
    qtbot: QtBot, context: Context, store: Database, book: Path
) -> None:
    gone = add_customer(store, "G900", "旧渡示例厂")
    wizard = wizard_at(qtbot, context, [book], 2)
    wizard.next()
    qtbot.waitUntil(lambda: wizard.work.done is not None and wizard.next_button.isEnabled())
    table = wizard.report.tables["missing"]
    assert [row[1] for row in table.model.rows] == ["旧渡示例厂"]
    with store.read() as session:
        assert session.get_one(Customer, gone).status == "existing"
    table.model.check({table.model.rows[0][0]})
    wizard.report.mark_lost()
    with store.read() as session:
        assert session.get_one(Customer, gone).status == "lost"


def test_sheets_and_columns_are_named_in_the_reader_s_language() -> None:
    names = ("指标", "kpi_targets"), ("集团编码", "group_code"), ("流量(MB)", "data_mb")
    assert [sheet_words(pair) for pair in names] == ["指标", "集团编码", "流量(MB)"]
    set_language("en")
    assert [sheet_words(pair) for pair in names] == ["KPI targets", "Group code", "Data MB"]


def test_only_tables_are_taken_when_files_are_dropped() -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a/月.xlsx"), QUrl.fromLocalFile("/a/x.png"), QUrl("http://example.com/a.csv")])
    assert [path.name for path in dropped_files(data)] == ["月.xlsx"]
