"""A proposal as it is kept, previewed: the paper a customer may have."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.preview import Paper, preview
from model.proposals.decisions import check_issue
from model.proposals.queries import find_quote
from model.settings.queries import find_owner
from reports.pdf import pdf_of
from reports.proposal import proposal_document, proposal_paper, write_proposal
from resources.i18n import _


def preview_proposal(parent: QWidget, context: Context, quote_id: str) -> None:
    """Show the paper; a price beyond a limit that nobody approved keeps it back."""
    preview(parent, context, lambda: paper_of_proposal(context, quote_id))


def paper_of_proposal(context: Context, quote_id: str) -> Paper:
    """The paper of one version. Raises `UserError` where the customer may not have it."""
    today = context.today()
    with context.read() as session:
        sheet = find_quote(session, quote_id)
        check_issue(session, sheet, today)
        content = proposal_paper(session, sheet, today, find_owner(session).name)

    def write(path: Path) -> None:
        write_proposal(path, content)

    name = f"{content.customer_name} {_('Communication service proposal')} {content.reference}"
    return Paper(
        _("Proposal {number}").format(number=content.reference), name, pdf_of(proposal_document(content)), write
    )
