"""The main window: pages, history, keys, messages, undo."""

import time
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gui.colours import Tone
from gui.context import Context
from gui.help import HelpDialog
from gui.main_window import MainWindow
from gui.page import Page
from gui.pages import PageSpec, Place
from gui.tasks import Task
from gui.widgets.labels import button
from model.customers.records import Customer
from tests.builders import add_customer
from tests.shell.accessibility import unnamed_controls, unreachable_controls
from tests.windows import on_screen


class NamesPage(Page):
    """A page of this test: the names of all customers and a line to type in."""

    listens_to = frozenset({"customer"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "名册")
        self.line = QLineEdit()
        self.line.setAccessibleName("line")
        self.body.addWidget(self.line)
        self.names: list[str] = []
        self.reads = 0
        self.lets_go = True
        self.created = 0

    def refresh(self) -> None:
        self.reads += 1
        with self.context.read() as session:
            self.names = list(session.scalars(select(Customer.name).order_by(Customer.name)))

    def state(self) -> dict[str, Any]:
        return {"line": self.line.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.line.setText(state["line"])

    def new_here(self) -> bool:
        self.created += 1
        return True

    def help_text(self) -> str:
        return "这页是名册。"

    def may_leave(self) -> bool:
        return self.lets_go


SPECS = (
    PageSpec("names", "Customer", "building-2", NamesPage, Place.RAIL),
    PageSpec("others", "Contact", "user", NamesPage, Place.MORE),
    PageSpec("one", "Need", "user", NamesPage, Place.INSIDE, rail="names"),
)


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> MainWindow:
    """A shown window of three pages."""
    made = on_screen(qtbot, MainWindow(context, SPECS, "示例经理"))
    made.start()
    return made


def _page(window: MainWindow) -> NamesPage:
    page = window.page()
    assert isinstance(page, NamesPage)
    return page


def test_back_and_forward_bring_each_place_back_as_it_was_left(qtbot: QtBot, window: MainWindow) -> None:
    _page(window).line.setText("first")
    window.context.open_page("one", "a", within=("a", "b"))
    _page(window).line.setText("second")
    window.context.open_page("one", "b")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (_page(window).target, _page(window).within, _page(window).line.text()) == ("a", ("a", "b"), "second")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert _page(window).line.text() == "first"
    assert not window.back_button.isEnabled()
    window.go_forward()
    window.go_forward()
    assert _page(window).target == "b"
    assert not window.forward_button.isEnabled()


def test_a_page_that_does_not_let_go_stays(window: MainWindow) -> None:
    page = _page(window)
    page.lets_go = False
    window.open_page("others")
    assert window.page() is page
    page.lets_go = True
    window.open_page("others")
    assert window.page() is not page


def test_a_page_reads_when_its_records_change_and_only_then(qtbot: QtBot, window: MainWindow) -> None:
    page = _page(window)
    before = page.reads
    add_customer(window.context.database, "G1", "甲示例")
    qtbot.waitUntil(lambda: page.names == ["甲示例"])
    assert page.reads == before + 1
    window.open_page("others")
    add_customer(window.context.database, "G2", "乙示例")
    qtbot.wait(30)
    assert page.reads == before + 1, "a hidden page waits"
    window.go_back()
    assert page.names == ["乙示例", "甲示例"]


def test_undo_and_redo_work_from_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    page = _page(window)
    add_customer(window.context.database, "G1", "甲示例")
    qtbot.waitUntil(lambda: page.names == ["甲示例"])
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.names == [] and not window.context.tasks.busy)
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.names == ["甲示例"])
    qtbot.waitUntil(lambda: len(window.toasts.texts()) == 2)
    assert window.toasts.texts()[0].startswith("已撤销")


def test_undo_with_nothing_to_undo_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.undo()
    qtbot.waitUntil(lambda: window.toasts.texts() == ["没有可撤销的操作。"])


def test_a_message_offers_to_undo(qtbot: QtBot, window: MainWindow) -> None:
    page = _page(window)
    add_customer(window.context.database, "G1", "甲示例")
    window.context.say("已添加", undo=True)
    toast = window.toasts.items()[0]
    assert unnamed_controls(toast) == []
    toast.act_button.click()
    qtbot.waitUntil(lambda: page.names == [])


def test_the_keys_of_the_frame_reach_the_page(qtbot: QtBot, window: MainWindow) -> None:
    page = _page(window)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.created == 1
    qtbot.keyClick(window, Qt.Key.Key_F1)
    help_ = window.findChild(HelpDialog)
    assert isinstance(help_, HelpDialog)
    assert unnamed_controls(help_) == []
    help_.close()


def test_the_search_box_goes_to_pages_and_runs_commands(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.search.line.setText("联系人")
    qtbot.keyClick(window.search.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.history.here is not None and window.history.here.page == "others")
    with qtbot.waitSignal(window.context.lock_wanted):
        window.search.go()
        window.search.line.setText("锁定")
        qtbot.keyClick(window.search.line, Qt.Key.Key_Return)


def test_the_rail_shows_where_one_is_folds_and_stays_folded(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    window.open_page("one", "a")
    assert window.rail.lit() == "names"
    window.open_page("others")
    assert window.rail.lit() == "more"
    context.set_badge("names", 9)
    assert "9" in window.rail.accessible_names()[0]
    window.rail.fold(True)
    again = MainWindow(context, SPECS, "")
    qtbot.addWidget(again)
    assert again.rail.width() < window.width() / 10


def test_editing_is_off_while_a_job_writes(qtbot: QtBot, window: MainWindow) -> None:
    seen: list[bool] = []
    with qtbot.waitSignal(window.context.tasks.finished):
        window.context.tasks.run(lambda progress: None, lambda _none: None, title="写入", writes=True)
        seen.append(window.pages.isEnabled())
    assert seen == [False]
    assert window.pages.isEnabled()


def test_work_over_half_a_second_shows_and_can_be_cancelled(qtbot: QtBot, window: MainWindow) -> None:
    def slow(progress: Any) -> None:
        for step in range(1000):
            progress.report(step, 1000, "")
            time.sleep(0.01)

    window.context.tasks.run(slow, lambda _none: None, title="正在导入")
    qtbot.waitUntil(lambda: bool(window.toasts.works()))
    work = window.toasts.works()[0]
    assert unnamed_controls(work) == []
    work.cancel.click()
    qtbot.waitUntil(lambda: window.toasts.texts() == ["已取消，未作任何改动。"])


def test_work_that_has_ended_before_it_was_shown_is_not_shown_for_ever(qtbot: QtBot, window: MainWindow) -> None:
    task = Task("正在比对", False, window)
    later: list[bool] = []
    QTimer.singleShot(520, lambda: later.append(True))
    window.context.tasks.started.emit(task)
    window.context.tasks.finished.emit(task)  # not gone yet, as when the window was busy meanwhile
    qtbot.waitUntil(lambda: bool(later), timeout=20_000)
    assert window.toasts.works() == []


def test_a_message_never_lies_between_two_fields_and_tab_reaches_it_behind_the_last(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.page()
    assert isinstance(page, NamesPage)
    window.toasts.say("已保存", undo=True)
    later = QLineEdit()  # a sheet of the page that is made while the message stands there
    page.body.addWidget(later)
    later.show()
    page.line.setFocus()
    toast = window.toasts.items()[0]
    for expected in (later, toast.act_button):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is expected
    qtbot.keyClick(toast.act_button, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is later


def test_four_messages_at_most_stand_there(window: MainWindow) -> None:
    for number in range(6):
        window.toasts.say(str(number), Tone.NEWS)
    assert window.toasts.texts() == ["2", "3", "4", "5"]


def test_the_window_fits_a_small_screen_and_names_every_control(window: MainWindow) -> None:
    window.resize(1024, 640)
    assert (window.width(), window.height()) == (1024, 640)
    assert unnamed_controls(window) == []
    assert unreachable_controls(window) == []


def test_the_window_comes_back_where_it_was_left(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    window.resize(1024, 700)
    window.close()
    again = MainWindow(context, SPECS, "")
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1024, 700)


def test_a_page_that_is_not_listed_is_a_bug(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.open_page("nowhere")


def test_the_buttons_of_a_page_go_under_its_title_where_there_is_no_room(qtbot: QtBot, context: Context) -> None:
    page = NamesPage(context)
    qtbot.addWidget(page)
    made = [button("一个相当长的按钮 " + str(number)) for number in range(4)]
    for one in made:
        page.buttons.addWidget(one)
    page.show()

    def beside() -> bool:
        return abs(_centre(page, made[0]).y() - _centre(page, page.heading).y()) < 6

    def least() -> int:
        row = made[0].parentWidget()
        assert row is not None
        return row.minimumHeight()

    def lines() -> set[int]:
        assert all(one.isVisible() for one in made)
        return {_centre(page, one).y() for one in made}

    for width, wanted, count in ((1200, True, 1), (720, False, 1), (400, False, 2), (1200, True, 1)):
        page.resize(width, 600)
        qtbot.waitUntil(lambda wanted=wanted, count=count: beside() is wanted and len(lines()) == count)  # type: ignore[misc]
        assert all(one.width() >= one.sizeHint().width() for one in made)
    page.resize(400, 600)
    two = 2 * made[0].sizeHint().height()
    qtbot.waitUntil(lambda: least() >= two)
    for one in made[2:]:
        one.hide()
    qtbot.waitUntil(lambda: least() < two)


def _centre(page: Page, widget: QWidget) -> QPoint:
    return widget.mapTo(page, widget.rect().center())
