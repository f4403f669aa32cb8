"""The sign that a customer looks on, and the way out: held, not pressed."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from gui.colours import colours_of
from gui.commands import PRESENTING_KEY
from gui.presenting.keys import is_presenting_key
from resources.i18n import _

HOLD_MS: Final = 1500
"""Long enough that no slip of a finger ends the presenting."""
_RING: Final = 14
_KEYS: Final = frozenset({Qt.Key.Key_F12, Qt.Key.Key_Control, Qt.Key.Key_Meta})


class HoldButton(QPushButton):
    """Held for a second and a half, by mouse, by Space or by its key, it says `held`; a ring shows how far it is."""

    held = Signal()
    let_go = Signal()
    """Let go too early."""

    def __init__(self) -> None:
        super().__init__(f"      {_('Presenting')}")
        self.setProperty("look", "chip")
        self.setProperty("on", "true")
        self.setAutoDefault(False)
        how = _("Hold this button, or {key}, for a second and a half to end the presenting.").format(key=PRESENTING_KEY)
        self.setToolTip(how)
        self.setAccessibleName(_("Presenting"))
        self.setAccessibleDescription(how)
        self._running = QVariantAnimation(self)
        self._running.setStartValue(0.0)
        self._running.setEndValue(1.0)
        self._running.setDuration(HOLD_MS)
        self._running.valueChanged.connect(lambda _value: self.update())
        self._running.finished.connect(self._finish)
        self.pressed.connect(self.begin)
        self.released.connect(self.stop)

    def begin(self) -> None:
        """The ring begins to close."""
        if self._running.state() is not QVariantAnimation.State.Running:
            self._running.start()

    def stop(self) -> None:
        """Let go: the ring opens again, unless it has closed."""
        if self._running.state() is QVariantAnimation.State.Running:
            self._running.stop()
            self.update()
            self.let_go.emit()

    def share(self) -> float:
        """How much of the ring is closed, 0 to 1."""
        running = self._running.state() is QVariantAnimation.State.Running
        return float(self._running.currentValue()) if running else 0.0

    def on_key(self, event: QKeyEvent) -> bool:
        """The key, held in whichever window of ours is in front; True where the event was meant for it."""
        key, ours = Qt.Key(event.key()), is_presenting_key(event)
        if event.type() == QEvent.Type.KeyPress:
            if ours and not event.isAutoRepeat():
                self.begin()
            return ours
        if key in _KEYS and not event.isAutoRepeat():
            self.stop()
        return ours

    def _finish(self) -> None:
        self.setDown(False)
        self.held.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = colours_of(self.palette())
        ring = QRectF(12, (self.height() - _RING) / 2, _RING, _RING)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent), 1.2))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(colours.accent), 3.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        share = self.share()
        if share:
            painter.drawArc(ring, 90 * 16, round(-share * 360 * 16))
        else:
            painter.drawPoint(ring.center())
        painter.end()
