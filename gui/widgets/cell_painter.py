"""Paints a table's cells: whole-row hover and selection, tags, tick boxes, signed figures."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from gui.colours import Colours, Tone, colours_of
from gui.icons import draw_icon
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.record_model import COLUMN_ROLE, TAGS_ROLE, VALUE_ROLE, Index

PADDING = 12
TAG_ROOM = 2 * PADDING + 18
"""What a cell with one tag takes besides the tag's word."""
_LEAST_WORDS = 44
"""Where less room is left words behind a tag are not begun."""
_LEAST_TAG = 88
"""Where less room is left a further tag is not begun unless it fits as a whole: it would be a box without a word."""


def paint_tag(painter: QPainter, tag: Tag, left: float, area: QRectF, font: QFont, colours: Colours) -> float:
    """Paint a tag from `left`, centred in the height of `area`; returns where the next may begin."""
    metrics = QFontMetricsF(font)
    room = area.right() - left
    if tag.tone is Tone.PLAIN:
        text = metrics.elidedText(tag.text, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.setPen(QColor(colours.text))
        place = QRectF(left, area.top(), max(room, 0), area.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
        return left + metrics.horizontalAdvance(text) + PADDING
    small = QFont(font)
    small.setPixelSize(font.pixelSize() - 1)
    metrics = QFontMetricsF(small)
    text = metrics.elidedText(tag.text, Qt.TextElideMode.ElideRight, max(room - 16, 0))
    width = metrics.horizontalAdvance(text) + 16
    height = min(float(font.pixelSize() + 8), area.height())
    box = QRectF(left, area.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.soft(tag.tone)))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(colours.ink(tag.tone)))
    painter.setFont(small)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.setFont(font)
    return box.right() + 6


class CellPainter(QStyledItemDelegate):
    """Draws every cell of a record table; the view tells which row the mouse is over."""

    def __init__(self) -> None:
        super().__init__()
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = colours_of(option.palette)
        font = QFont(option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        elif index.row() == self.hovered:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
        if index.column() == 0:
            self._paint_check(painter, rect, index, colours)
        else:
            self._paint_value(painter, rect, index, colours, font)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        column = index.data(COLUMN_ROLE)
        font = QFont(option.font)
        font.setBold(isinstance(column, Column) and column.bold)
        metrics = QFontMetricsF(font)
        tags: Sequence[Tag] = index.data(TAGS_ROLE) if _is_tagged(column) else ()
        width = sum(metrics.horizontalAdvance(tag.text) + 22 for tag in tags) if tags else 0.0
        width = width or metrics.horizontalAdvance(str(index.data() or ""))
        return QSize(int(width) + 2 * PADDING + 2, 32)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole words of a cell that shows only a part of them."""
        if event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), _as_tip(self._hidden_words(option, index)), view, option.rect)
        return True

    def _hidden_words(self, option: QStyleOptionViewItem, index: Index) -> str:
        if index.column() == 0 or not index.isValid():
            return ""
        column: Column = index.data(COLUMN_ROLE)
        says_more = column.tags is not None and column.words is not None
        cut = self.sizeHint(option, index).width() > option.rect.width()
        return str(index.data() or "") if says_more or cut else ""

    def _paint_check(self, painter: QPainter, rect: QRect, index: Index, c: Colours) -> None:
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        box = QRectF(rect.left() + 13, rect.center().y() - 6.5, 14, 14)
        painter.setPen(QPen(QColor(c.accent if ticked else c.faint), 1))
        painter.setBrush(QColor(c.accent if ticked else c.card))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if ticked:
            draw_icon(painter, "check", box.adjusted(1, 1, -1, -1), c.on_accent)

    def _paint_value(self, painter: QPainter, rect: QRect, index: Index, c: Colours, font: QFont) -> None:
        column: Column = index.data(COLUMN_ROLE)
        area = QRectF(rect.adjusted(PADDING, 0, -PADDING, 0))
        font.setBold(column.bold)
        painter.setFont(font)
        if _is_tagged(column):
            left = area.left()
            for place, tag in enumerate(index.data(TAGS_ROLE)):
                if place == 0 or _has_room(tag, area.right() - left, font):
                    left = paint_tag(painter, tag, left, area, font, c)
            return
        text = str(index.data() or "")
        if column.kind is Kind.ACTION:
            self._paint_action(painter, area, text, c, font)
            return
        painter.setPen(QColor(_ink(column, index.data(VALUE_ROLE), c)))
        side = Qt.AlignmentFlag.AlignRight if column.at_right else Qt.AlignmentFlag.AlignLeft
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 1)
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), elided)

    def _paint_action(self, painter: QPainter, area: QRectF, text: str, c: Colours, font: QFont) -> None:
        if not text:
            return
        width = min(QFontMetricsF(font).horizontalAdvance(text) + 28, area.width())
        box = QRectF(area.left() + 0.5, area.center().y() - 10.5, width, 22)
        painter.setPen(QPen(QColor(c.hairline), 1))
        painter.setBrush(QColor(c.card))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(c.text))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def _has_room(tag: Tag, room: float, font: QFont) -> bool:
    """Whether a tag behind another can be read in this many pixels."""
    if tag.tone is Tone.PLAIN:
        return room > _LEAST_WORDS
    return room > min(QFontMetricsF(font).horizontalAdvance(tag.text) + 16, _LEAST_TAG)


def _as_tip(words: str) -> str:
    """A tip that wraps; what comes from outside is never read as marks."""
    return f'<p style="white-space: pre-wrap">{html.escape(words)}</p>' if words else ""


def _is_tagged(column: object) -> bool:
    return isinstance(column, Column) and (column.kind is Kind.TAG or column.tags is not None)


def _ink(column: Column, value: object, c: Colours) -> str:
    if column.signed and isinstance(value, int | float) and value:
        return c.danger if value < 0 else c.done
    return c.muted if column.quiet else c.text
