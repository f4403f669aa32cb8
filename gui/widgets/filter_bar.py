"""The bar above a table: quick filter, chips of filters, saved filters, columns, export and print."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from gui.icons import icon
from gui.widgets.columns import Column
from gui.widgets.condition_editor import condition_words
from gui.widgets.conditions import Condition
from gui.widgets.flow import Flow
from gui.widgets.labels import button, icon_button, muted
from gui.widgets.placing import in_row
from resources.i18n import _


class Chip(QPushButton):
    """A word in a rounded frame; Delete, a right click or its cross takes it away."""

    removed = Signal()

    def __init__(self, words: str, on: bool = False) -> None:
        super().__init__(words)
        self._crossed = on
        self.setProperty("look", "chip")
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _point: self.removed.emit())
        if on:
            self.setProperty("on", "true")
            self.setIcon(icon("x", "accent"))
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._crossed
            and self.rect().contains(event.position().toPoint())
            and event.position().x() > self.width() - 28
        ):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)


class FilterBar(QWidget):
    """Shows the filters in force and asks for others; knows no rows."""

    quick_changed = Signal(str)
    asked = Signal(str)
    removed = Signal(str)
    saved_chosen = Signal(str)
    save_wanted = Signal()
    forget_wanted = Signal(str)
    cleared = Signal()

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = [column for column in columns if not column.hidden_key]
        self.add_button: QPushButton | None = None
        self.quick = QLineEdit()
        self.quick.setPlaceholderText(_("Filter this list"))
        self.quick.setAccessibleName(_("Filter this list"))
        self.quick.setClearButtonEnabled(True)
        self.quick.setFixedSize(176, max(28, self.quick.fontMetrics().height() + 10))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(lambda: self.quick_changed.emit(self.quick.text()))
        self.quick.textChanged.connect(lambda _text: self._timer.start())
        self.chips = Flow()
        self.columns_button = icon_button("columns-3", _("Choose columns"))
        self.export_button = icon_button("download", _("Export what is shown"))
        self.print_button = icon_button("printer", _("Print what is shown"))
        self.offer_papers(False)
        self._lay_out()

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setLayout(self.chips)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self.right = QHBoxLayout()
        self.right.setSpacing(4)
        self.right.addWidget(self.export_button)
        self.right.addWidget(self.print_button)
        self.right.addWidget(self.columns_button)
        in_row((self.quick, Qt.AlignmentFlag.AlignTop), (holder, 1), self.right, gap=8, within=self)

    def offer_papers(self, on: bool) -> None:
        """Whether what is shown can be exported and printed: a list that nobody answers for offers neither."""
        for made in (self.export_button, self.print_button):
            made.setVisible(on)

    def show_filters(self, conditions: Sequence[Condition], saved: Mapping[str, object]) -> None:
        """Show these filters and the names of the saved ones."""
        self.chips.clear()
        by_key = {column.key: column for column in self._columns}
        for condition in conditions:
            if condition.key in by_key:
                self._add_chip(by_key[condition.key], condition)
        self.add_button = button(_("Filter"), self._choose_column, "chip", "plus")
        self.chips.addWidget(self.add_button)
        if conditions:
            self.chips.addWidget(button(_("Save filter"), self.save_wanted.emit, "quiet"))
            self.chips.addWidget(button(_("Clear"), self.cleared.emit, "quiet"))
        if saved:
            self.chips.addWidget(muted(_("Saved:")))
        for name in saved:
            self._add_saved(name)

    def _add_chip(self, column: Column, condition: Condition) -> None:
        chip = Chip(condition_words(column, condition), on=True)
        chip.setToolTip(_("Click to change, right click or Delete to remove"))
        chip.clicked.connect(lambda: self.asked.emit(column.key))
        chip.removed.connect(lambda: self.removed.emit(column.key))
        self.chips.addWidget(chip)

    def _add_saved(self, name: str) -> None:
        chip = Chip(name)
        chip.setToolTip(_("Right click or Delete removes"))
        chip.clicked.connect(lambda: self.saved_chosen.emit(name))
        chip.removed.connect(lambda: self.forget_wanted.emit(name))
        self.chips.addWidget(chip)

    def _choose_column(self) -> None:
        menu = QMenu(self)
        for column in self._columns:
            menu.addAction(_(column.title), partial(self.asked.emit, column.key))
        if self.add_button is not None:
            menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))
