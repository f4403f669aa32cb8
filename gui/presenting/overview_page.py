"""What a customer has with us: bills, services, agreements, and what was agreed."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout

from gui.context import Context
from gui.needs.columns import PROMISE_TONES
from gui.presenting.page import PresentedPage
from gui.widgets.card import Card
from gui.widgets.chart import ChartView
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable
from model.customers.queries import BillRow, list_agreements, list_bills, list_installed, profile_of
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.needs.promise_queries import list_promises
from reports.charts import ChartData, Series, bar_chart
from reports.drawing import Colour, Drawing
from reports.scales import Measure
from resources.i18n import N_, _


def service_columns() -> list[Column]:
    """What is in use, how much of it, for how much a month, and until when."""
    return [
        Column("offering_name", N_("Service"), width=126, bold=True),
        Column("quantity", N_("Quantity"), Kind.INTEGER, 56, words=lambda value: f"{value:,g}"),
        Column("monthly_fee_fen", N_("Monthly fee (yuan)"), Kind.MONEY, 100),
        Column("bundle_end", N_("Bundle ends"), Kind.DATE, 96, quiet=True),
    ]


def contract_columns() -> list[Column]:
    """Number and end."""
    return [
        Column("number", N_("Agreement number"), width=118, bold=True),
        Column("valid_to", N_("Valid to"), Kind.DATE, 92),
        Column("items", N_("Products covered"), width=110, quiet=True),
    ]


def matter_columns() -> list[Column]:
    """What was agreed, by when, and how far it is."""
    states = ENUMERATIONS["promise_state"]
    return [
        Column("text", N_("Agreed matter"), width=150, bold=True),
        Column("due_on", N_("Due"), Kind.DATE, 92),
        Column("state", N_("State"), Kind.TAG, 80, choices=states, tones=PROMISE_TONES),
    ]


class OverviewPage(PresentedPage):
    """The customer's own bills, services, agreements and agreed matters on one page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.chart = ChartView(_("Bills by month"))
        self.chart.setMinimumHeight(150)
        self.columns = {"services": service_columns(), "agreements": contract_columns(), "matters": matter_columns()}
        self.tables = {
            "services": self._table("services", _("No services yet"), "package"),
            "agreements": self._table("agreements", _("No agreements yet"), "file-text"),
            "matters": self._table("matters", _("Nothing is open between us"), "handshake"),
        }
        self._lay_out_cards()

    def refresh(self) -> None:
        """Read the four cards."""
        today = self.context.today()
        try:
            with self.context.read() as session:
                profile = profile_of(session, self.customer)
                bills = list_bills(session, self.customer)
                found: dict[str, list[Any]] = {
                    "services": list(list_installed(session, self.customer)),
                    "agreements": list(list_agreements(session, self.customer)),
                    "matters": list(list_promises(session, today, customer_id=self.customer)),
                }
        except UserError as error:
            self.heading.setText(error.sentence)
            return
        self.heading.setText(profile["name"])
        manager = profile["manager_name"]
        self.sub_heading.setText(_("Your account manager: {name}").format(name=manager) if manager else "")
        self.chart.set_chart(partial(bills_drawing, bills) if bills else None)
        for key, rows in found.items():
            self.tables[key].set_rows(rows_of(rows, self.columns[key]))

    def help_text(self) -> str:
        """What stands here."""
        return _("Your services with us, what they cost by month, our agreements, and what we have agreed to do.")

    def _table(self, key: str, nothing: str, glyph: str) -> RecordTable:
        made = self.table(key, self.columns[key], Empty(nothing, glyph=glyph), ("offering_name", "text"))
        made.setMinimumHeight(120)
        return made

    def _lay_out_cards(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(16)
        bills = Card(_("Bills by month"), _("last 12 months, yuan"))
        bills.body.addWidget(self.chart, 1)
        grid.addWidget(bills, 0, 0)
        headings = {
            "services": _("Services in use"),
            "agreements": _("Agreements"),
            "matters": _("What we have agreed"),
        }
        for key, place in (("agreements", (0, 1)), ("services", (1, 0)), ("matters", (1, 1))):
            card = Card(headings[key], margins=1)
            card.body.addWidget(self.tables[key], 1)
            grid.addWidget(card, *place)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 1)
        self.body.addLayout(grid, 1)
        self.setFocusProxy(self.tables["services"].view)


def bills_drawing(bills: Sequence[BillRow], width: float, height: float) -> Drawing:
    """One bar a month: what was billed."""
    data = ChartData(
        tuple(_("{month}").format(month=bill.month % 100) for bill in bills),
        tuple(str(bill.month) for bill in bills),
        (Series(_("Billed"), tuple(float(bill.total_fen) for bill in bills), Colour.FIRST),),
        Measure.MONEY,
    )
    return bar_chart(data, width, height)
