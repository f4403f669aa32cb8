"""What the pictures show of proposals."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.needs.page import NeedsPage
from gui.proposals.page import ProposalPage
from model.practice.offers import add_sample_quote
from model.proposals.queries import list_quotes
from tests.studio import Shot, Studio


def proposal(studio: Studio) -> QWidget:
    """A proposal with a price beyond the authority, its paper beside it."""
    with studio.database.write() as session:
        listed = list_quotes(session, studio.customer())
        made = listed[0].id if listed else add_sample_quote(session, studio.customer(), studio.window.context.today())
    window = studio.page("proposal", made)
    QTest.qWait(300)
    page = studio.window.page()
    if isinstance(page, ProposalPage):
        page.items.lines[0].discount.set_value(2_500)
        QTest.qWait(900)
    return window


def proposals(studio: Studio) -> QWidget:
    """Everyone's proposals."""
    window = studio.page("needs")
    page = studio.window.page()
    if isinstance(page, NeedsPage):
        page.tabs.show_sheet("proposals")
    return window


SHOTS = (Shot("proposal", proposal), Shot("proposals", proposals))
