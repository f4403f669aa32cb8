"""Keeps the number of open conflicts beside the exchange page's name."""

from PySide6.QtCore import QObject, QTimer

from gui.context import Context
from model.exchange.conflicts import count_conflicts


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
