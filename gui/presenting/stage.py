"""One presentation: a window of its own before the customer, everything else hidden behind it."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.context import Context
from gui.drafts import Drafts
from gui.main_window import MainWindow
from gui.presenting.hold import HoldButton
from gui.presenting.pages import PRESENTED_PAGES
from gui.tasks import OwnTasks, Tasks
from gui.widgets.clipboard import set_aside
from model.customers.finding import customer_by_id
from model.customers.homes import family_of
from model.needs.queries import list_needs
from model.settings.queries import find_owner
from model.store.presenting import PresentedStore
from resources.i18n import _

_LASTING: Final = frozenset({Qt.WindowType.Window, Qt.WindowType.Dialog})
"""What comes back afterwards; menus and tooltips do not."""


class Stage(QObject):
    """The window a customer may see, made anew each time on a store and context of its own: nothing lingers in it.

    `ended` when the key or the button was held. The windows hidden behind it come back as they were left.
    """

    ended = Signal()

    def __init__(self, context: Context, tasks: Tasks, customer: str, parent: QObject) -> None:
        super().__init__(parent)
        with context.read() as session:
            self.customer = customer_by_id(session, customer).id
            family = family_of(session, self.customer)
            needs = [need.id for need in list_needs(session, customer_id=self.customer)]
        self.store = PresentedStore(context.database, family, {"need": needs})
        self.tasks = OwnTasks(tasks, self)
        self.context = Context(
            self.store, self.tasks, context.clock, context.preferences, Drafts(self.store), self, self.customer
        )
        self.context.present_ended.connect(self.ended)
        self.context.lock_wanted.connect(context.lock_wanted)
        with self.context.read() as session:
            owner = find_owner(session)
        self.window = MainWindow(self.context, PRESENTED_PAGES, owner.name)
        self.hold = HoldButton()
        self.hold.held.connect(self.context.present_ended)
        self.hold.let_go.connect(lambda: self.context.say(_("Hold it a little longer to end."), "news"))
        self.window.slots.addWidget(self.hold)
        self._behind: list[QWidget] = []
        self._copied = ""

    def begin(self, before: QWidget, windows: Iterable[QWidget]) -> None:
        """Hide all these windows and stand where `before` stood; what was copied before cannot be pasted here."""
        self._copied = set_aside(QGuiApplication.clipboard())
        shown = [window for window in windows if window.isVisible() and window is not self.window]
        self._behind = [window for window in shown if window.windowType() in _LASTING]
        self.window.setWindowIcon(before.windowIcon())
        self.window.restoreGeometry(before.saveGeometry())
        self.window.start()
        self.window.show()
        for window in shown:
            window.hide()
        self.window.activateWindow()

    def end(self, show: bool = True) -> None:
        """Take the window away; bring back what was hidden, as it was left, unless it is to stay hidden."""
        self.tasks.close()
        self.window.hide()
        self.window.deleteLater()
        self.context.let_go()
        self.store.close()
        for window in self._behind if show else ():
            if isValid(window):
                window.show()
        clipboard = QGuiApplication.clipboard()
        if show and self._copied and not clipboard.text():
            clipboard.setText(self._copied)
        self.deleteLater()

    def on_key(self, event: QKeyEvent) -> bool:
        """Every key of the program: the one that is held; True where nobody else must see it."""
        return self.hold.on_key(event)
