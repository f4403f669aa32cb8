"""What the pictures show of opportunities."""

from PySide6.QtWidgets import QDialog, QWidget

from gui.customers.customer_page import CustomerPage
from gui.opportunities.dialogs import ask_end, ask_points
from gui.opportunities.form import open_opportunity_form
from gui.opportunities.page import OpportunitiesPage
from gui.opportunities.pipeline_dialog import ask_limits, ask_pipeline
from gui.opportunities.sheet_page import OpportunityPage
from model.opportunities.queries import list_opportunities
from tests.samples.make_month import TODAY
from tests.studio import Shot, Studio, settle


def _first(studio: Studio) -> str:
    """The sample opportunity whose story is the fullest."""
    with studio.database.read() as session:
        rows = list_opportunities(session, TODAY)
    return next(row.id for row in rows if row.name.startswith("新厂区专线"))


def _board(studio: Studio) -> QWidget:
    window = studio.page("opportunities")
    settle(400)
    return window


def _sheet_of(studio: Studio, key: str) -> QWidget:
    window = studio.page("opportunities")
    page = studio.window.page()
    if isinstance(page, OpportunitiesPage):
        page.tabs.show_sheet(key)
    return window


def _one(studio: Studio) -> QWidget:
    window = studio.page("opportunity", _first(studio))
    settle(400)
    return window


def _tab(studio: Studio) -> QWidget:
    window = studio.page("customer", studio.customer())
    page = studio.window.page()
    if isinstance(page, CustomerPage):
        page.tabs.show_sheet("opportunities")
    return window


def _dialog(studio: Studio, which: str) -> QWidget:
    studio.page("opportunity", _first(studio))
    page = studio.window.page()
    if isinstance(page, OpportunityPage) and page.sheet is not None:
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
    return studio.window.findChildren(QDialog)[-1]


SHOTS = (
    Shot("opportunities-board", _board),
    Shot("opportunities-list", lambda studio: _sheet_of(studio, "list")),
    Shot("opportunities-outlook", lambda studio: _sheet_of(studio, "outlook")),
    Shot("opportunity-one", _one),
    Shot("opportunity-tab", _tab),
    Shot("opportunity-form", lambda studio: _dialog(studio, "form")),
    Shot("opportunity-points", lambda studio: _dialog(studio, "points")),
    Shot("opportunity-end", lambda studio: _dialog(studio, "end")),
    Shot("opportunity-reason", lambda studio: _dialog(studio, "reason")),
    Shot("opportunity-limits", lambda studio: _dialog(studio, "limits")),
    Shot("opportunity-pipeline", lambda studio: _dialog(studio, "pipeline")),
)
