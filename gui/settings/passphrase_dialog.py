"""Changing the passphrase."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.unlock import PassphraseForm
from gui.widgets.fields import SecretField
from gui.widgets.form import FormDialog
from model.store.keys import unwrap_key
from model.store.opening import change_passphrase
from resources.i18n import _


def open_passphrase_dialog(parent: QWidget, context: Context) -> FormDialog:
    """Ask for the old passphrase and a new one twice; nothing is kept in a draft."""
    form = PassphraseForm()
    form.add("old", _("Present passphrase"), SecretField(), needed=True)
    form.add_passphrases()
    form.add_note(form.strength)

    def save(values: dict[str, Any]) -> None:
        unwrap_key(context.database.path, values["old"])
        change_passphrase(context.database, values["passphrase"])
        context.say(_("The passphrase was changed. The recovery code stays good."))

    dialog = FormDialog(parent, _("Change the passphrase"), form, save, width=420)
    dialog.open()
    return dialog
