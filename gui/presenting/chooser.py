"""Asks which customer looks on, where the page shows none."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customer_field import customer_field
from gui.widgets.form import Form, FormDialog
from resources.i18n import _


def choose_presented(parent: QWidget, context: Context) -> FormDialog:
    """Ask for the customer, then present to it."""
    form = Form()
    form.add(
        "customer_id", _("Customer"), customer_field(context), needed=True,
        help=_("The window then shows this customer's own services, needs and proposals, and nothing else."),
    )  # fmt: skip

    def begin(values: dict[str, str]) -> None:
        QTimer.singleShot(0, context, partial(context.present_wanted.emit, values["customer_id"]))

    dialog = FormDialog(parent, _("Present to the customer"), form, begin, save_words=_("Present"))
    dialog.open()
    return dialog
