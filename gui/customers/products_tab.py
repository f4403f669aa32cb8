"""Products in use at a customer, ours and rivals', with what they cost and when they end."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.customers.columns import expiry_words
from gui.customers.row_dialog import open_row
from gui.customers.tab import CustomerTab
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable
from model.catalogue.records import InstalledProduct
from model.customers.queries import list_installed
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

FIELDS: Final = (
    "offering_name",
    "offering_code",
    "operator",
    "quantity",
    "monthly_fee_fen",
    "monthly_usage",
    "channel",
    "start_date",
    "bundle_end",
    "agreement_number",
    "source",
    "seen_on",
    "blocked_reason",
    "reopen_on",
)


def installed_columns(today: date) -> list[Column]:
    """The columns of the table of products in use."""
    operators, channels = ENUMERATIONS["operator"], ENUMERATIONS["channel"]
    tones = {"mobile": Tone.ACCENT, "telecom": Tone.WARNING, "unicom": Tone.WARNING, "broadnet": Tone.WARNING}
    return [
        Column("offering_name", N_("Product"), width=200, bold=True),
        Column("operator", N_("Operator"), Kind.TAG, 100, choices=operators, tones=tones),
        Column("quantity", N_("Quantity"), Kind.INTEGER, 80, words=lambda value: f"{value:,g}"),
        Column("monthly_fee_fen", N_("Monthly fee (yuan)"), Kind.MONEY, 120, total=True),
        Column("monthly_usage", N_("Monthly usage"), Kind.INTEGER, 90, words=lambda value: f"{value:,g}"),
        Column("bundle_end", N_("Bundle ends"), Kind.DATE, 140, words=lambda day: ends_words(day, today)),
        Column("agreement_number", N_("Agreement number"), width=150, quiet=True),
        Column("channel", N_("Order channel"), Kind.CHOICE, 110, choices=channels, quiet=True),
        Column("start_date", N_("In use since"), Kind.DATE, 110, quiet=True),
        Column("offering_code", N_("Product code"), width=100, shown=False),
    ]


def ends_words(day: date, today: date) -> str:
    """The day something ends: in how many days, or that it has ended."""
    if day < today:
        return _("{day}  ended").format(day=day.isoformat())
    return expiry_words(day, today) if (day - today).days <= 180 else day.isoformat()


class ProductsTab(CustomerTab):
    """Products in use."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        empty = Empty(
            _("No products in use"), _("They come with the month's file: ours, and rivals' as far as known."), "",
            None, "package",
        )  # fmt: skip
        self._columns = installed_columns(context.today())
        self.table = RecordTable("installed", self._columns, context.preferences, context.today, empty=empty, bar=False)
        self.table.opened.connect(lambda row: open_row(self, context, InstalledProduct, row, FIELDS))
        self.column.addWidget(self.table, 1)

    def load(self, session: Session) -> None:
        """Read the products."""
        self.table.set_rows(rows_of(list_installed(session, self.customer), self._columns))
