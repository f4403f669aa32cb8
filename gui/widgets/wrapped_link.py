"""A link whose words go on in the next line, up to three lines."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWrapAnywhere)
_MARGIN, _LINES = 5, 3


class WrappedLink(QPushButton):
    """A push button that looks like a link and is as high as its words need at the width there is."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("look", "link")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda *_: clicked())

    def _words(self, width: int) -> str:
        """As many of the words as three lines take."""
        metrics = self.fontMetrics()
        most = max(1, _LINES * width - 2 * metrics.averageCharWidth() * _LINES)
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, most)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        room = QRect(0, 0, max(1, width - 2 * _MARGIN), 10_000)
        return self.fontMetrics().boundingRect(room, _FLAGS, self._words(room.width())).height() + 2 * _MARGIN - 2

    def sizeHint(self) -> QSize:
        return QSize(2 * _MARGIN, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _MARGIN, self.fontMetrics().height() + 2 * _MARGIN - 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))  # a column that is short of room takes none of it

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setPen(option.palette.buttonText().color())
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.drawText(room, _FLAGS, self._words(room.width()))
        painter.end()
