"""People before the window: a store with its main window open on the exchange page, and files carried by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.drafts import Drafts
from gui.exchange.badge import ConflictBadge
from gui.exchange.page import ExchangePage
from gui.exchange.receiving import PreviewDialog
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.confirm import Question
from model.exchange.device import me
from tests.exchange.forging import replica_of
from tests.exchange.sites import Site
from tests.windows import on_screen

_Dialog = TypeVar("_Dialog", bound=QDialog)


@dataclass
class Desk:
    """One person's window, and the hands that use it."""

    site: Site
    window: MainWindow
    context: Context
    qtbot: QtBot
    hands: pytest.MonkeyPatch
    number: str
    """The person's employee number."""
    badges: dict[str, int] = field(default_factory=dict)
    """What stands beside the pages' names in the rail."""

    @property
    def page(self) -> ExchangePage:
        """The exchange page, in front."""
        self.window.open_page("exchange")
        page = self.window.page()
        assert isinstance(page, ExchangePage)
        return page

    def said(self, words: str) -> None:
        """Wait until the window says this."""
        self.qtbot.waitUntil(lambda: any(words in text for text in self.window.toasts.texts()), timeout=30_000)

    def rest(self) -> None:
        """Wait until nothing works any more and what changed is shown."""
        self.qtbot.waitUntil(lambda: not self.context.tasks.busy, timeout=30_000)
        self.qtbot.wait(1)

    def dialog(self, kind: type[_Dialog]) -> _Dialog:
        """The dialog of this kind that stands open, waited for."""
        self.qtbot.waitUntil(lambda: any(found.isVisible() for found in self.window.findChildren(kind)), timeout=30_000)
        return next(found for found in self.window.findChildren(kind) if found.isVisible())

    def answers(self, question: str, answer: Path | None) -> None:
        """What the system's own file dialog gives back when it is asked next."""
        given: Any = str(answer or "") if question == "getExistingDirectory" else (str(answer or ""), "")
        self.hands.setattr(QFileDialog, question, lambda *_given, **_named: given)

    def agrees(self, act: Callable[[], object]) -> None:
        """Do it, and press the button with the verb when the window asks."""
        pressed: list[str] = []

        def press() -> None:
            question = QApplication.activeModalWidget()
            if isinstance(question, Question):
                pressed.append(question.windowTitle())
                question.yes.click()
            elif not pressed:
                QTimer.singleShot(20, self.window, press)

        QTimer.singleShot(20, self.window, press)
        act()
        assert pressed

    def write(self, folder: Path) -> list[Path]:
        """Write files for everybody into a folder, by the page's button."""
        before = set(folder.glob("*.mbx"))
        self.answers("getExistingDirectory", folder)
        folder.mkdir(exist_ok=True)
        self.page.write_button.click()
        self.rest()
        return sorted(set(folder.glob("*.mbx")) - before)

    def drop(self, files: Sequence[Path]) -> PreviewDialog:
        """Let files fall on the page; what they would change is shown."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        event = QDropEvent(
            QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        self.page.dropEvent(event)
        return self.dialog(PreviewDialog)

    def take(self, files: Sequence[Path]) -> None:
        """Let files fall on the page, read what they change, and take them in."""
        preview = self.drop(files)
        assert preview.take_button.isEnabled()
        preview.take_button.click()
        self.rest()

    def close(self) -> None:
        """Leave the window and the store."""
        self.window.close()
        self.context.let_go()
        self.site.database.close()


def sit_down(site: Site, tasks: Tasks, qtbot: QtBot, hands: pytest.MonkeyPatch) -> Desk:
    """Open a site's window."""
    preferences = Preferences(QSettings(str(site.folder / "window.ini"), QSettings.Format.IniFormat))
    context = Context(site.database, tasks, site.clock(), preferences, Drafts(site.database))
    window = on_screen(qtbot, MainWindow(context, PAGES, site.name), 1024, 640)
    desk = Desk(site, window, context, qtbot, hands, me_of(site))
    context.badge_changed.connect(desk.badges.__setitem__)
    ConflictBadge(context)
    return desk


def me_of(site: Site) -> str:
    """Whose store it is, by employee number."""
    with site.database.read() as session:
        return me(session.connection()).employee_no


def carry(sender: Desk, readers: Sequence[Desk], folder: Path) -> None:
    """One stick: the sender writes for all, each reader lets fall what is for him."""
    files = sender.write(folder)
    assert files
    for reader in readers:
        tag = replica_of(reader.site)[-6:]
        mine = [path for path in files if path.name.split("-")[2] == tag]
        if mine:
            reader.take(mine)
