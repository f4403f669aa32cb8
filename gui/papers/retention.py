"""The retention statement of a snapshot as a finished paper."""

from gui.context import Context
from gui.papers.preview import Paper
from model.settings.queries import find_owner
from model.snapshots.queries import Against
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.retention import retention_document, retention_paper, write_retention
from resources.i18n import _


def statement_of(context: Context, name: str = "", against: Against | None = None) -> Paper:
    """The statement of a snapshot against a month or another one; the company's newest list where none is named."""
    with context.read() as session:
        imprint = Imprint(context.today(), find_owner(session).name, VERSION)
        paper = retention_paper(session, name, against, imprint)
    heading = _("Retention statement")
    file_name = f"{heading} {paper.comparison.name} {paper.comparison.other or paper.comparison.month}"
    return Paper(heading, file_name, pdf_of(retention_document(paper)), lambda path: write_retention(path, paper))
