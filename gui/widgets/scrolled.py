"""What scrolls when it does not fit, and takes exactly the room there is when it does."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Sheet(QWidget):
    """The content of a `scrolled` area: it is squeezed sideways, and scrolls only below the least height it needs."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        # Asked by the area: Qt's own answer is the height the content would like, not the least it needs.
        return self.minimumSizeHint().height()


def scrolled(content: QWidget) -> QScrollArea:
    """An area around the content; Tab goes through it to what stands inside."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("look", "ground")
    area.setWidget(content)
    for ground in (content, area.viewport()):
        ground.setAutoFillBackground(False)
    return area
