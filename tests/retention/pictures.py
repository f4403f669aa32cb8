"""What the pictures show of retention."""

from PySide6.QtWidgets import QWidget

from gui.retention.page import RetentionPage
from tests.studio import Shot, Studio


def _page(studio: Studio, sheet: str) -> QWidget:
    window = studio.page("retention")
    page = studio.window.page()
    if isinstance(page, RetentionPage):
        page.tabs.show_sheet(sheet)
    return window


def _board(studio: Studio) -> QWidget:
    return _page(studio, "board")


def _priorities(studio: Studio) -> QWidget:
    return _page(studio, "priorities")


def _rules(studio: Studio) -> QWidget:
    return _page(studio, "rules")


SHOTS = (
    Shot("retention-board", _board),
    Shot("retention-priorities", _priorities),
    Shot("retention-rules", _rules),
)
