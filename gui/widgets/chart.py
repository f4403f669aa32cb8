"""A chart on the screen: draws the plain drawing of `reports`, shows numbers on hover, opens the list behind a bar."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.colours import Colours, colours_of
from reports.drawing import Anchor, Colour, Dot, Drawing, HitRegion, Line, Polyline, Rect, Shape, Text
from resources.i18n import _

SCALE: Final = 1.5
"""Screen pixels for one point, so that the 8-point labels of a drawing read like the small text of the window."""

_ROLES: Final = {
    Colour.INK: "text",
    Colour.MUTED: "muted",
    Colour.HAIRLINE: "line",
    Colour.SURFACE: "card",
    Colour.ACCENT: "accent",
    Colour.FIRST: "accent",
    Colour.SECOND: "bar",
    Colour.THIRD: "news",
    Colour.FOURTH: "warning",
    Colour.DANGER: "danger",
    Colour.WARNING: "warning",
    Colour.DONE: "done",
    Colour.NEWS: "news",
}


def screen_colour(colour: Colour, colours: Colours) -> QColor:
    """The colour of the theme for a role of a drawing."""
    return QColor(getattr(colours, _ROLES[colour]))


def paint_drawing(painter: QPainter, drawing: Drawing, colours: Colours, face: QFont) -> None:
    """Draw every shape in the painter's coordinates (points)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in drawing.shapes:
        _paint(painter, shape, colours, face)


def _paint(painter: QPainter, shape: Shape, colours: Colours, face: QFont) -> None:
    match shape:
        case Rect():
            painter.fillRect(QRectF(shape.x, shape.y, shape.width, shape.height), screen_colour(shape.fill, colours))
        case Line():
            pen = QPen(screen_colour(shape.stroke, colours), shape.width)
            if shape.dashed:
                pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Polyline():
            painter.setPen(QPen(screen_colour(shape.stroke, colours), shape.width))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Dot():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(screen_colour(shape.fill, colours))
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Text():
            _paint_text(painter, shape, colours, face)


def _paint_text(painter: QPainter, shape: Text, colours: Colours, face: QFont) -> None:
    font = QFont(face)
    font.setPixelSize(max(round(shape.size * 8), 1))
    font.setBold(shape.bold)
    width = QFontMetricsF(font).horizontalAdvance(shape.text) / 8
    left = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
    painter.save()
    painter.setFont(font)
    painter.setPen(screen_colour(shape.colour, colours))
    painter.translate(shape.x - left, shape.y)
    painter.scale(1 / 8, 1 / 8)
    painter.drawText(QPointF(0, 0), shape.text)
    painter.restore()


class ChartView(QWidget):
    """Shows what `make(width, height)` (points) draws; `clicked(key)` opens the list behind a figure.

    The arrow keys go from figure to figure, Enter opens.
    """

    clicked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._make: Callable[[float, float], Drawing] | None = None
        self.drawing: Drawing | None = None
        self._marked = -1
        self._name = name
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(160)

    def set_chart(self, make: Callable[[float, float], Drawing] | None) -> None:
        """Draw this; it is asked again whenever the size changes. None shows nothing."""
        self._make = make
        self._marked = -1
        self._draw()

    def hover_text(self) -> str:
        """The words of the figure that is marked; empty without one."""
        hit = self._hit()
        return hit.hover if hit else ""

    def _draw(self) -> None:
        if self._make is None or self.width() < 40 or self.height() < 40:
            self.drawing = None
        else:
            self.drawing = self._make(self.width() / SCALE, self.height() / SCALE)
        self.update()

    def _hits(self) -> tuple[HitRegion, ...]:
        return self.drawing.hits if self.drawing else ()

    def _hit(self) -> HitRegion | None:
        hits = self._hits()
        return hits[self._marked] if 0 <= self._marked < len(hits) else None

    def _mark(self, place: int) -> None:
        if place == self._marked:
            return
        self._marked = place
        hit = self._hit()
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)
        self.setAccessibleDescription(hit.hover if hit else "")
        if hit:
            corner = QPointF(hit.x * SCALE + 8, hit.y * SCALE + 8)
            QToolTip.showText(self.mapToGlobal(corner.toPoint()), hit.hover, self)
        else:
            QToolTip.hideText()
        self.update()

    def _open(self) -> None:
        hit = self._hit()
        if hit and hit.key:
            self.clicked.emit(hit.key)

    def sizeHint(self) -> QSize:
        return QSize(480, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = colours_of(self.palette())
        if self.drawing is None:
            painter.setPen(QColor(colours.muted))
            if self._make is None:
                painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), _("No figures yet"))
            painter.end()
            return
        painter.scale(SCALE, SCALE)
        hit = self._hit()
        if hit:
            painter.fillRect(QRectF(hit.x, hit.y, hit.width, hit.height), QColor(colours.hover))
        paint_drawing(painter, self.drawing, colours, self.font())
        if hit and self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 0.7))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(hit.x, hit.y, hit.width, hit.height), 3, 3)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position() / SCALE
        for place, hit in enumerate(self._hits()):
            if hit.x <= at.x() <= hit.x + hit.width and hit.y <= at.y() <= hit.y + hit.height:
                self._mark(place)
                return
        self._mark(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def leaveEvent(self, event: QEvent) -> None:
        self._mark(-1)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._mark(-1)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._hits())
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up) and count:
            self._mark((self._marked - 1) % count)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down) and count:
            self._mark((self._marked + 1) % count)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)
