"""The need-priority table of a customer, previewed."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from resources.i18n import _


def preview_needs(parent: QWidget, context: Context, customer_id: str) -> None:
    """Show the table; a customer without needs has none."""
    context.say(_("Nothing to print here yet."), "news")
