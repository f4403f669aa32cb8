"""What the search box offers: records from the store, pages, and commands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from gui.commands import COMMANDS
from gui.context import Context
from gui.pages import RECORD_PAGES, PageSpec, Place
from gui.widgets.search_box import Hit
from resources.i18n import N_, _

if TYPE_CHECKING:
    from model.search.hits import Hit as Record

MOST_RECORDS: Final = 9
_KINDS: Final = {
    "customer": (N_("Customers"), "building-2"),
    "contact": (N_("Contacts"), "user"),
    "visit": (N_("Visits"), "map-pin"),
    "need": (N_("Needs"), "lightbulb"),
    "promise": (N_("Promises"), "handshake"),
    "opportunity": (N_("Sales opportunities"), "target"),
    "product_offering": (N_("Products"), "package"),
    "service_request": (N_("Service requests"), "inbox"),
    "installed_product": (N_("Products in use"), "layers"),
    "success_case": (N_("Success cases"), "trophy"),
    "expert": (N_("Experts"), "graduation-cap"),
}


class Finder:
    """Finds as the person types: records first, then pages, then commands."""

    def __init__(self, context: Context, specs: Sequence[PageSpec]) -> None:
        self._context = context
        self._specs = [spec for spec in specs if spec.place is not Place.INSIDE]
        self._names = {spec.name for spec in specs}

    def find(self, text: str) -> list[Hit]:
        """The hits for a text, best first; without one, what can be done from here."""
        wanted = text.strip().casefold()
        return [*self._records(text), *self._pages(wanted), *self._commands(wanted)]

    def _records(self, text: str) -> list[Hit]:
        if not text.strip():
            return []
        from model.search.queries import find  # at the first letter: the index knows every record

        with self._context.read() as session:
            found = find(session, text, MOST_RECORDS)
        grouped: dict[str, list[Hit]] = {}
        for record in found:
            go = self._way_to(record)
            if go is not None:
                words, glyph = _KINDS[record.entity]
                detail = record.detail if record.entity == "customer" else record.customer or record.detail
                grouped.setdefault(words, []).append(Hit(_(words), record.title, detail, glyph, go))
        return [hit for group in grouped.values() for hit in group]

    def _way_to(self, record: "Record") -> Callable[[], None] | None:
        """The page of the record itself, else of its customer; None where neither is there."""
        if record.entity not in _KINDS:
            return None
        page = RECORD_PAGES.get(record.entity)
        if page in self._names:
            return partial(self._context.open_page, page, record.id)
        customer_page = RECORD_PAGES["customer"]
        if record.customer_id is not None and customer_page in self._names:
            return partial(self._context.open_page, customer_page, record.customer_id)
        return None

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
