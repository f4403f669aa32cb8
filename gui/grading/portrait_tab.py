"""Two highs and one low (两高一低), in the definition the person chooses."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.labels import muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.grading.movements import HighLow
from model.grading.portraits import PortraitRow, list_portraits
from resources.i18n import N_, _

DEFINITIONS: Final = {
    HighLow.HIGH_VALUE_SHARE: N_("ARPU high, share of high-value members high, churn low"),
    HighLow.REVENUE_SHARE: N_("ARPU high, revenue share high, churn low"),
}


class PortraitTab(QWidget):
    """The customers with their figures; those that are 两高一低 say so."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._month = 0
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Definition"))
        for definition, words in DEFINITIONS.items():
            self.choice.addItem(_(words), definition)
        self.choice.activated.connect(self._read)
        self.count = muted("")
        self.table = RecordTable(
            "portraits", _columns(), context.preferences, context.today, empty=Empty(_("No month is graded yet"))
        )
        self.table.opened.connect(
            lambda customer: context.open_page("customer", customer, within=self.table.shown_ids())
        )
        offer_papers(self, context, self.table, _("Two highs and one low"))
        in_column(in_row(muted(_("Definition")), self.choice, self.count, STRETCH), (self.table, 1), within=self)

    def load(self, session: Session, month: int) -> None:
        """Read and show a graded month."""
        self._month = month
        rows = list_portraits(session, month, self.choice.currentData())
        self.table.set_rows([_row(row) for row in rows])
        found = sum(row.is_one is True for row in rows)
        self.count.setText(_("{count} of {whole} customers").format(count=found, whole=len(rows)))

    def _read(self) -> None:
        with self._context.read() as session:
            self.load(session, self._month)


def _columns() -> list[Column]:
    tones = {"yes": Tone.DONE, "no": Tone.NEUTRAL, "unknown": Tone.WARNING}
    words = {"yes": N_("Two highs, one low"), "no": N_("No"), "unknown": N_("No members known")}
    return [
        Column("name", N_("Customer"), Kind.TEXT, 260, bold=True),
        Column("is_one", N_("Verdict"), Kind.TAG, 130, choices=words, tones=tones),
        Column("arpu", N_("ARPU (yuan)"), Kind.MONEY, 110),
        Column("high_value", N_("High-value members"), Kind.PERCENT, 120),
        Column("churn", N_("Churn, 90 days"), Kind.PERCENT, 110),
        Column("members", N_("Members"), Kind.INTEGER, 80, total=True),
        Column("revenue_fen", N_("Revenue (yuan)"), Kind.MONEY, 130, total=True),
        Column("group_code", N_("Group code"), Kind.TEXT, 110, shown=False),
    ]


def _row(row: PortraitRow) -> tuple[object, ...]:
    verdict = "unknown" if row.is_one is None else "yes" if row.is_one else "no"
    members = row.members or None
    return (
        row.customer_id,
        row.name,
        verdict,
        row.revenue_fen // members if members else None,
        row.high_value / members if members else None,
        row.left / members if members else None,
        row.members,
        row.revenue_fen,
        row.group_code,
    )
