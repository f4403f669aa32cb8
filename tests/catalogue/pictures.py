"""What the pictures show of the catalogue."""

from PySide6.QtWidgets import QWidget

from gui.catalogue.page import CataloguePage
from gui.catalogue.row_dialogs import edit_offering
from model.catalogue.records import ProductOffering
from model.store.ids import natural_id
from tests.studio import Shot, Show, Studio, sheet


def _changes(studio: Studio) -> QWidget:
    """Two prices that moved and are not kept as a version yet."""
    with studio.database.write() as session:
        for code, price in (("JC03", 310_000), ("JC04", 41_900)):
            session.get_one(ProductOffering, natural_id("product_offering", code)).monthly_fen = price
    return studio.sheet("catalogue", "changes")


def _new(key: str) -> Show:
    def show(studio: Studio) -> QWidget:
        studio.sheet("catalogue", key)
        studio.opened(CataloguePage, "catalogue").press()
        return studio.dialog()

    return show


def _offering(studio: Studio) -> QWidget:
    edit_offering(studio.page("catalogue"), studio.window.context, natural_id("product_offering", "JC03"))
    return studio.dialog()


SHOTS = (
    Shot("catalogue", sheet("catalogue", "offerings")),
    Shot("catalogue-cards", sheet("catalogue", "cards")),
    Shot("catalogue-bundles", sheet("catalogue", "bundles")),
    Shot("catalogue-changes", _changes),
    Shot("catalogue-tariffs", sheet("catalogue", "rivals")),
    Shot("catalogue-card", _new("cards")),
    Shot("catalogue-part", _new("bundles")),
    Shot("catalogue-offering", _offering),
)
