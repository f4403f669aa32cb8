"""A program on the sample month, and on a store with a word of its own in every field."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Shell
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.theme import SHIPPED_FACE
from model.customers.records import Customer
from model.store.database import Database
from tests.builders import add_contact, add_customer, make_store, still_clock
from tests.presenting.at_window import window_of
from tests.presenting.marked_store import Marks, mark_store

PAGES_BEFORE = tuple(spec for spec in PAGES if spec.name in ("customers", "customer", "settings"))
"""Enough of a window to present from."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A store with every field filled with a word of its own (see `marks`)."""
    made = make_store(tmp_path_factory.mktemp("marked"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def marks(whole: Database) -> Marks:
    """The words of that store."""
    return mark_store(whole)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A store for the windows of a module."""
    made = make_store(tmp_path_factory.mktemp("store"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def customer(store: Database) -> str:
    """A customer of whom things are known that it must not see."""
    made = add_customer(store, "G001", "示例机械有限公司", remarks="难缠", company_grade="A")
    add_customer(store, "G002", "示例对手有限公司")
    add_contact(store, made, "王经理（示例）", title="信息主任", taboo_topics="加班")
    return made


@pytest.fixture
def shell(qapp: QApplication, preferences: Preferences, tmp_path: Path, store: Database) -> Iterator[Shell]:
    """The program, its window open on the store."""
    preferences.theme = "light"
    preferences.backup_folder = str(tmp_path / "backups")
    preferences.lock_minutes = 0
    qapp.clipboard().clear()
    made = Shell(qapp, store.path, still_clock(), preferences, tmp_path / "device", SHIPPED_FACE, PAGES_BEFORE)
    made.enter(store)
    yield made
    made.leave()
    if made.gate is not None:
        made.gate.close()
        made.gate.deleteLater()
    made.close()


@pytest.fixture
def window(shell: Shell, qtbot: QtBot, customer: str) -> MainWindow:
    """The ordinary window with the customer's page open."""
    made = window_of(shell)
    made.open_page("customer", customer)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def edit(store: Database, customer: str, remarks: str) -> None:
    """Change what is remarked of a customer."""
    with store.write("Edit") as session:
        session.get_one(Customer, customer).remarks = remarks
