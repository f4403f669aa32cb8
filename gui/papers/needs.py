"""The need-priority table of a customer, as it stands or as it was ranked on a day, previewed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.papers.preview import Paper, preview
from model.settings.queries import find_owner
from reports.imprint import VERSION, Imprint
from reports.needs import NeedsPaper, needs_document, needs_paper_of, table_paper_of, write_needs
from reports.pdf import pdf_of
from resources.i18n import _

Maker = Callable[[Session, str, date, Imprint | None, str], NeedsPaper]


def preview_needs(parent: QWidget, context: Context, customer_id: str, for_customer: bool = False) -> None:
    """Show the table: our own edition, or the one a customer may have."""
    preview(parent, context, lambda: needs_paper(context, customer_id, for_customer))


def preview_table(parent: QWidget, context: Context, table_id: str, for_customer: bool = False) -> None:
    """Show a dated ranking as it was kept."""
    preview(parent, context, lambda: _paper(context, table_paper_of, table_id, for_customer))


def needs_paper(context: Context, customer_id: str, for_customer: bool = False) -> Paper:
    """The table of one customer's needs as they stand now."""
    return _paper(context, needs_paper_of, customer_id, for_customer)


def _paper(context: Context, make: Maker, subject: str, for_customer: bool) -> Paper:
    today = context.today()
    with context.read() as session:
        maker = find_owner(session).name
        imprint = None if for_customer else Imprint(today, maker, VERSION)
        content = make(session, subject, today, imprint, maker if for_customer else "")
    heading = _("Priority table of key problems")
    return Paper(
        heading,
        f"{content.customer_name} {heading} {content.ranked_on.isoformat()}",
        pdf_of(needs_document(content)),
        lambda path: write_needs(path, content),
    )
