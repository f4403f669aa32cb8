"""The receipt of what was promised in a talk (沟通事项确认单): a customer's paper, the formal contract prevails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.needs.promise_queries import PromiseRow, list_promises
from model.needs.receipts import check_receipt
from model.store.base import RowId
from reports.document import Align, Blank, Document, Lead, Paragraph, Run, SignatureLines, Table, TableColumn
from reports.drawing import Colour
from reports.pdf import write_pdf
from reports.proposal_words import day_words
from resources.i18n import _, _n


@dataclass(frozen=True)
class ReceiptPaper:
    """The promises confirmed to a customer on a day, by whom."""

    customer_name: str
    promises: Sequence[PromiseRow]
    day: date
    issuer: str


def receipt_paper(
    session: Session, customer_id: RowId, today: date, issuer: str, ids: Sequence[RowId] = ()
) -> ReceiptPaper:
    """The open promises of a customer (or these of them). Raises `UserError` where they may not be given out."""
    customer = customer_by_id(session, customer_id)
    found = list_promises(session, today, customer_id=customer.id, state=("open", "late"))
    chosen = [one for one in found if not ids or one.id in ids]
    check_receipt(session, customer.id, chosen, today)
    return ReceiptPaper(customer.name, chosen, today, issuer)


def receipt_document(paper: ReceiptPaper) -> Document:
    """One page or more: what was agreed, by when, who answers for it, and where both sign."""
    columns = [
        TableColumn(_("No."), Align.RIGHT, 7),
        TableColumn(_("What was agreed"), share=55, bold=True),
        TableColumn(_("To be done by"), share=19),
        TableColumn(_("Who answers for it"), share=19),
    ]
    rows = [
        [str(place), one.text, day_words(one.due_on) if one.due_on else "", one.owner or paper.issuer]
        for place, one in enumerate(paper.promises, start=1)
    ]
    return Document(
        kind=_("Confirmation of what was discussed"),
        title=paper.customer_name,
        subtitle=day_words(paper.day),
        blocks=[
            _lead(paper),
            Blank(8.0),
            Table(columns, rows),
            Blank(8.0),
            Paragraph(_("This paper notes what was discussed; the formal contract prevails.")),
            Blank(14.0),
            SignatureLines([_("Customer (seal)"), _("Service provider (seal)"), _("Date")]),
        ],
        issuer=paper.issuer,
    )


def write_receipt(path: Path, paper: ReceiptPaper) -> None:
    """Write the receipt as PDF; raises `UserError` when it cannot be written."""
    write_pdf(path, receipt_document(paper))


def _lead(paper: ReceiptPaper) -> Lead:
    count = len(paper.promises)
    sentence = _n("In our talks {count} matter was agreed.", "In our talks {count} matters were agreed.", count)
    before, _mark, after = sentence.partition(f"{count:,}")
    return Lead([before, Run(str(count), bold=True, colour=Colour.ACCENT), after])
