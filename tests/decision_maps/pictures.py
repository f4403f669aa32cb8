"""What the pictures show of decision-maker maps."""

from PySide6.QtWidgets import QWidget

from gui.decision_maps.page import MapPage
from tests.studio import Shot, Studio


def _map(studio: Studio) -> MapPage:
    return studio.opened(MapPage, "map", studio.customer())


def _map_petals(studio: Studio) -> QWidget:
    _map(studio).show_petals(True)
    return studio.window


def _map_judge(studio: Studio) -> QWidget:
    page = _map(studio)
    page.canvas.go_to_first()
    page.do("open")
    return studio.dialog()


def _map_matrix(studio: Studio) -> QWidget:
    _map(studio).acting.open_matrix()
    return studio.dialog()


def _map_side(studio: Studio) -> QWidget:
    page = _map(studio)
    page.side_button.setChecked(True)
    page.canvas.go_to_first()
    return studio.window


SHOTS = (
    Shot("map-petals", _map_petals),
    Shot("map-judge", _map_judge),
    Shot("map-matrix", _map_matrix),
    Shot("map-side", _map_side),
)
