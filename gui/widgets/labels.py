"""Labels and buttons of the house: one function a kind, the style sheet does the rest."""

import html
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from gui.icons import icon


def plain_tip(text: str) -> str:
    """A tooltip's text that is shown as it stands: Qt would read a name with a tag in it as markup."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if "<" in text or "&" in text else text


def label(text: str, look: str = "", wrap: bool = False) -> QLabel:
    """A label in one of the looks of the style sheet; its text is never read as markup."""
    made = Wrapped(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        made.setProperty("look", look)
    return made


class Wrapped(QLabel):
    """Words in as many lines as they need: what holds them keeps room for every line (Qt asks for the first alone)."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self._laid_out = False

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        lines = self.heightForWidth(self.width()) if self._laid_out else 0
        return QSize(least.width(), max(least.height(), lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._laid_out or event.size().width() != event.oldSize().width():
            self._laid_out = True
            self.updateGeometry()


class Elided(QLabel):
    """A label that gives way to its neighbours and shows … where its text does not fit; the tooltip has it whole."""

    def __init__(self, text: str, look: str, least: int = 96) -> None:
        super().__init__(text)
        self._least = least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), self._least), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.fontMetrics().horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else plain_tip(self.text()))


class Fitting(QLabel):
    """A figure that is never cut: where there is no room its letters are smaller, down to `LEAST` of their size."""

    LEAST = 0.55

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(round(whole.width() * self.LEAST), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        wanted = self.fontMetrics().horizontalAdvance(self.text())
        if wanted <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        font = self.font()
        font.setPixelSize(max(int(font.pixelSize() * self.width() / wanted), 1))
        painter.setFont(font)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), self.text())
        painter.end()


def figure(text: str = "") -> QLabel:
    """A number that matters, in large letters."""
    made = Fitting(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", "figure")
    return made


def elided(text: str, look: str) -> QLabel:
    """A label in this look that shows … where there is no room."""
    return Elided(text, look)


def title(text: str) -> QLabel:
    """A page's title."""
    return elided(text, "title")


def section(text: str) -> QLabel:
    """A card's title."""
    return label(text, "section")


def muted(text: str, wrap: bool = False) -> QLabel:
    """A quiet remark."""
    return label(text, "muted", wrap)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet reads."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def button(text: str, clicked: Callable[[], object] | None = None, look: str = "", glyph: str = "") -> QPushButton:
    """A push button; `look` is primary, danger, link, quiet or chip, `glyph` the name of an icon."""
    made = QPushButton(f" {text}" if glyph else text)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if look:
        made.setProperty("look", look)
    if glyph:
        made.setIcon(icon(glyph, "on_accent" if look == "primary" else "muted"))
        made.setIconSize(QSize(16, 16))
    if clicked is not None:
        made.clicked.connect(lambda *_: clicked())
    return made


def icon_button(glyph: str, name: str, clicked: Callable[[], object] | None = None) -> QToolButton:
    """A button with an icon alone; `name` is its tooltip and its accessible name."""
    made = QToolButton()
    made.setIcon(icon(glyph, "muted"))
    made.setIconSize(QSize(16, 16))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked is not None:
        made.clicked.connect(lambda *_: clicked())
    return made
