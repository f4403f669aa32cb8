"""The field that finds an item of piecework by code, name or pinyin initials."""

from collections.abc import Callable

from gui.context import Context
from gui.widgets.columns import money_words
from gui.widgets.finder_field import FinderField, Found
from model.pay.behind import find_item, find_items
from resources.i18n import _


def item_field(context: Context, month: Callable[[], int]) -> FinderField:
    """Finds an item that has a price in the month; the value is its code."""

    def hits(text: str) -> list[Found]:
        with context.read() as session:
            rates = find_items(session, month(), text)
        return [
            Found(rate.item_code, rate.item, f"{rate.item_code}　{money_words(rate.unit_price_fen)}") for rate in rates
        ]

    def name_of(code: str) -> str:
        with context.read() as session:
            rate = find_item(session, month(), code)
        return rate.item if rate else code

    return FinderField(hits, name_of, _("Item, code or pinyin initials"))
