"""The base of every page."""

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from gui.context import Context
from gui.widgets.flow import FlowRow
from gui.widgets.labels import elided, title
from gui.widgets.placing import FRAME, in_column
from gui.widgets.record_table import RecordTable
from gui.widgets.scrolled import Sheet, scrolled


class Page(QWidget):
    """A page: header (title, sub-title, actions) and body. Reads in `refresh()`, which runs when it must.

    `listens_to` names the entities whose change makes the page read again: at once when it is shown, otherwise when it
    is shown next. Add the body to `self.body`, buttons to `self.buttons`, tags to `self.after_heading`.
    """

    listens_to: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: Context, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.target: str | None = None
        self.within: tuple[str, ...] = ()
        self._stale = True
        self._first: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._refresh_if_stale)
        self.heading = title(heading)
        self.sub_heading = elided("", "muted")
        self.before_heading, self.after_heading, self.buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._lay_out()
        context.data_changed.connect(self._on_data_changed)

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(12)
        self.after_heading.setSpacing(8)
        self.buttons.setSpacing(12)
        header.addLayout(self.before_heading)
        header.addWidget(self.heading)
        header.addLayout(self.after_heading)
        header.addWidget(self.sub_heading)
        header.addStretch(1)
        header.addLayout(self.buttons)
        self._header, self._second, self._beside = header, FlowRow(gap=self.buttons.spacing()), True
        self._second.hide()
        self._ground = Sheet()
        self._ground.installEventFilter(self)
        in_column(header, self._second, (self.body, 1), gap=16, margins=FRAME, within=self._ground)
        in_column(scrolled(self._ground), within=self)

    def refresh(self) -> None:
        """Read and show; called by the frame, never when hidden."""

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """Show this record; `within` is the list it came from."""
        if (target, within) != (self.target, self.within):
            self.target, self.within = target, within
            self.mark_stale()

    def mark_stale(self) -> None:
        """Read again: soon when the page is shown, otherwise when it is shown next."""
        self._stale = True
        if self.isVisible():
            self._soon.start(0)

    def state(self) -> dict[str, Any]:
        """What back and forward bring back: filter, sort, selection, scroll (plain values)."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring a state back."""

    def new_here(self) -> bool:
        """Ctrl+N: start the new record of this page; False when there is none."""
        return False

    def print_here(self) -> bool:
        """Ctrl+P: the paper of this page; False when there is none."""
        return False

    def print_table(self) -> bool:
        """Ctrl+P without a paper: the list that is seen, of several the one worked in; False when there is none."""
        tables = [table for table in self.findChildren(RecordTable) if table.bar.print_button.isVisible()]
        table = next((one for one in tables if one.hasFocus() or one.isAncestorOf(self.focusWidget())), None)
        if not tables:
            return False
        (table or tables[0]).print_wanted.emit()
        return True

    def customer_here(self) -> str | None:
        """The customer this page shows, if it shows one: a visit or promise begun here is theirs."""
        return None

    def help_text(self) -> str:
        """F1: what this page is for and what its words mean, as plain paragraphs."""
        return ""

    def may_leave(self) -> bool:
        """Asked before going elsewhere; a page that would lose something asks and answers."""
        return True

    def _on_data_changed(self, names: frozenset[str]) -> None:
        if names & self.listens_to:
            self.mark_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
            self._fit_header()

    def _fit_header(self) -> None:
        """Buttons go under the title where both do not fit beside each other, in as many lines as they need."""
        beside, buttons = self._beside, self._width_of_buttons()
        words = self.sub_heading.sizeHint().width() - self.sub_heading.minimumSizeHint().width()
        rest = self._header.minimumSize().width() + words
        if beside:
            rest -= buttons + self._header.spacing()
        fits = rest + buttons + 36 <= self._ground.width() - 48
        if fits == beside:
            return
        self._beside = fits
        leave, reach = (self._second.flow, self.buttons) if fits else (self.buttons, self._second.flow)
        while (item := leave.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                reach.addWidget(widget)
        self._second.setVisible(not fits)

    def _width_of_buttons(self) -> int:
        """Pixels of those that are shown, side by side."""
        row: QLayout = self.buttons if self._beside else self._second.flow
        items = [row.itemAt(index) for index in range(row.count())]
        widths = [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]
        return sum(widths) + self.buttons.spacing() * (len(widths) - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._ground and (
            event.type() == QEvent.Type.Resize or (event.type() == QEvent.Type.LayoutRequest and self._beside)
        ):
            self._fit_header()  # words or buttons came or grew; only a new size brings the buttons up again
        return super().eventFilter(watched, event)

    def setFocusProxy(self, widget: QWidget | None) -> None:
        # Qt's own proxy would swallow Tab: everything on the page that stands before it could not be reached.
        self._first = widget

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self._first is not None:
            self._first.setFocus(reason)
        else:
            super().setFocus(reason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_stale()
