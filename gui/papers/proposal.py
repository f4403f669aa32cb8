"""A proposal as it is kept, previewed: the paper a customer may have."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.preview import Paper, preview
from model.proposals.queries import find_quote
from model.settings.queries import find_owner
from reports.pdf import pdf_of
from reports.proposal import issued_paper, proposal_document, write_proposal
from resources.i18n import _


def preview_proposal(parent: QWidget, context: Context, quote_id: str) -> None:
    """Show the paper, a draft while the authority is a default; a limit broken without approval keeps it back."""
    preview(parent, context, lambda: paper_of_proposal(context, quote_id))


def paper_of_proposal(context: Context, quote_id: str) -> Paper:
    """The paper of one version. Raises `UserError` where the customer may not have it."""
    today = context.today()
    with context.read() as session:
        sheet = find_quote(session, quote_id)
        content = issued_paper(session, sheet, today, find_owner(session).name)

    def write(path: Path) -> None:
        write_proposal(path, content)

    name = f"{content.customer_name} {_('Communication service proposal')} {content.reference}"
    return Paper(
        _("Proposal {number}").format(number=content.reference),
        name,
        pdf_of(proposal_document(content)),
        write,
        content.draft_because,
    )
