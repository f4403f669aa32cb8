"""What the pictures show of decision-maker maps."""

from PySide6.QtWidgets import QDialog, QWidget

from gui.decision_maps.page import MapPage
from tests.studio import Shot, Studio


def _map(studio: Studio) -> QWidget:
    return studio.page("map", studio.customer())


def _map_petals(studio: Studio) -> QWidget:
    window = _map(studio)
    page = studio.window.page()
    if isinstance(page, MapPage):
        page.show_petals(True)
    return window


def _map_judge(studio: Studio) -> QWidget:
    _map(studio)
    page = studio.window.page()
    if isinstance(page, MapPage):
        page.canvas.go_to_first()
        page.do("open")
    return studio.window.findChildren(QDialog)[-1]


def _map_matrix(studio: Studio) -> QWidget:
    _map(studio)
    page = studio.window.page()
    if isinstance(page, MapPage):
        page.acting.open_matrix()
    return studio.window.findChildren(QDialog)[-1]


def _map_side(studio: Studio) -> QWidget:
    window = _map(studio)
    page = studio.window.page()
    if isinstance(page, MapPage):
        page.side_button.setChecked(True)
        page.canvas.go_to_first()
    return window


SHOTS = (
    Shot("map-petals", _map_petals),
    Shot("map-judge", _map_judge),
    Shot("map-matrix", _map_matrix),
    Shot("map-side", _map_side),
)
