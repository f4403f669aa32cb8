"""THE list of commands: what the search box offers beside records, and the keys that work everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gui.context import Context
from resources.i18n import N_


@dataclass(frozen=True)
class Command:
    """One thing to do from anywhere: N_() words, icon, what it does, and its key if it has one.

    `presentable` ones are there while a customer looks on, too.
    """

    words: str
    glyph: str
    run: Callable[[Context], None]
    key: str = ""
    presentable: bool = False


def _undo(context: Context) -> None:
    context.undo_wanted.emit()


def _import(context: Context) -> None:
    context.import_wanted.emit(())


def _visit(context: Context) -> None:
    context.visit_wanted.emit()


def _promise(context: Context) -> None:
    context.promise_wanted.emit()


def _redo(context: Context) -> None:
    context.redo_wanted.emit()


def _present(context: Context) -> None:
    context.present_wanted.emit(None)


def _lock(context: Context) -> None:
    context.lock_wanted.emit()


PRESENTING_KEY: Final = "Ctrl+F12"

COMMANDS: Final[tuple[Command, ...]] = (
    Command(N_("Undo the last change"), "undo-2", _undo, "Ctrl+Z"),
    Command(N_("Redo"), "redo-2", _redo, "Ctrl+Y"),
    Command(N_("Note a visit"), "map-pin", _visit, "F3"),
    Command(N_("New promise"), "handshake", _promise, "F4"),
    Command(N_("Import the month's file"), "file-down", _import),
    Command(N_("Present to the customer"), "presentation", _present, PRESENTING_KEY),
    Command(N_("Lock now"), "lock", _lock, "Ctrl+L", presentable=True),
)

FRAME_KEYS: Final[tuple[tuple[str, str], ...]] = (
    ("Ctrl+K", N_("Find anything, do anything")),
    ("Alt+Left", N_("Back")),
    ("Alt+Right", N_("Forward")),
    ("Ctrl+N", N_("New record on this page")),
    ("Ctrl+P", N_("Paper of this page")),
    ("F1", N_("Help for this page, and all keys")),
    ("F5", N_("Read again")),
)

PRESENTED_KEYS: Final[tuple[tuple[str, str], ...]] = (
    ("Alt+Left", N_("Back")),
    ("Alt+Right", N_("Forward")),
    ("Ctrl+P", N_("Paper of this page")),
    ("F1", N_("Help for this page, and all keys")),
    ("F5", N_("Read again")),
)
"""Those of the frame that are there while a customer looks on."""

TABLE_KEYS: Final[tuple[tuple[str, str], ...]] = (
    ("Enter", N_("Open the record")),
    ("Ctrl+Enter", N_("Press the button in the row, to show a number or bring a row back")),
    ("Space", N_("Tick the selected rows")),
    ("Ctrl+A", N_("Select all rows")),
    ("Ctrl+C", N_("Copy rows for Excel")),
    ("Ctrl+V", N_("Paste rows from Excel")),
    ("Ctrl+F", N_("Filter this list")),
    ("Ctrl+PgUp", N_("Previous record")),
    ("Ctrl+PgDown", N_("Next record")),
)
