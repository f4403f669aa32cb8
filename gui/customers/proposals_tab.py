"""A customer's proposals."""

from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.tab import CustomerTab
from gui.proposals.table import ProposalTable


class ProposalsTab(CustomerTab):
    """Proposals of every state, each opened in the editor."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.proposals = ProposalTable(context)
        self.column.addWidget(self.proposals, 1)

    def load(self, session: Session) -> None:
        """Read the proposals."""
        self.proposals.show_customer(self.customer)
        self.proposals.load(session)

    def new_row(self) -> bool:
        """Begin a proposal."""
        self.proposals.show_customer(self.customer)
        self.proposals.new_proposal()
        return True
