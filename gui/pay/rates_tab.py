"""The prices of pieces by month: what holds, what held, what will; a past month never changes."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.labels import button, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.pay.queries import RateRow, list_rate_rows
from resources.i18n import N_, _

_STATES = {"now": N_("In force"), "other": N_("Other months")}


class RatesTab(QWidget):
    """Every rate. `rate_wanted(row)` opens the price of an item, None a new item."""

    rate_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._rows: list[RateRow] = []
        empty = Empty(
            _("No price yet"),
            _("Import the office's workbook with the sheet 计件单价, or type what a piece pays."),
            _("New price"),
            lambda: self.rate_wanted.emit(None),
            "wallet",
        )
        self.table = RecordTable("piece-rates", _columns(), context.preferences, context.today, empty=empty)
        self.table.view.hideColumn(0)
        self.new_button = button(_("New price"), lambda: self.rate_wanted.emit(None))
        self.remark = muted(_("A new price holds from its month on; months before it stay as they were."))
        self.table.opened.connect(self._open)
        offer_papers(self, context, self.table, _("Piece rates"))
        in_column(in_row(self.remark, STRETCH, self.new_button), (self.table, 1), gap=12, within=self)

    def load(self, session: Session, month: int) -> None:
        """Read and show the rates, those in force in the month marked."""
        self._rows = list_rate_rows(session, month)
        self.table.set_rows([_row(row) for row in self._rows])

    def _open(self, row_id: str) -> None:
        found = next((row for row in self._rows if row.rate.id == row_id), None)
        if found is not None:
            self.rate_wanted.emit(found)


def _columns() -> list[Column]:
    tones = {"now": Tone.DONE, "other": Tone.NEUTRAL}
    return [
        Column("item_code", N_("Item code"), width=84),
        Column("item", N_("Item"), width=150, bold=True),
        Column("unit_price_fen", N_("Unit price"), Kind.MONEY, 84),
        Column("state", N_("State"), Kind.TAG, 116, choices=_STATES, tones=tones),
        Column("valid_from", N_("From month"), Kind.MONTH, 96),
        Column("valid_to", N_("To month"), Kind.MONTH, 90),
        Column("category", N_("Category"), Kind.CHOICE, 160, choices=ENUMERATIONS["piece_category"]),
        Column("unit", N_("Unit"), width=60),
        Column("proof", N_("What proves it"), width=200, quiet=True),
    ]


def _row(row: RateRow) -> tuple[Any, ...]:
    rate = row.rate
    return (
        rate.id, rate.item_code, rate.item, rate.unit_price_fen, "now" if row.in_force else "other", rate.valid_from,
        rate.valid_to, rate.category or None, row.unit, row.proof,
    )  # fmt: skip
