"""What the pictures show of opportunities."""

from PySide6.QtWidgets import QWidget

from gui.opportunities.dialogs import ask_end, ask_points
from gui.opportunities.form import open_opportunity_form
from gui.opportunities.pipeline_dialog import ask_limits, ask_pipeline
from gui.opportunities.sheet_page import OpportunityPage
from model.opportunities.queries import list_opportunities
from tests.samples.make_month import TODAY
from tests.studio import Shot, Studio, settle, sheet


def _first(studio: Studio) -> str:
    """The sample opportunity whose story is the fullest."""
    with studio.database.read() as session:
        rows = list_opportunities(session, TODAY)
    return next(row.id for row in rows if row.name.startswith("新厂区专线"))


def _board(studio: Studio) -> QWidget:
    window = studio.page("opportunities")
    settle(400)
    return window


def _one(studio: Studio) -> QWidget:
    window = studio.page("opportunity", _first(studio))
    settle(400)
    return window


def _dialog(studio: Studio, which: str) -> QWidget:
    page = studio.opened(OpportunityPage, "opportunity", _first(studio))
    assert page.sheet is not None
    context = page.context
    if which == "form":
        open_opportunity_form(page, context, page.sheet.row.id)
    elif which == "points":
        ask_points(page, context, page.sheet)
    elif which == "end":
        ask_end(page, context, page.sheet.row, "lost")
    elif which == "limits":
        ask_limits(page, context)
    elif which == "pipeline":
        ask_pipeline(page, context)
    else:
        page.go_to("execution")
    return studio.dialog()


SHOTS = (
    Shot("opportunities-board", _board),
    Shot("opportunities-list", sheet("opportunities", "list")),
    Shot("opportunities-outlook", sheet("opportunities", "outlook")),
    Shot("opportunity-one", _one),
    Shot("opportunity-tab", lambda studio: studio.sheet("customer", "opportunities", studio.customer())),
    Shot("opportunity-form", lambda studio: _dialog(studio, "form")),
    Shot("opportunity-points", lambda studio: _dialog(studio, "points")),
    Shot("opportunity-end", lambda studio: _dialog(studio, "end")),
    Shot("opportunity-reason", lambda studio: _dialog(studio, "reason")),
    Shot("opportunity-limits", lambda studio: _dialog(studio, "limits")),
    Shot("opportunity-pipeline", lambda studio: _dialog(studio, "pipeline")),
)
