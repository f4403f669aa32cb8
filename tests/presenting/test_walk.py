"""A walk over all that is said while a customer looks on finds no word that is not meant for it."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.exc import SQLAlchemyError

from gui.context import Context
from gui.drafts import Drafts
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.presenting.pages import PRESENTED_PAGES
from gui.tasks import Tasks
from model.store.database import Database
from model.store.presenting import PresentedStore
from tests.builders import still_clock
from tests.presenting.marked_store import PRESENTED, Marks
from tests.presenting.walk import said_by, said_on_screen
from tests.windows import on_screen

MEANT: dict[str, tuple[str, ...]] = {
    "overview": ("customer-name", "customer-manager_name", "installed_product-offering_name", "agreement-number",
                 "promise-text"),
    "needs": ("need-statement", "need-our_answer", "need-owner", "need-impact"),
    "proposals": ("quote-title", "quote-number", "quote_item-offering_name", "quote-terms"),
    "organisation": ("contact-name", "contact-title"),
    "products": ("product_offering-name", "product_offering-buying_point", "product_offering-sla"),
}  # fmt: skip
"""The fit words that a page is there for."""


@pytest.fixture
def looking(whole: Database, marks: Marks, tasks: Tasks, preferences: Preferences) -> Iterator[Context]:
    """The context of a presentation on the marked store."""
    store = PresentedStore(whole, [PRESENTED])
    yield Context(store, tasks, still_clock(), preferences, Drafts(store), None, PRESENTED)
    store.close()


@pytest.fixture
def window(looking: Context, qtbot: QtBot) -> MainWindow:
    """The window of a presentation."""
    made = on_screen(qtbot, MainWindow(looking, PRESENTED_PAGES, "示例经理"))
    made.start()
    return made


def unfit(marks: Marks, said: str) -> list[str]:
    """The protected words in what was said."""
    return sorted(word for word in marks.protected if word in said)


def rest(qtbot: QtBot, tasks: Tasks) -> None:
    """Until nothing is at work and nothing waits to be drawn."""
    qtbot.wait(120)
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.wait(20)


@pytest.mark.parametrize("name", [spec.name for spec in PRESENTED_PAGES])
def test_a_presented_page_says_what_it_is_for_and_nothing_else(
    window: MainWindow, qtbot: QtBot, tasks: Tasks, marks: Marks, name: str
) -> None:
    window.open_page(name)
    rest(qtbot, tasks)
    said = said_on_screen()
    missing = [field for field in MEANT[name] if not any(w.endswith(field) and w in said for w in marks.fit)]
    assert (unfit(marks, said), missing) == ([], [])


def test_every_presented_page_is_walked() -> None:
    assert set(MEANT) == {spec.name for spec in PRESENTED_PAGES}


@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_even_a_page_that_cannot_be_reached_would_say_nothing_unfit(
    looking: Context, qtbot: QtBot, tasks: Tasks, marks: Marks, name: str
) -> None:
    page = next(spec for spec in PAGES if spec.name == name).make(looking)
    qtbot.addWidget(page)
    page.resize(1024, 640)
    with suppress(SQLAlchemyError, ValueError):  # it is not made for so little; then it says nothing
        page.show_target(PRESENTED)
        page.show()
    rest(qtbot, tasks)
    assert unfit(marks, said_by([page])) == []


def test_the_walk_sees_what_an_ordinary_page_says(
    whole: Database, qtbot: QtBot, tasks: Tasks, preferences: Preferences, marks: Marks
) -> None:
    context = Context(whole, tasks, still_clock(), preferences, Drafts(whole))
    found: set[str] = set()
    for spec in PAGES:
        if spec.name in ("customer", "map", "catalogue"):
            page = spec.make(context)
            page.show_target(PRESENTED)
            on_screen(qtbot, page)
            rest(qtbot, tasks)
            found |= set(unfit(marks, said_by([page])))
    context.let_go()
    for field in ("customer-company_grade", "contact-level", "product_offering-selling_point", "visit-note"):
        assert any(word.endswith(field) for word in found), field
