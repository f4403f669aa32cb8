"""THE list of pages: a page is one function and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from gui.context import Context
from gui.page import Page
from resources.i18n import N_


class Place(Enum):
    """Where a page is reached from."""

    RAIL = "rail"
    MORE = "more"
    INSIDE = "inside"


@dataclass(frozen=True)
class PageSpec:
    """A page: its name for `open_page`, N_() title, icon, maker and place; one opened from inside lights up `rail`."""

    name: str
    title: str
    glyph: str
    make: Callable[[Context], Page]
    place: Place
    rail: str = ""


def _settings(context: Context) -> Page:
    from gui.settings.page import SettingsPage

    return SettingsPage(context)


def _customers(context: Context) -> Page:
    from gui.customers.page import CustomersPage

    return CustomersPage(context)


def _customer(context: Context) -> Page:
    from gui.customers.customer_page import CustomerPage

    return CustomerPage(context)


def _map(context: Context) -> Page:
    from gui.decision_maps.page import MapPage

    return MapPage(context)


def _retention(context: Context) -> Page:
    from gui.retention.page import RetentionPage

    return RetentionPage(context)


PAGES: Final[tuple[PageSpec, ...]] = (
    # Rail, in the order of the day: today, customers, visits, retention, needs, reports, exchange.
    PageSpec("customers", N_("Customers"), "building-2", _customers, Place.RAIL),
    PageSpec("customer", N_("Customer"), "building-2", _customer, Place.INSIDE, rail="customers"),
    PageSpec("retention", N_("Retention"), "shield-check", _retention, Place.RAIL),
    # More: products, competition, value, cases.
    PageSpec("map", N_("Decision-maker map"), "network", _map, Place.INSIDE, "customers"),
    PageSpec("settings", N_("Settings"), "settings", _settings, Place.MORE),
)

RECORD_PAGES: Final = {"customer": "customer"}
"""Entity → the page that shows one record of it; the search box leads there, and to the customer's page for others."""
