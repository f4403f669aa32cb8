"""Fields that ask for a customer, and for the people of one."""

from gui.context import Context
from gui.widgets.finder_field import MOST_FOUND, FinderField, Found
from model.customers.finding import customer_by_id
from model.customers.queries import list_contacts
from model.errors import UserError
from model.search.queries import find
from resources.i18n import _


def customer_field(context: Context) -> FinderField:
    """Finds a customer by name, code, phone number or pinyin initials."""

    def hits(text: str) -> list[Found]:
        with context.read() as session:
            return [Found(hit.id, hit.title, hit.detail) for hit in find(session, text, MOST_FOUND, "customer")]

    return FinderField(hits, lambda row: name_of_customer(context, row), _("Name, code or pinyin initials"))


def name_of_customer(context: Context, customer_id: str) -> str:
    """The customer's name; empty where it is gone."""
    try:
        with context.read() as session:
            return customer_by_id(session, customer_id).name
    except UserError:
        return ""


def people_of(context: Context, customer_id: str | None) -> list[tuple[str, str]]:
    """(id, name and title) of a customer's active contacts; nobody without a customer."""
    if customer_id is None:
        return []
    with context.read() as session:
        found = list_contacts(session, customer_id)
    return [(row.id, f"{row.name}　{row.title}".strip()) for row in found if row.status == "active"]
