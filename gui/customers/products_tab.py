"""Products in use at a customer, ours and rivals', with what they cost and when they end."""

from datetime import date

from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.customers.columns import expiry_words
from gui.customers.installed_dialog import open_installed
from gui.customers.list_tab import ListTab
from gui.editing.subjects import HOLDINGS
from gui.widgets.columns import Column, Kind
from model.customers.queries import InstalledRow, list_installed
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _


def installed_columns(today: date) -> list[Column]:
    """The columns of the table of products in use."""
    operators, channels = ENUMERATIONS["operator"], ENUMERATIONS["channel"]
    tones = {"mobile": Tone.ACCENT, "telecom": Tone.WARNING, "unicom": Tone.WARNING, "broadnet": Tone.WARNING}
    return [
        Column("offering_name", N_("Product"), width=170, bold=True),
        Column("operator", N_("Operator"), Kind.TAG, 100, choices=operators, tones=tones),
        Column("bundle_end", N_("Bundle ends"), Kind.DATE, 152, words=lambda day: ends_words(day, today)),
        Column("quantity", N_("Quantity"), Kind.INTEGER, 88, words=lambda value: f"{value:,g}"),
        Column("monthly_fee_fen", N_("Monthly fee (yuan)"), Kind.MONEY, 140, total=True),
        Column("monthly_usage", N_("Monthly usage"), Kind.INTEGER, 116, words=lambda value: f"{value:,g}"),
        Column("agreement_number", N_("Agreement number"), width=150, quiet=True, whole=True),
        Column("channel", N_("Order channel"), Kind.CHOICE, 110, choices=channels, quiet=True),
        Column("start_date", N_("In use since"), Kind.DATE, 110, quiet=True),
        Column("offering_code", N_("Product code"), width=100, shown=False),
    ]


def ends_words(day: date, today: date) -> str:
    """The day something ends: in how many days, or that it has ended."""
    if day < today:
        return _("{day}  ended").format(day=day.isoformat())
    return expiry_words(day, today) if (day - today).days <= 180 else day.isoformat()


class ProductsTab(ListTab):
    """Products in use: add, open, edit many, delete."""

    def __init__(self, context: Context) -> None:
        sentence = _("They come with the month's file; what a rival has here is typed in.")
        super().__init__(
            context, HOLDINGS, installed_columns(context.today()), open_installed, "installed",
            _("Products in use"), _("New product in use"), (_("No products in use"), sentence, "package"),
        )  # fmt: skip

    def read(self, session: Session) -> list[InstalledRow]:
        """The products."""
        return list_installed(session, self.customer)
