"""What the pictures show of customer value."""

from PySide6.QtWidgets import QWidget

from gui.grading.page import GradingPage
from tests.studio import Shot, Studio, settle, sheet


def _page(studio: Studio) -> GradingPage:
    page = studio.opened(GradingPage, "grading")
    page.tabs.show_sheet("models")
    return page


def _models(studio: Studio) -> QWidget:
    """The shipped model with other weights, so that somebody moves."""
    page = _page(studio)
    for code, weight in (("revenue", 10), ("margin", 40), ("purity", 15)):
        page.models.grid.weights[code].set_value(weight)
    page.models.preview()
    while studio.window.context.tasks.busy:
        settle()
    settle(400)
    return studio.window


def _factor(studio: Studio) -> QWidget:
    page = _page(studio)
    dialog = page.models.edit_factor("margin")
    dialog.form.set_values({"scale": "bands", "bands": [(0, 10), (15, 40), (30, 70), (45, 100)], "missing": "zero"})
    return dialog


def _frame(studio: Studio) -> QWidget:
    return _page(studio).models.edit_frame()


SHOTS = (
    Shot("value-list", sheet("grading", "list")),
    Shot("value-portraits", sheet("grading", "portraits")),
    Shot("value-models", _models),
    Shot("value-model-factor", _factor),
    Shot("value-model-frame", _frame),
)
