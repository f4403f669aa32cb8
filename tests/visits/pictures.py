"""What the pictures show of visits."""

from PySide6.QtWidgets import QWidget

from gui.visits.visit_dialog import edit_visit, open_visit
from model.visits.queries import list_visits
from tests.studio import Shot, Studio, sheet


def _new_visit(studio: Studio) -> QWidget:
    form = open_visit(studio.window, studio.window.context, studio.customer()).form
    form.set_values({"note": "主任答应 12 月 5 日前给窗口期，身份证 110101199003074514", "next_step": "送割接方案"})
    return form.window()


def _old_visit(studio: Studio) -> QWidget:
    with studio.database.read() as session:
        visit = list_visits(session, limit=1)[0].id
    dialog = edit_visit(studio.window, studio.window.context, visit)
    return dialog or studio.window


SHOTS = (
    Shot("visit-new", _new_visit),
    Shot("visit-old", _old_visit),
    Shot("visits-calendar", sheet("visits", "calendar")),
)
