"""What the pictures show of the competition desk."""

from PySide6.QtWidgets import QWidget

from gui.competition.page import CompetitionPage
from tests.studio import Shot, Studio, sheet


def _sighting(studio: Studio) -> QWidget:
    studio.sheet("competition", "moves")
    studio.opened(CompetitionPage, "competition").new_here()
    return studio.dialog()


SHOTS = (
    Shot("competition", sheet("competition", "windows")),
    Shot("competition-sightings", sheet("competition", "moves")),
    Shot("competition-rivals", sheet("competition", "rivals")),
    Shot("competition-flow", sheet("competition", "flow")),
    Shot("competition-answers", sheet("competition", "scripts")),
    Shot("competition-sighting", _sighting),
)
