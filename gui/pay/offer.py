"""After something was sold: the offer to count it as a piece, with the proposal that proves it."""

from functools import partial

from gui.context import Context
from model.months import month_of
from model.pay.queries import rates_in_force
from resources.i18n import _


def offer_piece(context: Context, customer_id: str, quote_id: str) -> None:
    """Offer to count the piece a proposal proves; nothing while a customer looks on, or where nothing is priced."""
    if context.presented is not None:
        return
    with context.read() as session:
        priced = rates_in_force(session, month_of(context.today()))
    if priced:
        act = partial(context.open_page, "pay", "count", (customer_id, "quote", quote_id))
        context.offer(_("Does this count as piecework?"), _("Count a piece"), act)
