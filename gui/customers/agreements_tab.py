"""The contracts of a customer."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.list_tab import ListTab
from gui.customers.products_tab import ends_words
from gui.customers.row_dialog import open_form, open_row
from gui.editing.subjects import AGREEMENTS
from gui.widgets.columns import Column, Kind
from gui.widgets.form import Form, FormDialog
from gui.widgets.record_fields import add_fields, stored
from model.catalogue.installed import add_agreement
from model.catalogue.records import Agreement
from model.customers.queries import AgreementRow, list_agreements
from resources.i18n import N_, _

FIELDS: Final = (
    "number",
    "agreement_type",
    "signed_on",
    "valid_from",
    "valid_to",
    "renewal_stage",
    "items",
)


def open_agreement(parent: QWidget, context: Context, customer_id: str, row_id: str | None = None) -> FormDialog:
    """A contract, new at this customer or one that stands."""
    if row_id:
        return open_row(parent, context, Agreement, row_id, FIELDS, needed=("number",))
    form = add_fields(Form(columns=2), Agreement, FIELDS, context.today(), needed=("number",))

    def save(values: dict[str, Any]) -> None:
        fields = stored(Agreement, values)
        with context.write(N_("Add agreement {number}"), number=fields["number"]) as session:
            add_agreement(session, customer_id, **fields)
        context.say(_("Saved"), undo=True)

    return open_form(parent, context, _("New agreement"), form, save, f"agreement/new/{customer_id}", 680)


class AgreementsTab(ListTab):
    """Agreements, the nearest end first: add, open, edit many, delete."""

    def __init__(self, context: Context) -> None:
        today = context.today()
        columns = [
            Column("number", N_("Agreement number"), width=190, bold=True, whole=True),
            Column("agreement_type", N_("Agreement type"), width=130),
            Column("signed_on", N_("Signed on"), Kind.DATE, 110, quiet=True),
            Column("valid_from", N_("Valid from"), Kind.DATE, 110, quiet=True),
            Column("valid_to", N_("Valid to"), Kind.DATE, 152, words=lambda day: ends_words(day, today)),
            Column("renewal_stage", N_("Renewal stage"), width=110),
            Column("items", N_("Products covered"), width=260, quiet=True),
        ]
        sentence = _("A product in use without an agreement is a risk: ask the office for its number.")
        super().__init__(
            context, AGREEMENTS, columns, open_agreement, "agreements", _("Agreements"),
            _("New agreement"), (_("No agreements"), sentence, "handshake"),
        )  # fmt: skip

    def read(self, session: Session) -> list[AgreementRow]:
        """The agreements."""
        return list_agreements(session, self.customer)
