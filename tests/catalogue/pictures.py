"""What the pictures show of the catalogue."""

from PySide6.QtWidgets import QDialog, QWidget

from gui.catalogue.page import CataloguePage
from gui.catalogue.row_dialogs import edit_offering
from model.catalogue.records import ProductOffering
from model.store.ids import natural_id
from tests.studio import Shot, Studio


def _page(studio: Studio, sheet: str) -> QWidget:
    window = studio.page("catalogue")
    page = studio.window.page()
    if isinstance(page, CataloguePage):
        page.tabs.show_sheet(sheet)
    return window


def _products(studio: Studio) -> QWidget:
    return _page(studio, "offerings")


def _cards(studio: Studio) -> QWidget:
    return _page(studio, "cards")


def _bundles(studio: Studio) -> QWidget:
    return _page(studio, "bundles")


def _changes(studio: Studio) -> QWidget:
    """Two prices that moved and are not kept as a version yet."""
    with studio.database.write() as session:
        for code, price in (("JC03", 310_000), ("JC04", 41_900)):
            session.get_one(ProductOffering, natural_id("product_offering", code)).monthly_fen = price
    return _page(studio, "changes")


def _tariffs(studio: Studio) -> QWidget:
    return _page(studio, "rivals")


def _dialog(studio: Studio, sheet: str) -> QWidget:
    window = _page(studio, sheet)
    page = studio.window.page()
    if isinstance(page, CataloguePage):
        page.press()
        return studio.window.findChildren(QDialog)[-1]
    return window


def _card(studio: Studio) -> QWidget:
    return _dialog(studio, "cards")


def _part(studio: Studio) -> QWidget:
    return _dialog(studio, "bundles")


def _offering(studio: Studio) -> QWidget:
    window = _page(studio, "offerings")
    edit_offering(window, studio.window.context, natural_id("product_offering", "JC03"))
    return studio.window.findChildren(QDialog)[-1]


SHOTS = (
    Shot("catalogue", _products),
    Shot("catalogue-cards", _cards),
    Shot("catalogue-bundles", _bundles),
    Shot("catalogue-changes", _changes),
    Shot("catalogue-tariffs", _tariffs),
    Shot("catalogue-card", _card),
    Shot("catalogue-part", _part),
    Shot("catalogue-offering", _offering),
)
