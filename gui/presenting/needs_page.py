"""What a customer wants solved, in the order we work on it: the customer's edition of the priority table."""

from gui.context import Context
from gui.needs.columns import NEED_TONES
from gui.papers.needs import preview_needs
from gui.presenting.page import PresentedPage
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from model.enumerations import ENUMERATIONS
from model.needs.queries import list_needs
from resources.i18n import N_, _


def presented_columns() -> list[Column]:
    """The columns of the paper that a customer gets."""
    return [
        Column("order", N_("No."), Kind.INTEGER, 50),
        Column("statement", N_("Key problem"), width=190, bold=True),
        Column("impact", N_("What it affects"), width=80),
        Column("our_answer", N_("Our answer"), width=168),
        Column("owner", N_("Owner"), width=76, quiet=True),
        Column("due", N_("Due"), Kind.DATE, 92),
        Column("status", N_("Status"), Kind.TAG, 76, choices=ENUMERATIONS["need_status"], tones=NEED_TONES),
    ]


class PresentedNeedsPage(PresentedPage):
    """Key problems with our answers; printed as they stand."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("What you want solved"))
        self.columns = presented_columns()
        empty = Empty(_("No key problem is on record yet"), _("Tell us what we should solve first."), glyph="lightbulb")
        self.needs = self.table("needs", self.columns, empty, ("statement", "our_answer"))
        self.print_button = button(_("Priority table"), self.print_here, "primary", "printer")
        self.buttons.addWidget(self.print_button)
        card = Card(margins=1)
        card.body.addWidget(self.needs, 1)
        self.body.addWidget(card, 1)
        self.setFocusProxy(self.needs.view)

    def refresh(self) -> None:
        """Read the needs."""
        with self.context.read() as session:
            needs = list_needs(session, customer_id=self.customer)
        self.needs.set_rows(rows_of(needs, self.columns))
        self.print_button.setEnabled(bool(needs))

    def print_here(self) -> bool:
        """Ctrl+P: the customer's edition of the priority table."""
        if not self.print_button.isEnabled():
            return False
        preview_needs(self, self.context, self.customer, for_customer=True)
        return True

    def help_text(self) -> str:
        """What stands here."""
        return _("The key problems you named, in the order we work on them, with our answer, who does it and by when.")
