"""The report of a campaign, previewed."""

from gui.context import Context
from gui.papers.preview import Paper
from model.settings.queries import find_owner
from reports.campaign import campaign_document, campaign_paper, write_campaign
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from resources.i18n import _


def report_paper(context: Context, campaign_id: str) -> Paper:
    """The report as it stands now. Raises `UserError` where the campaign is gone."""
    with context.read() as session:
        imprint = Imprint(context.today(), find_owner(session).name, VERSION)
        paper = campaign_paper(session, campaign_id, imprint)
    heading = _("Campaign report")
    name = f"{heading} {paper.sheet.name[:40]}"
    return Paper(heading, name, pdf_of(campaign_document(paper)), lambda path: write_campaign(path, paper))
