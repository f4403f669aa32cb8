"""The list behind a task that is about many customers."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.list_dialog import ListDialog
from gui.retention.task_columns import GRADE_TONES
from gui.widgets.columns import Column, Kind, rows_of
from model.enumerations import ENUMERATIONS
from model.labels import label_of
from model.retention.behind import customers_behind
from model.retention.lines import TaskLine
from resources.i18n import N_


class BehindDialog(ListDialog):
    """Who must be called; Enter opens the customer."""

    def __init__(self, parent: QWidget, context: Context, line: TaskLine) -> None:
        columns, heading = _columns(), label_of("task_kind", line.kind)
        with context.read() as session:
            rows = rows_of(customers_behind(session, line.rule, context.today(), line.source_id), columns)
        super().__init__(parent, context, "customers-behind", heading, line.why, columns, rows)

    def open_record(self, row_id: str) -> None:
        """Go to the customer."""
        self.accept()
        self.context.open_page("customer", row_id, within=self.table.shown_ids())


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
