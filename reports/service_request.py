"""The slip of a service request (工单): one page to hand to those who have to act."""

from model.labels import label_of
from model.service_requests.queries import RequestRow
from reports.document import Blank, Block, Document, Facts, Heading, Lead, Paragraph, Rich, Run, SignatureLines
from reports.drawing import Colour
from reports.imprint import Imprint
from resources.i18n import _


def slip_document(request: RequestRow, imprint: Imprint) -> Document:
    """The slip as an internal paper: what is to be done, by when, where it is now, and room to sign."""
    kind = label_of("service_request_kind", request.kind)
    facts: list[tuple[str, Rich]] = [
        (_("Type"), kind),
        (_("Request number"), request.number or _("not given")),
        (_("Group code"), request.group_code),
        (_("Accepted on"), request.accepted_on.isoformat() if request.accepted_on else _("not noted")),
        (_("Deadline"), request.deadline.isoformat() if request.deadline else _("none")),
        (_("Stage"), request.stage or _("not noted")),
        (_("Waiting on"), request.waiting_on or _("nobody named")),
        (_("Days open"), _("not noted") if request.age is None else f"{request.age:,}"),
    ]
    blocks: list[Block] = [_lead(request), Facts(facts), Heading(_("What is to be done")), Paragraph(request.content)]
    if request.result:
        blocks += [Heading(_("Result")), Paragraph(request.result)]
    blocks += [Blank(24.0), SignatureLines([_("Handed off by"), _("Taken over by"), _("Date")])]
    return Document(
        kind=_("Service request slip"),
        title=request.customer_name,
        subtitle=kind,
        number=request.number,
        blocks=blocks,
        imprint=imprint,
    )


def _lead(request: RequestRow) -> Lead:
    """The point: when it is due, or that it is late or done."""
    if request.closed_on is not None:
        return Lead(_("Closed on {day}.").format(day=request.closed_on))
    if request.deadline is None:
        return Lead(_("No deadline is set."))
    day = Run(request.deadline.isoformat(), bold=True, colour=Colour.ACCENT)
    return Lead([_("Overdue since ") if request.standing == "late" else _("To be done by "), day, _(".")])
