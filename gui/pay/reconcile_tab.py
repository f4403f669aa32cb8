"""The company's pay sheet beside our pieces: missing, double, different, with what that costs."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.card import Figure
from gui.widgets.columns import Column, Kind, money_words
from gui.widgets.conditions import Condition
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.months import month_words
from model.pay.queries import find_reconciliation, months_with_sheet
from model.pay.reconciling import Compared, Finding, Reconciliation
from reports.pay import FINDINGS
from resources.i18n import N_, _, _n

_TONES: Final[Mapping[str, Tone]] = {
    Finding.EQUAL: Tone.DONE,
    Finding.MISSING: Tone.DANGER,
    Finding.EXTRA: Tone.NEWS,
    Finding.DOUBLE: Tone.WARNING,
    Finding.DIFFERENT: Tone.WARNING,
}


class ReconcileTab(QWidget):
    """A month item by item. `item_wanted(code)` opens the pieces, `month_wanted(month)` a month that has a sheet."""

    item_wanted = Signal(str)
    month_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._newest: int | None = None
        self.ours, self.paid = Figure(_("Counted by us")), Figure(_("On the company's sheet"))
        self.difference, self.faults = Figure(_("Sheet less ours")), Figure(_("Items that differ"))
        self.empty = Empty(
            _("The pay sheet of this month is not here"),
            _("Import the office's workbook with the sheet 酬金核对; each item is then compared with your pieces."),
            _("Import a file"),
            lambda: context.import_wanted.emit(None),
            "wallet",
        )
        self.table = RecordTable("pay-sheet", _columns(), context.preferences, context.today, empty=self.empty)
        self.table.view.hideColumn(0)
        self.faults_button = button(_("Only differences"), self.show_faults, "chip")
        self.newest_button = button("", self._go_to_newest, "link")
        self.table.opened.connect(self.item_wanted)
        offer_papers(self, context, self.table, _("Pay reconciliation"))
        self._lay_out()

    def load(self, session: Session, month: int) -> None:
        """Read and show a month."""
        found = find_reconciliation(session, month)
        months = months_with_sheet(session)
        self._newest = months[0] if months else None
        self._show_figures(found)
        self.table.set_rows([_row(row) for row in found.rows] if found.has_sheet else [])
        elsewhere = not found.has_sheet and self._newest is not None
        self.newest_button.setVisible(elsewhere)
        self.newest_button.setText(_("Newest sheet: {month}").format(month=month_words(self._newest or 0)))

    def show_faults(self) -> None:
        """Show only the items that differ."""
        codes = tuple(str(finding) for finding in Finding if finding is not Finding.EQUAL)
        self.table.filter_by(Condition("finding", "any", codes))
        self.table.view.setFocus()

    def _show_figures(self, found: Reconciliation) -> None:
        self.ours.show_value(money_words(found.our_fen), _("yuan"), month_words(found.month))
        if not found.has_sheet:
            for figure in (self.paid, self.difference, self.faults):
                figure.show_value("—", "", _("no sheet yet"))
            return
        missing = found.difference_fen < 0
        self.paid.show_value(money_words(found.paid_fen), _("yuan"), month_words(found.month))
        note = _("the sheet pays less than counted") if missing else ""
        tone = Tone.DANGER if missing else Tone.PLAIN
        self.difference.show_value(money_words(found.difference_fen), _("yuan"), note, tone)
        note = _n("of {count} item", "of {count} items", len(found.rows))
        self.faults.show_value(str(found.faults), _("items"), note)

    def _go_to_newest(self) -> None:
        if self._newest is not None:
            self.month_wanted.emit(self._newest)

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for figure in (self.ours, self.paid, self.difference, self.faults):
            figures.addWidget(figure, 1)
        row = in_row(self.faults_button, self.newest_button, STRETCH)
        in_column(figures, row, (self.table, 1), gap=12, within=self)


def _columns() -> list[Column]:
    return [
        Column("item", N_("Item"), width=150, bold=True),
        Column("finding", N_("Finding"), Kind.TAG, 130, choices=FINDINGS, tones=_TONES),
        Column("our_quantity", N_("Our quantity"), Kind.INTEGER, 80, words=_number),
        Column("paid_quantity", N_("Sheet quantity"), Kind.INTEGER, 90, words=_number),
        Column("our_fen", N_("Our amount"), Kind.MONEY, 100, total=True),
        Column("paid_fen", N_("Sheet amount"), Kind.MONEY, 100, total=True),
        Column("difference_fen", N_("Sheet less ours"), Kind.MONEY, 110, total=True, signed=True),
        Column("item_code", N_("Item code"), width=80, quiet=True, shown=False),
    ]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _row(row: Compared) -> tuple[Any, ...]:
    return (
        row.item_code, row.item, row.finding, row.our_quantity, row.paid_quantity, row.our_fen, row.paid_fen,
        row.difference_fen, row.item_code,
    )  # fmt: skip
