"""What a right click on a table offers, and what a table keeps of a choice of rows."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.colours import Tone
from gui.preferences import Preferences
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.conditions import Condition, Order
from gui.widgets.record_table import RecordTable
from gui.widgets.table_menus import columns_menu, condition_of, heading_menu, row_menu

TODAY = date(2026, 11, 22)
COLUMNS = (
    Column("name", "Customer", width=200, bold=True),
    Column("grade", "Grade", Kind.TAG, 54, choices={"A": "A", "B": "B"}, tones={"A": Tone.ACCENT, "B": Tone.ACCENT}),
    Column("revenue_fen", "Need", Kind.MONEY, total=True),
    Column("due", "Visit", Kind.DATE),
    Column("hints", "Promise", Kind.TAG, 130, tags=lambda words: [Tag(one) for one in words.split(",")]),
)
ROWS = [
    ("1", "中国示例", "A", 1250, date(2026, 12, 1), "捆绑到期,合同到期提前"),
    ("2", "安心示例", "B", 300, None, "成员流失"),
    ("3", "远山示例", "A", 50, date(2026, 11, 30), "欠费"),
]


@pytest.fixture
def table(qtbot: QtBot, preferences: Preferences) -> RecordTable:
    """A shown table of three rows."""
    made = RecordTable("test", COLUMNS, preferences, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.set_rows(ROWS)
    made.show()
    return made


def press(menu: QMenu, words: str) -> None:
    """Choose the line that holds these words."""
    next(action for action in menu.actions() if words in action.text()).trigger()


def test_a_right_click_keeps_the_rows_with_the_value_under_the_mouse(table: RecordTable) -> None:
    press(row_menu(table, table.model.index(0, 2)), "只看“A”")
    assert table.shown_ids() == ("1", "3")
    press(row_menu(table, table.model.index(0, 4)), "只看“2026-12-01”")
    assert table.shown_ids() == ("1",)


def test_a_right_click_copies_one_cell_and_offers_what_the_page_does_to_the_chosen(table: RecordTable) -> None:
    done: list[str] = []
    table.offer("批量修改", lambda: done.append(",".join(table.selected_ids())))
    table.view.select_ids({"1", "2"}, "2")
    press(row_menu(table, table.model.index(1, 3)), "“3.00”")
    assert QGuiApplication.clipboard().text() == "3.00"
    press(row_menu(table, table.model.index(1, 3)), "批量修改（2 行）")
    assert done == ["1,2"]


def test_the_menu_opens_by_the_mouse_and_by_its_key(qtbot: QtBot, table: RecordTable) -> None:
    asked: list[tuple[QPoint, QModelIndex]] = []
    table.view.menu_wanted.disconnect()
    table.view.menu_wanted.connect(lambda spot, index: asked.append((spot, index)))
    table.select("2")
    reason = QContextMenuEvent.Reason
    corner = table.view.viewport().mapToGlobal(QPoint(60, 10))
    for way, point in ((reason.Mouse, QPoint(60, 10)), (reason.Keyboard, QPoint(0, 0))):
        table.view.contextMenuEvent(QContextMenuEvent(way, point, corner))
    assert [index.row() for _spot, index in asked] == [0, 1]


def test_a_heading_sorts_filters_and_hides_its_column(table: RecordTable) -> None:
    press(heading_menu(table, COLUMNS[2]), "降序")
    assert table.shown_ids() == ("1", "2", "3")
    assert table.query.order == Order("revenue_fen", descending=True)
    press(heading_menu(table, COLUMNS[2]), "隐藏此列")
    assert 3 not in table.view.visible_columns()


def test_the_arrow_of_the_order_stays_where_all_rows_are_ticked(table: RecordTable) -> None:
    table.sort_by(Order("revenue_fen"))
    header = table.view.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)  # as Qt does with a click on the box
    header.sectionClicked.emit(0)
    assert header.sortIndicatorSection() == 3
    assert table.model.checked == {"1", "2", "3"}


def test_rows_chosen_together_stay_chosen_and_are_summed(table: RecordTable) -> None:
    table.view.select_ids({"1", "2"}, "2")
    assert "所选合计" in table.right.text()
    assert "15.50" in table.right.text()
    table.set_rows([*ROWS, ("4", "新示例", "B", 700, None, "欠费")])
    assert table.selected_ids() == ("1", "2")
    kept = table.state()
    table.select("3")
    assert "23.00" in table.right.text()
    table.restore(kept)
    assert (table.selected_ids(), table.current_id()) == (("1", "2"), "2")


def test_a_record_that_has_just_been_added_is_chosen(table: RecordTable) -> None:
    table.select("1")
    table.set_rows([*ROWS, ("4", "新示例", "B", 700, None, "欠费")])
    assert table.selected_ids() == ("4",)
    table.set_rows(ROWS)
    table.select("2")
    table.set_rows([("5", "甲", "B", 1, None, ""), ("6", "乙", "B", 1, None, ""), *ROWS])
    assert table.selected_ids() == ("2",)


def test_a_narrow_column_shows_its_only_tag_and_leaves_out_one_that_could_not_be_read(
    qtbot: QtBot, table: RecordTable
) -> None:
    def inks(row: int, column: int) -> int:
        """How many colours the cell is painted in."""
        cell = table.view.visualRect(table.model.index(row, column))
        image = table.view.viewport().grab(cell).toImage()
        return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})

    table.set_rows([(*ROWS[0][:2], None, *ROWS[0][3:5], ""), *ROWS[1:]])
    assert inks(1, 2) > inks(0, 2)
    assert inks(1, 5) > inks(0, 5)


@pytest.mark.parametrize(
    ("column", "value", "listed", "wanted"),
    [
        (Column("a", "", Kind.TEXT), "示例", False, Condition("a", "contains", ("示例",))),
        (Column("a", "", Kind.TEXT), "示例", True, Condition("a", "any", ("示例",))),
        (Column("a", "", Kind.TEXT), "", False, Condition("a", "empty", (True,))),
        (Column("a", "", Kind.TEXT), None, True, Condition("a", "any", (None,))),
        (Column("a", "", Kind.MONEY), 100, False, Condition("a", "between", (100, 100))),
        (Column("a", "", Kind.PERCENT), 0.1, False, None),
        (Column("a", "", Kind.TEXT), ["x"], False, None),
    ],
)
def test_the_filter_of_a_value_is_one_its_editor_can_show(
    column: Column, value: Any, listed: bool, wanted: Condition | None
) -> None:

    assert condition_of(column, value, listed) == wanted


def test_many_chosen_rows_stay_chosen_as_few_spans_and_the_ones_between_stay_out(table: RecordTable) -> None:
    rows = [(str(number), *ROWS[0][1:]) for number in range(400)]
    table.set_rows(rows)
    table.select("5")
    table.view.selectAll()
    table.set_rows(list(rows))
    assert len(table.selected_ids()) == 400
    assert table.view.selectionModel().selection().count() == 1
    without = {row[0] for row in rows} - {"0", "7", "8"}
    table.view.select_ids(without, "9")
    table.set_rows(list(rows))
    assert set(table.selected_ids()) == without
    assert table.current_id() == "9"
    assert table.view.selectionModel().selection().count() == 2


def test_a_table_in_a_fixed_order_offers_no_other(table: RecordTable) -> None:
    header = table.view.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(2) + 5, 5)
    header.setSectionsClickable(False)
    header.customContextMenuRequested.emit(spot)
    assert not table.findChildren(QMenu)
    header.setSectionsClickable(True)
    header.customContextMenuRequested.emit(spot)
    (menu,) = table.findChildren(QMenu)
    menu.close()


def test_the_words_of_a_button_are_not_copied(qtbot: QtBot, preferences: Preferences) -> None:
    table = RecordTable("buttons", (COLUMNS[0], Column("open", "", Kind.ACTION)), preferences, lambda: TODAY)
    qtbot.addWidget(table)
    table.set_rows([("1", "中国示例", "打开")])
    lines = [[one.text() for one in row_menu(table, table.model.index(0, place)).actions()] for place in (1, 2)]
    assert any("“中国示例”" in line for line in lines[0])
    assert not any("“打开”" in line for line in lines[1])


def test_a_menu_that_was_closed_is_gone(qtbot: QtBot, table: RecordTable) -> None:
    menus = (row_menu(table, table.model.index(0, 2)), heading_menu(table, COLUMNS[2]), columns_menu(table))
    for menu in menus:
        menu.popup(QPoint(10, 10))
        menu.close()
    qtbot.waitUntil(lambda: not any(isValid(menu) for menu in menus))
