"""The one search box: finds as you type, grouped, and runs actions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.colours import colours_of
from gui.icons import draw_icon
from gui.widgets.labels import label, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from resources.i18n import _

if TYPE_CHECKING:
    from gui.widgets.record_model import Index

_HIT = int(Qt.ItemDataRole.UserRole)
MOST_SHOWN = 12


@dataclass(frozen=True)
class Hit:
    """One line of the list: its group's heading, words, where it lies, an icon, and what choosing it does."""

    group: str
    title: str
    detail: str
    glyph: str
    choose: Callable[[], None]


class _HitPainter(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        hit: Hit | str = index.data(_HIT)
        colours = colours_of(option.palette)
        area = QRectF(option.rect).adjusted(4, 0, -4, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(hit, str):
            painter.setPen(QColor(colours.muted))
            painter.drawText(area.adjusted(8, 4, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), hit)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(area, 6, 6)
        draw_icon(painter, hit.glyph, QRectF(area.left() + 10, area.center().y() - 8, 16, 16), colours.muted)
        font = QFont(option.font)
        metrics = QFontMetricsF(font)
        left = area.left() + 38
        detail = metrics.elidedText(hit.detail, Qt.TextElideMode.ElideRight, area.width() * 0.4)
        width = metrics.horizontalAdvance(detail)
        room = area.right() - 12 - width - 12 - left
        painter.setPen(QColor(colours.text))
        words = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, area.top(), room, area.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.setPen(QColor(colours.muted))
        place = QRectF(area.right() - 12 - width, area.top(), width + 2, area.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        return QSize(100, 26 if isinstance(index.data(_HIT), str) else 34)


class SearchBox(QFrame):
    """A line with a list under it. `find(text)` gives the hits in order; Enter takes the marked one, Esc goes back."""

    left = Signal()

    def __init__(self, find: Callable[[str], Sequence[Hit]], placeholder: str) -> None:
        super().__init__()
        self._find = find
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.setMinimumWidth(220)
        self.line.setTextMargins(0, 0, self.line.fontMetrics().horizontalAdvance("Ctrl K") + 24, 0)
        self.line.installEventFilter(self)
        key = label("Ctrl K", "key")
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        key.setMinimumHeight(22)
        in_row(STRETCH, (key, Qt.AlignmentFlag.AlignVCenter), margins=(0, 0, 10, 0), within=self.line)
        self._key = key
        in_row(self.line, within=self)
        self._make_popup()
        self.line.textChanged.connect(self._on_text)

    def go(self) -> None:
        """Put the cursor into the box with its text selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self._on_text(self.line.text())

    def _make_popup(self) -> None:
        self.popup = QFrame(self.window(), Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.popup.setProperty("look", "popup")
        self.popup.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitPainter(self.list))
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemClicked.connect(self._choose)
        self.list.itemEntered.connect(self._on_hover)
        self.nothing = muted(_("Nothing found. Try the code, a phone number or pinyin initials."))
        self.nothing.setContentsMargins(8, 8, 8, 8)
        in_column(self.list, self.nothing, margins=(4, 4, 4, 4), within=self.popup)

    def _on_text(self, text: str) -> None:
        self._key.setVisible(not text)
        if not text.strip() and not self.line.hasFocus():
            self.popup.hide()
            return
        self._show(self._find(text))

    def _show(self, hits: Sequence[Hit]) -> None:
        self.list.clear()
        group = ""
        for hit in hits[:MOST_SHOWN]:
            if hit.group != group:
                group = hit.group
                heading = QListWidgetItem()
                heading.setData(_HIT, group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(heading)
            item = QListWidgetItem()
            item.setData(_HIT, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title} {hit.detail}")
            self.list.addItem(item)
        self.list.setVisible(bool(hits))
        self.nothing.setVisible(not hits)
        if hits:
            self.list.setCurrentRow(1)
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(height + 4)
        self.popup.setFixedWidth(max(self.line.width(), 420))
        self.popup.adjustSize()
        self.popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 4)))
        self.popup.show()
        self.popup.raise_()

    def _on_hover(self, item: QListWidgetItem) -> None:
        if not isinstance(item.data(_HIT), str):
            self.list.setCurrentItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        hit = item.data(_HIT) if item is not None else None
        if isinstance(hit, Hit):
            self.popup.hide()
            self.line.clear()
            self.popup.hide()
            self.line.clearFocus()
            QTimer.singleShot(0, hit.choose)

    def _move(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count():
            if not isinstance(self.list.item(row).data(_HIT), str):
                self.list.setCurrentRow(row)
                return
            row += by

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps and self.popup.isVisible():
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.popup.isVisible():
            self._choose(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.popup.hide()
            self.line.clear()
            self.popup.hide()
            self.left.emit()
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if event.type() == QEvent.Type.FocusOut:
            self.popup.hide()
        return super().eventFilter(watched, event)
