"""Widgets in a row or a column, put together by one call."""

from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

STRETCH: Final = None
"""Takes the room that is left."""

Placed = QWidget | QLayout | int | None
"""A widget, a layout, so many pixels, or `STRETCH`."""

Part = Placed | tuple[Placed, int | Qt.AlignmentFlag]
"""What is placed, alone or with its share of the room that is left or the side it keeps to."""

Margins = tuple[int, int, int, int]
"""Pixels left, above, right and below."""

FRAME: Final = (24, 20, 24, 20)
"""The margins of a page and of a dialog."""

Box = TypeVar("Box", bound=QBoxLayout)

_NONE: Final = (0, 0, 0, 0)
_STYLE: Final = -1
"""The gap that Qt's style leaves."""


def in_row(*parts: Part, gap: int = _STYLE, margins: Margins = _NONE, within: QWidget | None = None) -> QHBoxLayout:
    """The parts side by side, `gap` pixels apart; as the layout of the widget `within`, where one is given."""
    return _filled(QHBoxLayout() if within is None else QHBoxLayout(within), parts, gap, margins)


def in_column(*parts: Part, gap: int = _STYLE, margins: Margins = _NONE, within: QWidget | None = None) -> QVBoxLayout:
    """The parts below each other, `gap` pixels apart; as the layout of the widget `within`, where one is given."""
    return _filled(QVBoxLayout() if within is None else QVBoxLayout(within), parts, gap, margins)


def clear(box: QLayout) -> None:
    """Take everything out of a layout; the widgets in it are hidden now and gone soon."""
    while (item := box.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _filled(box: Box, parts: tuple[Part, ...], gap: int, margins: Margins) -> Box:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        placed, how = part if isinstance(part, tuple) else (part, 0)
        share, side = (0, how) if isinstance(how, Qt.AlignmentFlag) else (how, Qt.AlignmentFlag(0))
        if isinstance(placed, QWidget):
            box.addWidget(placed, share, side)
        elif isinstance(placed, QLayout):
            box.addLayout(placed, share)
        elif placed is None:
            box.addStretch(share if isinstance(part, tuple) else 1)
        else:
            box.addSpacing(placed)
    return box
