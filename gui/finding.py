"""What the search box offers: records from the store, pages, and commands."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from gui.commands import COMMANDS
from gui.context import Context
from gui.pages import RECORD_PAGES, PageSpec, Place
from gui.tasks import Progress
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


def search_ahead(context: Context) -> None:
    """Search once on the worker: the first one reads in how every character sounds, and nobody shall wait for that."""

    def job(_progress: Progress) -> None:
        from model.search.queries import find

        with context.read() as session:
            find(session, "z", 1)

    context.tasks.run(job, lambda _found: None)


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
            if _fits(wanted, spec.title)
        ]

    def _commands(self, wanted: str) -> list[Hit]:
        return [
            Hit(_("Do"), _(command.words), command.key, command.glyph, partial(command.run, self._context))
            for command in COMMANDS
            if _fits(wanted, command.words)
        ]


def _fits(wanted: str, title: str) -> bool:
    """Whether a page or command is meant: by a part of its words, or by how they begin to sound."""
    words = _(title).casefold()
    if wanted in f"{words} {title}".casefold():
        return True
    return wanted.isascii() and wanted.isalpha() and any(heard.startswith(wanted) for heard in _heard(words))


@cache
def _heard(words: str) -> tuple[str, str]:
    """Chinese words by their initials and spelt out: gzrz and gongzuorizhi."""
    from model.search.pinyin import likeliest  # at the first letter, as the index

    sounds = likeliest(words)
    return "".join(sound[:1] for sound in sounds), "".join(sounds)
