"""What window tests share: an offscreen application in the shipped face, a context on a real store."""

import gc
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.builders import make_store, still_clock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("no deadline", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("no deadline")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from gui.context import Context
    from gui.preferences import Preferences
    from gui.tasks import Tasks
    from model.store.database import Database


_PATIENCE_MS = 20_000


def pytest_collection_finish() -> None:
    """What is read in before the first test stays: half a million objects no collection of garbage looks through."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Every test starts in the default language, whatever the one before chose."""
    from resources.i18n import DEFAULT_LANGUAGE, set_language

    set_language(DEFAULT_LANGUAGE)
    yield
    set_language(DEFAULT_LANGUAGE)


@pytest.fixture(scope="session")
def qapp_cls() -> type["QApplication"]:
    """The application with the shipped face and the light theme, so that sizes are the same everywhere."""
    from PySide6.QtWidgets import QApplication

    from gui.theme import dress, load_shipped_face

    class Dressed(QApplication):
        """The application of the tests."""

        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            dress(self, "light", 13, load_shipped_face())

    return Dressed


@pytest.fixture
def qtbot(qapp: "QApplication", request: pytest.FixtureRequest) -> "QtBot":
    """The driver of windows; it waits as long as a busy machine may need."""
    from pytestqt.qtbot import QtBot

    made = QtBot(request)
    made.waitUntil = partial(made.waitUntil, timeout=_PATIENCE_MS)  # type: ignore[method-assign]
    made.waitSignal = partial(made.waitSignal, timeout=_PATIENCE_MS)  # type: ignore[method-assign]
    return made


@pytest.fixture
def preferences(tmp_path: Path) -> "Preferences":
    """Settings in the test's own folder."""
    from PySide6.QtCore import QSettings

    from gui.preferences import Preferences

    return Preferences(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def tasks(qapp: "QApplication") -> Iterator["Tasks"]:
    """The worker, stopped at the end."""
    from gui.tasks import Tasks

    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator["Database"]:
    """A fresh encrypted store; its passphrase is `tests.builders.PASSPHRASE`."""
    database = make_store(tmp_path)
    yield database
    database.close()


@pytest.fixture
def context(store: "Database", tasks: "Tasks", preferences: "Preferences") -> "Context":
    """What pages are given, on the fresh store, on 2026-11-22."""
    from gui.context import Context
    from gui.drafts import Drafts

    return Context(store, tasks, still_clock(), preferences, Drafts(store))
