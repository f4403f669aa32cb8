"""A new customer, typed in by hand: a lead that the office does not know yet, or a correction of its list."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.form import Form, FormDialog
from gui.widgets.record_fields import add_fields, stored
from model.customers.actions import add_customer
from model.customers.records import Customer
from resources.i18n import N_, _

_FIELDS = ("name", "group_code", "short_name", "industry", "customer_category", "enterprise_type", "region", "address")


def open_new_customer(parent: QWidget, context: Context) -> None:
    """Ask for a new customer and open its page."""
    form = Form(columns=2)
    codes = {"group_code": _("The office's code. Leave it empty for a customer the office does not know yet.")}
    add_fields(form, Customer, (*_FIELDS, "status"), context.today(), needed=("name",), help=codes)
    form.set_values({"status": "potential"})

    def save(values: dict[str, Any]) -> None:
        fields = stored(Customer, values)
        name, code = fields.pop("name"), fields.pop("group_code")
        with context.write(N_("Add customer {name}"), name=name) as session:
            made = add_customer(session, code, name, context.today(), **fields)
        context.say(_("Saved"), undo=True)
        context.open_page("customer", made)

    dialog = FormDialog(parent, _("New customer"), form, save, name="customer/new", drafts=context.drafts, width=640)
    dialog.open()
