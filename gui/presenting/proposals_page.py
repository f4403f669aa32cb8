"""Our proposals to the customer who looks on: those that were approved, as they are printed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from gui.context import Context
from gui.papers.proposal import preview_proposal
from gui.presenting.page import PresentedPage
from gui.proposals.live_preview import LivePreview
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from model.errors import UserError
from model.proposals.queries import find_quote, list_quotes
from model.settings.queries import find_owner
from reports.proposal import issued_paper
from resources.i18n import N_, _


def proposal_columns() -> list[Column]:
    """Title and number."""
    return [
        Column("title", N_("Proposal"), width=190, bold=True),
        Column("valid_for", N_("Valid until"), Kind.DATE, 100, quiet=True),
        Column("number", N_("Proposal number"), width=152, quiet=True, whole=True),
    ]


class PresentedProposalsPage(PresentedPage):
    """The list at the left, the paper of the chosen one at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Our proposals"))
        self.columns = proposal_columns()
        empty = Empty(_("No proposal yet"), _("A proposal stands here once it is approved."), glyph="file-text")
        self.quotes = self.table("proposals", self.columns, empty)
        self.preview = LivePreview(context, _("The paper as the customer gets it"))
        self.print_button = button(_("Print or save"), self.print_here, "primary", "printer")
        self.print_button.setEnabled(False)
        self.buttons.addWidget(self.print_button)
        card = Card(margins=1)
        card.body.addWidget(self.quotes, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(card)
        halves.addWidget(self.preview)
        card.setMinimumWidth(300)
        halves.setSizes([300, 900])
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 4)
        halves.setChildrenCollapsible(False)
        self.body.addWidget(halves, 1)
        self.quotes.selection_changed.connect(self._show_chosen)
        self.setFocusProxy(self.quotes.view)

    def refresh(self) -> None:
        """Read the list and show the newest, unless one is chosen."""
        with self.context.read() as session:
            quotes = list_quotes(session, self.customer)
        chosen = self.quotes.current_id()
        self.quotes.set_rows(rows_of(quotes, self.columns))
        if quotes and (chosen is None or not self.quotes.select(chosen)):
            self.quotes.select(quotes[0].id)
        self._show_chosen()

    def print_here(self) -> bool:
        """Ctrl+P: the paper that is shown."""
        chosen = self.quotes.current_id()
        if chosen is None:
            return False
        preview_proposal(self, self.context, chosen)
        return True

    def help_text(self) -> str:
        """What stands here."""
        return _("Our approved proposals, page by page as they are printed; choose one at the left.")

    def _show_chosen(self) -> None:
        chosen = self.quotes.current_id()
        self.print_button.setEnabled(chosen is not None)
        if chosen is None:
            self.preview.clear()
            return
        try:
            with self.context.read() as session:
                sheet = find_quote(session, chosen)
                paper = issued_paper(session, sheet, self.context.today(), find_owner(session).name)
        except UserError as error:
            self.preview.clear()
            self.context.say(error.sentence, "warning")
            return
        self.preview.show_paper(paper)
