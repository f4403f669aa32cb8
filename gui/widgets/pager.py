"""Previous and next record, inside the list that the record was opened from."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.widgets.labels import icon_button, muted
from gui.widgets.placing import in_row
from resources.i18n import _


class Pager(QWidget):
    """‹ 3 / 38 ›; Ctrl+PageUp and Ctrl+PageDown do the same."""

    moved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._ids: tuple[str, ...] = ()
        self._at = -1
        self.back = icon_button("chevron-left", _("Previous record"), lambda: self._step(-1))
        self.words = muted("")
        self.forward = icon_button("chevron-right", _("Next record"), lambda: self._step(1))
        in_row(self.back, self.words, self.forward, gap=2, within=self)
        QShortcut(QKeySequence("Ctrl+PgUp"), self).activated.connect(lambda: self._step(-1))
        QShortcut(QKeySequence("Ctrl+PgDown"), self).activated.connect(lambda: self._step(1))

    def show_place(self, record: str | None, within: Sequence[str]) -> None:
        """Show where the record stands in its list; hidden when it came from none."""
        self._ids = tuple(within)
        self._at = self._ids.index(record) if record in self._ids else -1
        self.setVisible(self._at >= 0)
        self.words.setText(f"{self._at + 1:,} / {len(self._ids):,}")
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._ids))

    def _step(self, by: int) -> None:
        place = self._at + by
        if self._at >= 0 and 0 <= place < len(self._ids):
            self.moved.emit(self._ids[place])
