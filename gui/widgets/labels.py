"""Labels and buttons of the house: one function a kind, the style sheet does the rest."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from gui.icons import icon


def label(text: str, look: str = "", wrap: bool = False) -> QLabel:
    """A label in one of the looks of the style sheet; its text is never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def title(text: str) -> QLabel:
    """A page's title."""
    return label(text, "title")


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
