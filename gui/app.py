"""The only wiring: application, worker, gate, context and main window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from gui.context import Context
from gui.drafts import Drafts
from gui.finding import search_ahead
from gui.first_paint import FirstPaint
from gui.icons import icon
from gui.idle import Idle
from gui.main_window import MainWindow
from gui.pages import PAGES, PageSpec
from gui.personal_data.monthly import remind_of_periods
from gui.preferences import Preferences
from gui.presenting.keys import PresentingKeys, is_presenting_key
from gui.tasks import Progress, Tasks
from gui.theme import dress
from gui.unlock import Door, Gate
from gui.widgets.labels import button
from model.clock import Clock
from model.errors import UserError
from model.store.database import Database
from model.store.keys import unwrap_key
from model.store.opening import create_store, find_owner, open_store, open_with_recovery
from resources.i18n import _, set_language

if TYPE_CHECKING:
    from gui.presenting.stage import Stage

_AFTER_SHOWN_MS = 300


class Shell(QObject):
    """One run of the program: the gate first, then the window; back to the gate when it locks."""

    def __init__(
        self,
        app: QApplication,
        path: Path,
        clock: Clock,
        preferences: Preferences,
        device: Path,
        face: str,
        pages: Sequence[PageSpec] = PAGES,
    ) -> None:
        super().__init__()
        self._app = app
        self._path = path
        self._clock = clock
        self._device = device
        self._face = face
        self._pages = pages
        self.preferences = preferences
        self.tasks = Tasks(self)
        self.gate: Gate | None = None
        self.window: MainWindow | None = None
        self.context: Context | None = None
        self.stage: Stage | None = None
        """The presentation that is on, if one is."""
        self._own: Database | None = None
        """One's own store while the practice store is open; None where there is none yet."""
        self._practising = False
        self._translator = QTranslator(self)
        self._idle = Idle(app, self.restart_idle, self.lock)
        self._keys = PresentingKeys(app, self._on_key, self._on_front)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self.dress())
        self._speak()
        self.dress()

    def start(self) -> None:
        """Show the gate."""
        self._show_gate()

    def dress(self) -> None:
        """Theme and text size as the preferences say."""
        dress(self._app, self.preferences.theme, self.preferences.text_size, self._face)

    def enter(self, database: Database, clock: Clock | None = None) -> MainWindow:
        """Open the main window on an unlocked store."""
        drafts = Drafts(database)
        context = Context(database, self.tasks, clock or self._clock, self.preferences, drafts, self)
        context.look_changed.connect(self.dress)
        context.language_changed.connect(self._change_language)
        context.lock_wanted.connect(self.lock)
        context.practice_wanted.connect(self.practise)
        context.present_wanted.connect(self.present)
        self.context = context
        window = self._open_window(context)
        FirstPaint(window.pages, lambda: self._read_in(lambda: self._begin(context)))
        return window

    def leave(self) -> None:
        """Let the window and its context go; the store stays open and belongs to the caller again."""
        self.end_presenting(show=False)
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
        if self.context is not None:
            self.context.let_go()
            self.context.deleteLater()
        self.window, self.context = None, None

    def practise(self, on: bool) -> None:
        """Into the practice store, made where it is not there yet; or back to one's own, or the gate without one."""
        from gui.practice.making import open_practice

        if on and not self._practising:
            path, device = self._path, self._device
            self.tasks.run(
                lambda progress: open_practice(path, device, progress),
                self._enter_practice,
                self._complain if self.context is None else None,
                title=_("Making the practice store"),
                writes=True,
            )
        elif not on and self._practising and self.context is not None:
            practice, own = self.context.database, self._own
            self.leave()
            self._own, self._practising = None, False
            self.tasks.run(lambda progress: practice.close(), lambda _done: None)
            if own is None:
                self._show_gate()
            else:
                self.enter(own)

    def _enter_practice(self, practice: Database) -> None:
        from gui.practice.making import practice_clock

        if self.context is None and self.gate is None:
            practice.close()
            return
        self._own = self.context.database if self.context is not None else None
        self._practising = True
        self.leave()
        self._close_gate()
        self.enter(practice, practice_clock())

    def _complain(self, error: UserError) -> None:
        if self.gate is not None:
            self.gate.fail(error)

    def present(self, customer: str | None = None) -> None:
        """Show only what this customer may see, or that of the page that is shown; without one it is asked for."""
        from gui.presenting.chooser import choose_presented

        window, context = self.window, self.context
        if window is None or context is None or self.stage is not None or not window.isVisible():
            return
        page = window.page()
        customer = customer or (page.customer_here() if page is not None else None)
        if not window.pages.isEnabled():
            context.say(_("Something is being written. Present when it is done, or cancel it first."), "warning")
        elif customer is None:
            choose_presented(window, context)
        else:
            self._begin_presenting(context, window, customer)

    def _begin_presenting(self, context: Context, window: MainWindow, customer: str) -> None:
        from gui.presenting.stage import Stage

        try:
            stage = Stage(context, self.tasks, customer, self)
        except UserError as error:
            context.say(error.sentence, "danger")
            return
        stage.ended.connect(self.end_presenting)
        self.stage = stage
        stage.begin(window, self._app.topLevelWidgets())
        self.restart_idle()

    def end_presenting(self, show: bool = True) -> None:
        """Everything again, as it was left; with `show` False it stays hidden."""
        stage, self.stage = self.stage, None
        if stage is not None:
            stage.end(show)
            self.restart_idle()
            if self.context is not None:
                self._connect_ahead(self.context)

    def _connect_ahead(self, context: Context) -> None:
        """What the next presentation reads by; where the file fails, beginning it says so."""
        database = context.database
        self.tasks.run(lambda progress: database.connect_ahead(), lambda _done: None, lambda _error: None)

    def lock(self) -> None:
        """Hide everything and ask for the passphrase; open forms are kept as drafts.

        A presentation goes on behind the gate, except in the practice store, which is left.
        """
        if self._front() is None:
            return
        if self._practising:
            self.end_presenting(show=False)
        for other in self._app.topLevelWidgets():
            other.hide()
        self.practise(False)
        if self.window is not None:
            self.window.hide()
        if self.gate is None:
            self._show_gate()

    def close(self) -> None:
        """Stop the worker and close the store."""
        self._idle.let_go()
        self._keys.let_go()
        self.tasks.close()
        for database in (self.context.database if self.context is not None else None, self._own):
            if database is not None:
                database.close()

    def _door(self) -> Door:
        path, clock, device = self._path, self._clock, self._device
        context = self.context
        if context is None:
            return Door(
                path.exists,
                lambda passphrase, owner: create_store(path, passphrase, owner, clock, device),
                lambda passphrase: open_store(path, passphrase, clock, device),
                lambda code, passphrase: open_with_recovery(path, code, passphrase, clock, device),
            )

        def unlock(passphrase: str) -> Database:
            unwrap_key(path, passphrase)
            return context.database

        return Door(lambda: True, lambda *_: (context.database, ""), unlock, lambda *_: context.database)

    def _show_gate(self) -> None:
        presenting = self.stage is not None
        gate = Gate(self._door(), self.tasks, self._path.name, self.context is None, presenting)
        gate.opened.connect(self._on_opened)
        gate.setWindowIcon(icon("flower", "accent"))
        gate.practice_wanted.connect(lambda: self.practise(True))
        front = self.window if self.stage is None else self.stage.window
        if front is not None:
            gate.setGeometry(front.geometry())
        self.gate = gate
        gate.show()
        FirstPaint(gate, lambda: self._read_in(lambda: None))

    def _on_opened(self, database: Database) -> None:
        if self.gate is not None and self.gate.ends_presenting():
            self.end_presenting()
        front = self.window if self.stage is None else self.stage.window
        if self.context is None:
            self.enter(database)
        elif front is not None:
            front.show()
        self._close_gate()
        self.restart_idle()

    def _close_gate(self) -> None:
        if self.gate is not None:
            self.gate.close()
            self.gate.deleteLater()
            self.gate = None

    def _open_window(self, context: Context) -> MainWindow:
        window = MainWindow(context, self._pages, find_owner(context.database).name)
        window.setWindowIcon(icon("flower", "accent"))
        self.window = window
        if self._practising:
            window.setWindowTitle(_("Meiban practice store"))
            leave = button(_("Practice store: sample data. Leave"), lambda: self.practise(False), "chip")
            leave.setProperty("on", "true")
            window.slots.addWidget(leave)
        window.show()
        return window

    def _read_in(self, then: Callable[[], None]) -> None:
        """Read in what pages ask, on the worker: declaring every record takes longer than all else at a start."""
        self.tasks.run(_declare_records, lambda _declared: then())

    def _begin(self, context: Context) -> None:
        """The first page, and what works beside it."""
        if context is not self.context or self.window is None:
            return
        if self.window.page() is None:
            self.window.start()
        if not self._practising:
            self._keep_house(context)
        window = self.window
        QTimer.singleShot(_AFTER_SHOWN_MS, context, lambda: _watch(context))
        QTimer.singleShot(_AFTER_SHOWN_MS, context, lambda: self._connect_ahead(context))
        QTimer.singleShot(_AFTER_SHOWN_MS, context, lambda: search_ahead(context))
        QTimer.singleShot(_AFTER_SHOWN_MS, window, lambda: _tell_office(context, window))

    def _keep_house(self, context: Context) -> None:
        """Forget what is old, then make the backup of the day: there is work once a day at most."""
        chosen = self.preferences.backup_folder
        folder = Path(chosen) if chosen else self._path.parent / "backups"
        today = context.today()

        def keep_house(progress: Progress) -> object:
            from model.editing.forgetting import forget_history
            from model.store.backup import daily_backup  # the first of the day alone has work to do

            forget_history(context.database)
            return daily_backup(context.database, folder, today)

        self.tasks.run(
            keep_house,
            lambda made: remind_of_periods(self.window, context),
            lambda error: context.say(error.sentence, "warning"),
        )

    def _change_language(self) -> None:
        self._speak()
        old, context = self.window, self.context
        if old is None or context is None:
            return
        presented = self.stage.customer if self.stage is not None else None
        self.end_presenting()
        here = old.history.here
        geometry = old.geometry()
        old.hide()
        old.deleteLater()
        window = self._open_window(context)
        window.setGeometry(geometry)
        _tell_office(context, window)
        if here is None:
            window.start()
        else:
            window.open_page(here.page, here.target, here.within)
        if presented is not None:
            self.present(presented)

    def _speak(self) -> None:
        set_language(self.preferences.language)
        self._app.removeTranslator(self._translator)
        if self.preferences.language == "zh_CN":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._translator.load(QLocale("zh_CN"), "qtbase", "_", folder):
                self._app.installTranslator(self._translator)

    def idle_left(self) -> int:
        """Milliseconds until the window locks by itself; -1 when it does not."""
        return self._idle.left()

    def lock_after(self, milliseconds: int) -> None:
        """Lock when nothing is done for so long."""
        self._idle.count(milliseconds)

    def restart_idle(self) -> None:
        """Count the idle minutes from now."""
        minutes = self.preferences.lock_minutes
        if minutes and self._front() is not None:
            self._idle.count(minutes * 60_000)
        else:
            self._idle.rest()

    def _front(self) -> MainWindow | None:
        """The window that is shown: one's own, or that of the presentation; None while the gate is shut."""
        front = self.window if self.stage is None else self.stage.window
        return front if front is not None and front.isVisible() else None

    def _on_key(self, event: QKeyEvent) -> bool:
        """The presenting key where the window's own keys do not reach (in a dialog before it), or while it is on."""
        if self.stage is not None:
            return self._front() is not None and self.stage.on_key(event)
        if event.type() != QEvent.Type.KeyPress or not is_presenting_key(event) or event.isAutoRepeat():
            return False
        self.present()
        return True

    def _on_front(self) -> None:
        if self.stage is not None:
            self.stage.hold.stop()


def _declare_records(progress: Progress) -> None:
    import model.schema
    import model.today.queries  # noqa: F401  both for what they declare; the first page asks the second


def _watch(context: Context) -> None:
    """What works beside the pages; read in only now, since nobody waits for it."""
    from gui.exchange.badge import ConflictBadge
    from gui.retention.upkeep import Upkeep

    Upkeep(context)
    ConflictBadge(context)


def _tell_office(context: Context, window: MainWindow) -> None:
    """The window's word on what the office has, and on files that arrive; another window gets its own."""
    from gui.exchange.badge import OfficeBadge
    from gui.exchange.watching import FolderOffer

    FolderOffer(context, window)
    window.slots.addWidget(OfficeBadge(context, window).button)
