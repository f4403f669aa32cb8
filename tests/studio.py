"""What a picture is made of: the window with the sample month in it, and what brings a widget on the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from gui.app import Shell
from gui.main_window import MainWindow
from gui.page import Page
from gui.widgets.tabs import Tabs
from model.store.database import Database
from model.store.ids import natural_id
from tests.sample_store import FIRST_CODE

Opened = TypeVar("Opened", bound=Page)


@dataclass
class Studio:
    """The window with the sample month in it, dressed for one picture."""

    shell: Shell
    window: MainWindow
    database: Database

    def page(self, name: str, target: str | None = None) -> QWidget:
        """The window with this page open."""
        self.window.rail.fold(False)
        self.window.open_page(name, target)
        return self.window

    def opened(self, kind: type[Opened], name: str, target: str | None = None) -> Opened:
        """This page, opened."""
        self.page(name, target)
        page = self.window.page()
        assert isinstance(page, kind)
        return page

    def sheet(self, name: str, key: str, target: str | None = None) -> QWidget:
        """The window with this sheet of a page open."""
        self.opened(Page, name, target).findChildren(Tabs)[0].show_sheet(key)
        return self.window

    def dialog(self) -> QDialog:
        """The dialog that was opened last."""
        return self.window.findChildren(QDialog)[-1]

    def customer(self) -> str:
        """The id of the first company, whose story is the fullest."""
        return natural_id("customer", FIRST_CODE)


Show = Callable[[Studio], QWidget]


def sheet(name: str, key: str) -> Show:
    """Shows this sheet of a page."""
    return lambda studio: studio.sheet(name, key)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, and what brings the widget that is taken on the screen."""

    name: str
    show: Show


def settle(milliseconds: int = 60) -> None:
    """Let the window draw."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
