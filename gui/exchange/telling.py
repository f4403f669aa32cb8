"""Saying what came of an exchange, and letting the pages read its books again."""

from typing import Final

from gui.context import Context

_BOOKS: Final = frozenset({"exchange_file", "peer", "store_fact", "held_line", "dossier"})
"""They never travel, so the store itself tells nobody of their changes."""


def tell(context: Context, sentence: str, tone: str = "done") -> None:
    """Say it, and have every page that shows the exchange's books read them."""
    context.say(sentence, tone)
    context.data_changed.emit(_BOOKS)
