"""A customer's needs, in their order."""

from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.needs_columns import need_columns
from gui.customers.tab import CustomerTab
from gui.papers.needs import preview_needs
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable
from model.needs.queries import list_needs
from resources.i18n import _


class NeedsTab(CustomerTab):
    """Needs of every state, and the paper of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._columns = need_columns()
        empty = Empty(
            _("No needs noted"), _("What does this customer want solved? Noted and weighed, it stands here in order."),
            "", None, "lightbulb",
        )  # fmt: skip
        self.table = RecordTable(
            "needs-of-customer", self._columns, context.preferences, context.today, empty=empty, bar=False
        )
        self.column.addWidget(self.table, 1)

    def load(self, session: Session) -> None:
        """Read the needs."""
        self.table.set_rows(rows_of(list_needs(session, customer_id=self.customer), self._columns))

    def print_paper(self) -> None:
        """Preview the need-priority table."""
        preview_needs(self, self.context, self.customer)
