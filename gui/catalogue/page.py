"""The catalogue: products, price cards, bundles, rivals' published tariffs, and what changed since the last version."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.catalogue.dialogs import ask_authority, ask_rival_price
from gui.catalogue.groups import GroupList
from gui.catalogue.row_dialogs import edit_card, edit_offering, edit_part
from gui.catalogue.tables import (
    bundle_columns,
    card_columns,
    change_columns,
    offering_columns,
    page_help,
    rival_columns,
)
from gui.context import Context
from gui.customers.row_dialog import delete_chosen
from gui.editing.bulk_dialog import edit_many
from gui.editing.subjects import OFFERINGS, PRICE_CARDS, TARIFFS, Subject
from gui.files import ask_target
from gui.page import Page
from gui.papers.export import offer_papers
from gui.papers.leaflet import preview_leaflet
from gui.widgets.columns import Column, rows_of
from gui.widgets.conditions import Condition
from gui.widgets.empty import Empty
from gui.widgets.labels import button, icon_button
from gui.widgets.placing import in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.catalogue.content import catalogue_content
from model.catalogue.queries import list_bundle_items, list_offerings, list_price_cards
from model.catalogue.records import BundleItem, PriceCard
from model.catalogue.versions import freeze_catalogue, list_changes
from model.proposals.queries import list_rival_prices
from model.proposals.records import RivalPrice
from reports.catalogue_sheet import write_catalogue
from resources.i18n import N_, _, _n

_SHEETS: Final = {
    "offerings": N_("Products"),
    "cards": N_("Price cards"),
    "bundles": N_("Bundles"),
    "rivals": N_("Published tariffs"),
    "changes": N_("What changed"),
}
_NEW: Final = {
    "offerings": N_("Leaflet"),
    "cards": N_("New price card"),
    "bundles": N_("New part"),
    "rivals": N_("Note a published tariff"),
    "changes": N_("Keep as a version"),
}
"""The button of each sheet, which Ctrl+N presses too (but for the leaflet, which is Ctrl+P)."""
_MANY: Final[Mapping[str, Subject]] = {"offerings": OFFERINGS, "cards": PRICE_CARDS, "rivals": TARIFFS}
_OURS: Final[Mapping[str, tuple[type[Any], str]]] = {
    "cards": (PriceCard, "offering_code"),
    "bundles": (BundleItem, "bundle_code"),
    "rivals": (RivalPrice, "offering_code"),
}
"""The sheets whose rows are typed in here, and the field that a row is called by."""


class CataloguePage(Page):
    """What we sell and for how much; what rivals publish."""

    listens_to = frozenset({"product_offering", "price_card", "bundle_item", "rival_price", "offering_version"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Products"))
        self.columns: dict[str, list[Column]] = {
            "offerings": offering_columns(),
            "cards": card_columns(),
            "bundles": bundle_columns(),
            "rivals": rival_columns(),
            "changes": change_columns(),
        }
        self.tabs = Tabs()
        self.tables: dict[str, RecordTable] = {key: self._table(key) for key in _SHEETS}
        self.groups = GroupList()
        self.groups.chosen.connect(self.show_group)
        for key, words in _SHEETS.items():
            self.tabs.add(key, _(words), self._beside_groups() if key == "offerings" else self.tables[key])
        self.tabs.changed.connect(lambda _key: self._show_buttons())
        self.body.addWidget(self.tabs, 1)
        self.authority_button = button(_("Discount authority"), lambda: ask_authority(self, context))
        self.export_button = button(_("Export the catalogue"), self.export, glyph="file-up")
        self.bulk_button = button(_("Edit many"), self.edit_many)
        self.delete_button = icon_button("trash-2", _("Delete"), self.delete)
        self.new_button = button(_(_NEW["rivals"]), self.press, "primary")
        for made in (self.authority_button, self.export_button, self.bulk_button, self.delete_button, self.new_button):
            self.buttons.addWidget(made)
        self._show_buttons()
        self.setFocusProxy(self.tables["offerings"].view)

    def refresh(self) -> None:
        """Read every list."""
        today = self.context.today()
        with self.context.read() as session:
            offerings = list_offerings(session, today)
            found: dict[str, list[Any]] = {
                "offerings": list(offerings),
                "cards": list(list_price_cards(session, today)),
                "bundles": list(list_bundle_items(session)),
                "rivals": list(list_rival_prices(session)),
                "changes": list(list_changes(session)),
            }
        for key, rows in found.items():
            self.tables[key].set_rows(rows_of(rows, self.columns[key]))
            self.tabs.set_words(key, f"{_(_SHEETS[key])} {len(rows):,}" if rows else _(_SHEETS[key]))
        self.groups.show_counts(offerings)

    def state(self) -> dict[str, Any]:
        """The sheet that is shown, and every table's."""
        return {"tab": self.tabs.current(), **{key: table.state() for key, table in self.tables.items()}}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "offerings")))
        for key, table in self.tables.items():
            table.restore(state.get(key, {}))

    def new_here(self) -> bool:
        """Ctrl+N: a price card, a part or a published tariff; products come with the office's file."""
        if self.tabs.current() in ("cards", "bundles", "rivals"):
            self.press()
            return True
        return False

    def print_here(self) -> bool:
        """Ctrl+P: the leaflet of the chosen product."""
        chosen = self.tables["offerings"].selected_ids()
        if self.tabs.current() != "offerings" or not chosen:
            return False
        preview_leaflet(self, self.context, chosen[0])
        return True

    def help_text(self) -> str:
        """What stands here and who may see it."""
        return page_help()

    def show_group(self, field: str, code: str) -> None:
        """Only the products of a layer, function or brand line; everything without a field."""
        if field:
            self.tables["offerings"].filter_by(Condition(field, "any", (code,)))
        else:
            self.tables["offerings"].clear()

    def press(self) -> None:
        """What the button of the sheet does."""
        acts: dict[str, Callable[[], object]] = {
            "offerings": self.leaflet,
            "cards": lambda: edit_card(self, self.context),
            "bundles": lambda: edit_part(self, self.context),
            "rivals": lambda: ask_rival_price(self, self.context),
            "changes": self.keep_version,
        }
        acts[self.tabs.current()]()

    def edit_many(self) -> None:
        """Set one field for the chosen products, price cards or tariffs."""
        key = self.tabs.current()
        edit_many(self, self.context, _MANY[key], self.tables[key].selected_ids())

    def delete(self) -> None:
        """Take the chosen price cards, parts or tariffs out; products come and go with the office's file."""
        key = self.tabs.current()
        record, title = _OURS[key]
        delete_chosen(self.context, record, title, self.tables[key].selected_ids())

    def leaflet(self) -> None:
        """The page of the chosen product."""
        if not self.print_here():
            self.context.say(_("Choose a product first."), "news")

    def keep_version(self) -> None:
        """Keep the catalogue as it stands as today's version."""
        with self.context.write(N_("Version of the catalogue")) as session:
            count = freeze_catalogue(session, self.context.today())
        differ = _n(
            "{count} product differs from the version before.",
            "{count} products differ from the version before.",
            count,
        )
        self.context.say(differ if count else _("Nothing differs."), undo=bool(count))

    def export(self) -> None:
        """Write the whole catalogue as the office's workbook."""
        name = f"{_('Catalogue')} {self.context.today().isoformat()}.xlsx"
        target = ask_target(self, self.context, _("Export the catalogue"), name, _("Workbook (*.xlsx)"))
        if target is None:
            return
        database = self.context.database

        def write(progress: Any) -> None:
            with database.read() as session:
                content = catalogue_content(session)
            write_catalogue(target, content)

        self.context.tasks.run(
            write,
            lambda _done: self.context.say(_("Saved as {file}.").format(file=target.name)),
            title=_("Exporting"),
        )

    def _beside_groups(self) -> QWidget:
        sheet = QWidget()
        in_row(self.groups, (self.tables["offerings"], 1), gap=16, within=sheet)
        return sheet

    def _table(self, key: str) -> RecordTable:
        words = _("They come with the office's file.")
        verb, begin = _("Import the month's file"), self.start_import
        if key == "rivals":
            words = _("A rival's published price, with where and when it was seen.")
            verb, begin = _("Note a published tariff"), self.press
        elif key == "changes":
            words = _("After the next file with products, what is new, gone, dearer or cheaper stands here.")
        empty = Empty(_("Nothing here yet"), words, verb, begin, "package")
        table = RecordTable(
            f"catalogue-{key}", self.columns[key], self.context.preferences, self.context.today, empty=empty
        )
        table.opened.connect(lambda row: self._open(key, row))
        table.selection_changed.connect(self._show_buttons)
        table.shown_changed.connect(lambda _shown, _all: self._show_buttons())
        offer_papers(self, self.context, table, _(_SHEETS[key]))
        return table

    def start_import(self) -> None:
        """Open the import wizard."""
        self.context.import_wanted.emit(())

    def _open(self, key: str, row: str) -> None:
        if key == "offerings":
            edit_offering(self, self.context, row)
        elif key == "cards":
            edit_card(self, self.context, row)
        elif key == "bundles":
            edit_part(self, self.context, row)
        elif key == "rivals":
            ask_rival_price(self, self.context, row)

    def _show_buttons(self) -> None:
        words = _(_NEW[self.tabs.current()])
        self.new_button.setText(words)
        self.new_button.setAccessibleName(words)
        key = self.tabs.current()
        self.bulk_button.setVisible(key in _MANY)
        self.delete_button.setVisible(key in _OURS)
        some = bool(self.tables[key].selected_ids())
        self.delete_button.setEnabled(some)
        self.bulk_button.setEnabled(some)
