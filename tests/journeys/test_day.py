"""The story of a day, by keyboard alone: Today, the brief, a visit with a promise, needs in order, the evening."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.customer_page import CustomerPage
from gui.main_window import MainWindow
from gui.needs.page import NeedsPage
from gui.pages import PAGES
from gui.papers.preview import PreviewDialog
from gui.today.evening_dialog import EveningDialog
from gui.today.page import TodayPage
from gui.visits.form import VisitForm
from gui.widgets.form import FormDialog
from model.needs.actions import NeedDraft, add_need
from model.needs.promise_queries import list_promises
from model.needs.queries import list_needs
from model.store.database import Database
from model.visits.actions import VisitDraft, add_visit
from model.visits.queries import list_visits
from tests.builders import TODAY, add_contact, add_customer
from tests.papers.reading import pdf_text
from tests.windows import on_screen

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Alt = Qt.KeyboardModifier.AltModifier


class Hands:
    """Two hands on a keyboard and no mouse: keys go to whatever has the focus."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def focus(self) -> QWidget:
        """What has the focus now; the window itself where nothing in it has."""
        if QApplication.activeWindow() is None:
            self.back_in(self.window)
        found = QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        self.qtbot.keyClick(self.focus(), key, modifier)

    def write(self, words: str) -> None:
        """Latin words, letter by letter."""
        self.qtbot.keyClicks(self.focus(), words)

    def tab_to(self, name: str) -> None:
        """Tab until the control of this name has the focus."""
        passed = []
        for _step in range(60):
            passed.append(self.focus().accessibleName())
            if passed[-1] == name:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}, only {passed}")

    def dialog(self) -> FormDialog:
        """The form that is open, once it has the focus."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), FormDialog))
        found = QApplication.activeWindow()
        assert isinstance(found, FormDialog)
        return found

    def back_in(self, window: QWidget) -> None:
        """Wait until this window has the keys again; no window manager gives them back offscreen."""
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def go_to(self, words: str) -> None:
        """Ctrl+K, a page's name, Enter."""
        self.press(Key.Key_K, Control)
        self.write(words)
        self.press(Key.Key_Return)
        self.back_in(self.window)


def at_the_keyboard(qtbot: QtBot, context: Context) -> Iterator[Hands]:
    """Hands on the whole window, started and in front; they rest when its jobs are done."""
    window = on_screen(qtbot, MainWindow(context, PAGES, "示例经理"))
    window.start()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Hands(qtbot, window)
    qtbot.waitUntil(lambda: not context.tasks.busy)


@pytest.fixture
def customer(store: Database) -> str:
    row = add_customer(store, "G001", "临江示例机械有限公司", region="高新区", grid="G12")
    add_contact(store, row, "周总监（示例）")
    with store.write("Add") as session:
        add_visit(session, VisitDraft(row, TODAY, "planned", purpose="谈割接"))
        add_need(session, NeedDraft(row, "两条线路", importance=5, urgency=5))
    return row


@pytest.fixture
def hands(qtbot: QtBot, context: Context, customer: str) -> Iterator[Hands]:
    yield from at_the_keyboard(qtbot, context)


def statements(store: Database) -> list[str]:
    """The needs in their order."""
    with store.read() as session:
        return [need.statement for need in list_needs(session)]


def print_the_brief(qtbot: QtBot, hands: Hands, target: Path) -> None:
    """From the customer's page: the pre-visit brief, looked at and saved; the last question is the system's own."""
    hands.tab_to("访前一页纸")
    hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PreviewDialog))
    paper = QApplication.activeWindow()
    assert isinstance(paper, PreviewDialog)
    fitting = paper.factor
    hands.press(Key.Key_Plus, Control)
    assert paper.factor > fitting
    hands.press(Key.Key_S, Control)
    qtbot.waitUntil(target.is_file)
    words = pdf_text(target.read_bytes())
    assert "临江示例机械有限公司" in words
    assert "周总监" in words
    qtbot.waitUntil(lambda: not paper.isVisible())
    hands.back_in(hands.window)


def put_needs_in_order(qtbot: QtBot, hands: Hands, context: Context, store: Database) -> None:
    """On the customer's page: to the needs by arrows, the last one up by Alt+Up, that undone and done again."""
    page = hands.window.page()
    assert isinstance(page, CustomerPage)
    hands.tab_to("概况")
    while page.tabs.current() != "needs":
        hands.press(Key.Key_Right)
    hands.tab_to("表格")
    first, last = statements(store)
    hands.press(Key.Key_End, Control)
    hands.press(Key.Key_Up, Alt)
    assert statements(store) == [last, first]
    for key, order in ((Key.Key_Z, [first, last]), (Key.Key_Y, [last, first])):
        hands.press(key, Control)
        qtbot.waitUntil(lambda: not context.tasks.busy)
        qtbot.waitUntil(lambda order=order: statements(store) == order)  # type: ignore[misc]


def test_a_day_goes_by_without_the_mouse(
    qtbot: QtBot,
    hands: Hands,
    context: Context,
    store: Database,
    customer: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    window = hands.window
    assert isinstance(window.page(), TodayPage)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page(), CustomerPage))
    print_the_brief(qtbot, hands, target)

    hands.press(Key.Key_F3)
    visit = hands.dialog()
    assert isinstance(visit.form, VisitForm)
    hands.tab_to("见了谁")
    hands.press(Key.Key_Space)
    hands.tab_to("记录")
    hands.write("plan by Friday")
    hands.press(Key.Key_Home, Shift)
    hands.press(Key.Key_F4)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is not visit)
    promise = hands.dialog()
    assert promise.form.values()["text"] == "plan by Friday"
    hands.tab_to("期限")
    hands.write("11-27")
    hands.press(Key.Key_Return)
    assert not promise.isVisible()
    hands.back_in(visit)
    hands.tab_to("下一步")
    hands.write("bring the plan")
    hands.press(Key.Key_Return, Control)
    hands.back_in(window)
    with store.read() as session:
        (noted,) = (one for one in list_visits(session) if one.note)
        assert (noted.customer_id, noted.met, noted.next_step) == (customer, "周总监（示例）", "bring the plan")
        (kept,) = list_promises(session, TODAY)
        assert (kept.visit_id, kept.due_on) == (noted.id, date(2026, 11, 27))

    hands.go_to("needs")
    qtbot.waitUntil(lambda: isinstance(window.page(), NeedsPage))
    hands.press(Key.Key_N, Control)
    hands.dialog()
    hands.tab_to("集团客户")
    hands.write("ljsl")
    hands.press(Key.Key_Return)
    hands.tab_to("关键问题")
    hands.write("bills are late")
    hands.press(Key.Key_Return)
    hands.back_in(window)
    assert "bills are late" in statements(store)

    hands.press(Key.Key_Z, Control)
    qtbot.waitUntil(lambda: any("已撤销" in text for text in window.toasts.texts()))
    assert "bills are late" not in statements(store)
    hands.press(Key.Key_Y, Control)
    qtbot.waitUntil(lambda: any("已重做" in text or "bills" in text for text in window.toasts.texts()[1:]))
    qtbot.waitUntil(lambda: not context.tasks.busy)
    assert "bills are late" in statements(store)

    hands.back_in(window)
    hands.press(Key.Key_Left, Alt)
    qtbot.waitUntil(lambda: isinstance(window.page(), CustomerPage))
    put_needs_in_order(qtbot, hands, context, store)
    hands.go_to("today")
    qtbot.waitUntil(lambda: isinstance(window.page(), TodayPage))
    hands.tab_to("晚间整理")
    hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), EveningDialog))
    hands.tab_to("安排拜访")
    hands.press(Key.Key_Space)
    planned = hands.dialog()
    assert planned.form.values()["visit_date"] == TODAY + timedelta(days=1)
    hands.write("ljsl")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, Control)
    with store.read() as session:
        statuses = [(one.visit_date, one.status) for one in list_visits(session)]
    assert (TODAY + timedelta(days=1), "planned") in statuses
