"""The leaflet of an offering, previewed: the page a customer may have."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.preview import Paper, preview
from model.catalogue.queries import find_offering
from model.errors import UserError
from model.settings.queries import find_owner
from reports.leaflet import leaflet_document, leaflet_of
from reports.pdf import pdf_of
from resources.i18n import _


def preview_leaflet(parent: QWidget, context: Context, offering_id: str) -> None:
    """Show the page of one offering or bundle."""
    preview(parent, context, lambda: paper_of_leaflet(context, offering_id))


def paper_of_leaflet(context: Context, offering_id: str) -> Paper:
    """The page as the catalogue stands today. Raises `UserError` where the offering is gone."""
    today = context.today()
    with context.read() as session:
        offering = find_offering(session, offering_id, today)
        if offering is None:
            raise UserError(_("This product is no longer in the catalogue."))
        leaflet = leaflet_of(session, offering, today, find_owner(session).name)
    heading = _("Product leaflet")
    return Paper(heading, f"{offering.name} {heading}", pdf_of(leaflet_document(leaflet)))
