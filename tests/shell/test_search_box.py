"""The search box under the fingers."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.finding import Finder
from gui.pages import PageSpec, Place
from gui.widgets.search_box import Hit, SearchBox
from tests.builders import add_contact, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.shell.test_window import NamesPage
from tests.windows import on_screen


@pytest.fixture
def chosen() -> list[str]:
    """What was chosen."""
    return []


@pytest.fixture
def box(qtbot: QtBot, chosen: list[str]) -> SearchBox:
    """A box over six words in two groups."""
    words = ["alpha", "alps", "beta", "gamma", "galaxy", "delta"]

    def find(text: str) -> list[Hit]:
        found = [word for word in words if text in word]
        return [Hit("A" if word < "b" else "B", word, "", "user", partial(chosen.append, word)) for word in found]

    made = on_screen(qtbot, SearchBox(find, "find"))
    made.go()
    return made


def test_the_first_hit_is_marked_and_enter_takes_it(qtbot: QtBot, box: SearchBox, chosen: list[str]) -> None:
    qtbot.keyClicks(box.line, "al")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chosen == ["alpha"])
    assert box.line.text() == ""
    assert not box.popup.isVisible()


def test_the_arrows_step_over_headings(qtbot: QtBot, box: SearchBox, chosen: list[str]) -> None:
    qtbot.keyClicks(box.line, "a")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(box.line, key)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chosen == ["beta"])


def test_escape_goes_back_and_nothing_is_chosen(qtbot: QtBot, box: SearchBox, chosen: list[str]) -> None:
    qtbot.keyClicks(box.line, "a")
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box.line, Qt.Key.Key_Escape)
    assert not box.popup.isVisible()
    assert not chosen


def test_without_a_hit_the_box_says_what_to_try(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box.line, "zzz")
    assert box.nothing.isVisible()
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert unnamed_controls(box) == []


def test_records_lead_to_their_page_or_to_their_customers(qtbot: QtBot, context: Context) -> None:
    customer = add_customer(context.database, "G001", "临江精密示例有限公司")
    add_contact(context.database, customer, "王经理（示例）")
    specs = (PageSpec("customer", "Customer", "user", NamesPage, Place.INSIDE),)
    finder = Finder(context, specs)
    for text in ("ljjm", "临江", "G001", "王经理"):
        with qtbot.waitSignal(context.page_wanted) as wanted:
            finder.find(text)[0].choose()
        assert wanted.args[:2] == ["customer", customer]
    assert Finder(context, ()).find("ljjm") == []


@pytest.mark.parametrize("text", ["工作", "gzrz", "gongzuori", "work l"])
def test_a_page_is_found_by_its_words_and_by_how_they_sound(context: Context, text: str) -> None:
    specs = (PageSpec("work_log", "Work log", "user", NamesPage, Place.MORE),)
    assert [hit.title for hit in Finder(context, specs).find(text)] == ["工作日志"]


@pytest.mark.parametrize("text", ["'\"*(", "NEAR(a b)", "x" * 200, "😀", "   "])
def test_no_text_breaks_the_search(context: Context, text: str) -> None:
    assert isinstance(Finder(context, ()).find(text), list)
