"""The contracts of a customer."""

from typing import Final

from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.products_tab import ends_words
from gui.customers.row_dialog import open_row
from gui.customers.tab import CustomerTab
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable
from model.catalogue.records import Agreement
from model.customers.queries import list_agreements
from resources.i18n import N_, _

FIELDS: Final = (
    "number",
    "agreement_type",
    "signed_on",
    "valid_from",
    "valid_to",
    "renewal_stage",
    "items",
)


class AgreementsTab(CustomerTab):
    """Agreements, the nearest end first."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        empty = Empty(
            _("No agreements"), _("A product in use without an agreement is a risk: ask the office for its number."),
            "", None, "handshake",
        )  # fmt: skip
        today = context.today()
        self._columns = [
            Column("number", N_("Agreement number"), width=190, bold=True),
            Column("agreement_type", N_("Agreement type"), width=130),
            Column("signed_on", N_("Signed on"), Kind.DATE, 110, quiet=True),
            Column("valid_from", N_("Valid from"), Kind.DATE, 110, quiet=True),
            Column("valid_to", N_("Valid to"), Kind.DATE, 140, words=lambda day: ends_words(day, today)),
            Column("renewal_stage", N_("Renewal stage"), width=110),
            Column("items", N_("Products covered"), width=260, quiet=True),
        ]
        self.table = RecordTable(
            "agreements", self._columns, context.preferences, context.today, empty=empty, bar=False, footer=False
        )
        self.table.opened.connect(lambda row: open_row(self, context, Agreement, row, FIELDS))
        self.column.addWidget(self.table, 1)

    def load(self, session: Session) -> None:
        """Read the agreements."""
        self.table.set_rows(rows_of(list_agreements(session, self.customer), self._columns))
