"""The list behind a task that is about many customers."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.context import Context
from gui.papers.export import offer_papers
from gui.retention.task_columns import GRADE_TONES
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.labels import button, muted, title
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.retention.behind import customers_behind
from model.retention.lines import TaskLine
from resources.i18n import N_, _


class BehindDialog(QDialog):
    """Who must be called; Enter opens the customer."""

    def __init__(self, parent: QWidget, context: Context, line: TaskLine) -> None:
        super().__init__(parent)
        heading = _(ENUMERATIONS["task_kind"][line.kind])
        self.setWindowTitle(heading)
        self.resize(860, 560)
        columns = _columns()
        self.table = RecordTable("customers-behind", columns, context.preferences, context.today)
        with context.read() as session:
            rows = customers_behind(session, line.rule, context.today(), line.source_id)
        self.table.set_rows(rows_of(rows, columns))
        self.table.opened.connect(self._open)
        offer_papers(self, context, self.table, heading)
        self._context = context
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Close"), self.accept))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(title(heading))
        whole.addWidget(muted(line.why, wrap=True))
        whole.addWidget(self.table, 1)
        whole.addLayout(buttons)

    def _open(self, customer: str) -> None:
        self.accept()
        self._context.open_page("customer", customer, within=self.table.shown_ids())


def _columns() -> list[Column]:
    return [
        Column("name", N_("Customer"), Kind.TEXT, 240, bold=True),
        Column("grade", N_("Grade"), Kind.TAG, 60, choices=dict(ENUMERATIONS["grade"]), tones=GRADE_TONES),
        Column("payer_type", N_("Payment"), Kind.CHOICE, 90, choices=dict(ENUMERATIONS["payer_type"])),
        Column("arrears_fen", N_("Arrears"), Kind.MONEY, 110, total=True),
        Column("region", N_("Region"), Kind.TEXT, 100),
        Column("grid", N_("Grid"), Kind.TEXT, 80),
        Column("group_code", N_("Group code"), Kind.TEXT, 110, shown=False),
    ]
