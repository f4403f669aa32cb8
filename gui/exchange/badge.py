"""Beside the pages: the open conflicts' count in the rail, and up to when the office has one's work in the top bar."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton

from gui.context import Context
from gui.exchange.words import since_words
from gui.widgets.columns import moment_words
from gui.widgets.labels import button
from model.exchange.conflicts import count_conflicts
from model.exchange.people import office_has_work_of
from resources.i18n import _


class ConflictBadge(QObject):
    """Counts when the window opens and whenever conflicts change."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        context.data_changed.connect(self._on_change)
        QTimer.singleShot(0, self, self.count)

    def count(self) -> None:
        """Count now."""
        with self._context.read() as session:
            self._context.set_badge("exchange", count_conflicts(session))

    def _on_change(self, names: frozenset[str]) -> None:
        if "conflict" in names:
            self.count()


class OfficeBadge(QObject):
    """Says in the top bar up to when the office has this laptop's work; a click opens the exchange page.

    At the office, and before its first file, there is nothing to say and nothing is shown.
    """

    def __init__(self, context: Context, window: QObject) -> None:
        super().__init__(window)
        self._context = context
        self.button: QPushButton = button("", lambda: context.open_page("exchange"), "quiet", "arrow-left-right")
        self.button.hide()
        context.data_changed.connect(self._on_change)
        QTimer.singleShot(0, self, self.show)

    def show(self) -> None:
        """Read and say it now."""
        with self._context.read() as session:
            moment = office_has_work_of(session)
        self.button.setVisible(moment is not None)
        if moment is None:
            return
        now = self._context.clock.now()
        words = _("The office has your work up to {when}").format(when=since_words(moment, now))
        self.button.setText(f" {words}")
        whole = _("The office has your work up to {when}").format(when=moment_words(moment))
        self.button.setToolTip(whole)
        self.button.setAccessibleName(whole)

    def _on_change(self, names: frozenset[str]) -> None:
        if names & {"peer", "exchange_file"}:
            self.show()
