"""How big a dialog opens: as it was designed, or as the screen allows where that is less."""

from typing import Final

from PySide6.QtWidgets import QWidget

_FRAME: Final = 48
"""What the window's own frame and the task bar take."""


def open_at(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog this size, or the screen's: on a small screen at 200 % no button lies below its edge."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width, room.width() - _FRAME), min(height, room.height() - _FRAME))
