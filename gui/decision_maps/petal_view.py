"""The plum-petal view: six petals round the customer; an empty or stale one glows and offers the next step."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from gui.colours import Colours, Tone, colours_of
from model.decision_maps.petals import (
    CENTRE_RADIUS,
    CHIP_HEIGHT,
    CHIP_WIDTH,
    PETAL_LENGTH,
    PETAL_WIDTH,
    Petal,
)
from model.decision_maps.picture import CardFace
from model.labels import label_of
from resources.i18n import N_, _

_READABLE, _LARGEST = 10, 19
"""The least height of letters on the screen, and the most that there is room for on a petal."""
REACH: Final = CENTRE_RADIUS + PETAL_LENGTH + 24
_STATES: Final = {
    "held": N_("Confirmed"),
    "assumed": N_("To confirm"),
    "stale": N_("Out of date: click to judge again"),
    "empty": N_("Nobody yet: click to add"),
}
_TONES: Final = {"held": Tone.DONE, "assumed": Tone.NEUTRAL, "stale": Tone.WARNING, "empty": Tone.WARNING}
_EDGES: Final = {"for": Tone.DONE, "between": Tone.NEUTRAL, "against": Tone.DANGER}


class PetalView(QWidget):
    """Draws the petals of a map. `chosen`: a person's chip.

    The next step of a petal is `role_wanted`, somebody for the role, or where what is known is out of date
    `judge_wanted`, the person to judge again.
    """

    chosen = Signal(str)
    role_wanted = Signal(str)
    judge_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._petals: tuple[Petal, ...] = ()
        self._faces: dict[str, CardFace] = {}
        self._name = ""
        self._at = 0
        self._letters = self.font().pixelSize()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(400, 400)
        self.setAccessibleName(_("Plum petals"))

    def show_petals(self, petals: tuple[Petal, ...], faces: dict[str, CardFace], name: str) -> None:
        """Show the six petals of a customer."""
        self._petals, self._faces, self._name = petals, faces, name
        self._describe()
        self.update()

    def sentence(self, petal: Petal) -> str:
        """A petal in words, for a screen reader."""
        names = "、".join(self._faces[seat.person].name for seat in petal.seats)
        return "：".join(part for part in (label_of("buying_role", petal.role), names, _(_STATES[petal.state])) if part)

    def _describe(self) -> None:
        if self._petals:
            self.setAccessibleDescription(self.sentence(self._petals[self._at]))

    def _transform(self) -> QTransform:
        scale = min(self.width(), self.height()) / (2 * REACH)
        return QTransform().translate(self.width() / 2, self.height() / 2).scale(scale, scale)

    def _spot(self, event: QMouseEvent) -> QPointF:
        return self._transform().inverted()[0].map(event.position())

    def _petal_at(self, spot: QPointF) -> Petal | None:
        return next((petal for petal in self._petals if petal_path(petal).contains(spot)), None)

    def _take_step(self, petal: Petal) -> None:
        stale = [seat.person for seat in petal.seats if self._faces[seat.person].stale]
        if petal.state == "stale" and stale:
            self.judge_wanted.emit(stale[0])
        else:
            self.role_wanted.emit(petal.role)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event)
        petal = self._petal_at(spot)
        if petal is None:
            return
        self._at = self._petals.index(petal)
        self._describe()
        for seat in petal.seats:
            if QRectF(seat.x - CHIP_WIDTH / 2, seat.y - CHIP_HEIGHT / 2, CHIP_WIDTH, CHIP_HEIGHT).contains(spot):
                self.chosen.emit(seat.person)
                return
        self._take_step(petal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if not self._petals or (step is None and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)
            return
        if step is None:
            petal = self._petals[self._at]
            if petal.seats and petal.state != "stale":
                self.chosen.emit(petal.seats[0].person)
            else:
                self._take_step(petal)
            return
        self._at = (self._at + step) % len(self._petals)
        self._describe()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        transform = self._transform()
        painter.setTransform(transform)
        self._letters = min(_LARGEST, max(self.font().pixelSize(), round(_READABLE / transform.m11())))
        for number, petal in enumerate(self._petals):
            self._paint_petal(painter, petal, colours, self.hasFocus() and number == self._at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(QPointF(0, 0), CENTRE_RADIUS - 10, CENTRE_RADIUS - 10)
        painter.setFont(self._face(0, bold=True))
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(
            QRectF(-70, -50, 140, 100), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere), self._name
        )
        painter.end()

    def _paint_petal(self, painter: QPainter, petal: Petal, colours: Colours, focused: bool) -> None:
        tone = _TONES[petal.state] if petal.wanted else Tone.NEUTRAL
        glowing = petal.wanted and petal.state in ("empty", "stale")
        pen = QPen(QColor(colours.accent if focused else colours.ink(tone) if glowing else colours.hairline))
        pen.setWidthF(2.5 if focused or glowing else 1.2)
        if petal.state == "empty":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.soft(tone) if glowing else colours.accent_soft))
        painter.drawPath(petal_path(petal))
        self._paint_head(painter, petal, colours, tone)
        for seat in petal.seats:
            self._paint_chip(painter, self._faces[seat.person], QPointF(seat.x, seat.y), colours)

    def _paint_head(self, painter: QPainter, petal: Petal, colours: Colours, tone: Tone) -> None:
        top = min((seat.y for seat in petal.seats), default=petal.y + 18) - CHIP_HEIGHT / 2 - 26
        painter.setFont(self._face(0, bold=True))
        painter.setPen(QColor(colours.accent))
        box = QRectF(petal.x - 110, top - 12, 220, self._letters + 8)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), label_of("buying_role", petal.role))
        painter.setFont(self._face(-1))
        painter.setPen(QColor(colours.ink(tone)))
        words = _(_STATES[petal.state]) if petal.wanted or petal.seats else _("May stay empty here")
        if petal.more:
            words = _("{state}, {count} more").format(state=words, count=petal.more)
        below = max((seat.y for seat in petal.seats), default=top) + CHIP_HEIGHT / 2 + 4
        painter.drawText(QRectF(petal.x - 110, below, 220, self._letters + 6), int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_chip(self, painter: QPainter, face: CardFace, middle: QPointF, colours: Colours) -> None:
        box = QRectF(middle.x() - CHIP_WIDTH / 2, middle.y() - CHIP_HEIGHT / 2, CHIP_WIDTH, CHIP_HEIGHT)
        style = Qt.PenStyle.DashLine if face.placeholder else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(colours.faint if face.placeholder else colours.hairline), 1, style))
        painter.setBrush(QColor(colours.card))
        painter.drawRoundedRect(box, 6, 6)
        painter.save()
        strength = 1.0 - 0.55 * face.fade
        painter.setOpacity(strength)
        if face.stance:
            painter.fillRect(box.adjusted(1, 6, 4 - CHIP_WIDTH, -6), QColor(colours.ink(_EDGES[face.stance])))
        lines = [(self._face(0), colours.muted if face.stale else colours.text, face.name)]
        if self._letters <= CHIP_HEIGHT // 2 - 4:
            remark = " · ".join(part for part in (face.remark, face.attitude) if part)
            lines.append((self._face(-2), colours.muted, remark))
        room = box.adjusted(10, 2, -6, -2)
        for number, (font, colour, words) in enumerate(lines):
            painter.setOpacity(strength if number else 1.0)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            height = room.height() / len(lines)
            line = QRectF(room.x(), room.y() + number * height, room.width(), height)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def _face(self, more: int, bold: bool = False) -> QFont:
        """The window's face as large as it must be to be read on petals as small as these."""
        font = QFont(self.font())
        font.setPixelSize(self._letters + more)
        font.setBold(bold)
        return font


def petal_path(petal: Petal) -> QPainterPath:
    """The outline of a petal: narrow at the customer, round outside."""
    inner, outer, half = CENTRE_RADIUS - 4.0, CENTRE_RADIUS + PETAL_LENGTH, PETAL_WIDTH / 2.0
    path = QPainterPath(QPointF(0, -inner))
    path.cubicTo(-half * 0.9, -inner - 60, -half * 1.25, -outer + 10, 0, -outer)
    path.cubicTo(half * 1.25, -outer + 10, half * 0.9, -inner - 60, 0, -inner)
    turned = QTransform().rotateRadians(math.radians(petal.angle))
    return turned.map(path)
