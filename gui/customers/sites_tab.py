"""The head office and branches of a customer."""

from PySide6.QtWidgets import QHBoxLayout
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.row_dialog import delete_with_undo, open_site, revealer
from gui.customers.tab import CustomerTab
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.fields import masked
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from model.customers.queries import SiteRow, list_sites
from model.customers.records import Site
from resources.i18n import N_, _


def site_columns() -> list[Column]:
    """The columns of the sites' table."""
    return [
        Column("name", N_("Site name"), width=220, bold=True),
        Column("head_office", N_("Head office"), Kind.BOOL, 80),
        Column("address", N_("Address"), width=280, quiet=True),
        Column("contact_name", N_("Contact person"), width=120),
        Column("phone", N_("Telephone"), width=120),
        Column("show", "", Kind.ACTION, 76),
    ]


class SitesTab(CustomerTab):
    """Sites: add, open, delete."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._sites: list[SiteRow] = []
        self._revealed: dict[str, str] = {}
        empty = Empty(
            _("No sites yet"), _("Head office and branches stand here, each with its address and contact."),
            _("New site"), self.new_row, "map-pin",
        )  # fmt: skip
        self.table = RecordTable(
            "sites", site_columns(), context.preferences, context.today, empty=empty, bar=False, footer=False
        )
        self.table.opened.connect(lambda site: open_site(self, context, self.customer, site))
        self.table.acted.connect(self._reveal)
        self.delete_button = button(_("Delete"), self.delete, "quiet", "trash-2")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(button(_("New site"), self.new_row, glyph="plus"))
        row.addWidget(self.delete_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.table.selection_changed.connect(self._on_selection)
        self._on_selection()

    def show_customer(self, customer: str) -> None:
        """Numbers shown for one customer are masked again for the next."""
        if customer != self.customer:
            self._revealed.clear()
        super().show_customer(customer)

    def load(self, session: Session) -> None:
        """Read the sites."""
        self._sites = list_sites(session, self.customer)
        self._show()

    def new_row(self) -> bool:
        """Add a site."""
        open_site(self, self.context, self.customer)
        return True

    def delete(self) -> None:
        """Take the selected site out."""
        found = next((site for site in self._sites if site.id == self.table.current_id()), None)
        if found is not None:
            delete_with_undo(self, self.context, Site, found.id, found.name)

    def _show(self) -> None:
        self.table.set_rows(
            [
                (
                    site.id,
                    site.name,
                    site.head_office,
                    site.address,
                    site.contact_name,
                    self._revealed.get(site.id) or masked(site.phone),
                    _("Show") if site.phone and site.id not in self._revealed else "",
                )
                for site in self._sites
            ]
        )

    def _reveal(self, site: str, _key: str) -> None:
        self._revealed[site] = revealer(self.context, "site", site)("phone")
        self._show()

    def _on_selection(self) -> None:
        self.delete_button.setEnabled(bool(self.table.selected_ids()))
