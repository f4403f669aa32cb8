"""Which price holds: of an offering's price cards, the one for a day and the segments a customer belongs to."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Final, Protocol, TypeVar

EVERYONE: Final = ("", "全部客户", "全部", "all")
"""How price cards name everyone: as office files write it."""


class Card(Protocol):
    """What the rule needs of a price card; both days are included, an empty one is open."""

    @property
    def id(self) -> str: ...
    @property
    def offering_code(self) -> str: ...
    @property
    def segment(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


OneCard = TypeVar("OneCard", bound=Card)


def holds_on(card: Card, day: date) -> bool:
    """Whether a card is valid on a day."""
    return (card.valid_from or day) <= day <= (card.valid_to or day)


def card_in_force(cards: Iterable[OneCard], day: date, segments: Collection[str] = ()) -> OneCard | None:
    """The card of one offering that holds: a segment's own before everyone's, then the one that began last."""
    found = [card for card in cards if holds_on(card, day) and (card.segment in segments or card.segment in EVERYONE)]
    return max(
        found, key=lambda card: (card.segment not in EVERYONE, card.valid_from or date.min, card.id), default=None
    )


def overlapping(cards: Sequence[Card]) -> set[str]:
    """The ids of cards that give one offering and segment two prices on some day."""
    together: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        segment = "" if card.segment in EVERYONE else card.segment
        together.setdefault((card.offering_code, segment), []).append(card)
    found: set[str] = set()
    for group in together.values():
        for first, second in combinations(group, 2):
            if _meet(first, second):
                found |= {first.id, second.id}
    return found


def _meet(first: Card, second: Card) -> bool:
    begin = max(first.valid_from or date.min, second.valid_from or date.min)
    end = min(first.valid_to or date.max, second.valid_to or date.max)
    return begin <= end
