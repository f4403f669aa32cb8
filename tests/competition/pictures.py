"""What the pictures show of the competition desk."""

from PySide6.QtWidgets import QDialog, QWidget

from gui.competition.page import CompetitionPage
from tests.studio import Shot, Studio


def _desk(studio: Studio, sheet: str) -> QWidget:
    window = studio.page("competition")
    page = studio.window.page()
    if isinstance(page, CompetitionPage):
        page.tabs.show_sheet(sheet)
    return window


def _windows(studio: Studio) -> QWidget:
    return _desk(studio, "windows")


def _moves(studio: Studio) -> QWidget:
    return _desk(studio, "moves")


def _rivals(studio: Studio) -> QWidget:
    return _desk(studio, "rivals")


def _flow(studio: Studio) -> QWidget:
    return _desk(studio, "flow")


def _scripts(studio: Studio) -> QWidget:
    return _desk(studio, "scripts")


def _sighting(studio: Studio) -> QWidget:
    window = _desk(studio, "moves")
    page = studio.window.page()
    if isinstance(page, CompetitionPage):
        page.new_here()
        return studio.window.findChildren(QDialog)[-1]
    return window


SHOTS = (
    Shot("competition", _windows),
    Shot("competition-sightings", _moves),
    Shot("competition-rivals", _rivals),
    Shot("competition-flow", _flow),
    Shot("competition-answers", _scripts),
    Shot("competition-sighting", _sighting),
)
