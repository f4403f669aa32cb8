"""The receipt of what was promised, previewed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.preview import Paper, preview
from model.settings.queries import find_owner
from reports.pdf import pdf_of
from reports.receipt import receipt_document, receipt_paper
from resources.i18n import _


def preview_receipt(parent: QWidget, context: Context, customer_id: str, ids: Sequence[str] = ()) -> None:
    """Show the receipt of a customer's open promises, or of these of them; what exceeds authority keeps it back."""
    preview(parent, context, lambda: paper_of_receipt(context, customer_id, ids))


def paper_of_receipt(context: Context, customer_id: str, ids: Sequence[str] = ()) -> Paper:
    """The paper. Raises `UserError` where it may not be given out."""
    with context.read() as session:
        content = receipt_paper(session, customer_id, context.today(), find_owner(session).name, ids)
    heading = _("Confirmation of what was discussed")
    return Paper(
        heading, f"{content.customer_name} {heading} {content.day.isoformat()}", pdf_of(receipt_document(content))
    )
