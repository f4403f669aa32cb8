"""What follows from a proposal for its opportunity."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.opportunities.dialogs import ask_end
from model.opportunities.queries import pursued_by_quote
from resources.i18n import _


def offer_win(parent: QWidget, context: Context, quote_id: str) -> None:
    """An accepted proposal offers to note its opportunity, still in pursuit, as won."""
    with context.read() as session:
        row = pursued_by_quote(session, quote_id, context.today())
    if row is not None:
        words = _("The proposal is accepted: note “{name}” as won?").format(name=row.name[:40])
        context.offer(words, _("Won"), lambda: ask_end(parent, context, row, "won"))
