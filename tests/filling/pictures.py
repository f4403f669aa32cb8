"""What the pictures show of lists filled in."""

from PySide6.QtWidgets import QWidget

from gui.filling.page import FillingPage
from tests.lists import LIST, sheet_file
from tests.studio import Shot, Studio, settle


def _filled_list(studio: Studio) -> QWidget:
    page = studio.opened(FillingPage, "filling")
    page.open_file(sheet_file(studio.database.path.parent, "list", LIST))
    while page.plan is None:
        settle(50)
    return studio.window


SHOTS = (Shot("filled-list", _filled_list),)
