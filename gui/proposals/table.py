"""Proposals: of one customer or of all; opened, copied, printed."""

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.editing.bulk_dialog import bulk_button
from gui.editing.subjects import PROPOSALS
from gui.papers.export import offer_papers
from gui.papers.proposal import preview_proposal
from gui.proposals.dialogs import ask_customer
from gui.proposals.template_dialogs import from_template, make_renewed
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.flow import FlowRow
from gui.widgets.labels import button
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.proposals.actions import renewed_copy
from model.proposals.queries import list_quotes
from resources.i18n import N_, _

STATE_TONES = {
    "in_progress": Tone.NEWS,
    "pending": Tone.WARNING,
    "approved": Tone.DONE,
    "accepted": Tone.DONE,
    "rejected": Tone.DANGER,
    "declined": Tone.NEUTRAL,
    "cancelled": Tone.NEUTRAL,
}
NEW = "new/"
"""Target of the editor: a new proposal for the customer whose id follows."""


def quote_columns(of_customer: bool) -> list[Column]:
    """Number, title, what it costs, how far it is."""
    whose = [Column("customer_name", N_("Customer"), width=180, bold=True)] if not of_customer else []
    return [
        Column("number", N_("Proposal number"), width=152, whole=True),
        *whose,
        Column("title", N_("Proposal title"), width=180, bold=of_customer),
        Column("version", N_("Version"), Kind.INTEGER, 60),
        Column("monthly_fen", N_("Fee a month (yuan)"), Kind.MONEY, 120, total=True),
        Column("one_off_fen", N_("One-off charge (yuan)"), Kind.MONEY, 120),
        Column("state", N_("State"), Kind.TAG, 100, choices=ENUMERATIONS["quote_state"], tones=STATE_TONES),
        Column("made_on", N_("Drawn up on"), Kind.DATE, 100, quiet=True),
        Column("valid_for", N_("Valid until"), Kind.DATE, 100, quiet=True),
    ]


class ProposalTable(QWidget):
    """Proposals with their buttons; the owner calls `load(session)` and listens to `quote`, `quote_item`."""

    def __init__(self, context: Context, *, of_customer: bool = True) -> None:
        super().__init__()
        self.context = context
        self.customer = ""
        self._of_customer = of_customer
        self._columns = quote_columns(of_customer)
        empty = Empty(
            _("No proposals yet"),
            _("A proposal sets what the customer pays today beside what we offer, and prints it for them."),
            _("New proposal"), self.new_proposal, "file-text",
        )  # fmt: skip
        name = "proposals-of-customer" if of_customer else "proposals"
        self.table = RecordTable(
            name, self._columns, context.preferences, context.today, empty=empty, bar=not of_customer
        )
        self.setFocusProxy(self.table.view)
        self.open_button = button(_("Open"), self.open_chosen)
        self.clone_button = button(_("Copy for another customer"), self.clone_chosen, glyph="copy")
        self.print_button = button(_("Print"), self.print_chosen, glyph="printer")
        self.bulk_button = bulk_button(self, context, PROPOSALS, self.table)
        row = FlowRow()
        for made in (
            button(_("New proposal"), self.new_proposal, glyph="plus"),
            button(_("From a template"), self.from_template, glyph="layers"),
            self.open_button,
            self.clone_button,
            self.bulk_button,
            self.print_button,
        ):
            row.flow.addWidget(made)
        in_column(row, (self.table, 1), gap=12, within=self)
        self.table.opened.connect(self._open)
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Proposals"))
        self._on_selection()

    def show_customer(self, customer_id: str) -> None:
        """This customer's proposals from the next `load` on."""
        self.customer = customer_id

    def load(self, session: Session) -> None:
        """Read and show."""
        rows = list_quotes(session, self.customer or None) if self.customer or not self._of_customer else []
        self.table.set_rows(rows_of(rows, self._columns))
        self._on_selection()

    def new_proposal(self) -> None:
        """Begin one; without a customer here, ask for whom."""
        if self.customer:
            self._begin(self.customer)
        else:
            ask_customer(self, self.context, _("New proposal"), self._begin)

    def from_template(self) -> None:
        """Begin one with a template; without a customer here, ask for whom."""
        begin = from_template(self, self.context)
        if self.customer:
            begin(self.customer)
        else:
            ask_customer(self, self.context, _("From a template"), begin)

    def open_chosen(self) -> None:
        """Open the chosen one."""
        chosen = self.table.selected_ids()
        if chosen:
            self._open(chosen[0])

    def clone_chosen(self) -> None:
        """The same lines and words for another customer."""
        chosen = self.table.selected_ids()
        if chosen:
            ask_customer(self, self.context, _("Copy for another customer"), lambda row: self._clone(chosen[0], row))

    def print_chosen(self) -> None:
        """Preview the chosen one's paper."""
        chosen = self.table.selected_ids()
        if chosen:
            preview_proposal(self, self.context, chosen[0])

    def _begin(self, customer: str) -> None:
        self.context.open_page("proposal", f"{NEW}{customer}")

    def _open(self, row: str) -> None:
        self.context.open_page("proposal", row, self.table.shown_ids())

    def _clone(self, quote: str, customer: str) -> None:
        with self.context.read() as session:
            renewed = renewed_copy(session, quote, customer, self.context.today())
        make_renewed(self, self.context, renewed, N_("Copy of a proposal for {customer}"))

    def _on_selection(self) -> None:
        count = len(self.table.selected_ids())
        one = count == 1
        self.bulk_button.setEnabled(count > 0)
        for part in (self.open_button, self.clone_button, self.print_button):
            part.setEnabled(one)
