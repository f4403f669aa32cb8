"""Saying what came of an exchange, and letting the pages read its books again."""

from typing import Final

from gui.context import Context
from gui.tasks import Cancelled
from model.errors import UserError
from resources.i18n import _

_BOOKS: Final = frozenset({"exchange_file", "peer", "store_fact", "held_line", "dossier"})
"""They never travel, so the store itself tells nobody of their changes."""


def tell(context: Context, sentence: str, tone: str = "done") -> None:
    """Say it, and have every page that shows the exchange's books read them."""
    context.say(sentence, tone)
    look_again(context)


def offer(context: Context, sentence: str, words: str, sheet: str) -> None:
    """Say it with a button that opens a sheet of the exchange page, and have the pages read the books again."""
    context.offer(sentence, words, lambda: context.open_page("exchange", sheet))
    look_again(context)


def why_stopped(trouble: Cancelled | UserError) -> str:
    """Why work that was begun was not done to its end, in a sentence."""
    return trouble.sentence if isinstance(trouble, UserError) else _("You cancelled it.")


def look_again(context: Context) -> None:
    """Have every page that shows the exchange's books read them."""
    context.data_changed.emit(_BOOKS)
