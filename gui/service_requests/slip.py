"""The slip of a service request, previewed."""

from gui.context import Context
from gui.papers.preview import Paper
from model.errors import UserError
from model.service_requests.queries import find_request
from model.settings.queries import find_owner
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.service_request import slip_document
from resources.i18n import _


def slip_paper(context: Context, request_id: str) -> Paper:
    """The slip as it stands now. Raises `UserError` where the request is gone."""
    today = context.today()
    with context.read() as session:
        found = find_request(session, request_id, today)
        owner = find_owner(session)
    if found is None:
        raise UserError(_("This request is no longer here."))
    heading = _("Service request slip")
    name = f"{heading} {found.customer_name} {found.number or today.isoformat()}"
    return Paper(heading, name, pdf_of(slip_document(found, Imprint(today, owner.name, VERSION))))
