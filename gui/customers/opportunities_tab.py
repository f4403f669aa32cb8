"""A customer's opportunities."""

from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.tab import CustomerTab
from gui.opportunities.table import OpportunityTable
from model.opportunities.queries import list_opportunities


class OpportunitiesTab(CustomerTab):
    """Opportunities of every outcome, each opened on its own page."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.opportunities = OpportunityTable(context, of_customer=True)
        self.column.addWidget(self.opportunities, 1)

    def load(self, session: Session) -> None:
        """Read the opportunities."""
        self.opportunities.customer = self.customer
        self.opportunities.show_rows(list_opportunities(session, self.context.today(), customer_id=self.customer))

    def new_row(self) -> bool:
        """Note an opportunity."""
        self.opportunities.customer = self.customer
        self.opportunities.new()
        return True
