"""What is said when a change was taken back or put forth again."""

from gui.context import Context
from model.store.undo import UndoResult
from resources.i18n import _n


def tell_taken_back(context: Context, result: UndoResult, words: str) -> None:
    """`words` with the event's title; what could not go back, since it was changed later, is counted."""
    said = words.format(event=result.title)
    if not result.left:
        context.say(said)
        return
    kept = _n(
        "{count} value was changed since and stays as it is.",
        "{count} values were changed since and stay as they are.",
        len(result.left),
    )
    context.say(f"{said} {kept}", "warning")
