"""The main window: rail, top bar, pages, history, messages and the keys that work everywhere."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QPushButton, QStackedWidget, QWidget

from gui.colours import Tone
from gui.commands import COMMANDS, PRESENTING_KEY
from gui.context import Context
from gui.finding import Finder
from gui.history import History, Place
from gui.page import Page
from gui.pages import PageSpec
from gui.pages import Place as Reach
from gui.rail import Rail
from gui.tasks import Progress
from gui.toasts import Toasts
from gui.widgets.labels import button, icon_button
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.search_box import SearchBox
from resources.i18n import _

if TYPE_CHECKING:
    from model.store.undo import UndoResult

SMALLEST: Final = (1024, 640)
_USUAL: Final = QSize(1280, 800)
_FRAME: Final = QSize(16, 48)
"""What the system draws around a window, at most: the whole of it stands on a small screen at its first start."""
IMPORTABLE: Final = (".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv")
"""What may be dropped on the window to be imported; of those, old or foreign kinds are refused in words."""


class MainWindow(QMainWindow):
    """Opens pages in place and keeps them; everything it does for a page goes through the context.

    While a customer looks on, nothing is found, undone or brought in by it.
    """

    def __init__(self, context: Context, specs: Sequence[PageSpec], owner: str) -> None:
        super().__init__()
        self.context = context
        self._presenting = context.presented is not None
        self._specs = {spec.name: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self.history = History()
        self.setWindowTitle(_("Meiban"))
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(not self._presenting)
        self.resize(_USUAL.boundedTo(self.screen().availableSize() - _FRAME))
        self.rail = Rail(specs, owner)
        self.finder = Finder(context, specs)
        self.search = SearchBox(
            self.finder.find, _("Find customers, contacts, visits, actions; pinyin initials work too")
        )
        self.slots = QHBoxLayout()
        """The right end of the top bar: the exchange badge and the presenting switch put themselves here."""
        self.pages = QStackedWidget()
        self._lay_out()
        self.search.setVisible(not self._presenting)
        if not self._presenting:
            self.present_button = self._present_button()
            self.slots.addWidget(self.present_button)
        self.toasts = Toasts(self, context.tasks)
        self._connect()
        self._add_keys()
        self._bring_back()

    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Page) else None

    def start(self) -> None:
        """Show the first page of the list."""
        self.open_page(next(iter(self._specs)))

    def open_page(self, name: str, target: str | None = None, within: tuple[str, ...] = ()) -> None:
        """Go to a page, unless the one that is shown does not let go. Raises `KeyError` for a name not listed."""
        here = self.history.here
        if name not in self._specs:
            raise KeyError(name)
        if here is not None and (here.page, here.target) == (name, target):
            return
        if self._leave():
            self.history.go(Place(name, target, within))
            self._arrive(self.history.here)

    def go_back(self) -> None:
        """Back to the place before."""
        if self.history.can_go_back and self._leave():
            self._arrive(self.history.back())

    def go_forward(self) -> None:
        """Forward again."""
        if self.history.can_go_forward and self._leave():
            self._arrive(self.history.forward())

    def undo(self) -> None:
        """Take the last change back."""
        from model.store.undo import undo  # at its first use: what a start need not read in

        self._take_back(lambda progress: undo(self.context.database), _("Nothing to undo."), _("Undone: {event}"))

    def redo(self) -> None:
        """Put the last undone change forth again."""
        from model.store.undo import redo

        self._take_back(lambda progress: redo(self.context.database), _("Nothing to redo."), _("Done again: {event}"))

    def show_help(self) -> None:
        """What this page is for, and all keys."""
        from gui.help import HelpDialog

        page = self.page()
        heading, text = (page.heading.text(), page.help_text()) if page else ("", "")
        HelpDialog(self, heading, text, self._presenting).open()

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("top")
        top.setFixedHeight(52)
        self.back_button = icon_button("arrow-left", _("Back"), self.go_back)
        self.forward_button = icon_button("arrow-right", _("Forward"), self.go_forward)
        self.search.setMaximumWidth(460)
        self.slots.setSpacing(16)
        in_row(
            self.back_button,
            self.forward_button,
            4,
            (self.search, 3),
            (STRETCH, 2),
            self.slots,
            gap=4,
            margins=(16, 0, 24, 0),
            within=top,
        )
        whole = QWidget()
        in_row(self.rail, (in_column(top, (self.pages, 1), gap=0), 1), gap=0, within=whole)
        self.setCentralWidget(whole)

    def _present_button(self) -> QPushButton:
        made = button(_("Present"), lambda: self.context.present_wanted.emit(None), "quiet", "presentation")
        made.setAccessibleName(_("Present to the customer"))
        made.setToolTip(_("Show the customer only what it may see ({key})").format(key=PRESENTING_KEY))
        return made

    def _connect(self) -> None:
        context = self.context
        context.page_wanted.connect(self.open_page)
        context.message_wanted.connect(self._say)
        context.offer_wanted.connect(self.toasts.offer)
        context.badge_changed.connect(self.rail.set_count)
        context.undo_wanted.connect(self.undo)
        context.redo_wanted.connect(self.redo)
        context.import_wanted.connect(self._import)
        context.visit_wanted.connect(self._note_visit)
        context.promise_wanted.connect(self._note_promise)
        context.tasks.writing_changed.connect(self.pages.setDisabled)
        self.toasts.undo_wanted.connect(self.undo)
        self.rail.chosen.connect(self.open_page)
        self.rail.folded.connect(self._keep_rail)
        self.search.left.connect(self._focus_page)

    def _import(self, paths: Sequence[Path]) -> None:
        from gui.intake.wizard import open_wizard

        if self.pages.isEnabled():
            open_wizard(self, self.context, paths)

    def _note_visit(self) -> None:
        from gui.visits.visit_dialog import open_visit

        self._ask_page(lambda page: open_visit(self, self.context, page.customer_here()))

    def _note_promise(self) -> None:
        from gui.needs.promise_dialog import open_promise

        self._ask_page(lambda page: open_promise(self, self.context, page.customer_here()))

    def _say(self, text: str, tone: str, undo: bool) -> None:
        self.toasts.say(text, Tone(tone), undo)

    def _keep_rail(self, folded: bool) -> None:
        self.context.preferences.keep_layout("rail", {"folded": folded})

    def _add_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Ctrl+P", lambda: self._ask_page(lambda page: page.print_here() or page.print_table())),
            ("F1", self.show_help),
            ("F5", lambda: self._ask_page(lambda page: page.mark_stale())),
        ]
        if not self._presenting:
            keys += [
                ("Ctrl+K", self.search.go),
                ("Ctrl+N", lambda: self._ask_page(lambda page: page.new_here())),
                ("Ctrl+Shift+Z", self.redo),
            ]
        commands = [command for command in COMMANDS if command.presentable or not self._presenting]
        keys += [(command.key, _run(command.run, self.context)) for command in commands if command.key]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)

    def _bring_back(self) -> None:
        preferences = self.context.preferences
        geometry = preferences.geometry("main")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        self.rail.fold(preferences.layout("rail").get("folded") is True)

    def _page_of(self, name: str) -> Page:
        if name not in self._pages:
            page = self._specs[name].make(self.context)
            self._pages[name] = page
            self.pages.addWidget(page)
        return self._pages[name]

    def _leave(self) -> bool:
        page, here = self.page(), self.history.here
        if page is None or here is None:
            return True
        if not page.may_leave():
            return False
        here.state = page.state()
        return True

    def _arrive(self, place: Place | None) -> None:
        if place is None:
            return
        page = self._page_of(place.page)
        page.show_target(place.target, place.within)
        self.pages.setCurrentWidget(page)
        if place.state:
            page.restore(place.state)
        spec = self._specs[place.page]
        self.rail.show_page(spec.rail if spec.place is Reach.INSIDE else spec.name)
        self.back_button.setEnabled(self.history.can_go_back)
        self.forward_button.setEnabled(self.history.can_go_forward)
        self._focus_page()

    def _focus_page(self) -> None:
        page = self.page()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_page(self, ask: Callable[[Page], object]) -> None:
        page = self.page()
        if page is not None and self.pages.isEnabled():
            ask(page)

    def _take_back(self, job: Callable[[Progress], "UndoResult | None"], nothing: str, words: str) -> None:
        if not self.pages.isEnabled():
            return

        def tell(result: "UndoResult | None") -> None:
            if result is None:
                self.toasts.say(nothing, Tone.NEWS)
            else:
                from gui.changes.telling import tell_taken_back

                tell_taken_back(self.context, result, words)

        self.context.tasks.run(job, tell, title=_("Undo"), writes=True)

    def focusNextPrevChild(self, onward: bool) -> bool:
        self.toasts.stand_last()
        return super().focusNextPrevChild(onward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.go_forward()
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.context.import_wanted.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.page()
        if page is not None and not page.may_leave():
            event.ignore()
            return
        self.context.preferences.keep_geometry("main", self.saveGeometry())
        super().closeEvent(event)


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The workbooks and csv files among what is dragged onto the window."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() in IMPORTABLE)


def _run(act: Callable[[Context], None], context: Context) -> Callable[[], None]:
    return lambda: act(context)
