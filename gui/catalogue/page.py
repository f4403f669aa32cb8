"""The catalogue: products, price cards, bundles, rivals' published tariffs."""

from typing import Any

from gui.catalogue.dialogs import ask_authority, ask_rival_price
from gui.catalogue.tables import RECORDS, bundle_columns, card_columns, offering_columns, page_help, rival_columns
from gui.context import Context
from gui.customers.row_dialog import open_row
from gui.page import Page
from gui.papers.export import export_table
from gui.widgets.columns import Column, rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.catalogue.queries import list_bundle_items, list_offerings, list_price_cards
from model.proposals.queries import list_rival_prices
from resources.i18n import N_, _

_SHEETS = {
    "offerings": N_("Products"),
    "cards": N_("Price cards"),
    "bundles": N_("Bundles"),
    "rivals": N_("Published tariffs"),
}


class CataloguePage(Page):
    """What we sell and for how much; what rivals publish."""

    listens_to = frozenset({"product_offering", "price_card", "bundle_item", "rival_price"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Products"))
        self.columns: dict[str, list[Column]] = {
            "offerings": offering_columns(),
            "cards": card_columns(),
            "bundles": bundle_columns(),
            "rivals": rival_columns(),
        }
        self.tabs = Tabs()
        self.tables: dict[str, RecordTable] = {}
        for key, words in _SHEETS.items():
            self.tables[key] = self._table(key)
            self.tabs.add(key, _(words), self.tables[key])
        self.body.addWidget(self.tabs, 1)
        self.authority_button = button(_("Discount authority"), lambda: ask_authority(self, context))
        self.rival_button = button(_("Note a published tariff"), self.new_here, "primary")
        self.buttons.addWidget(self.authority_button)
        self.buttons.addWidget(self.rival_button)
        self.setFocusProxy(self.tables["offerings"].view)

    def refresh(self) -> None:
        """Read the four lists."""
        today = self.context.today()
        with self.context.read() as session:
            found: dict[str, list[Any]] = {
                "offerings": list(list_offerings(session, today)),
                "cards": list(list_price_cards(session, today)),
                "bundles": list(list_bundle_items(session)),
                "rivals": list(list_rival_prices(session)),
            }
        for key, rows in found.items():
            self.tables[key].set_rows(rows_of(rows, self.columns[key]))
            self.tabs.set_words(key, f"{_(_SHEETS[key])} {len(rows):,}" if rows else _(_SHEETS[key]))

    def state(self) -> dict[str, Any]:
        """The sheet that is shown, and every table's."""
        return {"tab": self.tabs.current(), **{key: table.state() for key, table in self.tables.items()}}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "offerings")))
        for key, table in self.tables.items():
            table.restore(state.get(key, {}))

    def new_here(self) -> bool:
        """Ctrl+N: a published tariff; products come with the office's file."""
        ask_rival_price(self, self.context)
        return True

    def help_text(self) -> str:
        """What stands here and who may see it."""
        return page_help()

    def _table(self, key: str) -> RecordTable:
        words = (
            _("A rival's published price, with where and when it was seen.")
            if key == "rivals"
            else _("They come with the office's file.")
        )
        verb, begin = (_("Note a published tariff"), self.new_here) if key == "rivals" else ("", None)
        empty = Empty(_("Nothing here yet"), words, verb, begin, "package")
        table = RecordTable(
            f"catalogue-{key}", self.columns[key], self.context.preferences, self.context.today, empty=empty
        )
        record, fields = RECORDS[key]
        table.opened.connect(lambda row: open_row(self, self.context, record, row, fields))
        table.export_wanted.connect(lambda: export_table(self, self.context, table, _(_SHEETS[key])))
        return table
