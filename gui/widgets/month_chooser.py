"""The month a page shows: its words between two arrows, Alt+Page Up and Alt+Page Down from anywhere on the page."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.widgets.labels import icon_button, section
from gui.widgets.placing import in_row
from model.months import is_month, month_after, month_of, month_words
from resources.i18n import _


class MonthChooser(QWidget):
    """`changed` when another month is chosen; the month is YYYYMM."""

    changed = Signal()

    def __init__(self, today: date, page: QWidget) -> None:
        super().__init__()
        self._month = month_of(today)
        self.words = section("")
        self.earlier = icon_button("chevron-left", _("Earlier"), lambda: self.step(-1))
        self.later = icon_button("chevron-right", _("Later"), lambda: self.step(1))
        in_row(self.earlier, self.words, self.later, gap=8, within=self)
        for keys, by in (("Alt+PgUp", -1), ("Alt+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.step(by))
        self._show()

    def month(self) -> int:
        """The month that is shown."""
        return self._month

    def set_month(self, month: int) -> None:
        """Show this month; says nothing, and passes over a number that is no month."""
        if is_month(month):
            self._month = month
            self._show()

    def step(self, by: int) -> None:
        """So many months on."""
        self.set_month(month_after(self._month, by))
        self.changed.emit()

    def _show(self) -> None:
        self.words.setText(month_words(self._month))
