"""What the pictures show of the end of the day."""

from PySide6.QtWidgets import QWidget

from gui.today.evening_dialog import EveningDialog
from tests.studio import Shot, Studio


def _evening(studio: Studio) -> QWidget:
    dialog = EveningDialog(studio.window, studio.window.context)
    dialog.open()
    return dialog


SHOTS = (Shot("evening", _evening),)
