"""The page 填表: a workbook chosen or dropped, columns as chips, the first rows, a new file."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from gui.context import Context
from gui.filling.page import FillingPage
from model.customers.records import Customer
from model.errors import UserError
from model.filling.queries import Key, field_named, known_values
from reports.filling import read_lists
from tests.builders import add_customer
from tests.filling.test_fill_list import make_list
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen

ROWS: list[list[object]] = [
    ["十一月清单", None, None], ["集团编码", "集团名称", "备注"], ["G001", None, "甲"], ["G404", "别动", None],
]  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> FillingPage:
    add_customer(context.database, "G001", "示例机械有限公司", grid="G01", enterprise_type="private")
    return on_screen(qtbot, FillingPage(context), 1024, 640)


def opened(qtbot: QtBot, page: FillingPage, path: Path) -> FillingPage:
    page.open_file(path)
    qtbot.waitUntil(lambda: page.plan is not None)
    return page


def test_a_dropped_workbook_shows_its_columns_and_what_will_stand_in_its_rows(
    qtbot: QtBot, page: FillingPage, tmp_path: Path
) -> None:
    path = make_list(tmp_path / "a.xlsx", ROWS)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    qtbot.waitUntil(lambda: page.plan is not None)
    assert page.chips.chosen() == []
    page.chips.toggle("集团名称")
    page.chips.toggle("企业类型")
    qtbot.waitUntil(lambda: page.plan is not None and len(page.plan.headings) == 2)
    shown = [[page.preview.item(row, column).text() for column in range(4)] for row in range(2)]  # type: ignore[union-attr]  # both rows are there
    assert shown == [["G001", "找到", "示例机械有限公司", "民营"], ["G404", "未找到", "别动", ""]]
    assert "G404" in page.counts.text()
    assert unnamed_controls(page) == []


def test_the_new_file_is_filled_the_original_stays_and_the_columns_are_remembered(
    qtbot: QtBot, page: FillingPage, context: Context, tmp_path: Path
) -> None:
    path = make_list(tmp_path / "a.xlsx", ROWS)
    before = path.read_bytes()
    opened(qtbot, page, path)
    page.chips.toggle("网格")
    qtbot.waitUntil(lambda: page.plan is not None and page.plan.headings == ("网格",))
    out = tmp_path / "b.xlsx"
    page.write(out)
    qtbot.waitUntil(lambda: out.exists() and not context.tasks.busy)
    assert path.read_bytes() == before
    assert [cell.value for cell in openpyxl.load_workbook(out).worksheets[0][3]] == ["G001", None, "甲", "G01"]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]
    again = FillingPage(context)
    qtbot.addWidget(again)
    assert opened(qtbot, again, path).chips.chosen() == ["网格"]


def test_a_blank_column_that_is_known_is_chosen_at_once(qtbot: QtBot, page: FillingPage, tmp_path: Path) -> None:
    path = make_list(tmp_path / "a.xlsx", [["集团编码", "网格"], ["G001", None]])
    assert opened(qtbot, page, path).chips.chosen() == ["网格"]
    assert page.save_button.isEnabled()


def test_a_workbook_without_a_key_is_said_in_words(qtbot: QtBot, page: FillingPage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.context.tasks.failed) as caught:
        page.open_file(make_list(tmp_path / "a.xlsx", [["名单"], ["甲"]]))
    assert caught.args is not None
    assert "集团编码" in caught.args[1].sentence
    assert page.path is None


def test_a_csv_file_is_not_taken_for_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("集团编码\nG001\n", encoding="utf-8")
    with pytest.raises(UserError, match="xlsx"):
        read_lists(path)


def test_a_list_that_names_a_merged_customer_is_filled_from_the_one_that_stands(context: Context) -> None:
    keep = add_customer(context.database, "G001", "示例机械有限公司")
    other = add_customer(context.database, "G002", "旧名")
    with context.write("Merge") as session:
        session.execute(update(Customer).where(Customer.id == other).values(merged_into=keep))
    with context.read() as session:
        found = known_values(session, Key.GROUP_CODE, ["G001", "G002"], [field_named(Key.GROUP_CODE, "集团名称")])
    assert found == {"G001": ("示例机械有限公司",), "G002": ("示例机械有限公司",)}
    last = add_customer(context.database, "G003", "示例机械集团")
    with context.write("Merge") as session:
        session.execute(update(Customer).where(Customer.id == keep).values(merged_into=last))
    with context.read() as session:
        found = known_values(session, Key.GROUP_CODE, ["G002"], [field_named(Key.GROUP_CODE, "集团名称")])
    assert found == {"G002": ("示例机械集团",)}
