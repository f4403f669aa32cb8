"""Charts, wizards, tabs, timelines, pagers and cards."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.colours import Tone
from gui.widgets.card import Figure
from gui.widgets.chart import SCALE, ChartView
from gui.widgets.empty import Empty
from gui.widgets.flow import FlowRow
from gui.widgets.labels import label, plain_tip
from gui.widgets.pager import Pager
from gui.widgets.tabs import Tabs
from gui.widgets.tag_label import TagLabel
from gui.widgets.timeline import Entry, EntryView, Timeline
from gui.widgets.wizard import Step, Wizard
from reports.charts import ChartData, Series, stacked_bar_chart
from reports.drawing import Colour
from reports.scales import Measure
from tests.shell.accessibility import unnamed_controls, unreachable_controls
from tests.windows import on_screen

DATA = ChartData(
    ("9月", "10月"),
    ("202609", "202610"),
    (Series("信息化", (300_00, 200_00), Colour.FIRST), Series("其他", (900_00, 800_00), Colour.SECOND)),
    Measure.MONEY,
)


@pytest.fixture
def chart(qtbot: QtBot) -> ChartView:
    """A shown chart of two months."""
    made = ChartView("月度收入")
    made.set_chart(lambda width, height: stacked_bar_chart(DATA, width, height))
    return on_screen(qtbot, made, 600, 300)


def test_a_chart_shows_numbers_and_opens_the_list_behind_a_bar(qtbot: QtBot, chart: ChartView) -> None:
    clicked: list[str] = []
    chart.clicked.connect(clicked.append)
    assert chart.drawing is not None
    hit = chart.drawing.hits[1]
    middle = QPoint(int((hit.x + hit.width / 2) * SCALE), int((hit.y + hit.height / 2) * SCALE))

    def hovered() -> bool:
        for place in (QPoint(1, 1), middle):  # one move alone says nothing where the pointer already stood there
            qtbot.mouseMove(chart, place)
        return chart.hover_text() == hit.hover

    qtbot.waitUntil(hovered)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert clicked == ["202610"]


def test_a_chart_is_read_and_opened_from_the_keyboard(qtbot: QtBot, chart: ChartView) -> None:
    clicked: list[str] = []
    chart.clicked.connect(clicked.append)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == chart.hover_text() != ""
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert clicked == ["202610"]


def test_a_chart_is_drawn_in_the_colours_of_the_theme(chart: ChartView) -> None:
    picture = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 600, 3) for y in range(0, 300, 3)}
    assert {"#8f2d56", "#c9c4bc"} <= colours


def test_a_chart_without_figures_says_so(qtbot: QtBot, chart: ChartView) -> None:
    chart.set_chart(None)
    chart.grab()
    assert chart.drawing is None
    assert chart.hover_text() == ""


def test_a_wizard_goes_on_only_when_the_step_lets_go(qtbot: QtBot) -> None:
    said = ["先选文件", ""]
    ready = [False]
    entered: list[int] = []
    wizard = on_screen(
        qtbot,
        Wizard(
            None,
            "导入",
            [
                Step("选择", QWidget(), ready=lambda: ready[0], leave=lambda: said.pop(0)),
                Step("检查", QWidget(), enter=lambda: entered.append(1), next_words="导入"),
                Step("结果", QWidget(), may_go_back=False),
            ],
        ),
    )
    wizard.next()
    assert wizard.place() == 0
    ready[0] = True
    wizard.refresh()
    wizard.next()
    assert (wizard.place(), wizard.error.text()) == (0, "先选文件")
    wizard.next()
    assert (wizard.place(), entered, wizard.next_button.text()) == (1, [1], "导入")
    wizard.back()
    assert wizard.place() == 0
    said.append("")
    wizard.next()
    wizard.next()
    assert not wizard.back_button.isEnabled()
    assert unnamed_controls(wizard) == []
    assert unreachable_controls(wizard) == []
    wizard.next()
    assert wizard.result() == Wizard.DialogCode.Accepted


def test_tabs_show_one_sheet_and_follow_the_arrows(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for key, words in (("a", "概况"), ("b", "需求 4"), ("c", "合同 3")):
        tabs.add(key, words, QWidget())
    tabs.show()
    changed: list[str] = []
    tabs.changed.connect(changed.append)
    tabs.show_sheet("b")
    tabs.show_sheet("gone")
    tabs.set_words("b", "需求 5")
    assert (tabs.current(), changed) == ("b", ["b"])
    assert unnamed_controls(tabs) == []


def test_a_timeline_opens_its_entries_by_mouse_and_key(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.set_entries(
        [
            Entry("v1", "拜访", Tone.DONE, "11-20 信息中心", "上门", "要书面窗口期", "见到：主任"),
            Entry("p1", "承诺", Tone.DANGER, "方案"),
        ]
    )
    line.show()
    opened: list[str] = []
    line.opened.connect(opened.append)
    views = line.findChildren(EntryView)
    qtbot.keyClick(views[0], Qt.Key.Key_Return)
    qtbot.mouseClick(views[1], Qt.MouseButton.LeftButton)
    assert opened == ["v1", "p1"]
    assert views[0].accessibleName().startswith("拜访 11-20")


def test_one_long_entry_leaves_room_for_the_others_and_is_whole_on_pointing(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.set_entries([Entry("v1", "拜访", Tone.DONE, "<b>" + "答应" * 100, text="记" * 900, quiet="名" * 200)])
    (view,) = line.findChildren(EntryView)
    assert max(len(one.text()) for one in view.findChildren(QLabel)) < 200
    whole = QTextDocument()
    whole.setHtml(view.toolTip())
    assert whole.toPlainText().startswith("<b>答应")
    assert "记" * 900 in whole.toPlainText()


@pytest.mark.parametrize("name", ["<b>示例</b>有限公司", '<img src="//host/x.png">示例', "a < b & c", "示例有限公司"])
def test_a_tooltip_is_never_read_as_markup(name: str) -> None:
    tip = plain_tip(name)
    shown = QTextDocument()
    shown.setHtml(tip)
    assert (shown.toPlainText() if tip.startswith("<qt>") else tip) == name
    assert tip.startswith("<qt>") == ("<" in name)


def test_a_pager_stays_inside_its_list(qtbot: QtBot) -> None:
    pager = Pager()
    qtbot.addWidget(pager)
    moved: list[str] = []
    pager.moved.connect(moved.append)
    pager.show_place("b", ("a", "b", "c"))
    assert pager.words.text() == "2 / 3"
    pager.forward.click()
    pager.back.click()
    assert moved == ["c", "a"]
    pager.show_place("c", ("a", "b", "c"))
    assert not pager.forward.isEnabled()
    pager.show_place("z", ("a",))
    assert pager.isHidden()


def test_a_figure_says_its_number_to_a_screen_reader(qtbot: QtBot) -> None:
    figure = Figure("待兑现承诺")
    qtbot.addWidget(figure)
    figure.show_value("5", "项", "1 项明天到期", Tone.DANGER)
    figure.show_share(1.7)
    assert figure.accessibleName() == "待兑现承诺 5 项 1 项明天到期"
    assert figure.bar.value() == 1000


def test_an_empty_page_offers_the_first_step(qtbot: QtBot, qapp: QApplication) -> None:
    done: list[int] = []
    empty = Empty("还没有客户", "导入月度文件。", "导入", lambda: done.append(1))
    qtbot.addWidget(empty)
    empty.button.click()
    assert done == [1]
    empty.say("没有了")
    assert empty.heading.text() == "没有了"


def test_a_tag_is_wide_enough_for_its_words(qtbot: QtBot) -> None:
    tag = TagLabel("信息化收入下降", Tone.DANGER)
    qtbot.addWidget(tag)
    narrow = tag.sizeHint().width()
    tag.set_tag("信息化收入连续下降两个月", Tone.WARNING)
    assert tag.sizeHint().width() > narrow
    assert tag.accessibleName() == "信息化收入连续下降两个月"


def test_tabs_that_do_not_fit_go_on_in_the_next_line(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for number in range(8):
        tabs.add(str(number), f"联系人与决策链 {number}", QWidget())
    tabs.resize(400, 300)
    tabs.show()
    buttons = [made for made in tabs.findChildren(QPushButton) if made.property("look") == "tab"]
    assert all(made.geometry().right() <= 400 for made in buttons)
    assert buttons[-1].geometry().top() > buttons[0].geometry().bottom() - 2


def test_wrapped_words_on_a_sheet_of_tabs_keep_room_for_every_line(qtbot: QtBot) -> None:
    words, sheet, tabs = label("按拍照成员的收入和话务计算的保有奖金" * 3, wrap=True), QWidget(), Tabs()
    QVBoxLayout(sheet).addWidget(words)
    tabs.add("one", "测算", sheet)
    qtbot.addWidget(tabs)
    tabs.show()
    tabs.resize(240, 1)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 2 * words.fontMetrics().height())
    narrow = tabs.height()
    tabs.resize(1200, 300)
    qtbot.waitUntil(lambda: tabs.minimumSizeHint().height() < narrow)


def test_what_is_hidden_in_a_row_that_flows_takes_no_gap(qtbot: QtBot) -> None:
    row, buttons = FlowRow(), [QPushButton(words) for words in ("写出材料", "登记接收", "打开更正")]
    for made in buttons:
        row.flow.addWidget(made)
    qtbot.addWidget(row)
    row.resize(600, 60)
    row.show()
    qtbot.waitUntil(lambda: buttons[2].x() > buttons[1].x() > 0)
    place = buttons[1].x()
    buttons[1].hide()
    qtbot.waitUntil(lambda: buttons[2].x() == place)
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[2].x() == 0)
