"""What a picture is made of: the window with the sample month in it, and what brings a widget on the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from gui.app import Shell
from gui.main_window import MainWindow
from model.store.database import Database
from model.store.ids import natural_id
from tests.sample_store import FIRST_CODE


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

    def customer(self) -> str:
        """The id of the first company, whose story is the fullest."""
        return natural_id("customer", FIRST_CODE)


Show = Callable[[Studio], QWidget]


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
