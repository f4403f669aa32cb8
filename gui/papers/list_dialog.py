"""The list behind a figure, a task or a count: what it is, what it means, the records, and the way to them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.columns import Column
from gui.widgets.labels import button, muted, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from resources.i18n import _


class ListDialog(QDialog):
    """A table under its heading and a remark; `name` is what the table's layout is kept under."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        name: str,
        heading: str,
        remark: str,
        columns: Sequence[Column],
        rows: Sequence[tuple[Any, ...]],
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(heading)
        self.resize(840, 560)
        self.table = RecordTable(name, columns, context.preferences, context.today)
        self.table.view.hideColumn(0)
        self.table.set_rows(rows)
        self.table.opened.connect(self.open_record)
        offer_papers(self, context, self.table, heading)
        foot = in_row(STRETCH, button(_("Close"), self.accept))
        in_column(
            title(heading),
            muted(remark, wrap=True),
            (self.table, 1),
            foot,
            gap=12,
            margins=FRAME,
            within=self,
        )

    def open_record(self, row_id: str) -> None:
        """Close the list and go to the record that was chosen in it."""
        raise NotImplementedError
