"""A paper that may not be given out: the sentence, and the button that opens what has to be confirmed first."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from model.errors import UnconfirmedError, UserError
from resources.i18n import _


def say_refusal(parent: QWidget, context: Context, error: UserError) -> None:
    """Say why; what waits for the table of authority offers to open it, unless a customer looks on."""
    if isinstance(error, UnconfirmedError) and context.presented is None:
        context.offer(error.sentence, _("Confirm it…"), lambda: open_authority(parent, context))
    else:
        context.say(error.sentence, "danger")


def open_authority(parent: QWidget, context: Context) -> None:
    """Open the table of discount authority, to be confirmed or changed."""
    from gui.catalogue.dialogs import ask_authority

    ask_authority(parent, context)
