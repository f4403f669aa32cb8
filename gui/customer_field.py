"""Fields that ask for a customer and for the people of one, and the form about one customer."""

from collections.abc import Callable

from gui.context import Context
from gui.widgets.fields import ChoiceField
from gui.widgets.finder_field import MOST_FOUND, FinderField, Found
from gui.widgets.form import Form
from model.customers.finding import customer_by_id
from model.customers.queries import list_contacts
from model.errors import UserError
from model.search.queries import find
from resources.i18n import _


class CustomerForm(Form):
    """A form in two columns about one customer, which is asked for where it is not known."""

    def __init__(self, context: Context, customer_id: str | None) -> None:
        super().__init__(columns=2)
        self._context = context
        self._customer = customer_id

    def ask_customer(self, follow: Callable[[], None]) -> None:
        """Put the question for the customer here, unless it is known; `follow` is called when it changes."""
        if self._customer is None:
            customer = self.add("customer_id", _("Customer"), customer_field(self._context), needed=True, wide=True)
            customer.changed.connect(follow)

    def chosen_customer(self) -> str | None:
        """Whom it is about: the customer that is known, or the one chosen."""
        return self._customer or self.values().get("customer_id")


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


def offer_people(
    field: ChoiceField, context: Context, customer_id: str | None, besides: tuple[str, str] | None = None
) -> None:
    """Offer a customer's active contacts and one `besides`; what is chosen stays chosen where it is still offered."""
    box, kept = field.box, field.value()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for row_id, words in people_of(context, customer_id):
        box.addItem(words, row_id)
    if besides is not None and box.findData(besides[0]) < 0:
        box.addItem(besides[1], besides[0])
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)
