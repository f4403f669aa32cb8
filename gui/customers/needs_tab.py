"""A customer's needs, in their order."""

from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.tab import CustomerTab
from gui.needs.need_table import NeedTable


class NeedsTab(CustomerTab):
    """Needs of every state: put in order, linked, solved; and the paper of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.needs = NeedTable(context)
        self.column.addWidget(self.needs, 1)

    def load(self, session: Session) -> None:
        """Read the needs."""
        self.needs.show_customer(self.customer)
        self.needs.load(session)

    def new_row(self) -> bool:
        """Note a need."""
        self.needs.show_customer(self.customer)
        self.needs.new_need()
        return True
