"""The figures behind a bar: one month's revenue by kind, and the months beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from gui.context import Context
from gui.papers.export import export_table
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind
from gui.widgets.labels import button, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.customers.queries import BillRow
from resources.i18n import N_, _


def bill_columns() -> list[Column]:
    """Month, the four kinds, their sum, arrears."""
    return [
        Column("month", N_("Month"), Kind.MONTH, 90, bold=True),
        Column("voice_fen", N_("Voice revenue"), Kind.MONEY, 110),
        Column("data_fen", N_("Data revenue"), Kind.MONEY, 110),
        Column("new_business_fen", N_("New-business revenue"), Kind.MONEY, 120),
        Column("other_fen", N_("Other revenue"), Kind.MONEY, 110),
        Column("total_fen", N_("Together"), Kind.MONEY, 120),
        Column("change", N_("Change"), Kind.PERCENT, 80, signed=True),
        Column("arrears_fen", N_("Arrears"), Kind.MONEY, 100),
    ]


def open_bills(parent: QWidget, context: Context, name: str, bills: Sequence[BillRow], month: int) -> QDialog:
    """Show every month's figures with this month selected."""
    dialog = QDialog(parent)
    heading = _("Monthly revenue of {name}").format(name=name)
    dialog.setWindowTitle(heading)
    dialog.resize(860, 520)
    table = RecordTable(
        "bills", bill_columns(), context.preferences, context.today, bar=False, footer=False, frame=False
    )
    table.set_rows(bill_rows(bills))
    table.select(str(month))
    card = Card(margins=1)
    card.body.addWidget(table, 1)
    foot = in_row(
        button(_("Export what is shown"), lambda: export_table(dialog, context, table, heading)),
        STRETCH,
        button(_("Close"), dialog.accept, "primary"),
    )
    in_column(title(heading), (card, 1), foot, gap=16, margins=FRAME, within=dialog)
    dialog.open()
    return dialog


def bill_rows(bills: Sequence[BillRow]) -> list[tuple[str | int | float | None, ...]]:
    """Table rows, the newest month first, each with its change against the month before."""
    rows: list[tuple[str | int | float | None, ...]] = []
    before: BillRow | None = None
    for bill in bills:
        change = (bill.total_fen - before.total_fen) / before.total_fen if before and before.total_fen else None
        rows.append(
            (
                str(bill.month),
                bill.month,
                bill.voice_fen,
                bill.data_fen,
                bill.new_business_fen,
                bill.other_fen,
                bill.total_fen,
                change,
                bill.arrears_fen,
            )
        )
        before = bill
    return rows[::-1]
