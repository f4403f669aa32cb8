"""The record table under the fingers."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextDocumentFragment
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from gui.colours import Tone
from gui.preferences import Preferences
from gui.start import keep_as_text
from gui.widgets.clipboard import as_tsv, from_tsv
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.condition_editor import ConditionEditor, condition_words
from gui.widgets.conditions import Condition, Order
from gui.widgets.record_model import RecordModel
from gui.widgets.record_table import Query, RecordTable
from gui.widgets.record_view import CHECK_WIDTH
from tests.shell.accessibility import unnamed_controls, unreachable_controls

TODAY = date(2026, 11, 22)
COLUMNS = (
    Column("name", "Customer", width=200, bold=True),
    Column("grade", "Contact", Kind.TAG, choices={"A": "A", "B": "B"}, tones={"A": Tone.ACCENT}),
    Column("revenue_fen", "Need", Kind.MONEY, total=True),
    Column("due", "Visit", Kind.DATE),
    Column("hint", "Promise", Kind.TAG, tags=lambda words: [Tag(words, Tone.DANGER)]),
    Column("open", "", Kind.ACTION, width=80),
    Column("pinyin", "", hidden_key=True),
)
ROWS = [
    ("1", "中国示例", "A", 1250, date(2026, 12, 1), "到期", "打开", "zgsl"),
    ("2", "安心示例", "B", 300, None, None, "打开", "axsl"),
    ("3", "=cmd", "A", 50, date(2026, 11, 30), "流失", "打开", "cmd"),
]
Make = Callable[..., RecordTable]


@pytest.fixture
def make(qtbot: QtBot, preferences: Preferences) -> Make:
    """Makes a shown table with the three rows."""

    def table(**options: object) -> RecordTable:
        made = RecordTable("test", COLUMNS, preferences, lambda: TODAY, **options)  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.resize(1000, 500)
        made.set_rows(ROWS)
        made.show()
        return made

    return table


def tip_over(qtbot: QtBot, table: RecordTable, row: int, column: int) -> str:
    """What the mouse resting on a cell is told."""
    view, option = table.view, QStyleOptionViewItem()
    index = view.model().index(row, column)
    option.font, option.rect = view.font(), view.visualRect(index)
    place = option.rect.center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    view.itemDelegate().helpEvent(event, view, option, index)
    shown = QToolTip.text() if QToolTip.isVisible() else ""
    tip = QTextDocumentFragment.fromHtml(shown).toPlainText()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    return tip


def test_a_cell_that_is_cut_off_tells_its_whole_words_and_never_reads_them_as_marks(make: Make, qtbot: QtBot) -> None:
    table = make()
    long = "<b>示例</b> " + "很长的名字" * 20
    table.set_rows([("1", long, "A", 1250, date(2026, 12, 1), "到期", "打开", "zgsl")])
    qtbot.waitExposed(table)
    assert tip_over(qtbot, table, 0, 1) == long
    assert tip_over(qtbot, table, 0, 2) == ""
    table.view.setColumnWidth(3, 30)
    assert tip_over(qtbot, table, 0, 3) == "12.50"


def test_the_model_keeps_the_rules_of_qt(qapp: QApplication) -> None:
    model = RecordModel(COLUMNS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(ROWS)
    model.check({"1", "3"})
    model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.set_rows(ROWS[:1])
    model.set_rows([])
    assert model.checked == {"1", "2", "3"}


def test_counts_and_sums_are_of_what_is_shown(make: Make) -> None:
    table = make()
    told: list[tuple[int, int]] = []
    table.shown_changed.connect(lambda shown, total: told.append((shown, total)))
    table.filter_by(Condition("grade", "any", ("A",)))
    assert told == [(2, 3)]
    assert table.right.text() == "合计需求 13.00"
    assert table.shown_ids() == ("1", "3")


def test_enter_and_a_double_click_open_the_record(make: Make, qtbot: QtBot) -> None:
    table = make()
    opened: list[str] = []
    table.opened.connect(opened.append)
    table.select("2")
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    place = table.view.visualRect(table.model.index(2, 1)).center()
    qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["2", "3"]


def test_a_click_on_a_button_in_a_row_acts_and_does_not_open(make: Make, qtbot: QtBot) -> None:
    table = make()
    acted: list[tuple[str, str]] = []
    table.acted.connect(lambda record, key: acted.append((record, key)))
    place = table.view.visualRect(table.model.index(1, 6)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert acted == [("2", "open")]


def test_the_button_in_a_row_is_pressed_from_the_keyboard_and_an_empty_one_is_none(make: Make, qtbot: QtBot) -> None:
    table = make()
    acted: list[tuple[str, str]] = []
    opened: list[str] = []
    table.acted.connect(lambda record, key: acted.append((record, key)))
    table.opened.connect(opened.append)
    table.select("2")
    qtbot.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (acted, opened) == ([("2", "open")], [])
    table.set_rows([(*row[:6], "", row[7]) for row in ROWS])
    table.select("2")
    qtbot.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    place = table.view.visualRect(table.model.index(1, 6)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (acted, opened) == ([("2", "open")], [])


def test_rows_are_ticked_by_mouse_space_and_header(make: Make, qtbot: QtBot) -> None:
    table = make()
    place = table.view.visualRect(table.model.index(0, 0)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.selected_ids() == ("1",)
    table.select("2")
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert table.selected_ids() == ("1", "2")
    assert table.left.text().startswith("已选 2 项")
    table.view.horizontalHeader().sectionClicked.emit(0)
    assert table.selected_ids() == ("1", "2", "3")
    table.view.horizontalHeader().sectionClicked.emit(0)
    assert table.selected_ids() == ("2",), "without ticks the selected row counts"


def test_ticked_rows_that_a_filter_hides_are_not_edited(make: Make) -> None:
    table = make()
    table.model.check({"1", "2"})
    table.filter_by(Condition("name", "contains", ("中国",)))
    assert table.selected_ids() == ("1",)


def test_a_header_sorts_up_down_and_not(make: Make) -> None:
    table = make()
    header = table.view.horizontalHeader()
    shown = []
    for _turn in range(3):
        header.sectionClicked.emit(3)
        shown.append("".join(table.shown_ids()))
    assert shown == ["321", "123", "123"]
    assert table.query.order is None


def test_copied_rows_come_back_from_excel_as_they_were(make: Make, qtbot: QtBot) -> None:
    table = make()
    table.view.selectAll()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].split("\t")[:4] == ["集团客户", "联系人", "需求", "拜访"]
    assert text.splitlines()[1].split("\t")[:5] == ["中国示例", "A", "12.50", "2026-12-01", "到期"]
    assert "<td" in QGuiApplication.clipboard().mimeData().html()
    pasted: list[list[list[str]]] = []
    table.pasted.connect(pasted.append)
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted[0][3][0] == "=cmd"
    keep_as_text(QGuiApplication.clipboard())
    assert QGuiApplication.clipboard().text() == text


def test_cells_with_line_breaks_and_tabs_survive_the_clipboard() -> None:
    rows = [["a\nb", 'with "quotes"'], ["tab\there", ""]]
    assert from_tsv(as_tsv(rows)) == rows


def test_layout_and_saved_filters_come_back(make: Make, qtbot: QtBot) -> None:
    table = make()
    table.layout_.show_column("due", False)
    table.view.horizontalHeader().moveSection(1, 3)
    table.layout_.save_filter("好客户", [{"key": "grade", "op": "any", "values": ["A"]}])
    qtbot.wait(350)
    again = make()
    assert again.view.visible_columns() == table.view.visible_columns()
    assert again.view.isColumnHidden(4)
    again.bar.saved_chosen.emit("好客户")
    assert again.shown_ids() == ("1", "3")
    again.layout_.reset()
    assert not again.view.isColumnHidden(4)
    assert "好客户" in again.layout_.saved


def test_columns_of_words_give_way_a_little_so_that_the_last_ones_stand(make: Make, qtbot: QtBot) -> None:
    table = make()
    delivered = sum(table.columns[place - 1].width for place in table.view.visible_columns()) + CHECK_WIDTH

    def lack(pixels: int) -> None:
        """Leave the table so many pixels too few."""
        table.resize(delivered - pixels + table.width() - table.view.viewport().width(), 500)

    beyond = table.view.horizontalScrollBar()
    lack(30)
    qtbot.waitUntil(lambda: table.view.columnWidth(1) < 200 and beyond.maximum() == 0, timeout=20_000)
    lack(250)
    qtbot.waitUntil(lambda: table.view.columnWidth(1) == 200 and beyond.maximum() > 0, timeout=20_000)


def test_a_code_keeps_its_width_where_words_beside_it_give_way(qtbot: QtBot, preferences: Preferences) -> None:
    columns = (Column("number", "Contact", width=200, whole=True), Column("name", "Customer", width=200))
    table = RecordTable("codes", columns, preferences, lambda: TODAY)
    qtbot.addWidget(table)
    table.set_rows([("1", "FA20261122-001", "中国示例")])
    table.show()
    table.resize(2 * 200 + CHECK_WIDTH - 30 + table.width() - table.view.viewport().width(), 500)
    qtbot.waitUntil(lambda: table.view.columnWidth(2) < 200, timeout=20_000)
    assert table.view.columnWidth(1) == 200


def test_a_wide_window_gives_its_room_to_the_words_and_a_held_column_keeps_its_width(make: Make, qtbot: QtBot) -> None:
    table = make()
    header = table.view.horizontalHeader()
    words = [place for place, one in enumerate(table.columns, 1) if one.kind is Kind.TEXT and not one.hidden_key]
    last = table.view.visible_columns()[-1]
    assert last not in words
    table.resize(700, 400)
    table.show()
    qtbot.waitExposed(table)
    narrow = {place: header.sectionSize(place) for place in table.view.visible_columns()}
    table.resize(1900, 400)
    qtbot.waitUntil(lambda: table.view.viewport().width() > 1800)
    wide = {place: header.sectionSize(place) for place in narrow}
    assert all(wide[place] > narrow[place] for place in words)
    assert wide[last] == table.columns[last - 1].width
    table.view.setColumnWidth(words[0], 300)
    table.resize(1800, 400)
    qtbot.waitUntil(lambda: table.view.viewport().width() < 1820)
    assert header.sectionSize(words[0]) == 300
    qtbot.wait(350)
    assert make().view.horizontalHeader().sectionSize(words[0]) == 300


def test_a_remembered_layout_that_makes_no_sense_is_passed_over(make: Make, preferences: Preferences) -> None:
    preferences.keep_layout("table/test", {"order": ["gone", "due"], "widths": {"name": "x"}, "saved": 5})
    table = make()
    assert len(table.view.visible_columns()) == 6


def test_state_brings_back_filter_order_selection_and_scroll(make: Make) -> None:
    table = make()
    table.set_query(Query("示例", (Condition("due", "empty", (False,)),), Order("name", True)))
    table.select("1")
    state = table.state()
    again = make()
    again.restore(state)
    assert again.query == table.query
    assert again.bar.quick.text() == "示例"
    assert again.current_id() == "1"


def test_new_rows_keep_the_selection(make: Make) -> None:
    table = make()
    table.select("3")
    table.set_rows(list(reversed(ROWS)))
    assert table.current_id() == "3"
    assert table.view.selected_rows() == [0]


def test_an_empty_table_says_so_and_a_filtered_one_offers_to_clear(make: Make) -> None:
    table = make()
    table.filter_by(Condition("name", "contains", ("nobody",)))
    assert table.no_match.isVisibleTo(table)
    table.no_match.button.click()
    assert table.shown_ids() == ("1", "2", "3")
    table.set_rows([])
    assert table.empty.isVisibleTo(table)


def test_a_table_over_the_store_asks_and_waits(make: Make, preferences: Preferences, qtbot: QtBot) -> None:
    asked: list[Query] = []
    table = make(on_query=asked.append)
    table.filter_by(Condition("grade", "any", ("A",)))
    assert asked == [Query("", (Condition("grade", "any", ("A",)),), None)]
    assert len(table.shown_ids()) == 3
    told: list[tuple[int, int]] = []
    table.shown_changed.connect(lambda shown, total: told.append((shown, total)))
    table.set_rows(ROWS[:1], total=3)
    assert told == [(1, 3)]


@pytest.mark.parametrize(
    ("key", "condition", "words"),
    [
        ("name", Condition("name", "any", ("中国示例",)), "集团客户 中国示例"),
        ("grade", Condition("grade", "any", ("A", "B")), "联系人 A、B"),
        ("revenue_fen", Condition("revenue_fen", "between", (100, None)), "需求 ≥ 1.00"),
        ("due", Condition("due", "between", (None, "2026-12-01")), "拜访 ≤ 2026-12-01"),
    ],
)
def test_the_filter_editor_gives_back_what_it_was_started_with(
    make: Make, qtbot: QtBot, key: str, condition: Condition, words: str
) -> None:
    table = make()
    table.filter_by(condition)
    table.ask_condition(key)
    editor = table.findChild(ConditionEditor)
    assert isinstance(editor, ConditionEditor)
    assert editor.condition() == condition
    assert condition_words(editor.column, condition) == words
    assert unnamed_controls(editor) == []
    editor.accept()
    assert table.query.conditions == (condition,)


def test_a_wrong_end_is_told_and_the_editor_stays(make: Make) -> None:
    table = make()
    table.ask_condition("due")
    editor = table.findChild(ConditionEditor)
    assert isinstance(editor, ConditionEditor)
    editor.ends[0].set_typed("soon")
    editor.finish()
    assert editor.isVisible()
    assert editor.error.text().startswith("日期不对")


def test_a_chip_goes_with_delete(make: Make, qtbot: QtBot) -> None:
    table = make()
    table.filter_by(Condition("grade", "any", ("A",)))
    chip = table.bar.chips.itemAt(0)
    assert chip is not None
    qtbot.keyClick(chip.widget(), Qt.Key.Key_Delete)
    assert table.query.conditions == ()


def test_the_quick_filter_works_while_typing(make: Make, qtbot: QtBot) -> None:
    table = make()
    qtbot.keyClicks(table.bar.quick, "axsl")
    qtbot.waitUntil(lambda: table.shown_ids() == ("2",))


def test_every_control_of_the_table_has_a_name_and_is_reached_by_tab(make: Make) -> None:
    table = make()
    table.filter_by(Condition("grade", "any", ("A",)))
    table.layout_.save_filter("好客户", [])
    assert unnamed_controls(table) == []
    assert unreachable_controls(table) == []
