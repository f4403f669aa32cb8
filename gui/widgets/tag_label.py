"""A tag that stands alone: beside a title, in a list."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.colours import Tone, colours_of
from gui.widgets.cell_painter import paint_tag
from gui.widgets.columns import Tag


class TagLabel(QWidget):
    """A word on a soft ground."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.tag = Tag(text, tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_tag(self, text: str, tone: Tone) -> None:
        """Say something else."""
        self.tag = Tag(text, tone)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        small = QFont(self.font())
        small.setPixelSize(self.font().pixelSize() - 1 if self.font().pixelSize() > 0 else 12)
        width = QFontMetricsF(small).horizontalAdvance(self.tag.text) + 18
        return QSize(int(width), small.pixelSize() + 11)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        paint_tag(
            painter, self.tag, 0, QRectF(self.rect()).adjusted(0, 0, 8, 0), self.font(), colours_of(self.palette())
        )
        painter.end()
