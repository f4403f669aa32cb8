"""The head office and branches of a customer."""

from typing import Any

from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.row_dialog import open_site
from gui.customers.rows_tab import RowsTab
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
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


class SitesTab(RowsTab[SiteRow]):
    """Sites: add, open, delete."""

    def __init__(self, context: Context) -> None:
        empty = Empty(
            _("No sites yet"), _("Head office and branches stand here, each with its address and contact."),
            _("New site"), self.new_row, "map-pin",
        )  # fmt: skip
        table = RecordTable(
            "sites", site_columns(), context.preferences, context.today, empty=empty, bar=False, footer=False
        )
        super().__init__(context, Site, table)
        table.opened.connect(lambda site: open_site(self, context, self.customer, site))
        self.bar.addWidget(button(_("New site"), self.new_row, glyph="plus"))
        self.bar.addWidget(self.delete_button)
        self.bar.addStretch(1)

    def read(self, session: Session) -> list[SiteRow]:
        """The sites, head office first."""
        return list_sites(session, self.customer)

    def new_row(self) -> bool:
        """Add a site."""
        open_site(self, self.context, self.customer)
        return True

    def cells_of(self, row: SiteRow) -> tuple[Any, ...]:
        """A site's cells."""
        number, ask = self.numbers.cells(row.id, row.phone)
        return (row.id, row.name, row.head_office, row.address, row.contact_name, number, ask)

    def number_field(self, row_id: str) -> str:
        """A site has one number."""
        return "phone"
