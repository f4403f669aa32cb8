"""The need-priority table of a customer, previewed."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.preview import Paper, preview
from model.customers.finding import customer_by_id
from model.customers.people import list_people
from model.enumerations import ENUMERATIONS
from model.needs.queries import list_needs
from model.settings.queries import find_owner
from reports.imprint import VERSION, Imprint
from reports.needs import NeedsPaper, needs_document, write_needs
from reports.pdf import pdf_of
from resources.i18n import _


def preview_needs(parent: QWidget, context: Context, customer_id: str, for_customer: bool = False) -> None:
    """Show the table: our own edition, or the one a customer may have."""
    preview(parent, context, lambda: needs_paper(context, customer_id, for_customer))


def needs_paper(context: Context, customer_id: str, for_customer: bool = False) -> Paper:
    """The table of one customer's needs as they stand now."""
    today = context.today()
    with context.read() as session:
        customer = customer_by_id(session, customer_id)
        owner = find_owner(session)
        content = NeedsPaper(
            customer.name,
            list_needs(session, customer_id=customer.id),
            today,
            None if for_customer else Imprint(today, owner.name, VERSION),
            owner.name if for_customer else "",
            {person.id: _role_words(person.roles) for person in list_people(session, customer.id, today)},
        )
    heading = _("Priority table of key problems")
    return Paper(
        heading,
        f"{content.customer_name} {heading} {today.isoformat()}",
        pdf_of(needs_document(content)),
        lambda path: _write(path, content),
    )


def _write(path: Path, content: NeedsPaper) -> None:
    write_needs(path, content)


def _role_words(codes: str) -> str:
    names = ENUMERATIONS["buying_role"]
    return _(", ").join(_(names.get(code, code)) for code in codes.split(",") if code)
