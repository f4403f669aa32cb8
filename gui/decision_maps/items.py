"""What stands on the canvas: cards of people and the lines between them."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.colours import Colours, Tone
from model.decision_maps.picture import CardFace, LineFace
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, Place
from model.decision_maps.ways import Route
from resources.i18n import N_, _

if TYPE_CHECKING:
    from gui.decision_maps.scene import MapScene

EDGE_TONES: Final = {"for": Tone.DONE, "between": Tone.NEUTRAL, "against": Tone.DANGER}
HANDLE: Final = 7
_CORNER: Final = 10.0
_LEFT: Final = 16.0
_ROOM: Final = CARD_WIDTH - 28.0
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE_WORDS: Final = {"influences": N_("influences"), "conflicts": N_("Conflict")}


class CardItem(QGraphicsItem):
    """One person's card; it repaints only when what it says changes."""

    def __init__(self, scene: "MapScene", face: CardFace) -> None:
        super().__init__()
        self.face = face
        self.faded_out = False
        self.painted = 0
        self._scene = scene
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(2)
        self._name_card()

    @property
    def place(self) -> Place:
        """Where the card stands now."""
        return Place(round(self.x()), round(self.y()))

    def set_face(self, face: CardFace) -> None:
        """Say something else."""
        if face != self.face:
            self.face = face
            self._name_card()
            self.update()

    def set_movable(self, movable: bool) -> None:
        """Whether the card can be dragged."""
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable, movable)

    def set_faded_out(self, faded_out: bool) -> None:
        """Stand back while others are searched for."""
        if faded_out != self.faded_out:
            self.faded_out = faded_out
            self.setOpacity(0.22 if faded_out else 1.0)

    def on_handle(self, position: QPointF) -> bool:
        """Whether a point of the scene is on the handle that lines are drawn from."""
        spot = self.mapFromScene(position)
        return (spot - QPointF(CARD_WIDTH / 2, CARD_HEIGHT)).manhattanLength() <= 2 * HANDLE

    def _name_card(self) -> None:
        self.setToolTip(self.face.spoken())

    def boundingRect(self) -> QRectF:
        return QRectF(-2, -2, CARD_WIDTH + 4, CARD_HEIGHT + HANDLE + 4)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, 0, CARD_WIDTH, CARD_HEIGHT + HANDLE))
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.painted += 1
        colours = self._scene.colours
        painter.save()
        paint_card(painter, self.face, colours, self._scene.font(), self.isSelected())
        painter.restore()
        if self.isSelected() and self._scene.editable:
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.setBrush(QColor(colours.card))
            painter.drawEllipse(QPointF(CARD_WIDTH / 2, CARD_HEIGHT), HANDLE - 2, HANDLE - 2)


def paint_card(painter: QPainter, face: CardFace, colours: Colours, font: QFont, selected: bool) -> None:
    """Draw a card with its upper left corner at the origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(0.5, 0.5, CARD_WIDTH - 1, CARD_HEIGHT - 1)
    pen = QPen(QColor(colours.accent if selected else colours.hairline), 1.5 if selected else 1)
    if face.placeholder:
        pen = QPen(QColor(colours.accent if selected else colours.faint), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(colours.card))
    painter.drawRoundedRect(body, 8, 8)
    used = _paint_name(painter, face, colours, font)
    strength = 1.0 - 0.55 * face.fade
    painter.setOpacity(painter.opacity() * strength)
    if face.stance and not face.placeholder:
        edge = QPainterPath()
        edge.addRoundedRect(body, 8, 8)
        painter.save()
        painter.setClipPath(edge)
        painter.fillRect(QRectF(0, 0, 4.5, CARD_HEIGHT), QColor(colours.ink(EDGE_TONES[face.stance])))
        painter.restore()
    _paint_words(painter, face, colours, font, used)


def _paint_name(painter: QPainter, face: CardFace, colours: Colours, font: QFont) -> float:
    """Who it is can be read however old the judgement is, quieter where it is out of date; how wide that is."""
    bold = QFont(font)
    bold.setBold(True)
    metrics = QFontMetricsF(bold)
    name = metrics.elidedText(face.name, Qt.TextElideMode.ElideRight, _ROOM)
    painter.setFont(bold)
    painter.setPen(QColor(colours.accent if face.placeholder else colours.muted if face.stale else colours.text))
    painter.drawText(QPointF(_LEFT, 25), name)
    return metrics.horizontalAdvance(name) + 10


def _paint_words(painter: QPainter, face: CardFace, colours: Colours, font: QFont, used: float) -> None:
    small = QFont(font)
    small.setPixelSize(font.pixelSize() - 1)
    left, room = _LEFT, _ROOM
    painter.setFont(small)
    painter.setPen(QColor(colours.muted))
    fine = QFontMetricsF(small)
    if room - used > 24:
        painter.drawText(
            QPointF(left + used, 25), fine.elidedText(face.remark, Qt.TextElideMode.ElideRight, room - used)
        )
    painter.drawText(QPointF(left, 45), fine.elidedText(face.detail, Qt.TextElideMode.ElideRight, room))
    tone = EDGE_TONES.get(face.stance, Tone.NEUTRAL)
    tags = fitting_tags(face.roles, face.attitude, fine.horizontalAdvance, room)
    toned = [(text, Tone.ACCENT if text in face.roles else tone) for text in tags]
    end = _paint_tags(painter, toned, colours, fine, left)
    if face.influence and end + fine.horizontalAdvance(face.influence) <= left + room:
        painter.setPen(QColor(colours.muted))
        painter.drawText(QRectF(left, 56, room, 20), int(_RIGHT), face.influence)


def fitting_tags(roles: Sequence[str], attitude: str, wide: Callable[[str], float], room: float) -> list[str]:
    """The tags of a card: as many roles as there is room for, the rest counted, and the attitude last."""
    for count in range(len(roles), -1, -1):
        more = [f"+{len(roles) - count}"] if count < len(roles) else []
        shown = [*roles[:count], *more, *([attitude] if attitude else [])]
        if sum(wide(text) + 20 for text in shown) <= room + 4 or count <= 1:
            return shown
    return []


def _paint_tags(
    painter: QPainter, tags: list[tuple[str, Tone]], colours: Colours, metrics: QFontMetricsF, left: float
) -> float:
    """Draw the tags from left to right; the x at which the next one would begin."""
    for text, tone in tags:
        box = QRectF(left, 56, metrics.horizontalAdvance(text) + 16, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.soft(tone)))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(colours.ink(tone)))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        left += box.width() + 4
    return left


class LineItem(QGraphicsItem):
    """One line: reporting solid or dotted grey, influence dashed blue with an arrow, conflict dotted red."""

    def __init__(self, scene: "MapScene", face: LineFace) -> None:
        super().__init__()
        self.face = face
        self.painted = 0
        self._scene = scene
        self._route = face.route
        self._rounded: QPainterPath | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self._settle()

    def set_face(self, face: LineFace) -> None:
        """Become another line between the same people, or run another way."""
        if face != self.face or self._route != face.route:
            self.face = face
            self._settle()
            self.set_route(face.route)

    def set_route(self, route: Route) -> None:
        """Run another way."""
        self.prepareGeometryChange()
        self._route = route
        self._rounded = None
        self.update()

    @property
    def _path(self) -> QPainterPath:
        """The way with its corners rounded off, made when it is first seen."""
        if self._rounded is None:
            self._rounded = rounded(self._route)
        return self._rounded

    def _settle(self) -> None:
        self.setZValue(0 if self.face.kind in ("solid", "dotted") else 1)

    def _pen(self, colours: Colours) -> QPen:
        kind = self.face.kind
        if self.face.in_conflict:
            return QPen(QColor(colours.danger), 2, Qt.PenStyle.DashDotLine)
        if kind == "solid":
            return QPen(QColor(colours.faint), 1.6)
        if kind == "dotted":
            return QPen(QColor(colours.faint), 1.6, Qt.PenStyle.DotLine)
        width = 0.7 + 0.5 * self.face.strength
        if kind == "influences":
            return QPen(QColor(colours.news), width, Qt.PenStyle.DashLine)
        return QPen(QColor(colours.danger), width, Qt.PenStyle.DotLine)

    def boundingRect(self) -> QRectF:
        xs, ys = [x for x, _y in self._route], [y for _x, y in self._route]
        left, top = min(xs), min(ys)
        return QRectF(left - 40, top - 12, max(xs) - left + 80, max(ys) - top + 24)

    def shape(self) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(10)
        return stroker.createStroke(self._path)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.painted += 1
        colours = self._scene.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = self._pen(colours)
        if self.isSelected():
            pen.setWidthF(pen.widthF() + 1.5)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        if self.face.kind == "influences":
            self._paint_arrow(painter, pen.color())
        words = _("Loop: newer line") if self.face.in_conflict else _(_LINE_WORDS.get(self.face.kind, ""))
        if words:
            self._paint_words(painter, words, pen.color(), colours)

    def _paint_arrow(self, painter: QPainter, colour: QColor) -> None:
        end, angle = self._path.pointAtPercent(1), self._path.angleAtPercent(1)
        painter.save()
        painter.translate(end)
        painter.rotate(-angle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(0, 0), QPointF(-8, -4), QPointF(-8, 4)]))
        painter.restore()

    def _paint_words(self, painter: QPainter, words: str, colour: QColor, colours: Colours) -> None:
        small = QFont(self._scene.font())
        small.setPixelSize(small.pixelSize() - 2)
        metrics = QFontMetricsF(small)
        longest = max(pairwise(self._route), key=_room_for_words)
        middle = QPointF((longest[0][0] + longest[1][0]) / 2, (longest[0][1] + longest[1][1]) / 2)
        box = QRectF(0, 0, metrics.horizontalAdvance(words) + 8, metrics.height())
        box.moveCenter(middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.window))
        painter.drawRect(box)
        painter.setFont(small)
        painter.setPen(colour)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def _room_for_words(stroke: tuple[tuple[int, int], tuple[int, int]]) -> float:
    """How well words stand on a stroke: level ones are better than upright ones."""
    return math.dist(*stroke) * (3 if stroke[0][1] == stroke[1][1] else 1)


def rounded(route: Route) -> QPainterPath:
    """A way as a path with its corners rounded off."""
    path = QPainterPath(QPointF(*route[0]))
    for before, corner, after in zip(route, route[1:], route[2:], strict=False):
        start, middle, end = QPointF(*before), QPointF(*corner), QPointF(*after)
        path.lineTo(_towards(middle, start))
        path.quadTo(middle, _towards(middle, end))
    path.lineTo(QPointF(*route[-1]))
    return path


def _towards(start: QPointF, end: QPointF) -> QPointF:
    """The point where the rounding of a corner begins: at most half way to the next one."""
    way = end - start
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    return start + way * (min(_CORNER, length / 2) / length) if length else start
