"""What every page is given."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.drafts import Drafts
from gui.preferences import Preferences
from gui.tasks import Tasks
from model.clock import Clock
from model.store.database import Database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Context(QObject):
    """The store, the worker, the clock and the way to other pages; pages meet through it and never directly."""

    data_changed = Signal(object)
    """After a commit, on the window's thread: the frozenset of entity names that changed."""
    page_wanted = Signal(str, object, object)
    message_wanted = Signal(str, str, bool)
    offer_wanted = Signal(str, str, object)
    """A message with a next step: its text, the words of its button, and what the button does."""
    present_wanted = Signal(object)
    """Show only what a customer may see: this one, or (None) that of the page that is shown, or one asked for."""
    present_ended = Signal()
    """The presenting is over; only who held the key or the button says so."""
    badge_changed = Signal(str, int)
    undo_wanted = Signal()
    redo_wanted = Signal()
    lock_wanted = Signal()
    import_wanted = Signal(object)
    """Paths of files to import; none asks for them."""
    visit_wanted = Signal()
    """Note a visit, to the customer of the page that is shown where it has one."""
    promise_wanted = Signal()
    practice_wanted = Signal(bool)
    """Into the practice store, or back out of it."""
    look_changed = Signal()
    language_changed = Signal()
    _committed = Signal(object)

    def __init__(
        self,
        database: Database,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences,
        drafts: Drafts,
        parent: QObject | None = None,
        presented: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.database = database
        self.tasks = tasks
        self.clock = clock
        self.preferences = preferences
        self.drafts = drafts
        self.presented = presented
        """The customer who looks on; the store then is what it may see (`model.store.presenting`)."""
        self._committed.connect(self._broadcast)
        self._tell = self._committed.emit
        database.changed.append(self._tell)

    def today(self) -> date:
        """The business date."""
        return self.clock.today()

    def open_page(self, page: str, target: str | None = None, within: Sequence[str] = ()) -> None:
        """Go to a page by the name in `pages.py`; `target` is the id of the record to show there.

        `within` is the ids of the list that the record came from, in its order: the page offers previous and next.
        """
        self.page_wanted.emit(page, target, tuple(within))

    def say(self, text: str, tone: str = "done", undo: bool = False) -> None:
        """A short message at the bottom right; with `undo` it offers to take the last change back."""
        self.message_wanted.emit(text, tone, undo)

    def offer(self, text: str, words: str, act: Callable[[], object]) -> None:
        """A short message at the bottom right that offers one next step, `act`, by a button with these words."""
        self.offer_wanted.emit(text, words, act)

    def set_badge(self, page: str, count: int) -> None:
        """The number beside a page's name in the rail; 0 hides it."""
        self.badge_changed.emit(page, count)

    def read(self) -> AbstractContextManager["Session"]:
        """A session for queries."""
        return self.database.read()

    def write(self, label: str, *, bulk: bool = False, **params: str | int) -> AbstractContextManager["Session"]:
        """One change by the person; `label` is the N_() text that undo names it by.

        `bulk` is for events of thousands of new rows.
        """
        return self.database.write(label, bulk=bulk, **params)

    def let_go(self) -> None:
        """Listen to the store no more."""
        self.database.changed.remove(self._tell)

    def _broadcast(self, names: Any) -> None:
        self.data_changed.emit(names)
