"""The dialog of a product in use: a new one, or one that stands."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customers.row_dialog import open_form, open_row
from gui.widgets.fields import ChoiceField
from gui.widgets.form import Form, FormDialog
from gui.widgets.record_fields import add_fields, stored
from model.catalogue.installed import add_installed
from model.catalogue.queries import list_offerings
from model.catalogue.records import InstalledProduct
from resources.i18n import N_, _

_PLAIN: Final = (
    "operator",
    "quantity",
    "monthly_fee_fen",
    "monthly_usage",
    "channel",
    "start_date",
    "bundle_end",
    "agreement_number",
    "source",
    "seen_on",
)
_FIELDS: Final = ("offering_name", "offering_code", *_PLAIN, "blocked_reason", "reopen_on")


def open_installed(parent: QWidget, context: Context, customer_id: str, row_id: str | None = None) -> FormDialog:
    """A product in use, new at this customer or one that stands."""
    if row_id:
        return open_row(parent, context, InstalledProduct, row_id, _FIELDS)
    form = _new_form(context)

    def save(values: dict[str, Any]) -> None:
        fields = stored(InstalledProduct, values)
        with context.write(N_("Add product in use {name}"), name=fields["offering_name"]) as session:
            add_installed(session, customer_id, **fields)
        context.say(_("Saved"), undo=True)

    return open_form(parent, context, _("New product in use"), form, save, f"installed_product/new/{customer_id}", 680)


def _new_form(context: Context) -> Form:
    """The product is chosen from the catalogue or named; what is chosen names what has no name yet."""
    with context.read() as session:
        products = {row.code: row.name for row in list_offerings(session, context.today())}
    form = Form(columns=2)
    code = ChoiceField({code: f"{code}  {words}" for code, words in products.items()}, optional=True)
    form.add("offering_code", _("Product of our catalogue"), code,
             help=_("Our own product, or the one of ours that a rival's does the work of."))  # fmt: skip
    name = add_fields(form, InstalledProduct, ("offering_name",), context.today(), needed=("offering_name",))
    named = name.field("offering_name")
    add_fields(
        form, InstalledProduct, _PLAIN, context.today(),
        help={"source": _("Who said so, or where it was seen. A rival's product needs it, with its day.")},
    )  # fmt: skip
    form.set_values({"operator": "mobile"})

    def follow() -> None:
        if named.value() in (None, "", *products.values()):
            named.set_value(products.get(code.value() or "", ""))

    code.changed.connect(follow)
    return form
