"""The pre-visit brief, previewed."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.preview import Paper, preview
from model.settings.queries import find_owner
from model.visits.brief import brief_of
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.visit_brief import brief_document
from resources.i18n import _


def preview_brief(parent: QWidget, context: Context, customer_id: str) -> None:
    """Make the brief on the worker and show it."""

    def make() -> Paper:
        today = context.today()
        with context.read() as session:
            brief = brief_of(session, customer_id, today)
            imprint = Imprint(today, find_owner(session).name, VERSION)
        name = _("Pre-visit brief")
        return Paper(name, f"{name} {brief.name[:40]} {today.isoformat()}", pdf_of(brief_document(brief, imprint)))

    preview(parent, context, make)
