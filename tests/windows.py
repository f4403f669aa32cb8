"""Widgets on the screen, taken down with their test."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

Made = TypeVar("Made", bound=QWidget)


def on_screen(qtbot: QtBot, widget: Made, width: int = 0, height: int = 0) -> Made:
    """The widget on the screen, of this size in pixels where one is given."""
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height)
    widget.show()
    return widget
