"""What an empty list or page says: what it is for, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.colours import colours_of
from gui.icons import pixmap
from gui.widgets.labels import button, label, section

_TEXT_WIDTH = 380
_LEAST_WIDTH = 160
_GLYPH = 40
_MARGIN = 16


class Empty(QWidget):
    """An icon, a heading, a sentence and at most one button."""

    def __init__(
        self,
        heading: str,
        text: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        glyph: str = "inbox",
    ) -> None:
        super().__init__()
        self._glyph = glyph
        self._drawn = ("", 0.0)
        self.picture = QLabel()
        self.picture.setMinimumHeight(_GLYPH)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = section(heading)
        self.heading.setWordWrap(True)
        self.text = label(text, "muted", wrap=True)
        whole = QVBoxLayout(self)
        whole.setSpacing(8)
        whole.addStretch(2)
        whole.addWidget(self.picture)
        for part in (self.heading, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            whole.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button = button(action, on_action, "primary")
        if not action:
            self.button.hide()
        whole.addSpacing(8)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        self._fit()

    def say(self, heading: str, text: str = "") -> None:
        """Change the words."""
        self.heading.setText(heading)
        self.text.setText(text)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines: a layout that centres a label asks it for its height before it is wrapped."""
        width = max(_LEAST_WIDTH, min(_TEXT_WIDTH, self.width() - 2 * _MARGIN))
        for part in (self.heading, self.text):
            part.setFixedWidth(width)
            part.setMinimumHeight(max(part.heightForWidth(width), 0))  # -1 where there is no text

    def _draw(self) -> None:
        wanted = (colours_of(self.palette()).faint, self.devicePixelRatioF())
        if wanted != self._drawn:
            self._drawn = wanted
            self.picture.setPixmap(pixmap(self._glyph, _GLYPH, *wanted))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def minimumSizeHint(self) -> QSize:
        # The words are set as wide as they are read best; what is narrower wraps them, it is not kept from it.
        return QSize(_LEAST_WIDTH + 2 * _MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        # A table carries one that is mostly never seen, and every move of it to another parent is told here.
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._draw()
        elif event.type() == QEvent.Type.FontChange and hasattr(self, "button"):
            self._fit()
