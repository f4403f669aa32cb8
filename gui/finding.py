"""What the search box offers: records from the store, pages, and commands."""

from collections.abc import Callable, Sequence
from functools import partial

from gui.commands import COMMANDS
from gui.context import Context
from gui.page import Page
from gui.pages import PageSpec, Place
from gui.widgets.search_box import Hit
from resources.i18n import _


class Finder:
    """Finds as the person types. Records first, then pages, then commands."""

    def __init__(self, context: Context, specs: Sequence[PageSpec], page: Callable[[], Page | None]) -> None:
        self._context = context
        self._specs = [spec for spec in specs if spec.place is not Place.INSIDE]
        self._page = page

    def find(self, text: str) -> list[Hit]:
        """The hits for a text, best first; without one, what can be done from here."""
        wanted = text.strip().casefold()
        return [*self._pages(wanted), *self._commands(wanted)]

    def _pages(self, wanted: str) -> list[Hit]:
        return [
            Hit(_("Go to"), _(spec.title), "", spec.glyph, partial(self._context.open_page, spec.name))
            for spec in self._specs
            if wanted in f"{_(spec.title)} {spec.title}".casefold()
        ]

    def _commands(self, wanted: str) -> list[Hit]:
        return [
            Hit(_("Do"), _(command.words), command.key, command.glyph, partial(command.run, self._context))
            for command in COMMANDS
            if wanted in f"{_(command.words)} {command.words}".casefold()
        ]
