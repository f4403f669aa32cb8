"""THE list of pages a customer may look at: a page that is not in it cannot be reached in presenting mode."""

from typing import Final

from gui.context import Context
from gui.page import Page
from gui.pages import PageSpec, Place
from resources.i18n import N_


def _overview(context: Context) -> Page:
    from gui.presenting.overview_page import OverviewPage

    return OverviewPage(context)


def _needs(context: Context) -> Page:
    from gui.presenting.needs_page import PresentedNeedsPage

    return PresentedNeedsPage(context)


def _proposals(context: Context) -> Page:
    from gui.presenting.proposals_page import PresentedProposalsPage

    return PresentedProposalsPage(context)


def _organisation(context: Context) -> Page:
    from gui.presenting.organisation_page import OrganisationPage

    return OrganisationPage(context)


def _products(context: Context) -> Page:
    from gui.presenting.products_page import PresentedProductsPage

    return PresentedProductsPage(context)


PRESENTED_PAGES: Final[tuple[PageSpec, ...]] = (
    PageSpec("overview", N_("Our services"), "building-2", _overview, Place.RAIL),
    PageSpec("needs", N_("To be solved"), "lightbulb", _needs, Place.RAIL),
    PageSpec("proposals", N_("Our proposals"), "file-text", _proposals, Place.RAIL),
    PageSpec("organisation", N_("Organisation"), "network", _organisation, Place.RAIL),
    PageSpec("products", N_("Products"), "package", _products, Place.RAIL),
)
